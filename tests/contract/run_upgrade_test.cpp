// What a run must keep on every database: one message per revision where that can be, and no
// state to repair wherever it is cut off.

#include <iostream>

#include "run_fixture.h"

namespace dunlin::app {
namespace {

using testing::ElementsAre;

std::map<std::string, std::string> project(bool with_lone_statement) {
  std::map<std::string, std::string> files;
  const auto add = [&](const std::string& folder, const std::string& parents, const std::string& up,
                       const std::string& down) {
    files["migrations/" + folder + "/revision.yaml"] = "parents: [" + parents + "]\n";
    files["migrations/" + folder + "/up.sql"] = up;
    files["migrations/" + folder + "/down.sql"] = down;
  };
  add("r1__a", "", "CREATE TABLE a (id integer PRIMARY KEY);\nINSERT INTO a VALUES (1);\n",
      "DROP TABLE a;\n");
  add("r2__b", "r1", "CREATE TABLE b (id integer PRIMARY KEY);\nINSERT INTO b VALUES (1);\n",
      "DROP TABLE b;\n");
  if (with_lone_statement) add("r3__c", "r2", "VACUUM;\n", "VACUUM;\n");
  add("r4__d", with_lone_statement ? "r3" : "r2", "INSERT INTO a VALUES (2);\n",
      "DELETE FROM a WHERE id = 2;\n");
  return files;
}

class RunTest : public testing::TestWithParam<Dialect> {};

std::string state_of(const Target& target) {
  return target.ask("SELECT count(*) || ' rows in a' FROM a") + ", " +
         target.ask("SELECT count(*) || ' rows in b' FROM b");
}

std::string ledger_of(const Target& target, Dialect dialect) {
  const std::string table = dialect == Dialect::postgresql ? "dunlin.revision" : "dunlin_revision";
  return target.ask("SELECT count(*) || ' applied' FROM " + table + " WHERE state = 'applied'") +
         ", " + target.ask("SELECT count(DISTINCT sequence) || ' sequences' FROM " + table);
}

TEST(RunMessagesTest, PostgresTakesOneMessagePerRevision) {
  const Target target(Dialect::postgresql);
  Runner runner(target, project(false));

  runner.upgrade();

  ASSERT_THAT(runner.observer.ran, ElementsAre("r1", "r2", "r4"));
  EXPECT_EQ(runner.observer.at[1] - runner.observer.at[0], 1);
  EXPECT_EQ(runner.observer.at[2] - runner.observer.at[1], 1);
}

TEST(RunMessagesTest, PostgresIsSentFourStatementsBesideThoseOfARevision) {
  const Target target(Dialect::postgresql);
  Runner runner(target, project(false));

  runner.upgrade();

  const auto& at = runner.observer.statements_at;
  ASSERT_EQ(at.size(), 3U);
  EXPECT_EQ(at[1] - at[0], 2 + 4);  // BEGIN, guard, revision and event, COMMIT
  EXPECT_EQ(at[2] - at[1], 1 + 4);
}

// A script that touches the session is recorded by plain statements, any other by prepared ones.
TEST(RunMessagesTest, PostgresIsToldTheSameHoweverItIsSent) {
  const auto told = [](const std::string& up) {
    const Target target(Dialect::postgresql);
    Runner runner(target,
                  {{"migrations/r1__it's/revision.yaml", "parents: []\nmessage: a 'b' \\ c\n"},
                   {"migrations/r1__it's/up.sql", up},
                   {"migrations/r1__it's/down.sql", "SELECT 'x';\n"}});
    runner.upgrade();
    return target.ask(
               "SELECT to_jsonb(r) - ARRAY['applied_at', 'duration_ms', 'raw_checksum', "
               "'token_checksum'] FROM dunlin.revision r") +
           target.ask(
               "SELECT to_jsonb(e) - ARRAY['at', 'duration_ms', 'number'] FROM dunlin.event e");
  };

  const std::string prepared = told("CREATE TABLE a (id integer);\n");

  EXPECT_EQ(prepared, told("SET lock_timeout = 0;\n"));
  EXPECT_THAT(prepared, testing::HasSubstr("\"down_sql\": \"SELECT 'x';\\n\""));
}

TEST(RunMessagesTest, BeingUpToDateTakesAHandfulOfMessages) {
  const Target target(Dialect::postgresql);
  Runner runner(target, project(false));
  runner.upgrade();

  runner.upgrade();

  EXPECT_LE(runner.messages(), 6);
}

// Cut off before and after every message of a run, then run once more.
void survive_every_death(Dialect dialect, bool down) {
  Target undisturbed(dialect);
  Runner clean(undisturbed, project(false));
  clean.upgrade();
  if (down) clean.downgrade();
  const std::uint64_t messages = clean.messages();
  const std::string ledger = ledger_of(undisturbed, dialect);
  const std::string state = down ? "" : state_of(undisturbed);
  Target target(dialect);
  std::size_t deaths = 0;
  for (std::uint64_t number = 1; number <= messages; ++number) {
    for (const auto moment : {test::Death::Moment::before, test::Death::Moment::after}) {
      target.empty();
      Runner runner(target, project(false));
      const test::Death death{number, moment, test::Death::Manner::session};
      if (down) runner.upgrade();
      try {
        down ? runner.downgrade(death) : runner.upgrade(death);
      } catch (const Error&) {
        ++deaths;
      }
      down ? runner.downgrade() : runner.upgrade();
      ASSERT_EQ(ledger_of(target, dialect), ledger) << number;
      if (!down) {
        ASSERT_EQ(state_of(target), state) << number;
      }
    }
  }
  std::cout << "[ deaths   ] " << deaths << " tried and survived over " << messages
            << " messages\n";
  EXPECT_GT(deaths, messages / 2);
}

TEST_P(RunTest, AnUpgradeCutOffAnywhereIsFinishedByTheNext) {
  survive_every_death(GetParam(), false);
}

TEST_P(RunTest, ADowngradeCutOffAnywhereIsFinishedByTheNext) {
  survive_every_death(GetParam(), true);
}

TEST_P(RunTest, AStatementThatCannotRunInATransactionRunsAloneAndInOrder) {
  const Target target(GetParam());
  Runner runner(target, project(true));

  runner.upgrade();

  EXPECT_THAT(runner.observer.ran, ElementsAre("r1", "r2", "r3", "r4"));
  runner.downgrade();
  EXPECT_EQ(ledger_of(target, GetParam()), "0 applied, 0 sequences");
}

INSTANTIATE_TEST_SUITE_P(Databases, RunTest, testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& database) { return std::string(name_of(database.param)); });

}  // namespace
}  // namespace dunlin::app
