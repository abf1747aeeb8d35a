#include "dunlin/markdown.h"

#include <gmock/gmock.h>

#include "base/text.h"
#include "dunlin/pages.h"

namespace dunlin::cmd {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string plain(std::string_view markdown, std::size_t width = 40) {
  return rendered(markdown, {{false}, width});
}

TEST(MarkdownTest, HeadingsStandAtTheMarginAndTheRestIsIndented) {
  EXPECT_EQ(plain("# dunlin up\n\nApply.\n\n## Examples\n\nNone.\n### More\nNothing.\n"),
            "dunlin up\n\nApply.\n\nExamples\n\n  None.\n\nMore\n\n  Nothing.\n");
}

TEST(MarkdownTest, ParagraphsAreFilledToTheWidth) {
  EXPECT_EQ(plain("one two\nthree four\n\nfive\n", 14), "one two three\nfour\n\nfive\n");
}

TEST(MarkdownTest, AWordWiderThanTheLineStaysWhole) {
  EXPECT_EQ(plain("a 20261120091502 b", 8), "a\n20261120091502\nb\n");
}

TEST(MarkdownTest, WidthsCountCharacters) { EXPECT_EQ(plain("éé éé éé", 8), "éé éé éé\n"); }

TEST(MarkdownTest, CodeKeepsItsLinesByFenceOrByBlanks) {
  EXPECT_EQ(plain("```sql\nSELECT `a`,\n\n   **b**;\n```\n"), "    SELECT `a`,\n\n       **b**;\n");
  EXPECT_EQ(plain("so:\n\n    dunlin up  # x\n\n      -- y\n\nthen\n"),
            "so:\n\n    dunlin up  # x\n\n      -- y\n\nthen\n");
}

TEST(MarkdownTest, CodeInASentenceIsQuotedWhereItWouldRunIntoIt) {
  EXPECT_EQ(plain("run `heads`, or `dunlin merge`; `@` as `%40`", 80),
            "run heads, or 'dunlin merge'; '@' as %40\n");
  EXPECT_EQ(plain("`***` and ``a`b``", 80), "'***' and a`b\n");
  EXPECT_EQ(plain("| `[]` |\n| the `''` |"), "[]\nthe ''\n");
}

TEST(MarkdownTest, StrongEmphasisAndLinksReadAsText) {
  EXPECT_EQ(plain("**Stable** *really*: [the page](docs/x.md), 2 * 3 * 4, a_b_c", 80),
            "Stable really: the page (docs/x.md), 2 * 3 * 4, a_b_c\n");
}

TEST(MarkdownTest, AMarkWithoutItsEndIsAMark) {
  EXPECT_EQ(plain("a ` b ** c [d] (e) \\* f"), "a ` b ** c [d] (e) * f\n");
}

TEST(MarkdownTest, ListsHangBehindTheirBullets) {
  EXPECT_EQ(plain("- one two\n  three\n- four\n", 12), "- one two\n  three\n- four\n");
  EXPECT_EQ(plain("1. one two three\n2. four", 12), "1. one two\n   three\n2. four\n");
}

TEST(MarkdownTest, AListOfTermsIsATable) {
  EXPECT_EQ(plain("- `--all`: every one of\n  them\n- `-x`, `--long N`: few\n", 30),
            "--all         every one of\n              them\n-x, --long N  few\n");
}

TEST(MarkdownTest, TablesAreColumnsOfWhichTheLastIsFilled) {
  EXPECT_EQ(plain("| Key | Meaning |\n|---|:--|\n| `a\\|b` | one two three |\n| c | four |\n", 17),
            "Key  Meaning\na|b  one two\n     three\nc    four\n");
}

TEST(MarkdownTest, ATableTooWideForTheLineGivesEachRowAParagraph) {
  EXPECT_EQ(plain("| key | kind |\n|---|---|\n| a_very_long_one | words of it |\n", 24),
            "key\n    kind\na_very_long_one\n    words of it\n");
}

TEST(MarkdownTest, QuotesAreIndented) { EXPECT_EQ(plain("> said\n> so\n"), "  said so\n"); }

TEST(MarkdownTest, ColourAddsBoldAndUnderlineAndNothingElse) {
  const std::string page = "# T\n\na `b c` *d* **e**\n";
  const std::string painted = rendered(page, {{true}, 40});
  EXPECT_EQ(painted,
            "\x1B[1mT\x1B[0m\n\na \x1B[1m'b\x1B[0m \x1B[1mc'\x1B[0m \x1B[4md\x1B[0m "
            "\x1B[1me\x1B[0m\n");
}

TEST(MarkdownTest, EveryPageOfDunlinIsReadableText) {
  const auto check = [](std::string_view name, std::string_view page) {
    const std::string text = plain(page, 90);
    for (const std::string& line : split(text, '\n')) {
      const std::string where = std::string(name) + ": " + line;
      EXPECT_THAT(line, Not(testing::StartsWith("#"))) << where;
      EXPECT_THAT(line, Not(testing::StartsWith("|"))) << where;
      EXPECT_THAT(line, Not(HasSubstr("```"))) << where;
      if (line.starts_with("    ")) continue;  // code is as it is
      EXPECT_THAT(line, Not(HasSubstr("`"))) << where;
      if (line.find("://") != std::string::npos) continue;  // a URL cannot be broken
      EXPECT_LE(characters(line), 90U) << where;
    }
  };
  for (const auto& [name, page] : command_pages()) check(name, page);
  for (const auto& [name, page] : error_pages()) check(name, page);
  for (const auto& [name, page] : format_pages()) check(name, page);
}

}  // namespace
}  // namespace dunlin::cmd
