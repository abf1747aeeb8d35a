#pragma once

#include "base/error.h"
#include "dunlin/invocation.h"

namespace dunlin::cmd {

/// The error that ends a command, with what the run before it left behind: `2 revisions were
/// applied before and stay: ...`. With a protected environment the server's details, which hold
/// rows, are left out.
Error explain_failure(const Error& error, Invocation& invocation);

/// What a command that failed did before.
Json failed_body(const Progress& progress);

}  // namespace dunlin::cmd
