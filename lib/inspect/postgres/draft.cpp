#include "inspect/postgres/draft.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <variant>

#include "inspect/postgres/names.h"
#include "sql/postgres/lexer.h"

namespace dunlin::inspect::postgres {

namespace {

using sql::ElementKind;
using sql::Range;
using sql::Token;

/// Up to the end, or to what cannot be read.
std::vector<Token> tokens_of(std::string_view text) {
  std::vector<Token> tokens;
  sql::postgres::Lexer lexer(text);
  while (lexer.next() == sql::Found::token) tokens.push_back(lexer.token());
  return tokens;
}

/// The tokens outside of parentheses and brackets.
std::vector<Token> top_level(std::string_view text) {
  std::vector<Token> tokens;
  int depth = 0;
  for (const Token& token : tokens_of(text)) {
    const bool closes = sql::is_symbol(token, ")") || sql::is_symbol(token, "]");
    if (closes) --depth;
    if (depth == 0 && !closes) tokens.push_back(token);
    if (sql::is_symbol(token, "(") || sql::is_symbol(token, "[")) ++depth;
  }
  return tokens;
}

bool is_at(const std::vector<Token>& tokens, std::size_t at, std::string_view word) {
  return at < tokens.size() && sql::is_word(tokens[at], word);
}

std::size_t find(const std::vector<Token>& tokens, std::size_t from, std::string_view word) {
  while (from < tokens.size() && !sql::is_word(tokens[from], word)) ++from;
  return from;
}

/// `text` without bytes [begin, end).
std::string without(std::string_view text, std::size_t begin, std::size_t end) {
  return fmt::format("{} {}", text.substr(0, begin), text.substr(end));
}

/// The last part of a whole name, as it is written.
std::string_view last_part(std::string_view name) {
  const std::vector<Token> tokens = tokens_of(name);
  for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
    if (token->kind == sql::TokenKind::word || token->kind == sql::TokenKind::quoted) {
      return token->text;
    }
  }
  return name;
}

struct Change {
  Range range;
  std::string text;
};

/// The statement with the names of copies and without the cuts, in order.
std::string changed(std::string_view statement, Range part, const sql::Draft& draft) {
  std::vector<Change> changes;
  for (const Range& name : draft.names) {
    const auto written = last_part(statement.substr(name.begin, name.end - name.begin));
    changes.push_back({name, fmt::format("pg_temp.{}", written)});
  }
  for (const Range& cut : draft.cuts) changes.push_back({cut, " "});
  std::stable_sort(changes.begin(), changes.end(),
                   [](const Change& a, const Change& b) { return a.range.begin < b.range.begin; });
  std::string text;
  std::size_t at = part.begin;
  for (const Change& change : changes) {
    if (change.range.end <= at || change.range.begin >= part.end) continue;
    if (change.range.begin >= at) {
      text += statement.substr(at, change.range.begin - at);
      text += change.text;
    }
    at = std::min(change.range.end, part.end);
  }
  text += statement.substr(at, part.end - at);
  return text;
}

std::string drafted(const catalog::Frame& frame) {
  const sql::Draft& draft = *frame.action->draft;
  const Range part = frame.action->text;
  // A draft of a sub-command may be one of the whole statement, which cuts the others out.
  const bool whole = part.begin == 0 || !draft.on ||
                     (!draft.names.empty() && draft.names.front().begin < part.begin);
  if (whole) return changed(frame.statement, {0, frame.statement.size()}, draft);
  return fmt::format("ALTER TABLE {} {}", on_copy(draft.on->name),
                     changed(frame.statement, part, draft));
}

/// WITH DATA or WITH NO DATA at the end, and where it begins.
std::optional<std::size_t> data_clause(const std::vector<Token>& tokens) {
  const std::size_t count = tokens.size();
  if (count < 2 || !is_at(tokens, count - 1, "data")) return std::nullopt;
  const std::size_t with = is_at(tokens, count - 2, "no") ? count - 3 : count - 2;
  if (!is_at(tokens, with, "with")) return std::nullopt;
  return tokens[with].begin;
}

/// There are no temporary materialized views, but a view of the same query is spelled the same.
std::string as_view(std::string_view text, const std::vector<Token>& tokens) {
  std::size_t name = find(tokens, 0, "view") + 1;
  if (is_at(tokens, name, "if")) name += 3;
  const std::size_t as = find(tokens, name, "as");
  if (as >= tokens.size()) return std::string(text);
  // Behind the name and its columns come clauses that a view does not have.
  std::size_t clause = name;
  while (clause < as && !is_at(tokens, clause, "using") && !is_at(tokens, clause, "with") &&
         !is_at(tokens, clause, "tablespace")) {
    ++clause;
  }
  const std::size_t end = data_clause(tokens).value_or(text.size());
  return fmt::format("CREATE VIEW {} {}",
                     text.substr(tokens[name].begin, tokens[clause].begin - tokens[name].begin),
                     text.substr(tokens[as].begin, end - tokens[as].begin));
}

/// CREATE TABLE … AS makes the same columns without running its query.
std::string unfilled(std::string text, const std::vector<Token>& tokens) {
  if (find(tokens, 0, "as") == tokens.size()) return text;
  text.resize(data_clause(tokens).value_or(text.size()));
  return text + " WITH NO DATA";
}

/// What stays of CREATE FOREIGN TABLE where there is no other server.
std::string at_home(std::string_view text, const std::vector<Token>& tokens) {
  const std::size_t server = find(tokens, 2, "server");
  const std::size_t end = server < tokens.size() ? tokens[server].begin : text.size();
  return without(text.substr(0, end), tokens[1].begin, tokens[1].end());
}

Attempt creating(std::string text) {
  Attempt attempt;
  std::vector<Token> tokens = top_level(text);
  if (is_at(tokens, 1, "foreign") && is_at(tokens, 2, "table")) {
    return {at_home(text, tokens), {}};
  }
  if (is_at(tokens, 1, "unlogged")) {
    attempt.unlogged = true;
    text = without(text, tokens[1].begin, tokens[1].end());
    tokens = top_level(text);
  }
  if (is_at(tokens, 1, "materialized")) {
    attempt.materialized = true;
    attempt.text = as_view(text, tokens);
  } else if (is_at(tokens, 1, "table")) {
    attempt.text = unfilled(std::move(text), tokens);
  } else {
    attempt.text = std::move(text);
  }
  return attempt;
}

/// ALTER COLUMN … TYPE once more, whatever type the copy has there: it has no rows to convert.
std::string converting_nothing(std::string_view text) {
  const std::vector<Token> tokens = top_level(text);
  const std::size_t alter = find(tokens, 1, "alter");
  // ALTER [COLUMN] name [SET DATA] TYPE
  const std::size_t name = is_at(tokens, alter + 1, "column") ? alter + 2 : alter + 1;
  const std::size_t type = find(tokens, name + 1, "type");
  if (type >= tokens.size() || type > name + 3) return {};
  const std::size_t use = find(tokens, type + 1, "using");
  const std::size_t end = use < tokens.size() ? tokens[use].begin : text.size();
  return fmt::format("{} USING NULL", text.substr(0, end));
}

/// ALTER TABLE parent ATTACH PARTITION name bound: a new partition has the same bound, and there is
/// only the copy of the parent.
std::string as_partition(std::string_view text, const std::vector<Token>& tokens) {
  const std::size_t attach = find(tokens, 2, "attach");
  if (!is_at(tokens, attach + 1, "partition")) return {};
  const std::size_t name = attach + 2;  // pg_temp.name
  const std::size_t bound = name + 3;
  if (bound >= tokens.size() || attach < 5) return {};
  const auto between = [&](std::size_t first, std::size_t last) {
    return text.substr(tokens[first].begin, tokens[last - 1].end() - tokens[first].begin);
  };
  return fmt::format("CREATE TABLE {} PARTITION OF {} {}", between(name, bound),
                     between(attach - 3, attach), text.substr(tokens[bound].begin));
}

/// A policy is no part of a copy: ALTER POLICY name ON pg_temp.table changes one that is made
/// first.
std::string on_fresh(std::string_view text) {
  const std::vector<Token> tokens = top_level(text);
  constexpr std::size_t kTable = 6;
  if (tokens.size() <= kTable) return {};
  const std::size_t begin = tokens[1].begin;
  return fmt::format("CREATE {}; {}", text.substr(begin, tokens[kTable].end() - begin), text);
}

std::string rename(const sql::Renamed& claim) {
  const std::string from = on_copy(claim.from.name);
  switch (claim.from.kind) {
    case ElementKind::relation:
      if (claim.from.name == claim.to.name) return {};
      return fmt::format("ALTER TABLE {} RENAME TO {}", from, quoted_name(claim.to.name));
    case ElementKind::column:
      return fmt::format("ALTER TABLE {} RENAME COLUMN {} TO {}", from,
                         quoted_name(claim.from.part), quoted_name(claim.to.part));
    case ElementKind::constraint:
      return fmt::format("ALTER TABLE {} RENAME CONSTRAINT {} TO {}", from,
                         quoted_name(claim.from.part), quoted_name(claim.to.part));
    case ElementKind::domain_constraint:
      return fmt::format("ALTER DOMAIN {} RENAME CONSTRAINT {} TO {}", from,
                         quoted_name(claim.from.part), quoted_name(claim.to.part));
    default:
      return {};
  }
}

std::string drop(const sql::Element& element) {
  const std::string table = on_copy(element.name);
  switch (element.kind) {
    case ElementKind::column:
      return fmt::format("ALTER TABLE {} DROP COLUMN IF EXISTS {} CASCADE", table,
                         quoted_name(element.part));
    case ElementKind::constraint:
      return fmt::format("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {} CASCADE", table,
                         quoted_name(element.part));
    case ElementKind::domain_constraint:
      return fmt::format("ALTER DOMAIN {} DROP CONSTRAINT IF EXISTS {}", table,
                         quoted_name(element.part));
    case ElementKind::trigger:
      return fmt::format("DROP TRIGGER IF EXISTS {} ON {}", quoted_name(element.part), table);
    case ElementKind::policy:
      return fmt::format("DROP POLICY IF EXISTS {} ON {}", quoted_name(element.part), table);
    case ElementKind::rule:
      return fmt::format("DROP RULE IF EXISTS {} ON {}", quoted_name(element.part), table);
    case ElementKind::relation:
      // What a probe drops beside its table is an index of it.
      return fmt::format("DROP INDEX IF EXISTS {}", table);
    default:
      return {};
  }
}

/// What the action does to names, of which it has one.
std::string by_claims(const sql::Action& action) {
  for (const sql::Claim& claim : action.claims) {
    if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) return rename(*renamed);
    if (const auto* gone = std::get_if<sql::Gone>(&claim)) return drop(gone->element);
  }
  return {};
}

bool gives_identity(const sql::Set& set) {
  const bool drawn = std::find(set.drawn.begin(), set.drawn.end(), "identity") != set.drawn.end();
  return drawn || std::any_of(set.wanted.begin(), set.wanted.end(), [](const auto& pair) {
           return pair.first == "identity" && !pair.second.empty();
         });
}

std::string undo(const sql::Claim& claim) {
  if (const auto* exists = std::get_if<sql::Exists>(&claim)) {
    return exists->element.kind == ElementKind::column ? drop(exists->element) : std::string();
  }
  if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) {
    return rename({renamed->to, renamed->from, false});
  }
  if (const auto* set = std::get_if<sql::Set>(&claim)) {
    if (set->element.kind != ElementKind::column || !gives_identity(*set)) return {};
    return fmt::format("ALTER TABLE {} ALTER COLUMN {} DROP IDENTITY IF EXISTS",
                       on_copy(set->element.name), quoted_name(set->element.part));
  }
  return {};
}

}  // namespace

Attempt attempt_of(const catalog::Frame& frame) {
  if (!frame.action->draft) return {by_claims(*frame.action), {}};
  std::string text = drafted(frame);
  const std::vector<Token> tokens = top_level(text);
  if (is_at(tokens, 0, "create")) return creating(std::move(text));
  Attempt attempt;
  if (is_at(tokens, 0, "alter") && is_at(tokens, 1, "policy")) attempt.instead = on_fresh(text);
  if (is_at(tokens, 0, "alter") && is_at(tokens, 1, "table")) {
    attempt.instead = converting_nothing(text);
    if (std::string partition = as_partition(text, tokens); !partition.empty()) {
      text = std::move(partition);
    }
  }
  attempt.text = std::move(text);
  return attempt;
}

std::vector<std::string> undoing(const sql::Action& action) {
  std::vector<std::string> texts;
  for (auto claim = action.claims.rbegin(); claim != action.claims.rend(); ++claim) {
    if (std::string text = undo(*claim); !text.empty()) texts.push_back(std::move(text));
  }
  return texts;
}

}  // namespace dunlin::inspect::postgres
