#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "dunlin/paint.h"

namespace dunlin::cmd {

/// A page of docs/ as a terminal shows it: no line is wider than the look wants, but for code and
/// words that cannot be broken. The marks of Markdown go: headings stand at the margin and what is
/// below them is indented, a list of `terms`: meanings is a table, tables are columns. Reads the
/// same without colour, which adds bold and underlined letters.
///
/// Knows what these pages use: headings, paragraphs, code by fence or by four blanks, flat lists,
/// tables, quotes; `code`, **strong**, *emphasis* and [links](url).
std::string rendered(std::string_view markdown, const Look& look);

}  // namespace dunlin::cmd
