#include <fmt/format.h>

#include <string_view>
#include <utility>

#include "base/text.h"
#include "dunlin/help.h"
#include "dunlin/parse.h"

namespace dunlin::cmd {

namespace {

// A dash is a hyphen to roff and a point at the start of a line a request.
std::string roff(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\') {
      out += "\\e";
    } else if (c == '-') {
      out += "\\-";
    } else {
      out += c;
    }
  }
  return out.starts_with('.') || out.starts_with('\'') ? "\\&" + out : out;
}

std::string entry(std::string_view name, std::string_view value, std::string_view meaning) {
  return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(name), roff(value), roff(meaning));
}

std::string entry(const Flag& flag) {
  std::string name = fmt::format("--{}", flag.name);
  if (!flag.letter.empty()) name = fmt::format("-{}, {}", flag.letter, name);
  const std::string value = flag.value.empty()     ? std::string()
                            : flag.implied.empty() ? fmt::format(" {}", flag.value)
                                                   : fmt::format("[={}]", flag.value);
  return entry(name, value, flag.help);
}

constexpr std::pair<std::string_view, std::string_view> kExits[] = {
    {"0", "done, or nothing to do"},
    {"1", "a defect of dunlin"},
    {"2", "wrong usage or configuration"},
    {"3", "something is pending (status --exit-code, wait)"},
    {"10", "the database is unreachable"},
    {"11", "another runner holds the lock"},
    {"12", "lock timeout, deadlock or connection lost: rolled back, try again"},
    {"20", "a revision failed and was rolled back"},
    {"21", "a revision stopped between its segments"},
    {"22", "the outcome of a COMMIT is unknown"},
    {"23", "an applied revision was edited, or drift"},
    {"24", "the database is ahead of the files"},
    {"25", "the revisions contradict each other"},
    {"26", "verification failed"},
    {"30", "refused by policy"},
    {"130, 143", "interrupted, terminated"},
};

}  // namespace

std::string manual(std::string_view version) {
  std::string out = fmt::format(
      ".TH DUNLIN 1 \"\" \"dunlin {}\" \"User commands\"\n"
      ".SH NAME\ndunlin \\- plain SQL migrations as a graph of revisions\n"
      ".SH SYNOPSIS\n\\fBdunlin\\fR \\fICOMMAND\\fR [\\fIARGUMENTS\\fR] [\\fIFLAGS\\fR]\n"
      ".SH DESCRIPTION\ndunlin applies revisions, folders of plain SQL, to PostgreSQL and SQLite "
      "databases: each one once, in the order of their graph, together with its record.\n"
      ".SH COMMANDS\n",
      roff(version));
  for (const Command& command : all_commands()) {
    out += fmt::format(".SS {}\n{}\n", roff(usage_of(command)), roff(command.summary));
    for (const Argument& argument : command.arguments)
      out += entry(argument.name, {}, argument.help);
    for (const Flag& flag : command.flags) out += entry(flag);
  }
  out += ".SH FLAGS OF EVERY COMMAND\n";
  for (const Flag& flag : global_flags()) out += entry(flag);
  out += ".SH EXIT STATUS\n";
  for (const auto& [code, meaning] : kExits) out += entry(code, {}, meaning);
  out += ".SH FILES\n" + entry("dunlin.yaml", {}, "the configuration: environments and defaults") +
         entry("migrations/", {}, "the revisions, a folder each");
  return out;
}

}  // namespace dunlin::cmd
