#pragma once

#include <string_view>

#include "db/connection.h"

namespace dunlin::inspect::postgres {

/// The result of one message of which nothing stays: no setting, no object, no lock. Outside of a
/// transaction the message must be one that changes settings alone, with SET LOCAL; inside, it is
/// undone by a savepoint and a second message, and an error leaves the transaction usable.
db::Result run_in_passing(db::Connection& connection, std::string_view message);

/// The same for a message that makes things: outside of a transaction it has one of its own.
db::Result run_undone(db::Connection& connection, std::string_view message);

/// What stands before a statement of Queries in the same message: the names of the session's search
/// path are kept where it looks for them, and its own search path is set.
inline constexpr std::string_view kPrepareReading =
    "SELECT pg_catalog.set_config('dunlin.search_path', pg_catalog.current_schemas(false)::text, "
    "true); SET LOCAL search_path = pg_catalog, pg_temp; SET LOCAL jit = off; ";

}  // namespace dunlin::inspect::postgres
