#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"
#include "unit/sql/invariants.h"
#include "unit/sql/reading.h"

namespace dunlin::sql {
namespace {

using Pieces = std::vector<std::string>;

// Bits of SQL that mean most to the lexers, whole and broken.
const Pieces& whole_pieces() {
  static const Pieces kPieces = {
      "select",      "1",      "a",          "\"b;\"",   "'c;'",    "'d'",  ",",     "(",
      ")",           "create", "or replace", "function", "trigger", "temp", "case",  "end",
      "begin",       "atomic", "commit",     "as",       "=-",      "->>",  "1.5e3", "explain",
      "vacuum",      "pragma", "reindex",    "rollback", "copy t",  "from", "to",    "x'1F'",
      "caf\xC3\xA9", "+",      "*",          "/* e; */", "-- f;\n", ";",    ";",     ";",
      "table",       "::",     "!=",         "a.b",      "$1",      "0xFF", "in"};
  return kPieces;
}

const Pieces& broken_pieces() {
  static const Pieces kPieces = {"'",
                                 "\"",
                                 "/*",
                                 "*/",
                                 "--",
                                 "$$",
                                 "$a$",
                                 "e'\\",
                                 "\\",
                                 "\n\\.\n",
                                 "[",
                                 "]",
                                 "`",
                                 ".",
                                 ":",
                                 "$",
                                 "@",
                                 "?",
                                 "stdin",
                                 "u&'",
                                 "\r",
                                 "\v",
                                 "\xEF\xBB\xBF",
                                 "\xFF",
                                 "1.",
                                 "\\restrict a\n",
                                 "n'",
                                 "b'",
                                 "#"};
  return kPieces;
}

// The pieces with and without something between them.
std::string script_of(const Pieces& pieces) {
  const Pieces gaps =
      *rc::gen::container<Pieces>(pieces.size(), rc::gen::element<std::string>("", " ", " ", "\n"));
  std::string text;
  for (std::size_t i = 0; i < pieces.size(); ++i) text += pieces[i] + gaps[i];
  return text;
}

std::string any_script() {
  const auto piece =
      rc::gen::oneOf(rc::gen::elementOf(whole_pieces()), rc::gen::elementOf(broken_pieces()));
  return script_of(*rc::gen::container<Pieces>(piece));
}

std::string sound_script(const Reader& reader) {
  const std::string text =
      script_of(*rc::gen::container<Pieces>(rc::gen::elementOf(whole_pieces())));
  RC_PRE(reader.split(text).problems.empty());
  return text;
}

class PropertiesTest : public testing::TestWithParam<const Reader*> {
 protected:
  template <class Property>
  static void hold(const Property& property) {
    EXPECT_TRUE(rc::check(property));
  }
};

TEST_P(PropertiesTest, TheRulesHoldForAnyText) {
  hold([] {
    const std::string text = any_script();
    RC_ASSERT(test::broken_rule(*GetParam(), text) == "");
  });
}

TEST_P(PropertiesTest, TheRulesHoldForSoundScripts) {
  hold([] {
    const std::string text = sound_script(*GetParam());
    RC_ASSERT(test::broken_rule(*GetParam(), text) == "");
  });
}

TEST_P(PropertiesTest, TwoScriptsInOneHoldTheStatementsOfBoth) {
  hold([] {
    const std::string a = sound_script(*GetParam());
    const std::string b = sound_script(*GetParam());
    std::vector<std::string> wanted = test::texts(*GetParam(), a);
    for (const std::string& text : test::texts(*GetParam(), b)) wanted.push_back(text);
    RC_ASSERT(test::texts(*GetParam(), a + "\n;\n" + b) == wanted);
  });
}

TEST_P(PropertiesTest, CommentsAndBlanksLeaveTheChecksumAsItIs) {
  hold([] {
    const std::string text = sound_script(*GetParam());
    std::string other = "-- first\r\n";
    for (const Token& token : GetParam()->tokens(text)) {
      other += token.text;
      // A line break alone between two strings would make them one.
      other += " /* ; */";
      other += *rc::gen::element<std::string>("", "\n", "-- c'\n", "\t\r\n", "/* \" */ ");
    }
    RC_ASSERT(GetParam()->fingerprint(other) == GetParam()->fingerprint(text));
  });
}

TEST_P(PropertiesTest, LineEndsLeaveTheChecksumAsItIs) {
  hold([] {
    const std::string text = sound_script(*GetParam());
    std::string windows;
    for (const char c : text) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    RC_ASSERT(GetParam()->fingerprint(windows) == GetParam()->fingerprint(text));
  });
}

TEST_P(PropertiesTest, AnotherTokenIsAnotherChecksum) {
  hold([] {
    const std::string text = sound_script(*GetParam());
    RC_ASSERT(GetParam()->fingerprint(text + "\n;select another") != GetParam()->fingerprint(text));
  });
}

INSTANTIATE_TEST_SUITE_P(Dialects, PropertiesTest,
                         testing::Values(&postgres::reader(), &sqlite::reader()),
                         [](const auto& dialect) {
                           return std::string(name_of(dialect.param->dialect()));
                         });

}  // namespace
}  // namespace dunlin::sql
