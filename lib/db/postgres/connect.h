#pragma once

#include <string>

#include "base/duration.h"
#include "config/url.h"
#include "db/postgres/wire.h"

namespace dunlin::db::postgres {

/// An established connection to the first host of `url` that gives one, each within its own
/// deadline (the URL's connect_timeout, else `timeout`): libpq keeps none for connections that
/// are made without blocking. Nothing has been sent on it yet. Throws Unreachable, or as
/// Interrupt::check does.
Handle connect(const config::Url& url, const std::string& application_name, Milliseconds timeout);

}  // namespace dunlin::db::postgres
