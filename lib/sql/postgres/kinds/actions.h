#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "sql/facts.h"
#include "sql/postgres/kinds/input.h"
#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres::kinds {

/// A new action that is the whole statement.
Action& whole_action(const Input& input);

/// Effects and locks that are there already are not added again.
void add_effect(Action& action, Access access, const Element& element, const Element& to = {});
void add_lock(Action& action, LockMode mode, const Element& relation);
inline void creates(Action& action, const Element& e) { add_effect(action, Access::create, e); }
inline void drops(Action& action, const Element& e) { add_effect(action, Access::drop, e); }
inline void changes(Action& action, const Element& e) { add_effect(action, Access::change, e); }
inline void reads(Action& action, const Element& e) { add_effect(action, Access::read, e); }

/// Adds a value, so that the names stay sorted and each is there once.
void put(Attributes& attributes, std::string_view name, std::string value);
inline const char* flag(bool on) { return on ? "true" : ""; }

/// Claims it and says that the element is changed.
void sets(Action& action, const Element& element, Attributes wanted,
          Set::How how = Set::How::equal);
void repeatable(Action& action);
/// The same for what changes the session alone.
void of_session(Action& action);
/// A statement on data, or of which nobody knows what it does.
void once(const Input& input, Action& action);

/// Adds a name or a cut where it belongs. Empty ranges are left out.
void add_name(Draft& draft, Range name);
void add_cut(Draft& draft, Range cut);
/// Cuts the list item that begins with the token at `index`, with a comma that goes with it.
void cut_item(Draft& draft, const Text& text, std::size_t index);
/// Cuts the words if they come next.
void cut_words(Draft& draft, const Text& text, std::size_t index,
               std::initializer_list<std::string_view> words);

}  // namespace dunlin::sql::postgres::kinds
