#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"

namespace dunlin::catalog {

/// One way in which a database is not as it should be.
struct Difference {
  enum class Kind {
    missing,    ///< wanted and not there
    extra,      ///< there and not wanted
    different,  ///< there with another value of `attribute`
  };

  Kind kind = Kind::different;
  Element element;
  std::string attribute = {};  ///< different: its name, as the two that follow
  std::string wanted = {};     ///< empty: the attribute should not be there
  std::string actual = {};     ///< empty: it is not there

  friend bool operator==(const Difference&, const Difference&) = default;
};

/// What differs, sorted by element, then attribute. Attributes that do not count are not compared.
/// The parts of what is missing or extra itself are not listed.
///
/// `ignore` holds patterns of elements to pass over: `schema.name`, or `name` in any schema, with
/// `*` for any text and `?` for any character. What is part of an ignored element is ignored.
std::vector<Difference> differences(const Catalog& wanted, const Catalog& actual,
                                    const std::vector<std::string>& ignore = {});

/// Whether `pattern`, as above, is one of `element`.
bool matches(std::string_view pattern, const Element& element);

}  // namespace dunlin::catalog
