#include "dunlin/whereabouts.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/redact.h"

namespace dunlin::cmd {

namespace {

constexpr std::string_view kProgram = "dunlin ";
constexpr auto kNone = std::string_view::npos;

struct Global {
  std::string_view spelling;
  std::string_view name;
};

constexpr Global kGlobals[] = {{"-e", "environment"},
                               {"--url", "url"},
                               {"-c", "config"},
                               {"-d", "dir"},
                               {"--schema", "schema"}};

// Where the command begins: at the start, or behind `or apply them all: `.
std::size_t command_in(std::string_view line) {
  if (line.starts_with(kProgram)) return 0;
  const std::size_t colon = line.find(": dunlin ");
  return colon == kNone ? kNone : colon + 2;
}

bool takes(std::string_view command, std::string_view flag) {
  const std::string_view rest = command.substr(kProgram.size());
  const std::string_view name = rest.substr(0, rest.find(' '));
  if (name == "help" || name == "version" || name == "completion") return false;
  if (command.find(" --help") != kNone) return false;
  return name != "init" || flag == "-d" || flag == "-c";
}

bool has(std::string_view command, std::string_view spelling, std::string_view name) {
  const std::string padded = fmt::format("{} ", command);
  const std::string longer = fmt::format(" --{}", name);
  return padded.find(fmt::format(" {} ", spelling)) != kNone ||
         padded.find(longer + " ") != kNone || padded.find(longer + "=") != kNone;
}

}  // namespace

std::string shell_word(const std::string& word) {
  const bool plain = !word.empty() && word.find_first_of(" \t'\"\\$&;|<>*?()") == kNone;
  if (plain) return word;
  std::string out = "'";
  for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

Whereabouts::Whereabouts(const Arguments& arguments) {
  for (const Global& global : kGlobals) {
    if (const auto value = arguments.flag(global.name)) {
      given_.push_back({global.spelling, global.name, shell_word(redacted(*value))});
    }
  }
}

std::string Whereabouts::in(std::string_view line) const {
  const std::size_t begin = command_in(line);
  if (begin == kNone) return std::string(line);
  const std::size_t remark = std::min(line.find("  (", begin), line.size());
  const std::size_t end = line.find_last_not_of(' ', remark - 1) + 1;
  const std::string_view command = line.substr(begin, end - begin);
  std::string out(line.substr(0, end));
  for (const Given& flag : given_) {
    if (takes(command, flag.spelling) && !has(command, flag.spelling, flag.name)) {
      out += fmt::format(" {} {}", flag.spelling, flag.value);
    }
  }
  return out.append(line.substr(end));
}

void Whereabouts::complete(Diagnostic& diagnostic) const {
  for (std::string& next : diagnostic.next) next = in(next);
}

}  // namespace dunlin::cmd
