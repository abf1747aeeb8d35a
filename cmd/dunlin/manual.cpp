#include <fmt/format.h>

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

std::string entry(const Flag& flag) {
  std::string name = fmt::format("--{}", flag.name);
  if (!flag.letter.empty()) name = fmt::format("-{}, {}", flag.letter, name);
  const std::string value = flag.value.empty()     ? std::string()
                            : flag.implied.empty() ? fmt::format(" {}", flag.value)
                                                   : fmt::format("[={}]", flag.value);
  return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(name), roff(value), roff(flag.help));
}

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
    for (const Flag& flag : command.flags) out += entry(flag);
  }
  out += ".SH FLAGS OF EVERY COMMAND\n";
  for (const Flag& flag : global_flags()) out += entry(flag);
  out +=
      ".SH EXIT STATUS\n0 done or nothing to do, 1 internal, 2 usage or configuration, 3 pending, "
      "10 unreachable, 11 lock held, 12 try again, 20 revision failed, 21 stopped between "
      "segments, "
      "22 commit in doubt, 23 edited or drift, 24 database ahead, 25 revisions contradict each "
      "other, 26 verification failed, 30 refused by policy, 130 and 143 interrupted.\n"
      ".SH FILES\n\\fIdunlin.yaml\\fR, \\fImigrations/\\fR\n";
  return out;
}

}  // namespace dunlin::cmd
