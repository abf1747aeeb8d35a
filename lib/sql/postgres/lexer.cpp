#include "sql/postgres/lexer.h"

#include <algorithm>

#include "sql/characters.h"

namespace dunlin::sql::postgres {

namespace {

constexpr auto npos = std::string_view::npos;

constexpr Bytes kSpace(" \t\n\r\f\v");  // \v since PostgreSQL 16
constexpr Bytes kNameStart = kLetters;
constexpr Bytes kNamePart = kLetters.with('0', '9').with('$', '$');
constexpr Bytes kTagPart = kLetters.with('0', '9');
constexpr Bytes kOperator("~!@#^&|`?+-*/%<>=");
constexpr Bytes kDigitGroups = kDigits.with('_', '_');

// Behind the quote that closes a literal, whose body starts at `at`; npos: none does.
std::size_t behind_quote(std::string_view text, std::size_t at, char quote) {
  while (true) {
    at = text.find(quote, at);
    if (at == npos) return npos;
    if (at + 1 >= text.size() || text[at + 1] != quote) return at + 1;
    at += 2;
  }
}

std::size_t behind_escaped_quote(std::string_view text, std::size_t at) {
  for (; at < text.size(); ++at) {
    if (text[at] == '\\') {
      ++at;
    } else if (text[at] == '\'') {
      if (at + 1 >= text.size() || text[at + 1] != '\'') return at + 1;
      ++at;
    }
  }
  return npos;
}

}  // namespace

void Lexer::seek(std::size_t offset) {
  at_ = std::min(offset, text_.size());
  quoting_ = Quoting::none;
}

Found Lexer::next() {
  const Quoting before = quoting_;
  quoting_ = Quoting::none;
  continues_ = false;
  const Gap gap = skip_gap();
  if (gap == Gap::open) return Found::open;
  if (at_ == text_.size()) {
    token_ = {TokenKind::symbol, at_, text_.substr(at_)};
    return Found::end;
  }
  const char c = text_[at_];
  if (c == '\'') {
    continues_ = before != Quoting::none && gap == Gap::line_break;
    return string(0, continues_ ? before : Quoting::standard);
  }
  if (c == '"') return quoted_name(0);
  if (kNameStart(c)) return word_or_prefix();
  if (kDigits(c) || (c == '.' && kDigits(peek(1)))) return number();
  if (c == '$') return dollar();
  if (c == '\\') return command();
  if (kOperator(c)) return operators();
  return symbol();
}

// Two literals are one when white space with a line break, and perhaps comments to the end of
// their lines, is all that parts them.
Lexer::Gap Lexer::skip_gap() {
  bool line_break = false;
  bool block = false;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (kSpace(c)) {
      line_break = line_break || c == '\n' || c == '\r';
      ++at_;
    } else if (c == '-' && peek(1) == '-') {
      at_ = kLineEnds.find(text_, at_);
    } else if (c == '/' && peek(1) == '*') {
      if (!skip_comment()) return Gap::open;
      block = true;
    } else if (c == kByteOrderMark[0] && text_.substr(at_, 3) == kByteOrderMark) {
      // The server takes it for a name; files glued together have it between statements.
      at_ += kByteOrderMark.size();
      block = true;
    } else {
      break;
    }
  }
  return line_break && !block ? Gap::line_break : Gap::other;
}

bool Lexer::skip_comment() {
  const std::size_t begin = at_;
  std::size_t depth = 0;
  while (at_ + 1 < text_.size()) {
    if (text_[at_] == '/' && text_[at_ + 1] == '*') {
      ++depth;
      at_ += 2;
    } else if (text_[at_] == '*' && text_[at_ + 1] == '/') {
      at_ += 2;
      if (--depth == 0) return true;
    } else {
      ++at_;
    }
  }
  at_ = begin;
  open(2);
  return false;
}

Found Lexer::take(TokenKind kind, std::size_t end) {
  token_ = {kind, at_, text_.substr(at_, end - at_)};
  at_ = end;
  return Found::token;
}

Found Lexer::open(std::size_t opener) {
  token_ = {TokenKind::symbol, at_, text_.substr(at_, opener)};
  at_ = text_.size();
  return Found::open;
}

Found Lexer::string(std::size_t prefix, Quoting quoting) {
  const std::size_t body = at_ + prefix + 1;
  std::size_t end = npos;
  switch (quoting) {
    case Quoting::escapes:
      end = behind_escaped_quote(text_, body);
      break;
    case Quoting::bits:  // no quote can be doubled in b'' and x''
      end = text_.find('\'', body);
      if (end != npos) ++end;
      break;
    default:
      end = behind_quote(text_, body, '\'');
  }
  if (end == npos) return open(prefix + 1);
  quoting_ = quoting;
  return take(TokenKind::string, end);
}

Found Lexer::quoted_name(std::size_t prefix) {
  const std::size_t end = behind_quote(text_, at_ + prefix + 1, '"');
  return end == npos ? open(prefix + 1) : take(TokenKind::quoted, end);
}

Found Lexer::word_or_prefix() {
  const char second = peek(1);
  if (second == '\'' || second == '&') {
    switch (text_[at_]) {
      case 'e':
      case 'E':
        if (second == '\'') return string(1, Quoting::escapes);
        break;
      case 'b':
      case 'B':
      case 'x':
      case 'X':
        if (second == '\'') return string(1, Quoting::bits);
        break;
      case 'n':
      case 'N':
        if (second == '\'') return string(1, Quoting::standard);
        break;
      case 'u':
      case 'U':
        if (second == '&' && peek(2) == '\'') return string(2, Quoting::standard);
        if (second == '&' && peek(2) == '"') return quoted_name(2);
        break;
      default:
        break;
    }
  }
  return take(TokenKind::word, kNamePart.skip(text_, at_ + 1));
}

// $1, $$...$$, $tag$...$tag$, or a lone dollar. A dollar inside a name never gets here.
Found Lexer::dollar() {
  if (kDigits(peek(1))) return take(TokenKind::parameter, kDigits.skip(text_, at_ + 1));
  std::size_t tag = at_ + 1;
  if (kNameStart(peek(1))) tag = kTagPart.skip(text_, tag);
  if (tag >= text_.size() || text_[tag] != '$') return take(TokenKind::symbol, at_ + 1);
  const std::string_view delimiter = text_.substr(at_, tag + 1 - at_);
  const std::size_t close = text_.find(delimiter, tag + 1);
  if (close == npos) return open(delimiter.size());
  return take(TokenKind::string, close + delimiter.size());
}

// 1, 1_000, 0xFF, 1.5, 1., .5, 1e-3. What a server of some version splits otherwise is an error
// in newer ones.
Found Lexer::number() {
  const char base = static_cast<char>(peek(1) | 0x20);
  if (text_[at_] == '0' && (base == 'x' || base == 'o' || base == 'b')) {
    constexpr Bytes kAnyBase = kHexDigits.with('_', '_');
    const std::size_t end = kAnyBase.skip(text_, at_ + 2);
    if (end > at_ + 2) return take(TokenKind::number, end);
  }
  std::size_t end = kDigitGroups.skip(text_, at_);
  // 1..10 is a range: two numbers
  if (end < text_.size() && text_[end] == '.' && text_.substr(end, 2) != "..") {
    end = kDigitGroups.skip(text_, end + 1);
  }
  if (end < text_.size() && (text_[end] | 0x20) == 'e') {
    std::size_t power = end + 1;
    if (power < text_.size() && (text_[power] == '+' || text_[power] == '-')) ++power;
    if (power < text_.size() && kDigits(text_[power])) end = kDigitGroups.skip(text_, power);
  }
  return take(TokenKind::number, end);
}

Found Lexer::symbol() {
  const std::string_view two = text_.substr(at_, 2);
  if (two == "::" || two == ":=" || two == "..") return take(TokenKind::symbol, at_ + 2);
  return take(text_[at_] == ';' ? TokenKind::semicolon : TokenKind::symbol, at_ + 1);
}

Found Lexer::operators() {
  // Longer ones are an error (NAMEDATALEN), and +-+-+- must not be read to its end at each sign.
  constexpr std::size_t kLongest = 64;
  const std::string_view reach = text_.substr(0, std::min(at_ + kLongest, text_.size()));
  std::size_t end = at_ + 1;
  while (end < reach.size() && kOperator(text_[end])) {
    const std::string_view two = text_.substr(end, 2);
    if (two == "--" || two == "/*") break;
    ++end;
  }
  // SQL wants =-1 read as = -1: only an operator with an exotic character may end in a sign.
  const std::string_view whole = text_.substr(at_, end - at_);
  if (whole.find_first_of("~!@#^&|`?%") == npos) {
    while (end > at_ + 1 && (text_[end - 1] == '+' || text_[end - 1] == '-')) --end;
  }
  return take(TokenKind::symbol, end);
}

Found Lexer::command() {
  const std::size_t end = kLineEnds.find(text_, at_);
  take(TokenKind::symbol, end);
  return Found::command;
}

}  // namespace dunlin::sql::postgres
