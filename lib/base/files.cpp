#include "base/files.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/error.h"

namespace dunlin {

namespace {

namespace fs = std::filesystem;

Error unreadable(const std::string& path, int reason) {
  return Error(code::kUnreadable,
               fmt::format("cannot read '{}': {}", path, std::generic_category().message(reason)));
}

Error unwritable(const std::string& path, int reason) {
  return Error(code::kUnwritable,
               fmt::format("cannot write '{}': {}", path, std::generic_category().message(reason)));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

std::string read_all(int fd, const std::string& path) {
  struct stat status {};
  if (::fstat(fd, &status) != 0) throw unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) throw unreadable(path, EISDIR);
  std::string bytes;
  // One byte more than the size, so that one read both fills and sees the end.
  bytes.resize(static_cast<std::size_t>(status.st_size) + 1);
  std::size_t length = 0;
  while (true) {
    const ssize_t got = ::read(fd, bytes.data() + length, bytes.size() - length);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw unreadable(path, errno);
    if (got == 0) break;
    length += static_cast<std::size_t>(got);
    if (length < bytes.size() && length == static_cast<std::size_t>(status.st_size)) break;
    if (length == bytes.size()) bytes.resize(bytes.size() * 2);
  }
  bytes.resize(length);
  return bytes;
}

// From this size on a file is not copied into memory.
constexpr off_t kMapped = off_t{1} << 20U;

Contents mapped(int fd, std::size_t size, const std::string& path) {
  void* const at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
  if (at == MAP_FAILED) throw unreadable(path, errno);
  const std::shared_ptr<const void> owner(
      at, [size](const void* begin) { ::munmap(const_cast<void*>(begin), size); });
  return Contents({static_cast<const char*>(at), size}, owner);
}

// `meant` is the path that a failure names: the one somebody asked for.
void write_synced(const std::string& path, std::string_view bytes, const std::string& meant) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
  if (file.get() < 0) throw unwritable(meant, errno);
  while (!bytes.empty()) {
    const ssize_t put = ::write(file.get(), bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put < 0) throw unwritable(meant, errno);
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  if (::fsync(file.get()) != 0) throw unwritable(meant, errno);
}

// Removed at the end of the scope unless kept.
class Temporary {
 public:
  explicit Temporary(std::string path) : path_(std::move(path)) {}
  ~Temporary() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  Temporary(const Temporary&) = delete;
  Temporary& operator=(const Temporary&) = delete;
  const std::string& path() const { return path_; }
  void keep() { path_.clear(); }

 private:
  std::string path_;
};

std::string beside(const std::string& path) {
  const fs::path target(path);
  return (target.parent_path() / fmt::format(".{}.{}.tmp", target.filename().string(), ::getpid()))
      .string();
}

void make_parents(const std::string& path) {
  const fs::path parent = fs::path(path).parent_path();
  if (parent.empty()) return;
  std::error_code failed;
  fs::create_directories(parent, failed);
  if (failed) throw unwritable(parent.string(), failed.value());
}

class DiskFiles final : public Files {
 public:
  std::optional<std::string> read(const std::string& path) const override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
      if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
      throw unreadable(path, errno);
    }
    return read_all(file.get(), path);
  }

  std::optional<Contents> open(const std::string& path) const override {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    struct stat status {};
    const bool large = file.get() >= 0 && ::fstat(file.get(), &status) == 0 &&
                       S_ISREG(status.st_mode) && status.st_size >= kMapped;
    if (!large) return Files::open(path);
    return mapped(file.get(), static_cast<std::size_t>(status.st_size), path);
  }

  std::optional<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    std::error_code failed;
    fs::directory_iterator entries(path.empty() ? "." : path, failed);
    if (failed.value() == ENOENT || failed.value() == ENOTDIR) return std::nullopt;
    if (failed) throw unreadable(path, failed.value());
    std::vector<DirectoryEntry> found;
    for (const fs::directory_entry& entry : entries) {
      found.push_back({entry.path().filename().string(), entry.is_directory(failed)});
    }
    std::sort(found.begin(), found.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
    return found;
  }

  bool is_directory(const std::string& path) const override {
    std::error_code failed;
    return fs::is_directory(path.empty() ? "." : path, failed);
  }

  void write(const std::string& path, std::string_view bytes) override {
    make_parents(path);
    Temporary temporary(beside(path));
    write_synced(temporary.path(), bytes, path);
    if (::rename(temporary.path().c_str(), path.c_str()) != 0) throw unwritable(path, errno);
    temporary.keep();
  }

  void write_directory(const std::string& path,
                       const std::map<std::string, std::string>& contents) override {
    if (fs::exists(path)) throw unwritable(path, EEXIST);
    make_parents(path);
    Temporary temporary(beside(path));
    if (::mkdir(temporary.path().c_str(), 0777) != 0) throw unwritable(path, errno);
    for (const auto& [name, bytes] : contents) {
      write_synced(path_in(temporary.path(), name), bytes, path_in(path, name));
    }
    if (::rename(temporary.path().c_str(), path.c_str()) != 0) throw unwritable(path, errno);
    temporary.keep();
  }
};

class MemoryFiles final : public Files {
 public:
  explicit MemoryFiles(std::map<std::string, std::string> contents)
      : contents_(std::move(contents)) {}

  std::optional<std::string> read(const std::string& path) const override {
    const auto found = contents_.find(path);
    if (found == contents_.end()) return std::nullopt;
    return found->second;
  }

  std::optional<std::vector<DirectoryEntry>> list(const std::string& path) const override {
    const std::string prefix = path.empty() ? std::string() : path + "/";
    std::map<std::string, bool> names;
    for (auto file = contents_.lower_bound(prefix);
         file != contents_.end() && file->first.starts_with(prefix); ++file) {
      const std::string rest = file->first.substr(prefix.size());
      const std::size_t slash = rest.find('/');
      if (slash == std::string::npos) {
        names.emplace(rest, false);
      } else {
        names[rest.substr(0, slash)] = true;
      }
    }
    if (names.empty()) return std::nullopt;
    std::vector<DirectoryEntry> found;
    for (const auto& [name, directory] : names) found.push_back({name, directory});
    return found;
  }

  bool is_directory(const std::string& path) const override { return list(path).has_value(); }

  void write(const std::string& path, std::string_view bytes) override {
    contents_.insert_or_assign(path, std::string(bytes));
  }

  void write_directory(const std::string& path,
                       const std::map<std::string, std::string>& contents) override {
    if (list(path)) throw unwritable(path, EEXIST);
    for (const auto& [name, bytes] : contents) write(path_in(path, name), bytes);
  }

 private:
  std::map<std::string, std::string> contents_;
};

}  // namespace

std::unique_ptr<Files> disk_files() { return std::make_unique<DiskFiles>(); }

std::unique_ptr<Files> memory_files(std::map<std::string, std::string> contents) {
  return std::make_unique<MemoryFiles>(std::move(contents));
}

std::string path_in(std::string_view directory, std::string_view name) {
  if (directory.empty() || directory == ".") return std::string(name);
  if (directory.ends_with('/')) return fmt::format("{}{}", directory, name);
  return fmt::format("{}/{}", directory, name);
}

}  // namespace dunlin
