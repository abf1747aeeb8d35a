#pragma once

#include <random>
#include <string>
#include <vector>

namespace dunlin::sql::test {

/// Texts glued together from pieces, the same ones in every run.
class RandomText {
 public:
  explicit RandomText(unsigned seed) : engine_(seed) {}

  const std::string& one_of(const std::vector<std::string>& pieces) {
    return pieces[below(pieces.size())];
  }

  /// Up to `most` of the pieces in a row.
  std::string made_of(const std::vector<std::string>& pieces, std::size_t most) {
    std::string text;
    for (std::size_t left = below(most + 1); left > 0; --left) text += one_of(pieces);
    return text;
  }

  std::size_t below(std::size_t limit) { return engine_() % limit; }

 private:
  std::mt19937 engine_;
};

}  // namespace dunlin::sql::test
