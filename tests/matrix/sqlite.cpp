// The matrix on live SQLite files.

#include "config/url.h"
#include "db/sqlite/open.h"
#include "inspect/sqlite/inspector.h"
#include "inspect/sqlite/prober.h"
#include "matrix/suite.h"
#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/reader.h"
#include "support/temporary_directory.h"

namespace dunlin::matrix {
namespace {

/// A session with the file that is removed after it.
struct Session {
  test::TemporaryDirectory directory;
  std::unique_ptr<db::Connection> connection = db::sqlite::open(
      config::parse_url("sqlite:///" + directory.file("matrix.db")), {.create = true});
};

std::shared_ptr<db::Connection> open() {
  auto session = std::make_shared<Session>();
  return {session, session->connection.get()};
}

Bench bench() {
  return {sql::sqlite::reader(), inspect::sqlite::inspector(), inspect::sqlite::prober(), open, {}};
}

// The first that recognises a statement has it.
std::optional<std::string> kind_of(std::string_view statement) {
  const sql::sqlite::Reading words(statement, {});
  for (const sql::sqlite::Kind& kind : sql::sqlite::kinds()) {
    sql::Facts facts;
    facts.actions.emplace_back();
    facts.actions[0].text = {0, statement.size()};
    if (kind.read(words, facts)) return std::string(kind.name);
  }
  return std::nullopt;
}

std::vector<std::string> kinds() {
  std::vector<std::string> names;
  for (const auto& kind : sql::sqlite::kinds()) names.emplace_back(kind.name);
  return names;
}

}  // namespace
}  // namespace dunlin::matrix

int main(int argc, char** argv) {
  using namespace dunlin::matrix;
  const Suite suite{"sqlite", DUNLIN_SHEETS, bench, kind_of, kinds()};
  return run_suite(suite, argc, argv);
}
