#include "db/errors.h"

namespace dunlin::db {

ServerError refusal(std::string sqlstate, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code::kServerError;
  diagnostic.message = std::move(message);
  diagnostic.sqlstate = sqlstate;
  ServerError error(std::move(diagnostic));
  error.sqlstate = std::move(sqlstate);
  return error;
}

void refuse_nul(std::string_view text, std::string_view sqlstate) {
  const std::size_t nul = text.find('\0');
  if (nul == std::string_view::npos) return;
  ServerError error = refusal(std::string(sqlstate), "a NUL byte in the text");
  error.offset = nul;
  throw error;
}

}  // namespace dunlin::db
