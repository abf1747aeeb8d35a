#include "dunlin/arguments.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace dunlin::cmd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

Arguments parsed(const std::string& line) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : line + ' ') {
    if (c != ' ') {
      word += c;
    } else if (!word.empty()) {
      words.push_back(std::move(word));
      word.clear();
    }
  }
  return parse_arguments(words);
}

std::string name(const Arguments& arguments) {
  return arguments.command == nullptr ? "" : std::string(arguments.command->name);
}

// The diagnostic that refuses the line.
Diagnostic refusal(const std::string& line) {
  try {
    parsed(line);
  } catch (const Error& error) {
    EXPECT_EQ(error.exit(), Exit::usage) << line;
    return error.first();
  }
  ADD_FAILURE() << "not refused: " << line;
  return {};
}

TEST(ArgumentsTest, GlobalFlagsStandBeforeOrBehindTheCommand) {
  for (const char* line :
       {"-e staging upgrade head", "upgrade -e staging head", "upgrade head -e staging",
        "upgrade head --environment=staging", "--environment staging upgrade head",
        "-estaging upgrade head", "upgrade -e=staging head"}) {
    const Arguments arguments = parsed(line);
    EXPECT_EQ(name(arguments), "upgrade") << line;
    EXPECT_THAT(arguments.flag("environment"), Optional(std::string("staging"))) << line;
    EXPECT_THAT(arguments.value("TARGET"), Optional(std::string("head"))) << line;
  }
}

TEST(ArgumentsTest, AFlagWithAnImpliedValueSwallowsNoWord) {
  const Arguments bare = parsed("upgrade --wait head");
  EXPECT_THAT(bare.flag("wait"), Optional(std::string("60s")));
  EXPECT_THAT(bare.value("TARGET"), Optional(std::string("head")));
  EXPECT_THAT(parsed("upgrade --wait=5s head").flag("wait"), Optional(std::string("5s")));
  EXPECT_EQ(name(parsed("--wait upgrade")), "upgrade");
}

TEST(ArgumentsTest, StepsAreNoFlags) {
  EXPECT_THAT(parsed("downgrade -1").value("TARGET"), Optional(std::string("-1")));
  EXPECT_THAT(parsed("downgrade -12 --dry-run").value("TARGET"), Optional(std::string("-12")));
  EXPECT_THAT(parsed("downgrade --dry-run -1").value("TARGET"), Optional(std::string("-1")));
  EXPECT_THAT(parsed("downgrade -e staging -1").value("TARGET"), Optional(std::string("-1")));
  EXPECT_THAT(parsed("upgrade +1").value("TARGET"), Optional(std::string("+1")));
  EXPECT_THAT(parsed("-e x downgrade -1").flag("environment"), Optional(std::string("x")));
}

TEST(ArgumentsTest, ValuesAreTakenAsTheyAre) {
  EXPECT_THAT(parsed("show [a,b]").value("REV"), Optional(std::string("[a,b]")));
  EXPECT_THAT(parsed("show {}").value("REV"), Optional(std::string("{}")));
  EXPECT_THAT(parsed("new x --label a,b").all("label"), ElementsAre("a,b"));
  EXPECT_THAT(parsed("new x -m=y").flag("message"), Optional(std::string("y")));
}

TEST(ArgumentsTest, RepeatedFlagsKeepTheirOrder) {
  const Arguments arguments = parsed("new add orders --label a --parent p --label b");
  EXPECT_THAT(arguments.all("label"), ElementsAre("a", "b"));
  EXPECT_THAT(arguments.all("parent"), ElementsAre("p"));
  EXPECT_THAT(arguments.values_of("MESSAGE"), ElementsAre("add", "orders"));
}

TEST(ArgumentsTest, AFlagThatContradictsItselfIsRefused) {
  EXPECT_THAT(refusal("status -e staging -e production").message, HasSubstr("given twice"));
  EXPECT_THAT(parsed("status -e staging -e staging").flag("environment"),
              Optional(std::string("staging")));
}

TEST(ArgumentsTest, OtherToolsNamesOfFlagsAreUnderstood) {
  EXPECT_THAT(parsed("revision -m x --head abc").all("parent"), ElementsAre("abc"));
  EXPECT_THAT(parsed("revision -m x --rev-id abc").flag("id"), Optional(std::string("abc")));
  EXPECT_THAT(parsed("heads --directory db").flag("dir"), Optional(std::string("db")));
}

TEST(ArgumentsTest, WhatStandsBehindTwoDashesIsAnotherPrograms) {
  const Arguments arguments = parsed("run --wait=60s -- gunicorn --help -e x -- y");
  EXPECT_EQ(name(arguments), "run");
  EXPECT_THAT(arguments.program, ElementsAre("gunicorn", "--help", "-e", "x", "--", "y"));
  EXPECT_FALSE(arguments.has("help"));
  EXPECT_FALSE(arguments.has("environment"));
  EXPECT_THAT(refusal("status -- sh").message, HasSubstr("only 'run' and 'upgrade'"));
}

TEST(ArgumentsTest, AliasesOfOtherTools) {
  EXPECT_EQ(name(parsed("db upgrade")), "upgrade");
  EXPECT_EQ(name(parsed("migrate deploy")), "upgrade");
  EXPECT_EQ(name(parsed("-e x migrate status")), "status");
  EXPECT_EQ(name(parsed("db -e x heads")), "heads");
  EXPECT_EQ(name(parsed("up")), "upgrade");
  EXPECT_EQ(name(parsed("revision -m x")), "new");
}

TEST(ArgumentsTest, FlaskAndDbmateGoOneBackAndTheOthersWantATarget) {
  EXPECT_THAT(parsed("db downgrade").value("TARGET"), Optional(std::string("-1")));
  EXPECT_THAT(parsed("db downgrade -e staging").value("TARGET"), Optional(std::string("-1")));
  EXPECT_THAT(parsed("db downgrade abcd").value("TARGET"), Optional(std::string("abcd")));
  EXPECT_THAT(parsed("rollback").value("TARGET"), Optional(std::string("-1")));
  EXPECT_EQ(parsed("db downgrade --last-run").value("TARGET"), std::nullopt);
  EXPECT_EQ(parsed("downgrade").value("TARGET"), std::nullopt);
  EXPECT_EQ(parsed("down").value("TARGET"), std::nullopt);
}

TEST(ArgumentsTest, EveryAliasStandsForACommand) {
  for (const Alias& alias : all_aliases()) {
    EXPECT_NE(find_command(alias.stands_for), nullptr) << alias.stands_for;
    // A word of two aliases must not hide a command of the same name.
    if (alias.words.size() == 1) {
      EXPECT_EQ(find_command(alias.words[0]), nullptr) << alias.words[0];
    }
  }
}

TEST(ArgumentsTest, BareMigrateIsExplained) {
  for (const char* line : {"migrate", "migrate dev", "db migrate", "db migrate -m x"}) {
    const Diagnostic refused = refusal(line);
    EXPECT_EQ(refused.code, code::kAmbiguousAlias) << line;
    EXPECT_THAT(refused.next, ElementsAre(HasSubstr("dunlin new"), HasSubstr("dunlin upgrade")));
  }
}

TEST(ArgumentsTest, TyposAreNamedAndNeverRun) {
  EXPECT_EQ(refusal("upgarde").hint, "did you mean 'upgrade'?");
  EXPECT_EQ(refusal("db upgarde").hint, "did you mean 'db upgrade'?");
  EXPECT_EQ(refusal("upgrade --atomci").hint, "did you mean '--atomic'?");
  EXPECT_EQ(refusal("upgrade --atomci=3").hint, "did you mean '--atomic'?");
  EXPECT_EQ(refusal("upgrade --environ x").hint, "did you mean '--environment'?");
  EXPECT_EQ(refusal("frobnicate").hint, "");
}

TEST(ArgumentsTest, WrongArgumentsAreRefusedWithTheUsage) {
  EXPECT_THAT(refusal("show").message, "'show' needs REV");
  EXPECT_THAT(refusal("show a b").message, "'b' is one argument too many");
  EXPECT_THAT(refusal("upgrade --atomic=no").message, "--atomic takes no value");
  EXPECT_THAT(refusal("status -e").message, "--environment needs a value");
  EXPECT_THAT(refusal("status --environment=").message, "--environment needs a value");
  EXPECT_THAT(refusal("show a b").notes, ElementsAre("usage: dunlin show REV [flags]"));
  EXPECT_THAT(refusal("show").next, ElementsAre("dunlin show --help"));
  EXPECT_THAT(refusal("upgrade postgres://h/d").message, HasSubstr("--url"));
  EXPECT_THAT(refusal("--nope").message, "there is no flag '--nope'");
}

TEST(ArgumentsTest, HelpNeedsNoArguments) {
  EXPECT_TRUE(parsed("show --help").has("help"));
  EXPECT_TRUE(parsed("show -h").has("help"));
  EXPECT_EQ(parsed("--help").command, nullptr);
  EXPECT_EQ(parsed("").command, nullptr);
  EXPECT_TRUE(parsed("--version").has("version"));
}

}  // namespace
}  // namespace dunlin::cmd
