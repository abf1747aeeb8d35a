#include "dunlin/diagnostic.h"

#include <gmock/gmock.h>

#include "base/redact.h"

namespace dunlin::cmd {
namespace {

using testing::HasSubstr;
using testing::Not;

Diagnostic at(std::string_view text, std::size_t offset, std::size_t length,
              std::string label = {}) {
  Diagnostic diagnostic;
  diagnostic.code = code::kRevisionFailed;
  diagnostic.message = "no such column";
  diagnostic.place = place_at("m/up.sql", text, offset);
  diagnostic.excerpt = excerpt_at(text, offset, length, std::move(label));
  return diagnostic;
}

std::string rendered(const Diagnostic& diagnostic) {
  return render(std::span(&diagnostic, 1), false);
}

TEST(DiagnosticTest, ShowsPlaceLineCaretAndWhatToTypeNext) {
  Diagnostic diagnostic = at("\n\nSELECT nope;\n", 9, 4, "wanted a column");
  diagnostic.sqlstate = "42703";
  diagnostic.detail = "first\nsecond";
  diagnostic.hint = "look again";
  diagnostic.notes = {"nothing was run"};
  diagnostic.next = {"dunlin status"};

  EXPECT_EQ(rendered(diagnostic),
            "error[DN3200]: no such column\n"
            "  --> m/up.sql:3:8\n"
            "   |\n"
            " 3 | SELECT nope;\n"
            "   |        ^^^^ wanted a column\n"
            "   = sqlstate: 42703\n"
            "   = detail: first\n"
            "             second\n"
            "   = hint: look again\n"
            "   = nothing was run\n"
            "   = next: dunlin status\n");
}

TEST(DiagnosticTest, TheCaretStandsUnderCharactersNotBytes) {
  const std::string text = "SELECT 'Grüße', nöpe;";
  EXPECT_THAT(rendered(at(text, text.find("nöpe"), 5)), HasSubstr("1 | SELECT 'Grüße', nöpe;\n"
                                                                  "   |                 ^^^^\n"));
}

TEST(DiagnosticTest, ATabIsAsWideAsTheCaretCounts) {
  EXPECT_THAT(rendered(at("\tSELECT\tnope;", 8, 4)), HasSubstr("1 |  SELECT nope;\n"
                                                               "   |         ^^^^\n"));
}

TEST(DiagnosticTest, ALongLineIsShownAroundTheCaret) {
  const std::string text = std::string(100'000, 'x') + " nope " + std::string(100'000, 'y');
  const std::string out = rendered(at(text, 100'001, 4));

  EXPECT_LT(out.size(), 600U);
  EXPECT_THAT(out, HasSubstr("nope yyy"));
  const std::size_t line = out.find("x nope");
  const std::size_t caret = out.find("^^^^");
  // Both stand at the same distance from the start of their line.
  EXPECT_EQ(line + 2 - (out.rfind('\n', line) + 1), caret - (out.rfind('\n', caret) + 1));
}

TEST(DiagnosticTest, ALongMarkIsCutWithTheLine) {
  const std::string text(5000, 'x');
  EXPECT_LT(rendered(at(text, 0, 5000)).size(), 600U);
}

TEST(DiagnosticTest, APlaceWithoutALineHasNoExcerpt) {
  Diagnostic diagnostic;
  diagnostic.code = code::kUnreadable;
  diagnostic.message = "cannot be read";
  diagnostic.place = Place{"m/up.sql", 0, 0};
  EXPECT_EQ(rendered(diagnostic), "error[DN0400]: cannot be read\n  --> m/up.sql\n");
}

TEST(DiagnosticTest, SeveralAreAPieceEach) {
  const std::vector<Diagnostic> both{at("a", 0, 1), at("b", 0, 1)};
  const std::string out = render(both, false);
  EXPECT_THAT(out, HasSubstr("1 | a\n"));
  EXPECT_THAT(out, HasSubstr("^\n\nerror["));
}

TEST(DiagnosticTest, WarningsSaySo) {
  Diagnostic diagnostic = at("a", 0, 1);
  diagnostic.severity = Severity::warning;
  EXPECT_THAT(rendered(diagnostic), HasSubstr("warning[DN3200]: "));
}

TEST(DiagnosticTest, ColoursAreBetweenTheWordsNotInThem) {
  const Diagnostic diagnostic = at("SELECT nope;", 7, 4, "here");
  const std::string colored = render(std::span(&diagnostic, 1), true);
  std::string plain;
  for (std::size_t i = 0; i < colored.size(); ++i) {
    if (colored[i] == '\x1B') {
      i = colored.find('m', i);
    } else {
      plain += colored[i];
    }
  }
  EXPECT_NE(colored, plain);
  EXPECT_EQ(plain, rendered(diagnostic));
}

TEST(DiagnosticTest, SecretsAreNeitherRenderedNorInTheDocument) {
  add_secret("s3cr3t");
  Diagnostic diagnostic = at("-- s3cr3t", 3, 6);
  diagnostic.message = "s3cr3t";
  diagnostic.next = {"dunlin --url postgres://u:s3cr3t@h/d"};
  EXPECT_THAT(rendered(diagnostic), Not(HasSubstr("s3cr3t")));
  EXPECT_THAT(to_text(to_json(diagnostic)), Not(HasSubstr("s3cr3t")));
  forget_secrets();
}

TEST(DiagnosticTest, TheCaretFollowsWhatAHiddenPasswordMoved) {
  const std::string text = "CREATE ROLE bob PASSWORD 'hunter2'; SELECT 1/0;";
  EXPECT_THAT(rendered(at(text, text.find("1/0"), 3)),
              HasSubstr("1 | CREATE ROLE bob PASSWORD '***'; SELECT 1/0;\n"
                        "   |                                        ^^^\n"));
}

TEST(DiagnosticTest, AsJsonEveryMemberIsThere) {
  EXPECT_EQ(to_text(to_json(at("SELECT nope;", 7, 4))),
            "{\n"
            "  \"code\": \"DN3200\",\n"
            "  \"severity\": \"error\",\n"
            "  \"sqlstate\": null,\n"
            "  \"message\": \"no such column\",\n"
            "  \"detail\": null,\n"
            "  \"hint\": null,\n"
            "  \"notes\": [],\n"
            "  \"next\": [],\n"
            "  \"file\": \"m/up.sql\",\n"
            "  \"line\": 1,\n"
            "  \"column\": 8,\n"
            "  \"statement\": null\n"
            "}\n");
}

}  // namespace
}  // namespace dunlin::cmd
