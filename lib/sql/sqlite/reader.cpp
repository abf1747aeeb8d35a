#include "sql/sqlite/reader.h"

#include "sql/dialect_reader.h"
#include "sql/sqlite/ability.h"
#include "sql/sqlite/facts.h"
#include "sql/sqlite/lexer.h"
#include "sql/sqlite/splitter.h"

namespace dunlin::sql::sqlite {

namespace {

struct Rules {
  using Lexer = sqlite::Lexer;
  using Splitter = sqlite::Splitter;

  static constexpr Dialect kDialect = Dialect::sqlite;
  static constexpr std::string_view kAlgorithm = "lite1";
  static constexpr std::string_view kSessionSchema = "temp";

  static bool runs_alone(std::string_view statement) { return sqlite::runs_alone(statement); }
  static Control control_of(std::string_view statement) { return sqlite::control_of(statement); }
  static Facts facts_of(const Statement& statement) { return sqlite::facts_of(statement); }
  // Its ALTER TABLE has one sub-command: there are no parts.
  static bool leaves_out(std::string_view, std::string_view, const std::set<std::size_t>&) {
    return false;
  }
};

}  // namespace

const Reader& reader() {
  static const DialectReader<Rules> kReader;
  return kReader;
}

}  // namespace dunlin::sql::sqlite
