#include "app/fast_path.h"

#include <algorithm>
#include <future>
#include <optional>
#include <span>

#include "base/checksum.h"
#include "revision/folder_name.h"
#include "revision/script.h"

namespace dunlin::app {

namespace {

using ledger::Brief;

// The rows, by id.
std::vector<Brief> sorted_rows(ledger::Ledger& ledger) {
  std::vector<Brief> rows = ledger.read_briefly();
  std::sort(rows.begin(), rows.end(), [](const Brief& a, const Brief& b) { return a.id < b.id; });
  return rows;
}

const Brief* find(const std::vector<Brief>& rows, const std::string& id) {
  const auto found =
      std::lower_bound(rows.begin(), rows.end(), id,
                       [](const Brief& row, const std::string& x) { return row.id < x; });
  return found == rows.end() || found->id != id ? nullptr : &*found;
}

bool same_script(Context& context, const Database& database, const std::string& folder,
                 const std::string& raw_checksum) {
  revision::Revision revision;
  revision.folder = folder;
  const auto file =
      revision::read_script(context.files(), revision, "up", database.backend().dialect);
  return (file ? sha256(file->text) : std::string()) == raw_checksum;
}

/// How many folders hold just what the ledger says; nothing when one does not. Reads files only.
std::optional<std::size_t> matching(Context& context, const Database& database,
                                    const std::string& directory,
                                    std::span<const DirectoryEntry> entries,
                                    const std::vector<Brief>& rows) {
  std::size_t matched = 0;
  for (const DirectoryEntry& entry : entries) {
    if (!entry.is_directory || entry.name.starts_with('.')) continue;
    const auto name = revision::read_folder_name(entry.name);
    const Brief* row = name ? find(rows, name->id) : nullptr;
    if (row == nullptr || row->state != "applied") return std::nullopt;
    if (!same_script(context, database, path_in(directory, entry.name), row->raw_checksum)) {
      return std::nullopt;
    }
    ++matched;
  }
  return matched;
}

}  // namespace

bool nothing_to_do(Context& context, Database& database) {
  if (!database.ledger().exists()) return false;
  if (database.heed(database.ledger().claim())) return false;
  const std::string directory = context.directory();
  const auto entries = context.files().list(directory);
  if (!entries) return false;
  const std::vector<Brief> rows = sorted_rows(database.ledger());
  const auto look = [&](std::span<const DirectoryEntry> part) {
    return matching(context, database, directory, part, rows);
  };
  // Opening thousands of files is the whole cost: two threads halve it.
  const std::span<const DirectoryEntry> all(*entries);
  if (all.size() < 500) return look(all) == rows.size();
  auto half = std::async(std::launch::async, look, all.subspan(all.size() / 2));
  const auto first = look(all.first(all.size() / 2));
  const auto second = half.get();
  return first && second && *first + *second == rows.size();
}

}  // namespace dunlin::app
