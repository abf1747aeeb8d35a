#include "db/sqlite/path.h"

#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "db/errors.h"

namespace dunlin::db::sqlite {
namespace {

[[noreturn]] void fail(const Code& code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  throw Unreachable(std::move(diagnostic), false);
}

std::string directory_of(const std::string& file) {
  return std::filesystem::path(file).parent_path().string();
}

}  // namespace

bool in_memory(const config::Url& url) {
  const auto mode = url.parameters.find("mode");
  return url.path.empty() || url.path == ":memory:" ||
         (mode != url.parameters.end() && mode->second == "memory");
}

std::string file_of(const config::Url& url) {
  return std::filesystem::absolute(url.path).lexically_normal().string();
}

Found look(const std::string& file) {
  struct stat status {};
  if (::stat(file.c_str(), &status) != 0) {
    if (errno == ENOENT) {
      return ::stat(directory_of(file).c_str(), &status) == 0 ? Found::nothing
                                                              : Found::no_directory;
    }
    fail(code::kConnectRefused, fmt::format("cannot open '{}': {}", file, std::strerror(errno)));
  }
  if (S_ISDIR(status.st_mode)) {
    fail(code::kNotADatabase,
         fmt::format("'{}' is a directory (a volume mounted on the file's path?)", file));
  }
  if (!S_ISREG(status.st_mode)) {
    fail(code::kNotADatabase, fmt::format("'{}' is not a regular file", file));
  }
  if (::access(file.c_str(), R_OK) != 0) {
    fail(code::kConnectRefused, fmt::format("cannot read '{}': {}", file, std::strerror(errno)));
  }
  return Found::file;
}

void throw_missing(const config::Url& url, Found found) {
  const std::string file = file_of(url);
  Diagnostic diagnostic;
  diagnostic.code = code::kDatabaseMissing;
  diagnostic.message = fmt::format("no database at '{}'", file);
  if (found == Found::no_directory) {
    diagnostic.message += fmt::format(": the directory '{}' does not exist", directory_of(file));
  } else {
    diagnostic.next.emplace_back("dunlin create");
  }
  const std::string from_root = "/" + url.path;
  std::error_code ignored;
  if (!url.path.starts_with('/') && std::filesystem::exists(from_root, ignored)) {
    diagnostic.notes.push_back(
        fmt::format("'{0}' exists: an absolute path has four slashes, sqlite:///{0}", from_root));
  }
  throw Unreachable(std::move(diagnostic), false);
}

}  // namespace dunlin::db::sqlite
