#include "inspect/sqlite/examiner.h"

#include "inspect/rows.h"

namespace dunlin::inspect::sqlite {

namespace {

using catalog::Answer;
using catalog::Check;

Answer answer_to(db::Connection& connection, const Check& check) {
  if (!check.is_about_rows()) return {};
  try {
    return counted(connection.run(count_of(connection, check)));
  } catch (const db::Cancelled&) {
    throw;
  } catch (const db::ServerError& error) {
    Answer unknown;
    unknown.known = false;
    unknown.why = error.first().message;
    return unknown;
  }
}

class SqliteExaminer final : public Examiner {
 public:
  std::vector<Answer> examine(db::Connection& connection,
                              const std::vector<Check>& checks) const override {
    std::vector<Answer> answers;
    for (const Check& check : checks) answers.push_back(answer_to(connection, check));
    return answers;
  }
};

}  // namespace

const Examiner& examiner() {
  static const SqliteExaminer kExaminer;
  return kExaminer;
}

}  // namespace dunlin::inspect::sqlite
