#include "base/redact_patterns.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "base/text.h"

namespace dunlin {

namespace {

constexpr std::size_t kNone = std::string_view::npos;
constexpr std::string_view kBlanks = " \t\r\n\f\v";
constexpr std::string_view kBlanksAndQuotes = " \t\r\n\f\v'\"`<>";

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

// Copies a text and leaves out what it is told to hide; spans come in order.
class Copy {
 public:
  explicit Copy(std::string_view text) : text_(text) {}
  void hide(Span span) {
    if (span.begin >= span.end) return;
    // What our own messages write where a password goes.
    if (text_.substr(span.begin, span.end - span.begin) == "PASSWORD") return;
    out_.append(text_, done_, span.begin - done_);
    out_ += kHidden;
    done_ = span.end;
  }
  bool empty() const { return done_ == 0; }
  std::string finish() {
    out_.append(text_, done_);
    return std::move(out_);
  }

 private:
  std::string_view text_;
  std::string out_;
  std::size_t done_ = 0;
};

std::size_t find_or_end(std::string_view text, std::string_view set, std::size_t from) {
  return std::min(text.find_first_of(set, from), text.size());
}

// URLs

bool is_database(std::string_view scheme) {
  static constexpr std::array<std::string_view, 7> kKinds = {
      "postgres", "mysql", "mariadb", "sqlserver", "mongodb", "redis", "amqp"};
  const std::string folded = lower(scheme);
  return std::any_of(kKinds.begin(), kKinds.end(),
                     [&](std::string_view kind) { return folded.find(kind) != std::string::npos; });
}

std::string_view scheme_before(std::string_view text, std::size_t colon) {
  std::size_t begin = colon;
  while (begin > 0 && (is_word(text[begin - 1]) || text[begin - 1] == '+' ||
                       text[begin - 1] == '.' || text[begin - 1] == '-')) {
    --begin;
  }
  return text.substr(begin, colon - begin);
}

// Whether what follows the colon reads `5432` up to the path, the query or the next host.
bool starts_with_port(std::string_view tail) {
  std::size_t digits = 0;
  while (digits < tail.size() && is_digit(tail[digits])) ++digits;
  if (digits == 0 || digits > 5) return false;
  return digits == tail.size() || std::string_view("/?#,").find(tail[digits]) != kNone;
}

// The '@' that ends the user part. It may not be the first (an '@' in the password) nor the last
// (an '@' in the query).
std::size_t at_sign(std::string_view token) {
  const std::size_t query = token.find('?');
  const std::size_t before_query = token.substr(0, query).rfind('@');
  if (before_query == kNone) return token.rfind('@');
  const bool path_follows = token.substr(before_query, query - before_query).find('/') != kNone;
  return query == kNone || path_follows ? before_query : token.rfind('@');
}

Span database_password(std::string_view text, std::size_t begin) {
  std::size_t end = find_or_end(text, kBlanksAndQuotes, begin);
  std::size_t at = at_sign(text.substr(begin, end - begin));
  if (at == kNone) {
    // A quote may be part of the password.
    end = find_or_end(text, kBlanks, begin);
    at = at_sign(text.substr(begin, end - begin));
  }
  const std::string_view token = text.substr(begin, end - begin);
  const std::size_t colon = token.find(':');
  if (token.starts_with('[') || colon == kNone || colon > at) return {end, end};
  const std::string_view tail = token.substr(colon + 1, at == kNone ? kNone : at - colon - 1);
  const bool is_port =
      starts_with_port(tail) && (at == kNone || tail.find_first_of("?,/") != kNone);
  if (is_port && (at == kNone || tail.find('?') != kNone)) return {end, end};
  // Cut off before its '@', it is still a password.
  return {begin + colon + 1, at == kNone ? end : begin + at};
}

Span web_password(std::string_view text, std::size_t begin) {
  const std::size_t end = find_or_end(text, " \t\r\n\f\v'\"`<>/?#\\", begin);
  const std::string_view authority = text.substr(begin, end - begin);
  const std::size_t at = authority.rfind('@');
  const std::size_t colon = authority.find(':');
  if (at == kNone || colon == kNone || colon > at) return {begin, begin};
  return {begin + colon + 1, begin + at};
}

// Names

std::optional<std::size_t> name_end(std::string_view text, std::size_t at) {
  static constexpr std::array<std::string_view, 3> kNames = {"password", "passwd", "pwd"};
  if (at + 1 < text.size() && std::string_view("aAwW").find(text[at + 1]) == kNone) return {};
  for (const std::string_view name : kNames) {
    const std::string_view found = text.substr(at, name.size());
    if (found.size() != name.size() || lower(found) != name) continue;
    const std::size_t end = at + name.size();
    if (end == text.size() || !is_word(text[end])) return end;
  }
  return std::nullopt;
}

// Skips white space and comments, as SQL does.
std::size_t skip_space(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const std::string_view rest = text.substr(at);
    std::size_t end = kNone;
    if (kBlanks.find(text[at]) != kNone) {
      end = text.find_first_not_of(kBlanks, at);
    } else if (rest.starts_with("--")) {
      end = text.find('\n', at);
    } else if (rest.starts_with("/*")) {
      end = text.find("*/", at);
      if (end != kNone) end += 2;
    } else {
      return at;
    }
    if (end == kNone) return text.size();
    at = end;
  }
  return at;
}

std::size_t run_of(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end - at;
}

// The inside of the quotes that open at `at`. Inside another literal quotes are doubled, in one
// inside that doubled again: a run of them is closed by a run of the same length.
Span inside_quotes(std::string_view text, std::size_t at, bool backslash_escapes) {
  const char quote = text[at];
  const std::size_t run_at_start = run_of(text, at);
  // Of three, one opens and two are a quote in the text.
  const std::size_t opening = run_at_start & (~run_at_start + 1);
  const std::size_t begin = at + opening;
  const bool is_empty = begin == text.size() || kBlanks.find(text[begin]) != kNone ||
                        std::string_view(";,)&").find(text[begin]) != kNone;
  if (opening > 1 && is_empty) return {begin, begin};
  for (std::size_t i = begin; i < text.size(); ++i) {
    if (backslash_escapes && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      const std::size_t run = run_of(text, i);
      // Three where one closes: a doubled one is part of the text, then the end.
      if (run % (2 * opening) >= opening) return {begin, i + run - run % (2 * opening)};
      i += run - 1;
    }
  }
  return {begin, find_or_end(text, "\n", begin)};
}

std::optional<Span> inside_dollars(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && is_word(text[end]) && !(end == at + 1 && is_digit(text[end]))) ++end;
  if (end == text.size() || text[end] != '$') return std::nullopt;
  const std::string_view tag = text.substr(at, end + 1 - at);
  return Span{end + 1, std::min(text.find(tag, end + 1), text.size())};
}

// The inside of the SQL string that begins at `at`: '…', E'…', U&'…', N'…', $tag$…$tag$.
std::optional<Span> inside_literal(std::string_view text, std::size_t at) {
  if (at >= text.size()) return std::nullopt;
  if (text[at] == '$') return inside_dollars(text, at);
  const std::string folded = lower(text.substr(at, 3));
  const bool escapes = folded.starts_with("e'");
  const std::size_t prefix = escapes || folded.starts_with("n'") ? 1
                             : folded.starts_with("u&'")         ? 2
                                                                 : 0;
  if (at + prefix >= text.size() || text[at + prefix] != '\'') return std::nullopt;
  return inside_quotes(text, at + prefix, escapes);
}

// The value behind `password=`. `spaced`: there are blanks around the '=', as people write in SQL.
Span keyword_value(std::string_view text, std::size_t at, bool in_query, bool spaced) {
  if (at >= text.size()) return {at, at};
  if (text[at] == '\'' || text[at] == '"') return inside_quotes(text, at, true);
  if (const auto literal = inside_literal(text, at); literal && text[at] != '$') return *literal;
  const std::string_view ends =
      in_query ? std::string_view(" \t\r\n\f\v&#'\"<>") : std::string_view(" \t\r\n\f\v'\"");
  std::size_t end = at;
  while (end < text.size() && ends.find(text[end]) == kNone) {
    // libpq takes the next character as it is.
    end += !in_query && text[end] == '\\' ? 2 : 1;
  }
  end = std::min(end, text.size());
  const std::string_view value = text.substr(at, end - at);
  const bool is_expression =
      spaced && (lower(value).starts_with("null") || value.find('(') != kNone);
  return is_expression ? Span{at, at} : Span{at, end};
}

bool is_in_query(std::string_view text, std::size_t name) {
  while (name > 0 && is_word(text[name - 1])) --name;
  return name > 0 && (text[name - 1] == '?' || text[name - 1] == '&');
}

// What to hide behind the name that reads from `name` to `end`; empty for a mere word.
Span value_of(std::string_view text, std::size_t name, std::size_t end) {
  const bool quoted = end < text.size() && (text[end] == '"' || text[end] == '\'');
  const std::size_t behind = quoted ? end + 1 : end;
  const std::size_t sign = skip_space(text, behind);
  if (sign >= text.size()) return {end, end};
  if (text[sign] == '=') {
    const std::size_t arrow = sign + 1 < text.size() && text[sign + 1] == '>' ? 1 : 0;
    const std::size_t value = text.find_first_not_of(" \t", sign + 1 + arrow);
    if (value == kNone) return {end, end};
    const bool spaced = sign != behind || value != sign + 1;
    return keyword_value(text, value, is_in_query(text, name), spaced);
  }
  if (text[sign] == ':' && quoted) {
    const std::size_t value = skip_space(text, sign + 1);
    if (value < text.size() && text[value] == '"') return inside_quotes(text, value, true);
    return {end, end};
  }
  if (sign == end) return {end, end};
  return inside_literal(text, sign).value_or(Span{end, end});
}

}  // namespace

std::string hide_url_passwords(std::string text) {
  Copy copy(text);
  for (std::size_t colon = text.find(':'); colon != kNone;) {
    const std::string_view scheme = scheme_before(text, colon);
    const std::size_t begin = std::min(text.find_first_not_of('/', colon + 1), text.size());
    const std::size_t slashes = begin - colon - 1;
    std::size_t next = colon + 1;
    if (!scheme.empty() && is_database(scheme) && begin < text.size() &&
        kBlanksAndQuotes.find(text[begin]) == kNone) {
      const Span span = database_password(text, begin);
      copy.hide(span);
      next = span.end;
    } else if (!scheme.empty() && slashes >= 2) {
      const Span span = web_password(text, begin);
      copy.hide(span);
      next = span.end;
    }
    colon = text.find(':', next);
  }
  return copy.empty() ? text : copy.finish();
}

std::string hide_named_passwords(std::string text) {
  Copy copy(text);
  for (std::size_t i = text.find_first_of("pP"); i != kNone;) {
    std::size_t next = i + 1;
    if (const auto end = name_end(text, i)) {
      const Span span = value_of(text, i, *end);
      copy.hide(span);
      next = std::max(*end, span.end);
    }
    i = text.find_first_of("pP", next);
  }
  return copy.empty() ? text : copy.finish();
}

}  // namespace dunlin
