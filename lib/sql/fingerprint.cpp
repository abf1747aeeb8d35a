#include "sql/fingerprint.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

namespace dunlin::sql {

namespace {

constexpr char kEnd = '\0';  // no token holds it: scripts with NUL are refused

char tag_of(TokenKind kind) {
  switch (kind) {
    case TokenKind::word:
      return 'w';
    case TokenKind::quoted:
      return 'q';
    case TokenKind::string:
      return 's';
    case TokenKind::number:
      return 'n';
    case TokenKind::parameter:
      return 'p';
    case TokenKind::symbol:
    case TokenKind::semicolon:
      break;
  }
  return 'o';
}

char folded(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

}  // namespace

void Fingerprint::add(const Token& token, bool continues) {
  put(continues ? 'c' : tag_of(token.kind));
  switch (token.kind) {
    case TokenKind::word:
      put_folded(token.text);
      break;
    case TokenKind::string:
    case TokenKind::quoted:
      // The letter of E'', U&"" and their like; a bare string starts with its quote.
      put_folded(token.text.substr(0, 1));
      put_lines(token.text.substr(1));
      break;
    default:
      put(token.text);
  }
  put(kEnd);
}

void Fingerprint::end_statement() {
  put(';');
  put(kEnd);
}

void Fingerprint::add_data(std::string_view data) {
  put('d');
  put_lines(data);
  put(kEnd);
}

void Fingerprint::add_unreadable(std::string_view script) {
  put('x');
  put(script);
  put(kEnd);
}

std::string Fingerprint::text(std::string_view algorithm) {
  flush();
  return fmt::format("{}:{}", algorithm, digest_.hex());
}

void Fingerprint::put(char byte) {
  if (used_ == buffer_.size()) flush();
  buffer_[used_++] = byte;
}

void Fingerprint::put(std::string_view bytes) {
  if (bytes.size() > buffer_.size() - used_) {
    flush();
    if (bytes.size() > buffer_.size()) return digest_.add(bytes);
  }
  std::memcpy(buffer_.data() + used_, bytes.data(), bytes.size());
  used_ += bytes.size();
}

void Fingerprint::put_folded(std::string_view bytes) {
  while (!bytes.empty()) {
    if (used_ == buffer_.size()) flush();
    const std::size_t fits = std::min(bytes.size(), buffer_.size() - used_);
    std::transform(bytes.begin(), bytes.begin() + fits, buffer_.begin() + used_, folded);
    used_ += fits;
    bytes.remove_prefix(fits);
  }
}

// A checkout with CRLF is the same script, inside literals too.
void Fingerprint::put_lines(std::string_view bytes) {
  while (true) {
    const std::size_t at = bytes.find("\r\n");
    put(bytes.substr(0, at));
    if (at == std::string_view::npos) return;
    bytes.remove_prefix(at + 1);
  }
}

void Fingerprint::flush() {
  digest_.add({buffer_.data(), used_});
  used_ = 0;
}

}  // namespace dunlin::sql
