#pragma once

#include <string>
#include <string_view>

namespace dunlin {

/// The one gate for everything that is printed, logged or stored in the ledger: no password that
/// dunlin knows of passes, in any spelling (as is, percent-encoded, as part of a URL).
/// Thread-safe.

/// Remembers a secret for the life of the process. Secrets shorter than 1 byte are ignored.
void add_secret(std::string_view secret);

/// `text` with every known secret, and everything that looks like the password of a URL or of a
/// keyword string (`postgres://user:***@host`, `password=***`), replaced by `***`. Passwords inside
/// SQL (ALTER ROLE … PASSWORD '…', USER MAPPING … OPTIONS (password '…'), CONNECTION '…password=…')
/// likewise. Idempotent. Linear in the text per secret.
std::string redacted(std::string_view text);

/// For tests: forget all secrets.
void forget_secrets();

}  // namespace dunlin
