#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin::architecture {

/// A word of a source file and its line.
struct Token {
  std::string text;
  std::size_t line = 0;
};

/// What the tests here look at in a C++ file. Comments are nowhere in it.
struct Source {
  std::string path;                     ///< from the top of the project: lib/base/error.h
  std::vector<Token> own_includes;      ///< `#include "base/error.h"`, without the quotes
  std::vector<Token> foreign_includes;  ///< `#include <map>`, without the brackets
  std::vector<Token> identifiers;       ///< keywords and numbers' suffixes among them
  std::vector<Token> literals;          ///< strings, without quotes, escapes as written
};

Source parse_source(std::string path, std::string_view text);

/// Every .h and .cpp below a folder of the project, by path.
std::vector<Source> sources_below(const std::string& folder);

/// `lib/base/error.h:12: `, as compilers write it.
std::string place(const Source& source, const Token& token);

/// The layer a file of lib/ belongs to, `cmd` for the command line; empty for others.
std::string layer_of(std::string_view path);

}  // namespace dunlin::architecture
