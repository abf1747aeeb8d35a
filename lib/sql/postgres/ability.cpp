#include "sql/postgres/ability.h"

#include <cstddef>

#include "sql/phrase.h"
#include "sql/postgres/lexer.h"

namespace dunlin::sql::postgres {

namespace {

using Words = Phrase<Lexer>;

// At the value of an option: whether it switches the option off.
bool at_off(const Words& words) {
  if (words.done()) return false;
  const std::string_view value = words.token().text;
  for (const std::string_view off : {"false", "off", "0", "'false'", "'off'", "'0'"}) {
    if (same_word(value, off)) return true;
  }
  return false;
}

// From here on: `option = false`, or `option false`, in any parentheses.
bool switched_off(Words words, std::string_view option) {
  if (!words.seek(option)) return false;
  words.step();
  words.eat_symbol("=");
  return at_off(words);
}

// Steps over a list of options in parentheses. Whether `option` is among them and on.
bool eat_options(Words& words, std::string_view option) {
  bool on = false;
  if (!words.eat_symbol("(")) return false;
  while (!words.done() && !words.eat_symbol(")")) {
    const bool here = words.eat(option);
    if (here) on = !at_off(words);
    if (!here) words.step();
  }
  return on;
}

bool create_alone(Words words) {
  if (words.at("database") || words.at("tablespace")) return true;
  // Without a slot to create, the publisher is not called.
  if (words.eat("subscription")) {
    return !switched_off(words, "create_slot") && !switched_off(words, "connect");
  }
  words.eat("unique");
  return words.eat("index", "concurrently");
}

bool drop_alone(Words words) {
  if (words.at("database") || words.at("tablespace") || words.at("subscription")) return true;
  return words.eat("index", "concurrently");
}

// DETACH PARTITION is the only action of its ALTER TABLE, and CONCURRENTLY its last word.
bool detaches_concurrently(Words words) {
  if (!words.seek("detach")) return false;
  return words.eat("detach", "partition") && words.seek("concurrently");
}

bool alter_alone(Words words) {
  if (words.at("system")) return true;
  if (words.eat("table")) return detaches_concurrently(words);
  if (words.eat("database")) {
    words.step();  // its name
    return words.eat("set", "tablespace");
  }
  if (words.eat("subscription")) {
    words.step();
    if (words.eat("refresh")) return true;
    const bool changes = words.eat("set") || words.eat("add") || words.eat("drop");
    return changes && words.eat("publication") && !switched_off(words, "refresh");
  }
  return false;
}

bool reindex_alone(Words words) {
  if (eat_options(words, "concurrently")) return true;
  if (words.at("schema") || words.at("database") || words.at("system")) return true;
  words.step();
  return words.at("concurrently");
}

bool cluster_alone(Words words) {
  eat_options(words, "verbose");
  words.eat("verbose");
  return words.done();
}

}  // namespace

bool runs_alone(std::string_view statement) {
  Words words(statement);
  if (words.eat("create")) return create_alone(words);
  if (words.eat("drop")) return drop_alone(words);
  if (words.eat("alter")) return alter_alone(words);
  if (words.eat("reindex")) return reindex_alone(words);
  if (words.eat("cluster")) return cluster_alone(words);
  if (words.eat("discard")) return words.at("all");
  return words.at("vacuum");
}

Control control_of(std::string_view statement) {
  Words words(statement);
  const auto eat_noise = [&] { words.eat("work") || words.eat("transaction"); };
  if (words.eat("begin")) {
    eat_noise();
    return words.done() ? Control::begin : Control::begin_with;
  }
  if (words.eat("start")) {
    if (!words.eat("transaction")) return Control::none;
    return words.done() ? Control::begin : Control::begin_with;
  }
  if (words.eat("commit") || words.eat("end")) {
    if (words.at("prepared")) return Control::two_phase;
    eat_noise();
    if (words.eat("and") && !words.eat("no")) return Control::chain;
    return Control::commit;
  }
  if (words.eat("rollback") || words.eat("abort")) {
    if (words.at("prepared")) return Control::two_phase;
    eat_noise();
    return words.at("to") ? Control::savepoint : Control::rollback;
  }
  if (words.at("savepoint") || words.at("release")) return Control::savepoint;
  if (words.eat("prepare", "transaction")) return Control::two_phase;
  return Control::none;
}

}  // namespace dunlin::sql::postgres
