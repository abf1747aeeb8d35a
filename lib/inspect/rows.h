#pragma once

#include <string>

#include "catalog/check.h"
#include "db/connection.h"

namespace dunlin::inspect {

/// A statement that counts what contradicts a check about rows, up to Answer::kMany.
std::string count_of(const db::Quoting& quoting, const catalog::Check& check);

/// The answer in the result of count_of().
catalog::Answer counted(const db::Result& result);

}  // namespace dunlin::inspect
