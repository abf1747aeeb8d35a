#include "db/sqlite/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "db/connection.h"
#include "db/sqlite/open.h"
#include "db/sqlite/path.h"

namespace dunlin::db::sqlite {
namespace {

std::string file_to_change(const config::Url& url) {
  if (in_memory(url)) throw Error(code::kUsage, "a database in memory cannot be made or dropped");
  return file_of(url);
}

void remove(const std::string& file) {
  if (::unlink(file.c_str()) == 0 || errno == ENOENT) return;
  throw Error(code::kUnwritable, fmt::format("cannot remove '{}': {}", file, std::strerror(errno)));
}

}  // namespace

bool database_exists(const config::Url& url) {
  return in_memory(url) || look(file_of(url)) == Found::file;
}

bool create_database(const config::Url& url) {
  const std::string file = file_to_change(url);
  const Found found = look(file);
  if (found == Found::file) return false;
  if (found == Found::no_directory) throw_missing(url, found);
  const int made = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0644);
  if (made < 0 && errno == EEXIST) return false;
  if (made < 0) {
    throw Error(code::kUnwritable,
                fmt::format("cannot create '{}': {}", file, std::strerror(errno)));
  }
  ::close(made);
  // Writes the first page: a file of no bytes looks like one that was lost.
  open(url)->run("VACUUM");
  return true;
}

bool drop_database(const config::Url& url) {
  const std::string file = file_to_change(url);
  if (look(file) != Found::file) return false;
  const auto connection = open(url);
  connection->run("BEGIN EXCLUSIVE");
  for (const char* beside : {"-journal", "-wal", "-shm"}) remove(file + beside);
  remove(file);
  return true;
}

}  // namespace dunlin::db::sqlite
