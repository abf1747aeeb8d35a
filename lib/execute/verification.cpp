#include "execute/verification.h"

#include <fmt/format.h>

#include "execute/failure.h"

namespace dunlin::execute {

namespace {

// PostgreSQL writes booleans as t and f, SQLite as 1 and 0.
bool holds(const db::Result& result) {
  if (result.columns.empty()) return true;  // not a query
  if (result.rows.empty()) return false;
  const db::Value& first = result.rows.front().front();
  return first && *first != "f" && *first != "0" && *first != "false";
}

std::string found(const db::Result& result) {
  if (result.rows.empty()) return "no row";
  return result.rows.front().front().value_or("NULL");
}

Error failed(const plan::Source& source, std::size_t statement, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code::kVerifyFailed;
  diagnostic.message = std::move(message);
  locate(diagnostic, source, statement, std::nullopt);
  return Error(diagnostic);
}

}  // namespace

void verify(Session& session, const plan::Step& step) {
  if (!step.verify) return;
  const plan::Source& source = *step.verify;
  session.connection.run(session.discipline.begin_reading());
  for (std::size_t i = 0; i < source.statements.size(); ++i) {
    db::Result result;
    try {
      result = session.connection.run(source.statements[i].text);
    } catch (const db::Cancelled&) {
      throw;
    } catch (const db::ServerError& error) {
      Error wrong = failed(source, i, error.first().message);
      wrong.first().sqlstate = error.sqlstate;
      throw wrong;
    }
    if (step.verify_mode == revision::VerifyMode::rows && !holds(result)) {
      throw failed(source, i, fmt::format("the verification does not hold: {}", found(result)));
    }
  }
  session.connection.run(session.discipline.end_reading());
}

}  // namespace dunlin::execute
