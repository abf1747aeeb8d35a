#include "execute/sqlite/foreign_keys.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

#include "base/text.h"

namespace dunlin::execute::sqlite {

namespace {

struct Orphan {
  std::string table, rowid, parent, key;
  auto operator<=>(const Orphan&) const = default;
};

std::vector<std::string> first_words(std::string_view text, std::size_t count) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text.substr(0, 200)) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (letter) {
      word += c;
    } else if (!word.empty()) {
      words.push_back(lower(std::exchange(word, {})));
      if (words.size() == count) return words;
    }
  }
  if (!word.empty()) words.push_back(lower(word));
  return words;
}

// Only plainly harmless statements are left out: an empty table, an index, a view, a trigger and
// a column that refers to nothing make no orphan. A leading comment hides the words: then it
// counts.
bool harmless(const sql::Statement& statement) {
  const std::vector<std::string> words = first_words(statement.text, 2);
  const std::string text = lower(statement.text);
  if (words.empty()) return true;
  if (words[0] == "create") {
    return words.size() > 1 && (words[1] == "index" || words[1] == "unique" || words[1] == "view" ||
                                (words[1] == "table" && text.find("select") == std::string::npos));
  }
  return words[0] == "alter" && text.find("references") == std::string::npos &&
         text.find(" add ") != std::string::npos;
}

// Rows without a rowid are counted together: their violations have a NULL there.
std::map<Orphan, std::size_t> orphans(db::Connection& connection) {
  std::map<Orphan, std::size_t> found;
  for (const db::Row& row : connection.run("PRAGMA foreign_key_check").rows) {
    ++found[{row[0].value_or(""), row[1].value_or(""), row[2].value_or(""), row[3].value_or("")}];
  }
  return found;
}

class ForeignKeys final : public Invariant {
 public:
  explicit ForeignKeys(db::Connection& connection)
      : connection_(connection), before_(orphans(connection)) {}

  void check() override {
    std::map<std::pair<std::string, std::string>, std::size_t> fresh;
    for (const auto& [orphan, count] : orphans(connection_)) {
      const auto old = before_.find(orphan);
      const std::size_t tolerated = old == before_.end() ? 0 : old->second;
      if (count > tolerated) fresh[{orphan.table, orphan.parent}] += count - tolerated;
    }
    if (fresh.empty()) return;
    Error error(code::kForeignKeys, "the revision leaves rows without the row they refer to");
    for (const auto& [tables, count] : fresh) {
      error.first().notes.push_back(fmt::format("{} of table '{}' without a parent in '{}'",
                                                counted(count, "row"), tables.first,
                                                tables.second));
    }
    throw error;
  }

 private:
  db::Connection& connection_;
  std::map<Orphan, std::size_t> before_;
};

}  // namespace

bool may_make_orphans(std::span<const sql::Statement> statements) {
  return !std::all_of(statements.begin(), statements.end(), harmless);
}

std::unique_ptr<Invariant> watch_foreign_keys(db::Connection& connection,
                                              std::span<const sql::Statement> statements) {
  if (!may_make_orphans(statements)) return nullptr;
  return std::make_unique<ForeignKeys>(connection);
}

}  // namespace dunlin::execute::sqlite
