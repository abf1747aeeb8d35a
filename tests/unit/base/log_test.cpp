#include "base/log.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/redact.h"

namespace dunlin::log {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;

class LogTest : public testing::Test {
 protected:
  void TearDown() override {
    configure(Format::text, Level::info, false);
    forget_secrets();
  }
  template <class Talk>
  std::string said(Talk talk) {
    testing::internal::CaptureStderr();
    talk();
    return testing::internal::GetCapturedStderr();
  }
};

TEST_F(LogTest, TextIsOneLineEach) {
  EXPECT_EQ(said([] { info("waiting for {} 'x'"); }), "waiting for {} 'x'\n");
  EXPECT_EQ(said([] { warn("a\nb\x1B[2J\tc"); }), "warning: a b [2J c\n");
}

TEST_F(LogTest, LinesBelowTheLeastLevelAreNotSaid) {
  EXPECT_EQ(said([] { debug("x"); }), "");
  configure(Format::text, Level::debug, false);
  EXPECT_EQ(said([] { debug("x"); }), "debug: x\n");
  configure(Format::text, Level::warning, false);
  EXPECT_EQ(said([] { info("x"); }), "");
}

TEST_F(LogTest, ColorMarksTheLevelOnly) {
  configure(Format::text, Level::info, true);
  EXPECT_EQ(said([] { warn("x"); }), "\x1B[33mwarning\x1B[0m: x\n");
}

TEST_F(LogTest, JsonIsOneEscapedObjectALine) {
  configure(Format::json, Level::info, true);
  EXPECT_THAT(said([] {
                info("a \"b\"\n\\ \xFF ä", {{"name", "x\ty"}});
              }),
              MatchesRegex("\\{\"time\":\"[0-9]+-[0-9]+-[0-9]+T[0-9:.]+Z\",\"level\":\"info\","
                           "\"message\":\"a \\\\\"b\\\\\"\\\\u000a\\\\\\\\ \\\\ufffd ä\","
                           "\"name\":\"x\\\\u0009y\"\\}\n"));
}

TEST_F(LogTest, SecretsAreNeverSaid) {
  add_secret("hunter2");
  EXPECT_EQ(said([] { info("hunter2"); }), "***\n");
  configure(Format::json, Level::info, false);
  EXPECT_THAT(said([] {
                info("x", {{"url", "postgres://a:pw@b/c"}});
              }),
              HasSubstr("\"url\":\"postgres://a:***@b/c\""));
}

}  // namespace
}  // namespace dunlin::log
