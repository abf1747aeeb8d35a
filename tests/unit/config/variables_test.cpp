#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>

#include "base/error.h"
#include "config/config.h"

namespace dunlin::config {
namespace {

using testing::HasSubstr;

const std::map<std::string, std::string> kVariables = {
    {"HOST", "db"}, {"EMPTY", ""}, {"_2", "two"}};

std::string filled(std::string_view text) { return with_variables(text, kVariables); }

Diagnostic refusal(std::string_view text) {
  try {
    filled(text);
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST(VariablesTest, AreFilledIn) {
  EXPECT_EQ(filled("postgres://${HOST}/${_2}"), "postgres://db/two");
  EXPECT_EQ(filled("no variable, $HOST, 5$"), "no variable, $HOST, 5$");
  EXPECT_EQ(filled("pa$$w${HOST}$${HOST}"), "pa$wdb${HOST}");
}

TEST(VariablesTest, DefaultsStandInForMissingAndEmptyOnes) {
  EXPECT_EQ(filled("${HOST:-x}${NONE:-x:y}${EMPTY:-}"), "dbx:y");
  EXPECT_EQ(filled("${EMPTY}"), "");
  EXPECT_EQ(filled("${NONE:-${EMPTY:-${HOST}}}!"), "db!");
}

TEST(VariablesTest, MissingOnesAreNamed) {
  const Diagnostic problem = refusal("secret ${STAGING_URL}");
  EXPECT_EQ(problem.code, code::kMissingVariable);
  EXPECT_EQ(problem.message, "the environment variable 'STAGING_URL' is not set");
  EXPECT_EQ(refusal("${EMPTY:?ask the ops}").message,
            "the environment variable 'EMPTY' is not set: ask the ops");
}

TEST(VariablesTest, OtherFormsOfTheShellAreRefused) {
  for (const char* text : {"${", "${HOST", "${}", "${1X}", "${HOST:+x}", "${HOST-x}", "${HO ST}"}) {
    EXPECT_EQ(refusal(text).code, code::kBadConfig) << text;
  }
}

TEST(VariablesTest, OfTheProcess) {
  ::setenv("DUNLIN_TEST_VARIABLE", "a=b", 1);
  EXPECT_EQ(process_variables().at("DUNLIN_TEST_VARIABLE"), "a=b");
}

}  // namespace
}  // namespace dunlin::config
