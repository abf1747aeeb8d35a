#include "sql/sqlite/ability.h"

#include "sql/phrase.h"
#include "sql/sqlite/lexer.h"

namespace dunlin::sql::sqlite {

namespace {

using Words = Phrase<Lexer>;

// Behind PRAGMA. Reading a setting works anywhere; these cannot be changed in a transaction, and
// foreign_keys and journal_mode do not even say so. A checkpoint needs the lock we would hold.
bool pragma_alone(Words words) {
  if (words.done()) return false;
  Words name = words;
  words.step();
  if (words.eat_symbol(".")) {  // behind the name of a schema
    name = words;
    words.step();
  }
  if (name.at("wal_checkpoint")) return true;
  const bool changes = words.at_symbol("=") || words.at_symbol("(");
  return changes && (name.at("foreign_keys") || name.at("journal_mode") || name.at("synchronous") ||
                     name.at("locking_mode") || name.at("temp_store"));
}

// TRANSACTION, and a name that SQLite reads and ignores.
void eat_transaction(Words& words) {
  if (words.eat("transaction") && !words.at("to")) words.step();
}

}  // namespace

bool runs_alone(std::string_view statement) {
  Words words(statement);
  if (words.eat("pragma")) return pragma_alone(words);
  return words.at("vacuum");
}

Control control_of(std::string_view statement) {
  Words words(statement);
  if (words.eat("begin")) {
    words.eat("deferred") || words.eat("immediate") || words.eat("exclusive");
    eat_transaction(words);
    return words.done() ? Control::begin : Control::begin_with;
  }
  if (words.at("commit") || words.at("end")) return Control::commit;
  if (words.eat("rollback")) {
    eat_transaction(words);
    return words.at("to") ? Control::savepoint : Control::rollback;
  }
  if (words.at("savepoint") || words.at("release")) return Control::savepoint;
  return Control::none;
}

}  // namespace dunlin::sql::sqlite
