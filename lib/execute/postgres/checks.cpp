#include "execute/postgres/checks.h"

#include <fmt/format.h>

#include "db/quoting.h"
#include "execute/postgres/psql.h"

namespace dunlin::execute::postgres {

namespace {

std::string quoted(const std::string& text) { return db::StandardQuoting().quoted(text); }

std::string raising(const std::string& message, const std::string& hint) {
  return fmt::format("RAISE EXCEPTION USING MESSAGE = {}{};", message,
                     hint.empty() ? "" : ", HINT = " + quoted(hint));
}

}  // namespace

void Checks::refuse_if(const std::string& condition, const std::string& message,
                       const std::string& hint) {
  body_ +=
      fmt::format("  IF {} THEN\n    {}\n  END IF;\n", condition, raising(quoted(message), hint));
}

void Checks::refuse_any(const std::string& query, const std::string& message,
                        const std::string& hint) {
  body_ += fmt::format(
      "  SELECT pg_catalog.string_agg(id, ', ' ORDER BY id) INTO names FROM ({}) AS named (id);\n"
      "  IF names IS NOT NULL THEN\n    {}\n  END IF;\n",
      query, raising(quoted(message) + " || names", hint));
}

std::string Checks::text() const {
  if (body_.empty()) return {};
  return fmt::format("DO {};\n",
                     dollar_quoted(fmt::format("\nDECLARE\n  names text;\nBEGIN\n{}END\n", body_)));
}

}  // namespace dunlin::execute::postgres
