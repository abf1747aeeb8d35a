#include "archive.h"

#include <algorithm>

namespace dunlin::scenario {
namespace {

constexpr std::string_view kOpen = "-- ";
constexpr std::string_view kClose = " --";

/// The NAME of a `-- NAME --` line, or empty.
std::string_view file_name(std::string_view line) {
  if (!line.starts_with(kOpen) || !line.ends_with(kClose)) return {};
  if (line.size() <= kOpen.size() + kClose.size()) return {};
  return line.substr(kOpen.size(), line.size() - kOpen.size() - kClose.size());
}

}  // namespace

ArchiveFile* Archive::find(std::string_view name) {
  const auto at = std::find_if(files.begin(), files.end(),
                               [&](const ArchiveFile& file) { return file.name == name; });
  return at == files.end() ? nullptr : &*at;
}

Archive parse_archive(std::string_view text) {
  Archive archive;
  std::string* into = &archive.script;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (const auto name = file_name(line); !name.empty()) {
      into = &archive.files.emplace_back(ArchiveFile{std::string(name), {}}).bytes;
    } else {
      into->append(line).append("\n");
    }
  }
  return archive;
}

std::string to_text(const Archive& archive) {
  std::string text = archive.script;
  for (const ArchiveFile& file : archive.files) {
    text.append(kOpen).append(file.name).append(kClose).append("\n").append(file.bytes);
    if (!file.bytes.empty() && !file.bytes.ends_with('\n')) text += '\n';
  }
  return text;
}

}  // namespace dunlin::scenario
