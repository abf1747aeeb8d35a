#include "script.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace dunlin::scenario {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

Script script_of(const std::string& steps) {
  return parse_script("# A title.\ndatabase none\n" + steps + "exit 0\n");
}

std::vector<std::string> texts(const Step& step) {
  std::vector<std::string> list;
  for (const Word& word : step.arguments) list.push_back(word.text());
  return list;
}

std::string error_of(const std::string& text) {
  try {
    parse_script(text);
  } catch (const ScriptError& error) {
    return std::to_string(error.line) + ": " + error.what();
  }
  return "none";
}

TEST(ScriptTest, ReadsItsHeader) {
  const Script script = parse_script("# One.\n# Two.\ndatabase sqlite postgres\nslow\n\nexit 0\n");

  EXPECT_EQ(script.title, " One.\n Two.\n");
  EXPECT_THAT(script.databases, ElementsAre("sqlite", "postgres"));
  EXPECT_EQ(script.label, "slow");
  ASSERT_EQ(script.steps.size(), 1U);
  EXPECT_EQ(script.steps[0].line, 6U);
}

TEST(ScriptTest, CutsWords) {
  const Script script =
      script_of("exec  a 'b ''c'' $d' \"e \"\"f\"\" $g\" '' N='x y'  # the rest\n");

  EXPECT_THAT(texts(script.steps[0]), ElementsAre("a", "b 'c' $d", "e \"f\" $g", "", "N=x y"));
}

TEST(ScriptTest, SingleQuotesKeepDollarSigns) {
  const Script script = script_of("exec $a'$b'\"$c\"\n");

  EXPECT_THAT(script.steps[0].arguments[0].pieces,
              ElementsAre(Piece{"$a", false}, Piece{"$b", true}, Piece{"$c", false}));
}

TEST(ScriptTest, AStepMayBeExpectedToFailOnOneDatabase) {
  const Step step = script_of("[postgres] ! dunlin upgrade\n").steps[0];

  EXPECT_EQ(step.only, "postgres");
  EXPECT_EQ(step.expect, Expect::failure);
  EXPECT_EQ(step.command, "dunlin");
  EXPECT_THAT(texts(step), ElementsAre("upgrade"));
}

TEST(ScriptTest, RefusesWhatIsNoScenario) {
  EXPECT_EQ(error_of("database none\nexit 0\n"), "1: begins with '# ' and what it shows");
  EXPECT_THAT(error_of("# t\nexit 0\n"), HasSubstr("names no database"));
  EXPECT_THAT(error_of("# t\ndatabase none\ndunlin version\n"), HasSubstr("checks nothing"));
  EXPECT_THAT(error_of("# t\ndatabase oracle\nexit 0\n"), HasSubstr("2: no such database"));
  EXPECT_THAT(error_of("# t\ndatabase none\nexec 'a\nexit 0\n"), HasSubstr("3: a quote"));
  EXPECT_THAT(error_of("# t\ndatabase none\n[mysql] exit 0\n"), HasSubstr("3: '[mysql]'"));
  EXPECT_THAT(error_of("# t\ndatabase none\n[sqlite]\nexit 0\n"), HasSubstr("3: a condition"));
}

}  // namespace
}  // namespace dunlin::scenario
