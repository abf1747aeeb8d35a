#pragma once

#include <string_view>

#include "config/url.h"
#include "db/errors.h"

namespace dunlin::db::postgres {

/// What libpq's account of a failed connection means, and whether waiting can help: yes for a
/// host that does not answer or is starting up, no for a refusal that will be repeated.
Unreachable refused(const config::Url& url, std::string_view verbose);

}  // namespace dunlin::db::postgres
