#include "config/source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace dunlin::config {
namespace {

using testing::HasSubstr;
using testing::Not;

Sourced<std::string> at(const std::string& text) { return {text, "dunlin.yaml:3:5"}; }

std::string fetched(const UrlSource& source) {
  Config config;
  config.path = "conf/dunlin.yaml";
  const auto files = memory_files(
      {{"conf/url", "postgres://a/b\r\n\n"}, {"/abs/url", "postgres://c/d"}, {"/empty", "\n"}});
  return fetch(source, config, {{"NAME", "url"}, {"SAY", "postgres://e/f"}}, *files);
}

Diagnostic refusal(const UrlSource& source) {
  try {
    fetched(source);
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "fetched";
  return {};
}

TEST(SourceTest, UrlsHaveTheirVariablesFilledIn) {
  EXPECT_EQ(fetched({.url = at("${SAY}?x")}), "postgres://e/f?x");
  EXPECT_THAT(refusal({.url = at("${NONE}")}).notes,
              testing::ElementsAre("needed at dunlin.yaml:3:5"));
}

TEST(SourceTest, FilesAreRelativeToTheConfiguration) {
  EXPECT_EQ(fetched({.url_file = at("${NAME}")}), "postgres://a/b");
  EXPECT_EQ(fetched({.url_file = at("/abs/url")}), "postgres://c/d");
  EXPECT_EQ(refusal({.url_file = at("none")}).code, code::kSecretUnreadable);
  EXPECT_THAT(refusal({.url_file = at("none")}).message, HasSubstr("'conf/none'"));
  EXPECT_EQ(refusal({.url_file = at("/empty")}).code, code::kSecretUnreadable);
}

TEST(SourceTest, CommandsPrintTheUrl) {
  const auto command = [](std::vector<std::string> arguments) {
    return UrlSource{.url_command =
                         Sourced<std::vector<std::string>>{std::move(arguments), "here"}};
  };
  EXPECT_EQ(fetched(command({"echo", "${SAY}"})), "postgres://e/f");
  const Diagnostic failed = refusal(command({"sh", "-c", "echo half-a-secret; exit 3"}));
  EXPECT_EQ(failed.code, code::kSecretUnreadable);
  EXPECT_THAT(failed.message, HasSubstr("exit code 3"));
  EXPECT_THAT(failed.message, Not(HasSubstr("half-a-secret")));
  EXPECT_EQ(refusal(command({"dunlin-no-such-program"})).code, code::kSecretUnreadable);
}

TEST(SourceTest, ServicesBecomeKeywordStrings) {
  EXPECT_EQ(fetched({.service = at("prod")}), "service=prod");
  EXPECT_EQ(fetched({.service = at("it's")}), "service='it\\'s'");
}

TEST(SourceTest, NothingIsNoDatabase) { EXPECT_EQ(refusal({}).code, code::kNoDatabase); }

}  // namespace
}  // namespace dunlin::config
