#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"
#include "sql/phrase.h"
#include "sql/sqlite/lexer.h"

namespace dunlin::sql::sqlite {

/// `schema.name`, folded; the schema is empty where none is written.
struct Name {
  std::string schema;
  std::string name;
};

/// A statement that is read from the front. A copy goes on from where it was made.
class Reading : public Phrase<Lexer> {
 public:
  /// Names without a schema are of `home`; empty: of where the search path leads.
  Reading(std::string_view text, std::string_view home) : Phrase(text), text_(text), home_(home) {}

  std::string_view text() const { return text_; }
  std::string_view home() const { return home_; }
  /// Where the next token begins; the end of the text when there is none.
  std::size_t here() const { return done() ? text_.size() : token().begin; }
  /// What is left of the text.
  std::string_view rest() const { return text_.substr(here()); }

  /// The next token if it can be a name.
  std::optional<std::string> name();
  /// A name that may have a schema in front.
  std::optional<Name> qualified_name();

  /// What is between the parenthesis that comes next and the one that closes it; steps behind
  /// that. Nothing if none comes, or none closes it.
  std::optional<std::string_view> parenthesised();
  /// `(a, b, c)` as its parts: the texts between the commas that are in no inner parenthesis.
  std::optional<std::vector<std::string_view>> list();
  /// `(a, b)` where only names may stand.
  std::optional<std::vector<std::string>> names();

  /// The words that come next, or nothing of them.
  template <class... Words>
  bool eat_all(Words... words) {
    Reading ahead = *this;
    if (!ahead.eat(words...)) return false;
    *this = ahead;
    return true;
  }

  bool if_exists() { return eat_all("if", "exists"); }
  bool if_not_exists() { return eat_all("if", "not", "exists"); }

  /// The table, view or index of this name.
  Element relation(const Name& name) const;
  Element relation(const Name& name, std::string_view schema) const;

 private:
  std::string_view text_;
  std::string_view home_;
};

/// The parts of a text between its commas that are in no parenthesis.
std::vector<std::string_view> parts_of(std::string_view text);

/// `schema.name` as a value; a name without a schema is one of `home`, else of the main database.
std::string full_name(const Name& name, std::string_view home);

/// Puts an attribute in its place; an empty value is none.
void state(Attributes& attributes, std::string_view name, std::string value);
inline void state(Attributes& attributes, std::string_view name, bool flag) {
  state(attributes, name, std::string(flag ? "true" : ""));
}
inline void state(Attributes& attributes, std::string_view name, const char* value) {
  state(attributes, name, std::string(value));
}

/// A line each.
std::string lines(const std::vector<std::string>& values);

}  // namespace dunlin::sql::sqlite
