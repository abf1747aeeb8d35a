#pragma once

#include "config/url.h"

namespace dunlin::db::postgres {

/// Whether the server has the database that `url` names. Throws Unreachable.
bool database_exists(const config::Url& url);

/// Creates it; false when it is there already, also when another was quicker. Works from the
/// database `postgres`, or `template1` where there is none. Throws Unreachable, ServerError.
bool create_database(const config::Url& url);

/// Drops it; false when there is none. Throws ServerError that counts the sessions which are
/// connected to it: nobody is thrown out.
bool drop_database(const config::Url& url);

}  // namespace dunlin::db::postgres
