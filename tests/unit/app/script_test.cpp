#include "app/script.h"

#include <gmock/gmock.h>

#include "unit/app/project.h"

namespace dunlin::app {
namespace {

using test::operator+;
using test::Project;
using test::revision_files;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class ScriptTest : public testing::Test {
 protected:
  ScriptReport script(const std::string& range, bool down = false,
                      std::optional<Dialect> dialect = std::nullopt) {
    Context context = project.context();
    ScriptRequest request;
    request.range = range;
    request.down = down;
    request.dialect = dialect;
    return app::script(context, request);
  }

  static std::vector<std::string> ids(const ScriptReport& report) {
    std::vector<std::string> ids;
    for (const StepReport& step : report.steps) ids.push_back(step.id);
    return ids;
  }

  Project project{revision_files("r1__a", "", "CREATE TABLE a (n int);", "DROP TABLE a;") +
                  revision_files("r2__b", "r1", "CREATE TABLE b (n int);", "DROP TABLE b;") +
                  revision_files("r3__c", "r1", "CREATE TABLE c (n int);", "DROP TABLE c;")};
};

TEST_F(ScriptTest, ATargetAloneBeginsAtTheEmptyState) {
  EXPECT_THAT(ids(script("heads")), ElementsAre("r1", "r2", "r3"));
  EXPECT_THAT(ids(script("r2")), ElementsAre("r1", "r2"));
  EXPECT_EQ(script("r2").range, "base:r2");
}

TEST_F(ScriptTest, TheBeginningOfARangeIsWhereTheDatabaseStands) {
  EXPECT_THAT(ids(script("r1:heads")), ElementsAre("r2", "r3"));
  EXPECT_THAT(ids(script("r2:")), ElementsAre("r3"));
  EXPECT_THAT(ids(script("r2:r2")), IsEmpty());
  EXPECT_THAT(ids(script("base:+1")), ElementsAre("r1"));
}

TEST_F(ScriptTest, DownwardsItGoesFromTheHeads) {
  EXPECT_THAT(ids(script("heads:base", true)), ElementsAre("r3", "r2", "r1"));
  EXPECT_THAT(ids(script("r2:r1", true)), ElementsAre("r2"));
  EXPECT_THAT(ids(script("-1", true)), ElementsAre("r3"));
}

TEST_F(ScriptTest, NoDatabaseIsAsked) {
  script("heads");
  script("heads:base", true);
  EXPECT_EQ(project.connections, 0);
}

TEST_F(ScriptTest, CurrentIsAskedOfTheDatabase) {
  project.upgrade("r2");
  EXPECT_THAT(ids(script("current:heads")), ElementsAre("r3"));
}

TEST_F(ScriptTest, TheTextDependsOnTheFilesAlone) {
  EXPECT_EQ(script("heads").text(), script("heads").text());
}

TEST_F(ScriptTest, AnotherDialectThanThatOfTheUrlCanBeMeant) {
  EXPECT_THAT(script("heads").text(), HasSubstr("for SQLite"));
  EXPECT_THAT(script("heads", false, Dialect::postgresql).text(), HasSubstr("for PostgreSQL"));
}

TEST_F(ScriptTest, EachRevisionIsAPart) {
  const ScriptReport report = script("r2");
  ASSERT_GE(report.parts.size(), 3U);
  EXPECT_EQ(report.parts[0].revision, "");
  EXPECT_EQ(report.parts[1].revision, "r1");
  EXPECT_THAT(report.parts[1].text, HasSubstr("CREATE TABLE a"));
  EXPECT_THAT(report.parts[2].text, Not(HasSubstr("CREATE TABLE a")));
}

TEST_F(ScriptTest, WhatHasNoWayBackRefusesAllOfIt) {
  project.files().write("migrations/r1__a/revision.yaml", "parents: []\nirreversible: kept\n");
  try {
    script("heads:base", true);
    FAIL() << "it has no way back";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kIrreversible);
  }
}

TEST_F(ScriptTest, WhatSharesNoTransactionIsCutAsThePlannerCutsIt) {
  const std::string up =
      "CREATE TYPE mood AS ENUM ('sad');\nALTER TYPE mood ADD VALUE 'happy';\n"
      "CREATE TABLE m (m mood DEFAULT 'happy');\n";
  project.files().write("migrations/r2__b/up.sql", up);
  const std::string text = script("r1:r2", false, Dialect::postgresql).parts[1].text;
  const std::size_t added = text.find("ADD VALUE");
  EXPECT_LT(text.find("COMMIT;", added), text.find("CREATE TABLE m", added));
}

}  // namespace
}  // namespace dunlin::app
