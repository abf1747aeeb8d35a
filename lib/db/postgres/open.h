#pragma once

#include <memory>

#include "config/url.h"
#include "db/connection.h"
#include "db/open.h"

namespace dunlin::db::postgres {

/// A session with the database of `url`, ready for use: UTF-8, standard strings, no timeout while
/// idle in a transaction, gone within a second of our death (servers from 14 on). Behind a pooler
/// none of these settings outlives the first message, so that no other client inherits them.
/// One attempt; throws Unreachable.
std::unique_ptr<Connection> open(const config::Url& url, const OpenOptions& options = {});

}  // namespace dunlin::db::postgres
