#pragma once

#include "ledger/language.h"

namespace dunlin::ledger {

const Language& sqlite();

}  // namespace dunlin::ledger
