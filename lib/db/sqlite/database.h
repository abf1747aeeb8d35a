#pragma once

#include "config/url.h"

namespace dunlin::db::sqlite {

/// Whether there is a file at the path. Throws Unreachable for a directory.
bool database_exists(const config::Url& url);

/// Makes an empty database; false when there is a file already. Makes no directory. Throws
/// Unreachable that names the missing one, Error(kUnwritable).
bool create_database(const config::Url& url);

/// Removes the file and what SQLite keeps beside it; false when there is none. Throws
/// Unreachable(kNotADatabase), touching nothing, for any other kind of file, ServerError while
/// another session is in the middle of something.
bool drop_database(const config::Url& url);

}  // namespace dunlin::db::sqlite
