#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace dunlin::inspect::postgres {

/// `name` as an identifier, always quoted.
std::string quoted_name(std::string_view name);

/// `name` as the server writes it where nothing asks for quotes but its letters: keywords are not
/// looked for.
std::string identifier(std::string_view name);

/// The name that an identifier, quoted or not, stands for.
std::string unquoted(std::string_view identifier);

/// Schema and name of `schema.name`, as the catalog spells it; no schema when there is none.
std::pair<std::string, std::string> parts_of(std::string_view qualified);

/// `name` in the temporary schema, quoted.
std::string on_copy(std::string_view name);

}  // namespace dunlin::inspect::postgres
