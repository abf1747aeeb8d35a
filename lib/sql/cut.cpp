#include "sql/cut.h"

namespace dunlin::sql {

std::string without(const Statement& statement, const Facts& facts,
                    const std::set<std::size_t>& left_out) {
  if (left_out.empty()) return std::string(statement.text);
  std::string text;
  std::size_t at = 0;  // what was copied or left out so far
  bool kept = false;
  for (std::size_t i = 0; i < facts.actions.size(); ++i) {
    const Range action = facts.actions[i].text;
    if (!left_out.contains(i)) {
      // In front of the first that stays, the list begins; later a comma is copied, too.
      if (!kept && i > 0) at = action.begin;
      text += statement.text.substr(at, action.end - at);
      at = action.end;
      kept = true;
    } else if (kept) {
      at = action.end;
    } else if (i == 0) {
      text += statement.text.substr(0, action.begin);
    }
  }
  text += statement.text.substr(at);
  return text;
}

}  // namespace dunlin::sql
