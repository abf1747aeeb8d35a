#pragma once

#include "app/database.h"

namespace dunlin::app {

/// Whether the names of the folders, the raw checksums of their up scripts and one query to the
/// ledger show that nothing is pending, unfinished, edited, missing or ahead, and the claim fits.
/// Reads no YAML and takes no lock. False means only that it has to be looked at closely.
bool nothing_to_do(Context& context, Database& database);

}  // namespace dunlin::app
