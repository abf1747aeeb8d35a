#pragma once

#include <string>
#include <string_view>

#include "catalog/catalog.h"
#include "catalog/difference.h"

namespace dunlin::catalog {

/// What it is and what it is called, on a line: `table "users"`, `column "email" of "users"`.
std::string title(const Object& object);

/// The title, and the attributes that count: `column "email" of "users": not null, type text`.
std::string text_of(const Object& object);

/// For people, on a line: `column "email" of "users": type is character varying(80), wanted text`.
/// The schema `home` is not written.
std::string text_of(const Difference& difference, std::string_view home = {});

}  // namespace dunlin::catalog
