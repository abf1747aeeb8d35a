#include "catalog/check.h"

namespace dunlin::catalog {

std::string_view name_of(Check::Kind kind) {
  switch (kind) {
    case Check::Kind::no_rows:
      return "no rows";
    case Check::Kind::no_null:
      return "no null";
    case Check::Kind::distinct:
      return "distinct";
    case Check::Kind::owner:
      return "owner";
    case Check::Kind::dropper:
      return "dropper";
    case Check::Kind::maker:
      return "maker";
    case Check::Kind::extension:
      return "extension";
    case Check::Kind::unused:
      return "unused";
    case Check::Kind::unexpressed:
      return "unexpressed";
  }
  return "";
}

}  // namespace dunlin::catalog
