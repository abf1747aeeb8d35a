#include "revision/heads.h"

#include <algorithm>
#include <array>
#include <set>

#include "base/text.h"

namespace dunlin::revision {

namespace {

bool is_marker(std::string_view line) {
  constexpr std::array<std::string_view, 4> kMarkers{"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  return std::any_of(kMarkers.begin(), kMarkers.end(), [&](std::string_view marker) {
    return line.starts_with(marker) && (line.size() == marker.size() || line[marker.size()] == ' ');
  });
}

}  // namespace

bool Heads::agrees_with(const std::vector<Id>& heads) const {
  return !conflicted &&
         std::set<Id>(ids.begin(), ids.end()) == std::set<Id>(heads.begin(), heads.end());
}

std::string heads_file(std::vector<Id> heads) {
  std::sort(heads.begin(), heads.end());
  std::string text;
  for (const Id& id : heads) {
    if (!text.empty()) text += "\n";
    text += id + "\n";
  }
  return text;
}

Heads read_heads(std::string_view text) {
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  Heads heads;
  for (std::string& line : split(text, '\n')) {
    if (line.ends_with('\r')) line.pop_back();
    if (is_marker(line)) {
      heads.conflicted = true;
    } else if (!trimmed(line).empty()) {
      heads.ids.push_back(std::move(line));
    }
  }
  return heads;
}

}  // namespace dunlin::revision
