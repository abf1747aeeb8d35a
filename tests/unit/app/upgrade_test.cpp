#include "app/upgrade.h"

#include <gmock/gmock.h>

#include "project.h"

namespace dunlin::app::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::map<std::string, std::string> two_revisions() {
  return revision_files("a1__create_users", "", "CREATE TABLE users (id integer PRIMARY KEY);\n",
                        "DROP TABLE users;\n") +
         revision_files("b2__add_email", "a1", "ALTER TABLE users ADD COLUMN email text;\n",
                        "ALTER TABLE users DROP COLUMN email;\n");
}

template <class Work>
Diagnostic error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "nothing was thrown";
  return {};
}

TEST(UpgradeTest, AppliesWhatIsPendingInOrderAndRecordsIt) {
  Project project(two_revisions());

  const RunReport report = project.upgrade();

  EXPECT_THAT(project.listener.ran, ElementsAre("+a1", "+b2"));
  EXPECT_THAT(report.after, ElementsAre("b2"));
  EXPECT_EQ(project.ask("SELECT group_concat(id || ' ' || state) FROM dunlin_revision"),
            "a1 applied,b2 applied");
  EXPECT_EQ(project.ask("SELECT count(*) FROM pragma_table_info('users')"), "2");
}

TEST(UpgradeTest, ASecondRunFindsNothingToDo) {
  Project project(two_revisions());
  project.upgrade();
  project.listener.ran.clear();

  const RunReport report = project.upgrade();

  EXPECT_TRUE(report.up_to_date);
  EXPECT_THAT(project.listener.ran, IsEmpty());
}

TEST(UpgradeTest, AFailedRevisionLeavesNothingAndIsNotRecorded) {
  Project project(two_revisions() +
                  revision_files("c3__broken", "b2",
                                 "CREATE TABLE t (id integer);\nINSERT INTO missing VALUES (1);\n",
                                 ""));

  const Diagnostic error = error_of([&] { project.upgrade(); });

  EXPECT_EQ(error.code, code::kRevisionFailed);
  EXPECT_THAT(error.message, HasSubstr("no such table: missing"));
  ASSERT_TRUE(error.place);
  EXPECT_EQ(to_string(*error.place), "migrations/c3__broken/up.sql:2:1");
  EXPECT_EQ(project.ask("SELECT group_concat(id) FROM dunlin_revision"), "a1,b2");
  EXPECT_EQ(project.ask("SELECT count(*) FROM sqlite_schema WHERE name = 't'"), "0");
  EXPECT_EQ(project.ask("SELECT outcome FROM dunlin_event WHERE revision = 'c3'"), "failed");
}

TEST(UpgradeTest, AtomicKeepsAllOrNothing) {
  Project project(two_revisions() +
                  revision_files("c3__broken", "b2", "INSERT INTO missing VALUES (1);\n", ""));
  UpgradeRequest request;
  request.atomic = true;
  request.create = true;

  EXPECT_EQ(error_of([&] { project.upgrade(request); }).code, code::kRevisionFailed);

  EXPECT_EQ(project.ask("SELECT count(*) FROM dunlin_revision"), "0");
  EXPECT_EQ(project.ask("SELECT count(*) FROM sqlite_schema WHERE name = 'users'"), "0");
}

TEST(UpgradeTest, AStatementThatEndsTheTransactionIsNoticed) {
  Project project(two_revisions() +
                  revision_files("c3__rollback", "b2",
                                 "INSERT INTO users VALUES (1, 'a');\n"
                                 "INSERT OR ROLLBACK INTO users VALUES (1, 'b');\n",
                                 ""));

  error_of([&] { project.upgrade(); });

  EXPECT_EQ(project.ask("SELECT count(*) FROM users"), "0");
  EXPECT_EQ(project.ask("SELECT group_concat(id) FROM dunlin_revision"), "a1,b2");
}

TEST(UpgradeTest, VerificationThatDoesNotHoldRollsBack) {
  Project project(two_revisions());
  project.files().write("migrations/b2__add_email/verify.sql", "SELECT count(*) > 0 FROM users;\n");

  const Diagnostic error = error_of([&] { project.upgrade(); });

  EXPECT_EQ(error.code, code::kVerifyFailed);
  EXPECT_EQ(to_string(*error.place), "migrations/b2__add_email/verify.sql:1:1");
  EXPECT_EQ(project.ask("SELECT count(*) FROM pragma_table_info('users')"), "1");
}

TEST(UpgradeTest, VerificationMayNotWrite) {
  Project project(two_revisions());
  project.files().write("migrations/b2__add_email/verify.sql", "DELETE FROM users;\n");

  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kVerifyFailed);
  project.files().write("migrations/b2__add_email/verify.sql", "SELECT count(*) = 0 FROM users;\n");
  EXPECT_THAT(project.upgrade().after, ElementsAre("b2"));
}

TEST(UpgradeTest, AnEditedRevisionStopsWhatIsPending) {
  Project project(two_revisions());
  project.upgrade("a1");
  project.files().write("migrations/a1__create_users/up.sql", "CREATE TABLE users (id text);\n");

  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kEdited);
}

TEST(UpgradeTest, CommentsAndWhiteSpaceAreNoEdit) {
  Project project(two_revisions());
  project.upgrade("a1");
  project.files().write("migrations/a1__create_users/up.sql",
                        "-- users\ncreate table users(id integer primary key)");

  EXPECT_THAT(project.upgrade().after, ElementsAre("b2"));
}

TEST(UpgradeTest, AnAcceptedChecksumIsNoEdit) {
  Project project(two_revisions());
  project.upgrade("a1");
  const std::string before = project.ask("SELECT token_checksum FROM dunlin_revision");
  project.files().write("migrations/a1__create_users/up.sql", "CREATE TABLE users (id text);\n");
  project.files().write("migrations/a1__create_users/revision.yaml",
                        "parents: []\naccepts: ['" + before + "']\n");

  EXPECT_THAT(project.upgrade().after, ElementsAre("b2"));
}

TEST(UpgradeTest, ADatabaseAheadOfTheFilesIsLeftAlone) {
  Project project(two_revisions());
  project.upgrade();
  project.tell("UPDATE dunlin_revision SET id = 'zz' WHERE id = 'b2'");

  EXPECT_EQ(error_of([&] { project.upgrade("a1"); }).code, code::kAhead);
}

TEST(UpgradeTest, AheadIsToleratedWhenEveryRevisionSaysItIsCompatible) {
  Project project(two_revisions());
  project.upgrade();
  project.tell("UPDATE dunlin_revision SET id = 'zz' WHERE id = 'b2'");
  UpgradeRequest request;
  request.target = "a1";
  request.if_ahead = config::IfAhead::compatible;

  EXPECT_EQ(error_of([&] { project.upgrade(request); }).code, code::kAhead);
  project.tell("UPDATE dunlin_revision SET compat = 1 WHERE id = 'zz'");
  EXPECT_TRUE(project.upgrade(request).up_to_date);
}

TEST(UpgradeTest, AGapIsFilledOnlyWhenAskedFor) {
  Project project(two_revisions());
  project.upgrade();
  project.tell("DELETE FROM dunlin_revision WHERE id = 'a1'");
  project.tell("DROP TABLE users");

  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kGap);
  UpgradeRequest request;
  request.fill_gaps = true;
  project.upgrade(request);
  EXPECT_EQ(project.ask("SELECT count(*) FROM dunlin_revision"), "2");
}

TEST(UpgradeTest, ACompetitorWhoWasFasterMakesItPlanAgain) {
  Project project(two_revisions());
  project.upgrade("a1");
  Project* rival = &project;
  Context context = project.context();
  // The rival moves the ledger on between our look and our lock.
  Database database(context, Purpose::change);
  const ledger::Snapshot before = database.ledger().read();
  rival->tell("UPDATE dunlin_lock SET sequence = sequence + 1");

  EXPECT_THROW(database.connection().run(database.ledger().guard(before.basis)), db::ServerError);
}

TEST(UpgradeTest, NewOrphansAreRefusedAndOldOnesTolerated) {
  Project project(
      revision_files("a1__tables", "",
                     "CREATE TABLE p (id integer PRIMARY KEY);\n"
                     "CREATE TABLE c (id integer PRIMARY KEY, p integer REFERENCES p (id));\n",
                     "DROP TABLE c;\nDROP TABLE p;\n") +
      revision_files("b2__orphan", "a1", "INSERT INTO c VALUES (2, 99);\n", "DELETE FROM c;\n"));
  project.upgrade("a1");
  project.tell("INSERT INTO c VALUES (1, 42)");

  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kForeignKeys);
  EXPECT_EQ(project.ask("SELECT count(*) FROM c"), "1");
  project.files().write("migrations/b2__orphan/up.sql", "INSERT INTO c VALUES (2, NULL);\n");
  EXPECT_THAT(project.upgrade().after, ElementsAre("b2"));
}

TEST(UpgradeTest, AStatementThatCannotRunInATransactionRunsAlone) {
  Project project(
      two_revisions() +
      revision_files("c3__vacuum", "b2",
                     "CREATE TABLE t (id integer);\nVACUUM;\nINSERT INTO t VALUES (1);\n",
                     "DROP TABLE t;\n"));

  EXPECT_THAT(project.upgrade().after, ElementsAre("c3"));
  EXPECT_EQ(project.ask("SELECT state || statements_done || '/' || statements_total "
                        "FROM dunlin_revision WHERE id = 'c3'"),
            "applied3/3");
  EXPECT_EQ(project.ask("SELECT count(*) FROM dunlin_journal"), "0");
}

TEST(UpgradeTest, AStopBetweenSegmentsIsSaidAndBlocksTheNextRun) {
  Project project(
      two_revisions() +
      revision_files("c3__vacuum", "b2",
                     "CREATE TABLE t (id integer);\nVACUUM;\nINSERT INTO nowhere VALUES (1);\n",
                     "DROP TABLE t;\n"));

  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kRevisionPartial);
  EXPECT_EQ(project.ask("SELECT state || statements_done FROM dunlin_revision WHERE id = 'c3'"),
            "partial2");
  EXPECT_EQ(error_of([&] { project.upgrade(); }).code, code::kUnfinished);
}

TEST(DowngradeTest, RevertsByTheLedger) {
  Project project(two_revisions());
  project.upgrade();
  project.listener.ran.clear();

  project.downgrade("base");

  EXPECT_THAT(project.listener.ran, ElementsAre("-b2", "-a1"));
  EXPECT_EQ(project.ask("SELECT count(*) FROM dunlin_revision"), "0");
}

TEST(DowngradeTest, UsesTheScriptOfTheLedgerWhereTheFolderIsGone) {
  Project project(two_revisions());
  project.upgrade();
  Project elsewhere(revision_files("a1__create_users", "",
                                   "CREATE TABLE users (id integer PRIMARY KEY);\n",
                                   "DROP TABLE users;\n"));
  Context context = elsewhere.context();
  config::GlobalFlags flags;
  flags.url = project.url();
  Context own(elsewhere.files(), flags, {}, context.runner(), elsewhere.listener, context.opener());
  DowngradeRequest request;
  request.target = "-1";

  app::downgrade(own, request);

  EXPECT_THAT(elsewhere.listener.ran, ElementsAre("-b2"));
  EXPECT_EQ(project.ask("SELECT count(*) FROM pragma_table_info('users')"), "1");
}

TEST(DowngradeTest, RefusesBeforeAnythingRunsWhereThereIsNoWayBack) {
  Project project(two_revisions() +
                  revision_files("c3__data", "b2", "INSERT INTO users VALUES (1, 'x');\n", ""));
  project.upgrade();
  project.listener.ran.clear();

  EXPECT_EQ(error_of([&] { project.downgrade("base"); }).code, code::kIrreversible);
  EXPECT_THAT(project.listener.ran, IsEmpty());
}

TEST(RedoTest, RevertsAndAppliesAgain) {
  Project project(two_revisions());
  project.upgrade();
  project.listener.ran.clear();
  Context context = project.context();

  app::redo(context, "", std::nullopt);

  EXPECT_THAT(project.listener.ran, ElementsAre("-b2", "+b2"));
}

}  // namespace
}  // namespace dunlin::app::test
