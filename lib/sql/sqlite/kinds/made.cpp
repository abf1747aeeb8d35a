#include "sql/sqlite/kinds/made.h"

#include <utility>

namespace dunlin::sql::sqlite {

bool is_temporary(const Reading& words, const Element& element) {
  return element.schema == "temp" && words.home() != "temp";
}

void claim_made(const Reading& words, Action& action, Exists exists) {
  if (is_temporary(words, exists.element)) {
    action.claims.emplace_back(Repeatable{});
  } else {
    action.claims.emplace_back(std::move(exists));
  }
}

}  // namespace dunlin::sql::sqlite
