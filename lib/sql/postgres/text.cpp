#include "sql/postgres/text.h"

#include <algorithm>

#include "sql/lexing.h"
#include "sql/postgres/lexer.h"

namespace dunlin::sql::postgres {

namespace {

bool opens(const Token& token) { return is_symbol(token, "(") || is_symbol(token, "["); }
bool closes(const Token& token) { return is_symbol(token, ")") || is_symbol(token, "]"); }

}  // namespace

Text::Text(std::string_view statement) : all_(statement) {
  tokens_.reserve(statement.size() / 6 + 8);
  Lexer lexer(statement);
  while (lexer.next() == Found::token) {
    const Token& token = lexer.token();
    if (lexer.continues() && !tokens_.empty()) {
      Token& first = tokens_.back();
      first.text = statement.substr(first.begin, token.end() - first.begin);
    } else {
      tokens_.push_back(token);
    }
  }
}

std::size_t Text::index_at(std::size_t offset) const {
  const auto found =
      std::lower_bound(tokens_.begin(), tokens_.end(), offset,
                       [](const Token& token, std::size_t at) { return token.begin < at; });
  return static_cast<std::size_t>(found - tokens_.begin());
}

std::size_t Text::find(std::initializer_list<std::string_view> words, std::size_t from) const {
  std::size_t depth = 0;
  for (std::size_t i = from; i < tokens_.size(); ++i) {
    if (closes(tokens_[i]) && depth > 0) --depth;
    std::size_t behind = i;
    if (depth == 0 && eat(behind, words)) return i;
    if (opens(tokens_[i])) ++depth;
  }
  return tokens_.size();
}

bool Text::at(std::size_t index, std::string_view word) const {
  return index < tokens_.size() && is_word(tokens_[index], word);
}

bool Text::at_symbol(std::size_t index, std::string_view symbol) const {
  return index < tokens_.size() && is_symbol(tokens_[index], symbol);
}

bool Text::eat(std::size_t& index, std::initializer_list<std::string_view> words) const {
  std::size_t at_word = index;
  for (const std::string_view word : words) {
    if (!at(at_word++, word)) return false;
  }
  index = at_word;
  return true;
}

std::size_t Text::closing(std::size_t index) const {
  std::size_t depth = 0;
  for (std::size_t i = index; i < tokens_.size(); ++i) {
    if (opens(tokens_[i])) ++depth;
    if (closes(tokens_[i]) && (depth == 0 || --depth == 0)) return i;
  }
  return tokens_.size();
}

std::size_t Text::item_end(std::size_t index) const {
  std::size_t depth = 0;
  for (std::size_t i = index; i < tokens_.size(); ++i) {
    if (depth == 0 && (closes(tokens_[i]) || is_symbol(tokens_[i], ","))) return i;
    if (opens(tokens_[i])) ++depth;
    if (closes(tokens_[i])) --depth;
  }
  return tokens_.size();
}

std::size_t Text::behind_name(std::size_t index) const {
  std::size_t i = std::min(index + 1, tokens_.size());
  while (i + 1 < tokens_.size() && at_symbol(i, ".")) i += 2;
  return i;
}

Range Text::name(std::size_t index) const { return range(index, behind_name(index)); }

Range Text::range(std::size_t first, std::size_t last) const {
  if (first >= last || first >= tokens_.size()) return {all_.size(), all_.size()};
  return {tokens_[first].begin, tokens_[std::min(last, tokens_.size()) - 1].end()};
}

std::vector<Range> Text::items(std::size_t first) const {
  std::vector<Range> items;
  while (first < tokens_.size()) {
    const std::size_t end = item_end(first);
    items.push_back(range(first, end));
    if (!at_symbol(end, ",")) break;
    first = end + 1;
  }
  return items;
}

}  // namespace dunlin::sql::postgres
