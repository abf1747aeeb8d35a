#pragma once

#include <string>
#include <string_view>

namespace dunlin::db {

/// How a value or a name becomes part of SQL.
class Quoting {
 public:
  Quoting() = default;
  Quoting(const Quoting&) = delete;
  Quoting& operator=(const Quoting&) = delete;
  virtual ~Quoting() = default;

  /// `text` as a literal.
  virtual std::string quoted(std::string_view text) const = 0;
  /// `name` as an identifier.
  virtual std::string quoted_name(std::string_view name) const = 0;
};

/// The quoting of standard SQL, which doubles quotes and knows no other escape: what every database
/// here reads, PostgreSQL while standard_conforming_strings is on. For texts that are written down
/// before anybody connects. Precondition: no NUL bytes.
class StandardQuoting final : public Quoting {
 public:
  std::string quoted(std::string_view text) const override;
  std::string quoted_name(std::string_view name) const override;
};

}  // namespace dunlin::db
