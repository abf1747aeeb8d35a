#pragma once

#include <memory>

#include "config/url.h"
#include "db/connection.h"
#include "db/open.h"

namespace dunlin::db::sqlite {

/// A session with the file of `url`, whose path is taken as it is: relative to the working
/// directory. A file is made only where `options.create` says so. The URL's `mode=ro`, `vfs` and
/// `busy_timeout` (milliseconds) count. One attempt; throws Unreachable.
std::unique_ptr<Connection> open(const config::Url& url, const OpenOptions& options = {});

}  // namespace dunlin::db::sqlite
