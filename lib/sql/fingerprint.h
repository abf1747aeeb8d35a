#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "base/checksum.h"
#include "sql/reader.h"

namespace dunlin::sql {

/// The token checksum, taken token by token. docs/formats/checksum.md fixes what counts; the
/// rules stay as they are for as long as the algorithm keeps its name.
class Fingerprint {
 public:
  /// `continues`: the token carries on the string before it, as 'a' line break 'b' does.
  void add(const Token& token, bool continues = false);
  /// Behind the last token of a statement.
  void end_statement();
  /// The rows of a COPY … FROM STDIN, behind its statement's end.
  void add_data(std::string_view data);
  /// A text that could not be read to its end.
  void add_unreadable(std::string_view script);

  /// `algorithm:<64 hex digits>`; starts over.
  std::string text(std::string_view algorithm);

 private:
  void put(char byte);
  void put(std::string_view bytes);
  void put_folded(std::string_view bytes);
  void put_lines(std::string_view bytes);
  void flush();

  Sha256 digest_;
  // Tokens are short: handing each to OpenSSL costs more than hashing it.
  std::array<char, 4096> buffer_;
  std::size_t used_ = 0;
};

}  // namespace dunlin::sql
