#include "dunlin/json.h"

#include <gmock/gmock.h>

#include "base/redact.h"
#include "dunlin/document.h"

namespace dunlin::cmd {
namespace {

using testing::HasSubstr;

TEST(JsonTest, MembersKeepTheirOrder) {
  const Json json = Json().add("z", 1).add("a", true).add("m", Json::list({"x", "y"}));
  EXPECT_EQ(to_text(json),
            "{\n  \"z\": 1,\n  \"a\": true,\n  \"m\": [\n    \"x\",\n    \"y\"\n  ]\n}\n");
}

TEST(JsonTest, NothingIsNull) {
  EXPECT_EQ(to_text(Json()), "null\n");
  EXPECT_EQ(to_text(Json::text("")), "null\n");
  EXPECT_EQ(to_text(Json::maybe(std::optional<std::string>())), "null\n");
  EXPECT_EQ(to_text(Json::maybe(std::optional<std::string>("x"))), "\"x\"\n");
}

TEST(JsonTest, EmptyListsAndNestedOnesAreIndentedAsUsual) {
  const Json inner = Json().add("a", Json::Array{}).add("b", Json::Object{});
  EXPECT_EQ(to_text(Json(Json::Array{inner, 7})),
            "[\n  {\n    \"a\": [],\n    \"b\": {}\n  },\n  7\n]\n");
}

TEST(JsonTest, TextIsEscapedAndBytesThatAreNoTextAreReplaced) {
  EXPECT_EQ(to_text(Json("a\"\\\n\x01ü")), "\"a\\\"\\\\\\n\\u0001ü\"\n");
  EXPECT_EQ(to_text(Json("a\xFF")), "\"a\xEF\xBF\xBD\"\n");
}

TEST(JsonTest, SecretsAreHiddenAlsoWhereTheyNeedEscapes) {
  add_secret("s\"3\\cr");
  EXPECT_EQ(to_text(Json().add("url", "x s\"3\\cr y")), "{\n  \"url\": \"x *** y\"\n}\n");
  forget_secrets();
}

TEST(DocumentTest, AnErrorComesFirstAndWarningsApart) {
  Outcome outcome{"upgrade", Exit::failed, Json().add("steps", Json::list({})), {}, {}};
  Diagnostic error;
  error.code = code::kRevisionFailed;
  error.message = "broken";
  Diagnostic warning;
  warning.severity = Severity::warning;
  warning.message = "odd";
  outcome.add(warning);
  outcome.add(error);
  const std::string text = to_text(document(outcome, {}));

  EXPECT_THAT(text, HasSubstr("{\n  \"schema\": \"dunlin/1\",\n  \"command\": \"upgrade\",\n"
                              "  \"ok\": false,\n  \"exit_code\": 20,\n"
                              "  \"environment\": null,\n  \"database\": null,\n"
                              "  \"steps\": [],\n  \"error\": {\n    \"code\": \"DN3200\""));
  EXPECT_EQ(outcome.errors.size(), 1U);
  EXPECT_EQ(outcome.warnings.size(), 1U);
}

TEST(DocumentTest, WithoutErrorsItIsOkWhateverTheExitCode) {
  const Outcome outcome{"status", Exit::pending, {}, {}, {}};
  EXPECT_THAT(to_text(document(outcome, {})), HasSubstr("\"ok\": true,\n  \"exit_code\": 3"));
}

}  // namespace
}  // namespace dunlin::cmd
