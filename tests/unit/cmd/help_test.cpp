#include "dunlin/help.h"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <cctype>
#include <set>

#include "base/error.h"
#include "base/text.h"
#include "dunlin/pages.h"
#include "dunlin/parse.h"

namespace dunlin::cmd {
namespace {

using testing::HasSubstr;

// A dash is `\-` in roff.
std::string roff(std::string text) {
  std::string out;
  for (const char c : text) out += c == '-' ? std::string("\\-") : std::string(1, c);
  return out;
}

TEST(CommandsTest, EveryNameIsThereOnceAndEveryFlagIsUnambiguous) {
  std::set<std::string_view> names;
  for (const Command& command : all_commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
    std::set<std::string> spellings;
    const auto add = [&](const Flag& flag) {
      EXPECT_TRUE(spellings.insert(fmt::format("--{}", flag.name)).second)
          << command.name << " --" << flag.name;
      if (flag.letter.empty()) return;
      EXPECT_TRUE(spellings.insert(fmt::format("-{}", flag.letter)).second)
          << command.name << " -" << flag.letter;
    };
    for (const Flag& flag : global_flags()) add(flag);
    for (const Flag& flag : command.flags) add(flag);
  }
}

TEST(HelpTest, TheOverviewNamesEveryCommandAndGlobalFlag) {
  const std::string text = overview();
  for (const Command& command : all_commands()) {
    EXPECT_THAT(text, HasSubstr(fmt::format("\n  {} ", command.name)));
    EXPECT_THAT(text, HasSubstr(std::string(command.summary)));
  }
  for (const Flag& flag : global_flags()) {
    EXPECT_THAT(text, HasSubstr(fmt::format("--{}", flag.name)));
  }
}

TEST(HelpTest, ManualAndCompletionsHoldEveryCommandAndFlag) {
  const std::string page = manual("1.2.3");
  const std::string bash = completion_for("bash");
  const std::string zsh = completion_for("zsh");
  const std::string fish = completion_for("fish");
  const auto expect_flag = [&](const Flag& flag) {
    EXPECT_THAT(page, HasSubstr(roff(fmt::format("--{}", flag.name))));
    EXPECT_THAT(bash, HasSubstr(fmt::format("--{}", flag.name)));
    EXPECT_THAT(zsh, HasSubstr(fmt::format("'--{}", flag.name)));
    EXPECT_THAT(fish, HasSubstr(fmt::format("-l {}", flag.name)));
  };
  for (const Command& command : all_commands()) {
    EXPECT_THAT(page, HasSubstr(fmt::format(".SS {}", roff(usage_of(command)))));
    EXPECT_THAT(bash, HasSubstr(fmt::format("    {}) flags=", command.name)));
    EXPECT_THAT(zsh, HasSubstr(fmt::format("    {}) _arguments", command.name)));
    EXPECT_THAT(fish, HasSubstr(fmt::format("-a {} ", command.name)));
    for (const Flag& flag : command.flags) expect_flag(flag);
  }
  for (const Flag& flag : global_flags()) expect_flag(flag);
}

TEST(HelpTest, TheManualIsRoff) {
  const std::set<std::string> known = {".TH", ".SH", ".SS", ".TP"};
  std::string page = manual("1.2.3");
  ASSERT_THAT(page, testing::EndsWith("\n"));
  page.pop_back();
  for (const std::string& line : split(page, '\n')) {
    EXPECT_FALSE(line.empty());
    EXPECT_FALSE(line.starts_with('\'')) << line;
    if (line.starts_with('.')) {
      EXPECT_TRUE(known.contains(line.substr(0, line.find(' ')))) << line;
      continue;
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      EXPECT_NE(line[i], '-') << line;  // a hyphen, which nobody can copy
      if (line[i] != '\\') continue;
      const std::string escape = line.substr(i, 3);
      const bool is_known = escape.starts_with("\\-") || escape.starts_with("\\e") ||
                            escape.starts_with("\\&") || escape == "\\fB" || escape == "\\fI" ||
                            escape == "\\fR";
      EXPECT_TRUE(is_known) << line;
      ++i;
    }
  }
}

TEST(HelpTest, AnotherShellIsAUsageError) { EXPECT_THROW(completion_for("tcsh"), Error); }

TEST(HelpTest, TheTableOfAliasesSaysWhatEachStandsFor) {
  const std::string table = alias_table();
  for (const Alias& alias : all_aliases()) {
    EXPECT_THAT(table, HasSubstr(fmt::format("dunlin {}", alias.stands_for)));
  }
  EXPECT_THAT(table, HasSubstr("dunlin downgrade -1"));
}

// docs/commands: one page a command, which is its long help.

std::string_view page_of(const Command& command) {
  const auto page = command_pages().find(command.name);
  EXPECT_NE(page, command_pages().end()) << "docs/commands/" << command.name << ".md is missing";
  return page == command_pages().end() ? std::string_view() : page->second;
}

TEST(PagesTest, EveryPageIsACommands) {
  for (const auto& [name, text] : command_pages()) EXPECT_NE(find_command(name), nullptr) << name;
}

TEST(PagesTest, EachOpensWithTitleSummaryAndUsage) {
  for (const Command& command : all_commands()) {
    std::string summary(command.summary);
    summary[0] = static_cast<char>(std::toupper(summary[0]));
    const std::string opening = fmt::format("# dunlin {}\n\n{}.\n\n    dunlin {}\n\n## Examples\n",
                                            command.name, summary, usage_of(command));
    EXPECT_EQ(page_of(command).substr(0, opening.size()), opening);
  }
}

TEST(PagesTest, EachNamesEveryFlagAndArgumentAndNoOther) {
  for (const Command& command : all_commands()) {
    const std::string_view page = page_of(command);
    const std::string flags(page.substr(page.find("## Flags")));
    std::set<std::string> known;
    for (const Flag& flag : command.flags) {
      const std::string spelling = flag.value.empty()
                                       ? fmt::format("--{}", flag.name)
                                       : fmt::format("--{} {}", flag.name, flag.value);
      known.insert(fmt::format("`{}`", spelling));
    }
    for (const Argument& argument : command.arguments) {
      known.insert(fmt::format("`{}`", argument.name));
    }
    for (const std::string& name : known) {
      EXPECT_THAT(flags, HasSubstr(name)) << command.name;
    }
    for (const std::string& line : split(flags, '\n')) {
      if (!line.starts_with("- `")) continue;
      const std::string lead = line.substr(0, line.find(": "));
      const bool is_known = std::any_of(known.begin(), known.end(), [&](const std::string& name) {
        return lead.ends_with(name);
      });
      EXPECT_TRUE(is_known) << command.name << ": " << line;
    }
  }
}

TEST(PagesTest, EachFitsAScreen) {
  for (const Command& command : all_commands()) {
    const std::vector<std::string> lines = split(page_of(command), '\n');
    EXPECT_LE(lines.size(), 61U) << command.name;
    for (const std::string& line : lines) EXPECT_LE(characters(line), 100U) << line;
    EXPECT_THAT(std::string(page_of(command)), HasSubstr("\n## Exit codes\n"));
    EXPECT_THAT(std::string(page_of(command)), HasSubstr("\n## See also\n"));
  }
}

TEST(PagesTest, TheHelpOfACommandHoldsItsPage) {
  const std::string help = help_of(*find_command("upgrade"), {});
  EXPECT_THAT(help, HasSubstr("usage: dunlin upgrade [TARGET] [flags] [-- PROGRAM ARGS...]\n"));
  EXPECT_THAT(help, HasSubstr("\nExit codes\n"));
}

}  // namespace
}  // namespace dunlin::cmd
