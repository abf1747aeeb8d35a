#pragma once

#include "ledger/language.h"

namespace dunlin::ledger {

const Language& postgres();

}  // namespace dunlin::ledger
