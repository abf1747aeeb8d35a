#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sql/control.h"
#include "sql/lexing.h"
#include "sql/statement.h"

namespace dunlin::sql {

/// Finds long runs of INSERTs of constants into one table: the rows of a seed file. They are alike,
/// so that one statement can stand for many, and a file of any size is a few hundred statements.
template <class Lexer>
class Rows {
 public:
  /// Of a script that adds labels to an enum every statement counts: it may use one of them.
  explicit Rows(std::string_view script) : open_(!adds_labels(script)) {}

  /// Whether the next statement of the script goes with the one before it.
  bool joins(const Statement& statement, Control control) {
    const auto head = open_ && !statement.has_data && control == Control::none
                          ? head_of(statement.text)
                          : std::nullopt;
    if (!head || *head != head_) {
      head_ = head.value_or(std::string_view());
      run_ = head ? 1 : 0;
      size_ = kLargest;
      return false;
    }
    // The first of a run are told one by one, so that a short run is.
    if (++run_ <= kSingle + 1 || size_ + statement.text.size() > kLargest) {
      size_ = statement.text.size();
      return false;
    }
    size_ += statement.text.size();
    return true;
  }

 private:
  static constexpr std::size_t kSingle = 100;
  static constexpr std::size_t kLargest = std::size_t{1} << 19U;  // two to a message

  static bool adds_labels(std::string_view script) {
    std::size_t at = 0;
    while ((at = script.find_first_of("vV", at)) != std::string_view::npos) {
      if (same_word(script.substr(at, 5), "value") && at > 0 && ends_in_add(script.substr(0, at))) {
        return true;
      }
      ++at;
    }
    return false;
  }

  static bool ends_in_add(std::string_view text) {
    const std::size_t last = text.find_last_not_of(" \t\r\n");
    return last != std::string_view::npos && last >= 2 &&
           same_word(text.substr(last - 2, 3), "add");
  }

  // `INSERT INTO t (a, b) VALUES` of a statement whose values are constants.
  static std::optional<std::string_view> head_of(std::string_view text) {
    Lexer lexer(text);
    if (lexer.next() != Found::token || !is_word(lexer.token(), "insert")) return std::nullopt;
    bool values = false;
    std::size_t end = 0;
    for (Found found = lexer.next(); found != Found::end; found = lexer.next()) {
      if (found != Found::token) return std::nullopt;
      const Token& token = lexer.token();
      if (values) {
        if (!is_constant(token)) return std::nullopt;
      } else if (is_word(token, "values")) {
        values = true;
        end = token.end();
      } else if (token.kind == TokenKind::word && is_other(token)) {
        return std::nullopt;
      }
    }
    if (!values) return std::nullopt;
    return text.substr(0, end);
  }

  static bool is_constant(const Token& token) {
    switch (token.kind) {
      case TokenKind::string:
      case TokenKind::number:
        return true;
      case TokenKind::word:
        return is_word(token, "null") || is_word(token, "true") || is_word(token, "false") ||
               is_word(token, "default") || is_word(token, "on") || is_word(token, "conflict") ||
               is_word(token, "do") || is_word(token, "nothing");
      case TokenKind::symbol:
        return token.text == "(" || token.text == ")" || token.text == "," || token.text == "-" ||
               token.text == "+";
      default:
        return false;
    }
  }

  // INSERT OR ROLLBACK, INSERT ... SELECT.
  static bool is_other(const Token& token) {
    return is_word(token, "select") || is_word(token, "or") || is_word(token, "with");
  }

  bool open_;
  std::string_view head_;
  std::size_t run_ = 0;
  std::size_t size_ = kLargest;
};

}  // namespace dunlin::sql
