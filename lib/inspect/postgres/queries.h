#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/catalog.h"
#include "db/connection.h"

namespace dunlin::inspect::postgres {

/// The files of queries/ for one version of the server, joined into one statement.
///
/// A file selects the objects of one kind: `kind_of_element`, `key_schema`, `key_name`, `key_part`
/// and a column for each attribute, in any order. A line that ends in `-- from 15` or
/// `-- before 15` is for those servers alone. The names in all files are those of pg_catalog, which
/// must be the search path.
class Queries {
 public:
  /// `version` as in db::Server.
  explicit Queries(int version);

  /// A statement that selects every object that users made.
  std::string all() const;
  /// A statement that selects what has one of the names that `wanted`, a query, gives as
  /// (schema, name); no schema is all of the setting dunlin.search_path.
  std::string named(std::string_view wanted) const;

  /// Every attribute that is asked for, of which kind. Of files that select one kind.
  std::vector<std::pair<sql::ElementKind, std::string>> vocabulary() const;

  /// A row of either statement.
  catalog::Object object(const db::Row& row) const;

 private:
  struct File {
    std::string text;
    std::vector<std::string> attributes;  // sorted
  };

  std::string chosen(std::string_view choice) const;

  int major_;
  std::vector<File> files_;
};

/// The columns that the SELECT at the beginning of `text` names with AS.
std::vector<std::string> columns_of(std::string_view text);

/// The lines of `text` that are for servers of this version.
std::string lines_for(int major, std::string_view text);

}  // namespace dunlin::inspect::postgres
