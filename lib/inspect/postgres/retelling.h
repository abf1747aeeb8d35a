#pragma once

#include "catalog/catalog.h"
#include "db/connection.h"
#include "inspect/postgres/trial.h"

namespace dunlin::inspect::postgres {

/// The steps that make an object anew from its attributes, as restoring a dump would; the last one
/// shows it. None for what has no expressions, or none that can be read again.
Steps retelling(const db::Connection& connection, const catalog::Object& object);

}  // namespace dunlin::inspect::postgres
