// The matrix on a live PostgreSQL.

#include "config/url.h"
#include "db/postgres/open.h"
#include "inspect/postgres/inspector.h"
#include "inspect/postgres/prober.h"
#include "matrix/suite.h"
#include "sql/postgres/kinds/registry.h"
#include "sql/postgres/parser.h"
#include "sql/postgres/reader.h"
#include "support/postgres_cluster.h"

namespace dunlin::matrix {
namespace {

/// A session with the database that is dropped after it.
struct Session {
  test::TestDatabase database = test::PostgresServer::shared().database();
  std::unique_ptr<db::Connection> connection =
      db::postgres::open(config::parse_url(database.url()), {});
};

std::shared_ptr<db::Connection> open() {
  auto session = std::make_shared<Session>();
  return {session, session->connection.get()};
}

Bench bench() {
  return {sql::postgres::reader(), inspect::postgres::inspector(), inspect::postgres::prober(),
          open, "RESET ROLE; RESET ALL"};
}

// The name of the parser's node: `{"version":…,"stmts":[{"stmt":{"CreateStmt":…`.
std::optional<std::string> kind_of(std::string_view statement) {
  const auto tree = sql::postgres::parse(statement);
  if (!tree) return std::nullopt;
  constexpr std::string_view kBefore = "\"stmt\":{\"";
  const std::size_t at = tree->find(kBefore);
  if (at == std::string::npos) return std::nullopt;
  const std::size_t begin = at + kBefore.size();
  return tree->substr(begin, tree->find('"', begin) - begin);
}

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const auto& kind : sql::postgres::kinds::all()) names.emplace_back(kind.type);
  return names;
}

}  // namespace
}  // namespace dunlin::matrix

int main(int argc, char** argv) {
  using namespace dunlin::matrix;
  const Suite suite{"postgres", DUNLIN_SHEETS, bench, kind_of, kinds()};
  return run_suite(suite, argc, argv);
}
