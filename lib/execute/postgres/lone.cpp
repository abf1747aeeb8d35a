#include "execute/postgres/lone.h"

#include <fmt/format.h>

#include <algorithm>
#include <variant>

#include "db/quoting.h"
#include "execute/postgres/checks.h"
#include "execute/script.h"

namespace dunlin::execute::postgres {

namespace {

using sql::Element;
using sql::ElementKind;

std::string quoted(const std::string& text) { return db::StandardQuoting().quoted(text); }

// The text of a name as to_regclass() reads it, as a literal.
std::string reference(const Element& element) {
  const db::StandardQuoting quoting;
  const std::string name = quoting.quoted_name(element.name);
  return quoting.quoted(element.schema.empty() ? name
                                               : quoting.quoted_name(element.schema) + "." + name);
}

const sql::Claim* main_claim(const sql::Facts& facts) {
  const auto& claims = facts.actions.front().claims;
  return claims.empty() ? nullptr : &claims.front();
}

bool is_index(const sql::Exists& exists) {
  return std::any_of(exists.stated.begin(), exists.stated.end(), [](const auto& attribute) {
    return attribute.first == "kind" && attribute.second == "index";
  });
}

std::string done_where(const std::string& condition) {
  return fmt::format("\\if :dunlin_begun\nSELECT NOT ({}) AS dunlin_now \\gset\n\\endif\n",
                     condition);
}

// An index has the schema of its table. One that was not built to its end is of no use, and its
// name is in the way; one that was is ours where we began it, for its name was free then.
std::string before_index(const sql::Exists& exists, const Element& table,
                         const std::string& title) {
  const std::string on = fmt::format("pg_catalog.to_regclass({})", reference(table));
  std::string out = fmt::format(
      "SELECT coalesce(pg_catalog.bool_or(broken), false) AS dunlin_broken,\n"
      "       coalesce(pg_catalog.bool_or(NOT broken), false) AS dunlin_there,\n"
      "       coalesce(pg_catalog.max('DROP INDEX CONCURRENTLY ' || name), '') AS dunlin_drop\n"
      "  FROM (SELECT coalesce(i.indrelid = {0} AND NOT i.indisvalid, false), "
      "c.oid::regclass::text\n"
      "          FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = "
      "c.oid\n"
      "         WHERE c.relname = {1} AND c.relnamespace =\n"
      "               (SELECT relnamespace FROM pg_catalog.pg_class WHERE oid = {0})\n"
      "       ) AS found (broken, name) \\gset\n"
      "\\if :dunlin_broken\n:dunlin_drop;\n\\endif\n",
      on, quoted(exists.element.name));
  Checks there;
  const std::string index = exists.element.name;
  if (exists.unnamed) {
    // The server would choose another name beside one that is taken.
    there.refuse_if("true", fmt::format("{}: there is an index \"{}\", and nobody can tell whether "
                                        "an earlier run made it",
                                        title, index));
    return out + "\\if :dunlin_there\n\\if :dunlin_begun\n" + there.text() + "\\endif\n\\endif\n";
  }
  if (exists.tolerant) return out;
  there.refuse_if("true", fmt::format("{}: there is a relation \"{}\" already", title, index));
  return out + "\\if :dunlin_there\n\\if :dunlin_begun\n\\set dunlin_now off\n\\else\n" +
         there.text() + "\\endif\n\\endif\n";
}

std::string nobody_can_tell(const std::string& title) {
  Checks checks;
  checks.refuse_if("true",
                   title +
                       " was begun by an earlier run that was cut off, and nobody can tell "
                       "whether it was done",
                   "look, then: dunlin resolve");
  return "\\if :dunlin_begun\n" + checks.text() + "\\endif\n";
}

std::string exists_database(const Element& database) {
  return fmt::format("EXISTS (SELECT FROM pg_catalog.pg_database WHERE datname = {})",
                     quoted(database.name));
}

// Setting the same again is harmless, but for a partition: its detaching is done in two halves.
bool repeats(const sql::Set& set) {
  return !set.once && std::none_of(set.wanted.begin(), set.wanted.end(), [](const auto& attribute) {
    return attribute.first == "partition_of";
  });
}

}  // namespace

bool must_be_bare(const sql::Statement& statement, const sql::Facts& facts) {
  const std::string word = first_word(statement.text);
  return statement.alone || !facts.parsed || word == "do" || word == "call";
}

std::string lookup_before(const sql::Facts& facts, const std::string& title) {
  const sql::Action& action = facts.actions.front();
  const sql::Claim* claim = main_claim(facts);
  if (claim == nullptr) return nobody_can_tell(title);
  if (const auto* exists = std::get_if<sql::Exists>(claim)) {
    if (is_index(*exists) && action.draft && action.draft->on) {
      return before_index(*exists, *action.draft->on, title);
    }
    if (exists->element.kind == ElementKind::database) {
      return done_where(exists_database(exists->element));
    }
  }
  if (const auto* gone = std::get_if<sql::Gone>(claim)) {
    if (gone->element.kind == ElementKind::relation) {
      return done_where(
          fmt::format("pg_catalog.to_regclass({}) IS NULL", reference(gone->element)));
    }
    if (gone->element.kind == ElementKind::database) {
      return done_where("NOT " + exists_database(gone->element));
    }
  }
  const auto* set = std::get_if<sql::Set>(claim);
  const bool again = std::holds_alternative<sql::Repeatable>(*claim) || (set && repeats(*set));
  return again ? std::string() : nobody_can_tell(title);
}

}  // namespace dunlin::execute::postgres
