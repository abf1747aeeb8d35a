#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dunlin {

struct DirectoryEntry {
  std::string name;
  bool is_directory = false;

  friend bool operator==(const DirectoryEntry&, const DirectoryEntry&) = default;
};

/// The bytes of a file, for as long as somebody holds them; copies share them. A file of a megabyte
/// or more is mapped, so that its pages are the system's to keep or to drop: it must not be cut
/// short while it is held (to replace it does no harm).
class Contents {
 public:
  Contents() = default;
  Contents(std::string bytes)  // NOLINT: reads like what it is
      : Contents(std::make_shared<const std::string>(std::move(bytes))) {}
  Contents(std::shared_ptr<const std::string> bytes)  // NOLINT
      : bytes_(*bytes), owner_(std::move(bytes)) {}
  Contents(std::string_view bytes, std::shared_ptr<const void> owner)
      : bytes_(bytes), owner_(std::move(owner)) {}

  std::string_view view() const { return bytes_; }
  operator std::string_view() const { return bytes_; }  // NOLINT

 private:
  std::string_view bytes_;
  std::shared_ptr<const void> owner_;
};

/// A tree of files: the disk, or a map in memory (tests; the tree of a git commit).
/// Paths are as the user wrote them, relative to the working directory or absolute.
/// Every write is whole or not at all. Throws Error(kUnreadable / kUnwritable) with the path and
/// the system's reason.
class Files {
 public:
  Files() = default;
  Files(const Files&) = delete;
  Files& operator=(const Files&) = delete;
  virtual ~Files() = default;

  /// The bytes of a file; nothing when there is none at that path.
  virtual std::optional<std::string> read(const std::string& path) const = 0;

  /// The same without a copy where that would be large.
  virtual std::optional<Contents> open(const std::string& path) const {
    auto bytes = read(path);
    if (!bytes) return std::nullopt;
    return Contents(*std::move(bytes));
  }

  /// What a directory holds, by name in byte order; nothing when there is no such directory.
  virtual std::optional<std::vector<DirectoryEntry>> list(const std::string& path) const = 0;

  virtual bool is_directory(const std::string& path) const = 0;

  /// Creates or replaces a file: a temporary file beside it, synced, renamed over it. Creates the
  /// directories above it.
  virtual void write(const std::string& path, std::string_view bytes) = 0;

  /// Creates the directory `path` with these files in it, all or nothing (written beside it,
  /// then renamed). Throws Error(kUnwritable) when the path exists.
  virtual void write_directory(const std::string& path,
                               const std::map<std::string, std::string>& contents) = 0;
};

std::unique_ptr<Files> disk_files();

/// Files in memory, from path to bytes.
std::unique_ptr<Files> memory_files(std::map<std::string, std::string> contents);

/// `directory/name`, without doubling the slash; `name` alone for an empty directory or ".".
std::string path_in(std::string_view directory, std::string_view name);

}  // namespace dunlin
