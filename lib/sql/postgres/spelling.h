#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dunlin::sql::postgres {

/// A name as the server prints it: in quotes where it would not be read back without them.
std::string quoted(std::string_view name);

/// `schema.name`, each as the server prints it; the name alone when no schema is known.
std::string qualified(std::string_view schema, std::string_view name);

/// The parts of a name that is written in a string, as in `nextval('a."B"')`, folded; empty when
/// it is none.
std::vector<std::string> name_in_string(std::string_view text);

/// Whether every database has a type of this name, which hides others in most of them.
bool is_builtin_type(std::string_view name);

/// The spelling the server prints for such a type: `int8` is `bigint`.
std::string_view printed_type(std::string_view name);

/// Cut to the length of a name, between characters.
std::string cut_name(std::string_view text, std::size_t most = 63);

}  // namespace dunlin::sql::postgres
