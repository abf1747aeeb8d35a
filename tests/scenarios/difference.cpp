#include "difference.h"

#include <algorithm>
#include <vector>

namespace dunlin::scenario {
namespace {

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  return lines;
}

using Lines = std::vector<std::string_view>;

/// Lengths of the longest common subsequences of the lines from i on and those from j on.
std::vector<std::vector<std::size_t>> common(const Lines& a, const Lines& b) {
  std::vector<std::vector<std::size_t>> length(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = a.size(); i-- > 0;) {
    for (std::size_t j = b.size(); j-- > 0;) {
      length[i][j] =
          a[i] == b[j] ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    }
  }
  return length;
}

}  // namespace

std::string difference(std::string_view wanted, std::string_view found) {
  if (wanted == found) return {};
  const Lines a = lines_of(wanted);
  const Lines b = lines_of(found);
  const auto length = common(a, b);
  std::string out;
  const auto put = [&](char sign, std::string_view line) {
    out.append(1, sign).append(" ").append(line).append("\n");
  };
  for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
    if (i < a.size() && j < b.size() && a[i] == b[j]) {
      put(' ', a[i++]);
      ++j;
    } else if (j == b.size() || (i < a.size() && length[i + 1][j] >= length[i][j + 1])) {
      put('-', a[i++]);
    } else {
      put('+', b[j++]);
    }
  }
  if (a == b) out += "+ (they differ in the line feed at the end)\n";
  return out;
}

}  // namespace dunlin::scenario
