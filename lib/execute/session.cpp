#include "execute/session.h"

namespace dunlin::execute {

std::optional<std::string> schema_version(const Session& session) {
  const std::string_view query = session.discipline.schema_version();
  if (query.empty()) return std::nullopt;
  const db::Result result = session.connection.query(query, {});
  return result.rows.at(0).at(0);
}

}  // namespace dunlin::execute
