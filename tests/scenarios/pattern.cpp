#include "pattern.h"

#include <array>
#include <stdexcept>

namespace dunlin::scenario {
namespace {

using Groups = std::array<regmatch_t, 10>;

bool search(const regex_t& compiled, std::string_view text, std::size_t from, Groups& groups) {
  groups[0].rm_so = static_cast<regoff_t>(from);
  groups[0].rm_eo = static_cast<regoff_t>(text.size());
  // REG_STARTEND: the text may hold NUL bytes. glibc takes rm_so for the start of a line.
  const bool inside_line = from > 0 && text[from - 1] != '\n';
  return regexec(&compiled, text.data(), groups.size(), groups.data(),
                 REG_STARTEND | (inside_line ? REG_NOTBOL : 0)) == 0;
}

void append_replacement(std::string& out, std::string_view replacement, std::string_view text,
                        const Groups& groups) {
  for (std::size_t i = 0; i < replacement.size(); ++i) {
    if (replacement[i] != '\\' || i + 1 == replacement.size()) {
      out += replacement[i];
      continue;
    }
    const regmatch_t& group = groups.at(static_cast<std::size_t>(replacement[++i] - '0'));
    if (group.rm_so < 0) continue;
    out += text.substr(static_cast<std::size_t>(group.rm_so),
                       static_cast<std::size_t>(group.rm_eo - group.rm_so));
  }
}

}  // namespace

Pattern::Pattern(const std::string& expression) {
  const int code = regcomp(&compiled_, expression.c_str(), REG_EXTENDED | REG_NEWLINE);
  if (code == 0) return;
  std::array<char, 200> message{};
  regerror(code, &compiled_, message.data(), message.size());
  throw std::invalid_argument("'" + expression + "': " + message.data());
}

Pattern::~Pattern() { regfree(&compiled_); }

bool Pattern::found_in(std::string_view text) const {
  Groups groups;
  return search(compiled_, text, 0, groups);
}

std::string Pattern::replaced(std::string_view text, std::string_view replacement) const {
  std::string out;
  std::size_t from = 0;
  Groups groups;
  while (from < text.size() && search(compiled_, text, from, groups)) {
    const auto begin = static_cast<std::size_t>(groups[0].rm_so);
    const auto end = static_cast<std::size_t>(groups[0].rm_eo);
    out += text.substr(from, begin - from);
    append_replacement(out, replacement, text, groups);
    from = end;
    if (end == begin) out += text[from++];  // an empty match: step over one byte
  }
  if (from < text.size()) out += text.substr(from);
  return out;
}

}  // namespace dunlin::scenario
