#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "sql/facts.h"
#include "sql/reader.h"

namespace dunlin::sql::postgres {

/// The tokens of one statement, by which its parts are found in its text: the parser does not say
/// where most of them are. A question that has no answer gets an empty range, at the end.
class Text {
 public:
  explicit Text(std::string_view statement);

  std::string_view all() const { return all_; }
  Range whole() const { return {0, all_.size()}; }

  std::size_t count() const { return tokens_.size(); }
  /// Precondition: `index` < count().
  const Token& operator[](std::size_t index) const { return tokens_[index]; }

  /// The first token that begins at `offset` or behind it; count() when there is none.
  std::size_t index_at(std::size_t offset) const;
  /// Where the words stand one after the other for the first time at `from` or behind it, outside
  /// parentheses if that is where `from` is; count() when nowhere.
  std::size_t find(std::initializer_list<std::string_view> words, std::size_t from = 0) const;
  bool at(std::size_t index, std::string_view word) const;
  bool at_symbol(std::size_t index, std::string_view symbol) const;
  /// Steps over the words if they come next.
  bool eat(std::size_t& index, std::initializer_list<std::string_view> words) const;

  /// The parenthesis that closes the one at `index`; count() when none does.
  std::size_t closing(std::size_t index) const;
  /// The first comma or closing parenthesis at `index` or behind it that is not within
  /// parentheses opened there; count() when there is none.
  std::size_t item_end(std::size_t index) const;

  /// The name at this token with what qualifies it: `a`, `s.a`.
  Range name(std::size_t index) const;
  /// The index behind that name.
  std::size_t behind_name(std::size_t index) const;

  /// The tokens [first, last) as bytes.
  Range range(std::size_t first, std::size_t last) const;
  /// From the token at `first` to the end of its list or list item, cut at commas: its items.
  std::vector<Range> items(std::size_t first) const;

 private:
  std::string_view all_;
  std::vector<Token> tokens_;
};

}  // namespace dunlin::sql::postgres
