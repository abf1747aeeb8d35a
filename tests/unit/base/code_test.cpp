#include "base/code.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/error.h"

namespace dunlin {
namespace {

TEST(CodeTest, IdsAreUniqueAndSorted) {
  const auto codes = all_codes();
  ASSERT_FALSE(codes.empty());
  for (std::size_t i = 1; i < codes.size(); ++i) EXPECT_LT(codes[i - 1].id, codes[i].id);
}

TEST(CodeTest, IdsAreFourDigitsAndTitlesAreThere) {
  for (const Code& code : all_codes()) {
    EXPECT_EQ(code.id.size(), 6U) << code.id;
    EXPECT_TRUE(code.id.starts_with("DN")) << code.id;
    EXPECT_EQ(code.id.substr(2).find_first_not_of("0123456789"), std::string_view::npos) << code.id;
    EXPECT_FALSE(code.title.empty()) << code.id;
    EXPECT_NE(code.exit, Exit::done) << code.id;
  }
}

TEST(CodeTest, EveryCodeOfTheHeaderIsListed) {
  std::ifstream header(DUNLIN_SOURCE_DIR "/lib/base/code.h");
  std::stringstream text;
  text << header.rdbuf();
  std::size_t declared = 0;
  const std::string source = text.str();
  const std::string mark = "inline constexpr Code k";
  for (std::size_t at = source.find(mark); at != std::string::npos;
       at = source.find(mark, at + 1)) {
    ++declared;
  }
  EXPECT_EQ(all_codes().size(), declared);
}

TEST(ErrorTest, TheFirstDiagnosticDecides) {
  Diagnostic warning{.code = code::kBadUrl, .message = "second"};
  const Error error({Diagnostic{.code = code::kLockHeld, .message = "first"}, warning});
  EXPECT_EQ(error.exit(), Exit::locked);
  EXPECT_STREQ(error.what(), "first");
  EXPECT_EQ(error.diagnostics().size(), 2U);
}

TEST(ErrorTest, ThingsCanBeAddedOnTheWay) {
  const Error error = with_hint(
      with_next(with_note(with_place(Error(code::kUsage, "no"), {"f", 1, 2}), "note"), "dunlin"),
      "x");
  EXPECT_EQ(error.first().place, (Place{"f", 1, 2}));
  EXPECT_THAT(error.first().notes, testing::ElementsAre("note"));
  EXPECT_THAT(error.first().next, testing::ElementsAre("dunlin"));
  EXPECT_EQ(error.first().hint, "x");
}

}  // namespace
}  // namespace dunlin
