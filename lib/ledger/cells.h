#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "db/quoting.h"
#include "ledger/event.h"
#include "revision/applied.h"

namespace dunlin::ledger {

/// A column of one of the ledger's tables and the expression that is written to it.
struct Cell {
  std::string_view column;
  std::string_view type;
  std::string value;
};
using Cells = std::vector<Cell>;

/// What a row of `revision` holds, but for its project and fence. `sequence` and `elapsed` are
/// expressions.
Cells cells_of(const db::Quoting& quoting, const revision::Applied& row,
               const std::string& sequence, const std::string& elapsed);
/// Those of them that differ between the revisions of one run.
Cells varying_cells(const db::Quoting& quoting, const revision::Applied& row);
/// What a row of `event` holds, likewise. Passwords in its error are hidden.
Cells cells_of(const db::Quoting& quoting, const Event& event, const std::string& elapsed);

std::string columns_of(const Cells& cells);
std::string values_of(const Cells& cells);
/// Writes another expression to a column.
void set(Cells& cells, std::string_view column, std::string_view expression);
/// The INSERT of one row; `project` and `fence` are expressions.
std::string insertion(const std::string& table, const std::string& project,
                      const std::string& fence, const Cells& cells);

/// Ids as the ledger keeps a list of them. They hold no control characters, so a line feed
/// separates them whatever they are.
std::string lines(const std::vector<std::string>& ids);

/// The .sql files of this folder, by their name without its ending (made by the build).
const std::map<std::string_view, std::string_view>& schema_files();

/// The text of one of them, each table under the name that `table` gives it.
template <class Table>
std::string with_names(std::string_view text, Table table) {
  std::string out;
  while (!text.empty()) {
    const std::size_t open = text.find('{');
    out += text.substr(0, open);
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find('}', open);
    out += table(text.substr(open + 1, close - open - 1));
    text.remove_prefix(close + 1);
  }
  return out;
}

}  // namespace dunlin::ledger
