#pragma once

#include <string>

#include "config/url.h"

namespace dunlin::db::sqlite {

bool in_memory(const config::Url& url);

/// The file of `url`, absolute.
std::string file_of(const config::Url& url);

/// What is at the path before SQLite looks: SQLite itself would make a file where there is none,
/// and says of everything else only that it cannot open it.
enum class Found { no_directory, nothing, file };

/// Throws Unreachable, naming the path, for a directory or a device, and for a file that may not
/// be read.
Found look(const std::string& file);

/// Throws Unreachable(kDatabaseMissing) that names the file, the directory that is missing, and
/// the file at the absolute path that a relative one looks like.
[[noreturn]] void throw_missing(const config::Url& url, Found found);

}  // namespace dunlin::db::sqlite
