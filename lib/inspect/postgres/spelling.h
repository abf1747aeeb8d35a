#pragma once

#include <set>
#include <string>
#include <string_view>

#include "catalog/catalog.h"

namespace dunlin::inspect::postgres {

/// Says what the server says of copies as it would say it of the originals.
class Spelling {
 public:
  /// `place` is the temporary schema (`pg_temp_3`), `schema` the one that its objects stand for.
  Spelling(std::string place, std::string schema, std::set<std::string> relations)
      : place_(std::move(place)), schema_(std::move(schema)), relations_(std::move(relations)) {}

  /// The object under the schema it would have, and in its values no trace of the temporary one.
  catalog::Object original(const catalog::Object& copy) const;

  /// A value: `pg_temp_3.name` is the schema's, and so are relations in constants of regclass,
  /// which the server names alone. With `statement`, those behind FROM, INTO, UPDATE and JOIN, too.
  std::string value(std::string_view text, bool statement) const;

 private:
  bool is_place(std::string_view name) const;
  std::string constant(std::string_view literal) const;

  std::string place_;
  std::string schema_;
  std::set<std::string> relations_;
};

}  // namespace dunlin::inspect::postgres
