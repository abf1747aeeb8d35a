#include "sql/postgres/reader.h"

#include "sql/dialect_reader.h"
#include "sql/postgres/ability.h"
#include "sql/postgres/cut_check.h"
#include "sql/postgres/facts.h"
#include "sql/postgres/lexer.h"
#include "sql/postgres/splitter.h"

namespace dunlin::sql::postgres {

namespace {

struct Rules {
  using Lexer = postgres::Lexer;
  using Splitter = postgres::Splitter;

  static constexpr Dialect kDialect = Dialect::postgresql;
  static constexpr std::string_view kAlgorithm = "pg1";
  static constexpr std::string_view kSessionSchema = "pg_temp";

  static bool runs_alone(std::string_view statement) { return postgres::runs_alone(statement); }
  static Control control_of(std::string_view statement) { return postgres::control_of(statement); }
  static Facts facts_of(const Statement& statement) { return postgres::facts_of(statement); }
  static bool leaves_out(std::string_view statement, std::string_view rest,
                         const std::set<std::size_t>& left_out) {
    return postgres::leaves_out(statement, rest, left_out);
  }
};

}  // namespace

const Reader& reader() {
  static const DialectReader<Rules> kReader;
  return kReader;
}

}  // namespace dunlin::sql::postgres
