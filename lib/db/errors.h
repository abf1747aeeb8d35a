#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/error.h"
#include "db/connection.h"

namespace dunlin::db {

/// No session could be had: kUnreachable, kConnectRefused, kDatabaseMissing, kNotADatabase.
struct Unreachable : Error {
  Unreachable(Diagnostic diagnostic, bool heals) : Error(std::move(diagnostic)), can_heal(heals) {}

  bool can_heal;  ///< whether waiting may help: no for a bad password, yes for a refused port
};

/// What dunlin itself refuses to send.
ServerError refusal(std::string sqlstate, std::string message);

/// Throws a refusal that says which byte is NUL: both databases would take it for the end.
void refuse_nul(std::string_view text, std::string_view sqlstate);

}  // namespace dunlin::db
