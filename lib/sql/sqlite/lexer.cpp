#include "sql/sqlite/lexer.h"

#include <algorithm>

#include "sql/characters.h"

namespace dunlin::sql::sqlite {

namespace {

constexpr auto npos = std::string_view::npos;

// A vertical tab may follow white space but not begin it; the server says so.
constexpr Bytes kSpaceStart(" \t\n\r\f");
constexpr Bytes kSpace(" \t\n\r\f\v");
constexpr Bytes kNamePart = kLetters.with('0', '9').with('$', '$');
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

}  // namespace

void Lexer::seek(std::size_t offset) { at_ = std::min(offset, text_.size()); }

Found Lexer::next() {
  skip_gap();
  if (at_ == text_.size()) {
    token_ = {TokenKind::symbol, at_, text_.substr(at_)};
    return Found::end;
  }
  const char c = text_[at_];
  switch (c) {
    case '\'':
      return quoted(TokenKind::string, 0);
    case '"':
    case '`':
    case '[':
      return quoted(TokenKind::quoted, 0);
    case 'x':
    case 'X':
      if (peek(1) == '\'') return quoted(TokenKind::string, 1);
      break;
    case '?':
      return take(TokenKind::parameter, kDigits.skip(text_, at_ + 1));
    case '$':
    case '@':
    case ':':
    case '#':
      return parameter();
    default:
      break;
  }
  if (kLetters(c)) return take(TokenKind::word, kNamePart.skip(text_, at_ + 1));
  if (kDigits(c) || (c == '.' && kDigits(peek(1)))) return number();
  return symbol();
}

void Lexer::skip_gap() {
  while (at_ < text_.size()) {
    const char c = text_[at_];
    if (kSpaceStart(c)) {
      at_ = kSpace.skip(text_, at_ + 1);
    } else if (c == '-' && peek(1) == '-') {
      at_ = std::min(text_.find('\n', at_), text_.size());
    } else if (c == '/' && peek(1) == '*' && at_ + 2 < text_.size()) {
      // With nothing behind it, SQLite reads the two as operators.
      const std::size_t close = text_.find("*/", at_ + 2);
      at_ = close == npos ? text_.size() : close + 2;
    } else if (c == kByteOrderMark[0] && text_.substr(at_, 3) == kByteOrderMark) {
      at_ += kByteOrderMark.size();
    } else {
      return;
    }
  }
}

Found Lexer::take(TokenKind kind, std::size_t end) {
  token_ = {kind, at_, text_.substr(at_, end - at_)};
  at_ = end;
  return Found::token;
}

Found Lexer::quoted(TokenKind kind, std::size_t prefix) {
  const char quote = text_[at_ + prefix];
  const std::size_t body = at_ + prefix + 1;
  std::size_t end = npos;
  if (quote == '[' || prefix > 0) {  // nothing can be doubled in [] and x''
    end = text_.find(quote == '[' ? ']' : quote, body);
    if (end != npos) ++end;
  } else {
    end = behind_quote(text_, body, quote);
  }
  if (end != npos) return take(kind, end);
  token_ = {TokenKind::symbol, at_, text_.substr(at_, prefix + 1)};
  at_ = text_.size();
  return Found::open;
}

// 1, 0xFF, 1.5, .5, 1e-3, 1_000. Letters right behind belong to it and are an error.
Found Lexer::number() {
  if (text_[at_] == '0' && (peek(1) | 0x20) == 'x' && kHexDigits(peek(2))) {
    return take(TokenKind::number, kNamePart.skip(text_, at_ + 2));
  }
  std::size_t end = kDigitGroups.skip(text_, at_);
  if (end < text_.size() && text_[end] == '.') end = kDigitGroups.skip(text_, end + 1);
  if (end + 1 < text_.size() && (text_[end] | 0x20) == 'e') {
    const bool sign = text_[end + 1] == '+' || text_[end + 1] == '-';
    const std::size_t power = end + (sign ? 2 : 1);
    if (power < text_.size() && kDigits(text_[power])) end = power;
  }
  return take(TokenKind::number, kNamePart.skip(text_, end));
}

// :name, @name, #1, and Tcl's $name::part(suffix).
Found Lexer::parameter() {
  std::size_t end = at_ + 1;
  while (end < text_.size()) {
    if (kNamePart(text_[end])) {
      ++end;
    } else if (text_.substr(end, 2) == "::") {
      end += 2;
    } else if (text_[end] == '(' && end > at_ + 1) {
      constexpr Bytes kSuffixEnd(" \t\n\r\f\v)");
      end = kSuffixEnd.find(text_, end);
      if (end < text_.size() && text_[end] == ')') ++end;  // else it is an error of this length
      break;
    } else {
      break;
    }
  }
  return end == at_ + 1 ? symbol() : take(TokenKind::parameter, end);
}

// -> ->> || << <= <> >> >= == != are one token each.
Found Lexer::symbol() {
  const char next = peek(1);
  bool two = false;
  switch (text_[at_]) {
    case ';':
      return take(TokenKind::semicolon, at_ + 1);
    case '-':
      if (next == '>' && peek(2) == '>') return take(TokenKind::symbol, at_ + 3);
      two = next == '>';
      break;
    case '<':
      two = next == '<' || next == '=' || next == '>';
      break;
    case '>':
      two = next == '>' || next == '=';
      break;
    case '|':
      two = next == '|';
      break;
    case '=':
    case '!':
      two = next == '=';
      break;
    default:
      break;
  }
  return take(TokenKind::symbol, at_ + (two ? 2 : 1));
}

}  // namespace dunlin::sql::sqlite
