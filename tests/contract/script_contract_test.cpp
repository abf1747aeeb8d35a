// What a script must keep: read by the database's own client it does what `dunlin upgrade` does,
// and read again, wherever it was cut off, it does no harm.

#include <filesystem>

#include "execute/lock.h"
#include "script_fixture.h"

namespace dunlin::app {
namespace {

using testing::HasSubstr;
using testing::Not;

namespace fs = std::filesystem;

Contents example(const std::string& name) {
  const fs::path root = fs::path(DUNLIN_SOURCE_DIR) / "migrations-examples" / name;
  Contents files;
  for (const auto& entry : fs::recursive_directory_iterator(root / "migrations")) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[fs::relative(entry.path(), root).string()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return files;
}

// What trips psql up: variables, backslashes, quotes in rows, semicolons that end nothing.
Contents psql_traps() {
  Contents files;
  add(files, "t1__it's", "", R"sql(
CREATE TABLE notes (id integer PRIMARY KEY, tags text[], body text, "a:DBNAME" text);
INSERT INTO notes VALUES (1, ARRAY['a','b','c'], ':DBNAME :''DBNAME''', $$ :DBNAME
\q
\echo no
$$);
INSERT INTO notes SELECT 2, (tags)[1:id], E'it\'s \\ :HOST' || '
\q' , current_database()::text = ':DBNAME' FROM notes WHERE id = 1; -- it's :DBNAME
INSERT INTO notes SELECT 3, tags[id:2], U&'d\0061t' /* :DBNAME ' */, 'x' FROM notes WHERE id = 1;
)sql",
      "DROP TABLE notes;\n-- it's \\ done\n");
  add(files, "t2__rows", "t1", R"sql(
COPY notes (id, body) FROM stdin;
4	it's \\ a "quote" $$ and :DBNAME
5	\N
6	/* -- \t(
\.
CREATE TABLE letters (a text, b text);
COPY letters FROM STDIN WITH (FORMAT csv);
"a, 'b
\echo no",$x$
plain,:DBNAME
\.
COPY letters FROM STDIN;
\.
INSERT INTO letters VALUES ('last', 'one');
)sql",
      "DROP TABLE letters;\nDELETE FROM notes WHERE id > 3;\n");
  add(files, "t3__code", "t2", R"sql(
CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE plpgsql AS $dunlin$
DECLARE m integer := n;
BEGIN
  RETURN m * 2; -- it's
END $dunlin$;
CREATE FUNCTION half(n integer) RETURNS integer LANGUAGE sql
BEGIN ATOMIC
  SELECT CASE WHEN n > 0 THEN n / 2 ELSE 0 END;
END;
CREATE RULE no_letters AS ON DELETE TO letters DO INSTEAD (SELECT 1; SELECT 2);
SET search_path = nowhere;
SET standard_conforming_strings = off;
)sql",
      "DROP RULE no_letters ON letters;\nDROP FUNCTION half;\nDROP FUNCTION twice;\n");
  return files;
}

// Segments of every sort.
Contents segments() {
  Contents files;
  add(files, "s1__users", "",
      "CREATE TABLE users (id integer PRIMARY KEY, email text);\n"
      "INSERT INTO users SELECT i, 'u' || i FROM generate_series(1, 20) AS i;\n",
      "DROP TABLE users;\n");
  add(files, "s2__mixed", "s1",
      "CREATE TABLE started (n integer);\n"
      "CREATE UNIQUE INDEX CONCURRENTLY users_email ON users (email);\n"
      "CREATE INDEX CONCURRENTLY ON users (email, id);\n"
      "CREATE TABLE done AS SELECT 1 AS n;\n",
      "DROP TABLE done;\nDROP INDEX CONCURRENTLY users_email;\n"
      "DROP INDEX users_email_id_idx;\nDROP TABLE started;\n");
  add(files, "s3__pairs", "s2",
      "BEGIN;\nCREATE TYPE mood AS ENUM ('sad');\nCOMMIT;\n"
      "BEGIN;\nALTER TYPE mood ADD VALUE 'happy';\nCREATE TABLE moods (m mood);\n"
      "INSERT INTO moods VALUES ('happy');\nCOMMIT;\n",
      "DROP TABLE moods;\nDROP TYPE mood;\n");
  add(files, "s4__each_alone", "s3",
      "INSERT INTO users VALUES (100, 'a');\nUPDATE users SET email = email || '!' WHERE id = "
      "100;\n"
      "VACUUM users;\n",
      "DELETE FROM users WHERE id = 100;\n", "transaction: 'off'\n");
  files["migrations/s4__each_alone/verify.sql"] =
      "SELECT email = 'a!' FROM users WHERE id = 100;\n";
  add(files, "s5__last_alone", "s4", "CREATE TABLE z (n integer);\nVACUUM z;\n", "DROP TABLE z;\n");
  return files;
}

Contents plain() {
  Contents files;
  add(files, "p1__a", "", "CREATE TABLE a (id integer PRIMARY KEY);\nINSERT INTO a VALUES (1);\n",
      "DROP TABLE a;\n", "message: it's \"the\" first\nlabels: [left]\n");
  add(files, "p2__b", "p1", "CREATE TABLE b (id integer PRIMARY KEY REFERENCES a);\n",
      "DROP TABLE b;\n");
  add(files, "p3__c", "p1",
      "BEGIN;\nCREATE TABLE c (id integer);\nCOMMIT;\nBEGIN;\n"
      "INSERT INTO c VALUES (1);\nCOMMIT;\n",
      "DROP TABLE c;\n");
  add(files, "p4__merge", "p2, p3", "", "");
  files["migrations/p4__merge/verify.sql"] =
      "SELECT count(*) = 1 FROM c;\nSELECT id, 'x' FROM a;\n";
  add(files, "p5__e", "p4", "UPDATE a SET id = 2;\n", "UPDATE a SET id = 1;\n", "compat: true\n");
  return files;
}

void expect_same(const Site& found, const Site& wanted) {
  EXPECT_EQ(found.ledger(), wanted.ledger());
  EXPECT_EQ(found.dump(), wanted.dump());
}

// Up and down again, each of them twice, beside dunlin itself.
void expect_as_upgrade(const Contents& contents, Dialect dialect) {
  const bool repeats = dialect == Dialect::postgresql;
  Dunlin dunlin(contents);
  const Site wanted(dialect);
  const Site found(dialect);
  const auto twice = [&](const std::string& script) {
    const Said first = found.run(script);
    ASSERT_EQ(first.exit, 0) << first.text << script;
    const std::string before = repeats ? found.ledger() + found.dump() : found.everything();
    const Said second = found.run(script);
    EXPECT_EQ(second.exit == 0, repeats) << second.text;
    EXPECT_EQ(repeats ? found.ledger() + found.dump() : found.everything(), before);
  };

  dunlin.upgrade(wanted);
  twice(dunlin.script(dialect));
  expect_same(found, wanted);
  dunlin.expect_content(found);

  dunlin.downgrade(wanted, "base");
  twice(dunlin.script(dialect, "heads:base", true));
  expect_same(found, wanted);
}

class ScriptTest : public testing::TestWithParam<Dialect> {};

TEST_P(ScriptTest, OfTheExamplesDoesWhatUpgradeDoes) {
  for (const char* name : {"branches", "deploy", "docker", "multi-dialect", "quickstart"}) {
    SCOPED_TRACE(name);
    expect_as_upgrade(example(name), GetParam());
  }
}

TEST_P(ScriptTest, OfMergesAndSegmentsDoesWhatUpgradeDoes) {
  expect_as_upgrade(plain(), GetParam());
}

TEST_P(ScriptTest, GoesFromOneRevisionToAnother) {
  Dunlin dunlin(plain());
  const Site wanted(GetParam());
  const Site found(GetParam());
  dunlin.upgrade(wanted);
  // p3 comes with p4, where p2 is there, and not with p2.
  for (const char* range : {"base:p1", "left:p2", "p2:p4", "p4:"}) {
    const Said said = found.run(dunlin.script(GetParam(), range));
    ASSERT_EQ(said.exit, 0) << said.text;
  }
  expect_same(found, wanted);
  dunlin.downgrade(wanted, "p3");
  ASSERT_EQ(found.run(dunlin.script(GetParam(), "heads:p3", true)).exit, 0);
  expect_same(found, wanted);
}

TEST_P(ScriptTest, StopsWhereAParentIsMissing) {
  Dunlin dunlin(plain());
  const Site site(GetParam());
  const Said said = site.run(dunlin.script(GetParam(), "p1:p2"));
  EXPECT_NE(said.exit, 0);
  EXPECT_THAT(said.text, HasSubstr("revision p2 needs p1"));
  EXPECT_EQ(site.revisions(), "");
}

TEST_P(ScriptTest, StopsBelowWhatStandsOnARevision) {
  Dunlin dunlin(plain());
  const Site site(GetParam());
  dunlin.upgrade(site);
  const std::string before = site.dump();
  const Said said = site.run(dunlin.script(GetParam(), "p1:base", true));
  EXPECT_NE(said.exit, 0);
  EXPECT_THAT(said.text, HasSubstr("stands on revision p1"));
  EXPECT_EQ(site.dump(), before);
}

TEST_P(ScriptTest, AVerificationThatFailsTakesItsRevisionBack) {
  for (const char* verify :
       {"SELECT count(*) = 2 FROM a;", "SELECT id FROM a WHERE id > 1;", "SELECT NULL, 1;",
        "VALUES (0, 1);", "WITH x (n) AS (SELECT 0) SELECT n FROM x;"}) {
    SCOPED_TRACE(verify);
    Contents files = plain();
    files["migrations/p1__a/verify.sql"] = verify;
    Dunlin dunlin(files);
    const Site site(GetParam());
    const Said said = site.run(dunlin.script(GetParam(), "p1"));
    EXPECT_NE(said.exit, 0);
    EXPECT_THAT(said.text, HasSubstr("verify.sql:1"));
    EXPECT_EQ(site.tables("'a'"), 0);
    EXPECT_EQ(site.revisions(), "");
  }
}

TEST_P(ScriptTest, AVerificationThatHoldsCommits) {
  Contents files = plain();
  files["migrations/p1__a/verify.sql"] =
      "SELECT id, 0 FROM a; SELECT 'it''s';\nWITH x AS (SELECT 1 AS n) SELECT n, 0 FROM x;\n";
  Dunlin dunlin(files);
  const Site site(GetParam());
  const Said said = site.run(dunlin.script(GetParam(), "p1"));
  EXPECT_EQ(said.exit, 0) << said.text;
}

TEST_P(ScriptTest, LeavesALedgerOfAnotherFormatAlone) {
  Dunlin dunlin(plain());
  const Site site(GetParam());
  dunlin.upgrade(site, "p1");
  const std::string meta = GetParam() == Dialect::sqlite ? "dunlin_meta" : "dunlin.meta";
  site.ask("UPDATE " + meta + " SET value = '2' WHERE key = 'format'");
  const std::string before = site.everything();
  const Said said = site.run(dunlin.script(GetParam(), "p1:heads"));
  EXPECT_NE(said.exit, 0);
  EXPECT_THAT(said.text, HasSubstr("format"));
  EXPECT_EQ(site.everything(), before);
}

TEST_P(ScriptTest, OfASquashKnowsWhatItReplaces) {
  Contents files;
  add(files, "q1__a", "", "CREATE TABLE a (n integer);\n", "DROP TABLE a;\n");
  add(files, "q2__b", "q1", "CREATE TABLE b (n integer);\n", "DROP TABLE b;\n");
  Dunlin old(files);
  add(files, "q3__all", "", "CREATE TABLE a (n integer);\nCREATE TABLE b (n integer);\n",
      "DROP TABLE b;\nDROP TABLE a;\n", "replaces: [q1, q2]\n");
  add(files, "q4__c", "q3", "CREATE TABLE c (n integer);\n", "DROP TABLE c;\n");
  Dunlin dunlin(files);

  expect_as_upgrade(files, GetParam());

  const Site half(GetParam());
  old.upgrade(half, "q1");
  const Said refused = half.run(dunlin.script(GetParam()));
  EXPECT_NE(refused.exit, 0);
  EXPECT_THAT(refused.text, HasSubstr("revision q3 replaces"));

  const Site wanted(GetParam());
  const Site found(GetParam());
  old.upgrade(wanted);
  old.upgrade(found);
  dunlin.upgrade(wanted);
  const Said said = found.run(dunlin.script(GetParam(), "q3:heads"));
  ASSERT_EQ(said.exit, 0) << said.text;
  expect_same(found, wanted);
}

INSTANTIATE_TEST_SUITE_P(Databases, ScriptTest,
                         testing::Values(Dialect::postgresql, Dialect::sqlite),
                         [](const auto& database) { return std::string(name_of(database.param)); });

// ---- psql ---------------------------------------------------------------------------------------

TEST(PsqlScriptTest, SendsWhatIsWritten) { expect_as_upgrade(psql_traps(), Dialect::postgresql); }

TEST(PsqlScriptTest, RunsSegmentsOfEverySort) {
  expect_as_upgrade(segments(), Dialect::postgresql);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line + "\n");
  return lines;
}

// The beginnings of a script after which the database differs from what it was before: those that
// end with a commit, or with a statement outside a transaction; and one within a transaction.
std::vector<std::string> beginnings(const std::string& script) {
  std::vector<std::string> found;
  std::string so_far;
  std::string before;
  for (const std::string& line : lines_of(script)) {
    so_far += line;
    const bool within = before == "BEGIN;\n" && found.size() == 3;
    const bool alone = before == "COMMIT;\n" && !line.starts_with('\\');
    if (line == "COMMIT;\n" || within || alone) found.push_back(so_far);
    before = line;
  }
  return found;
}

// Cut off wherever it matters, then run once more.
void survive_every_cut(const Contents& contents, bool down) {
  Dunlin dunlin(contents);
  const Site wanted(Dialect::postgresql);
  dunlin.upgrade(wanted);
  if (down) dunlin.downgrade(wanted, "base");
  const std::string range = down ? "heads:base" : "base:heads";
  const std::string script = dunlin.script(Dialect::postgresql, range, down);
  const auto revisions = [](const Site& site) {
    return site.ask("SELECT id, state, statements_done FROM dunlin.revision ORDER BY id");
  };
  const std::string dump = wanted.dump();
  const std::string ledger = revisions(wanted);
  const Site site(Dialect::postgresql);
  std::size_t cuts = 0;
  for (const std::string& beginning : beginnings(script)) {
    site.empty();
    if (down) dunlin.upgrade(site);
    site.run(beginning);
    const Said said = site.run(script);
    ASSERT_EQ(said.exit, 0) << said.text << "cut off behind " << beginning;
    ASSERT_EQ(site.dump(), dump) << "cut off behind " << beginning;
    ASSERT_EQ(revisions(site), ledger) << "cut off behind " << beginning;
    ASSERT_EQ(site.ask("SELECT count(*) FROM dunlin.journal"), "0|\n");
    ++cuts;
  }
  std::cout << "[ cuts     ] " << cuts << " tried and survived\n";
  EXPECT_GT(cuts, 10U);
}

Contents cut_in_pieces() {
  Contents files;
  add(files, "k1__users", "", "CREATE TABLE users AS SELECT 1 AS id;\n", "DROP TABLE users;\n");
  add(files, "k2__mixed", "k1",
      "CREATE TABLE before (n integer);\n"
      "CREATE UNIQUE INDEX CONCURRENTLY users_id ON users (id);\n"
      "CREATE TABLE behind AS SELECT 1 AS n;\n",
      "DROP TABLE behind;\nDROP INDEX CONCURRENTLY users_id;\nDROP TABLE before;\n");
  add(files, "k3__last_alone", "k2", "INSERT INTO users VALUES (2);\nVACUUM users;\n",
      "VACUUM users;\n");
  files["migrations/k3__last_alone/verify.sql"] = "SELECT count(*) = 2 FROM users;\n";
  return files;
}

TEST(PsqlScriptTest, CutOffAnywhereItIsFinishedByTheNext) {
  survive_every_cut(cut_in_pieces(), false);
}

TEST(PsqlScriptTest, CutOffAnywhereOnTheWayDownItIsFinishedByTheNext) {
  survive_every_cut(cut_in_pieces(), true);
}

TEST(PsqlScriptTest, AnIndexThatWasNotBuiltIsBuiltAnew) {
  Dunlin dunlin(segments());
  const Site site(Dialect::postgresql);
  dunlin.upgrade(site, "s1");
  site.ask("UPDATE users SET email = 'u1' WHERE id = 2");
  const Said failed = site.run(dunlin.script(Dialect::postgresql));
  EXPECT_NE(failed.exit, 0);
  EXPECT_EQ(site.ask("SELECT state, statements_done FROM dunlin.revision WHERE id = 's2'"),
            "running|1|\n");
  EXPECT_EQ(site.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_email'::regclass"),
            "f|\n");
  site.ask("UPDATE users SET email = 'u2' WHERE id = 2");
  const Said said = site.run(dunlin.script(Dialect::postgresql));
  EXPECT_EQ(said.exit, 0) << said.text;
  EXPECT_EQ(site.ask("SELECT indisvalid FROM pg_index WHERE indexrelid = 'users_email'::regclass"),
            "t|\n");
  dunlin.expect_content(site);
}

TEST(PsqlScriptTest, AnIndexOfSomebodyElseStopsIt) {
  Dunlin dunlin(segments());
  const Site site(Dialect::postgresql);
  dunlin.upgrade(site, "s1");
  site.ask("CREATE INDEX users_email ON users (id)");
  for (int i = 0; i < 2; ++i) {
    const Said said = site.run(dunlin.script(Dialect::postgresql));
    EXPECT_NE(said.exit, 0);
    EXPECT_THAT(said.text, HasSubstr("there is a relation \"users_email\" already"));
  }
}

TEST(PsqlScriptTest, GoesOnBehindWhatDunlinDidMeanwhile) {
  Dunlin dunlin(segments());
  const Site wanted(Dialect::postgresql);
  dunlin.upgrade(wanted);
  for (const char* target : {"s1", "s2", "s4", "s5"}) {
    const Site site(Dialect::postgresql);
    dunlin.upgrade(site, target);
    const Said said = site.run(dunlin.script(Dialect::postgresql));
    EXPECT_EQ(said.exit, 0) << said.text;
    expect_same(site, wanted);
  }
}

TEST(PsqlScriptTest, AStatementThatNobodyCanTellOfStopsIt) {
  Contents files;
  add(files, "c1__p", "",
      "CREATE TABLE n (i integer);\n"
      "CREATE PROCEDURE p() LANGUAGE plpgsql AS 'BEGIN INSERT INTO n VALUES (1); COMMIT; END';\n",
      "DROP PROCEDURE p;\nDROP TABLE n;\n");
  add(files, "c2__call", "c1", "CALL p();\n", "DELETE FROM n;\n", "transaction: 'off'\n");
  expect_as_upgrade(files, Dialect::postgresql);

  Dunlin dunlin(files);
  const std::string script = dunlin.script(Dialect::postgresql);
  const Site site(Dialect::postgresql);
  site.run(script.substr(0, script.find("CALL p();\n") + 10));
  EXPECT_EQ(site.ask("SELECT count(*) FROM n"), "1|\n");
  const Said said = site.run(script);
  EXPECT_NE(said.exit, 0);
  EXPECT_THAT(said.text, HasSubstr("statement 1 of revision c2 was begun"));
  EXPECT_EQ(site.ask("SELECT count(*) FROM n"), "1|\n");
}

TEST(PsqlScriptTest, WaitsForTheLockAndBlocksNobody) {
  Dunlin dunlin(segments());
  const Site site(Dialect::postgresql);
  const std::string script = dunlin.script(Dialect::postgresql);
  const config::Url at = config::parse_url(site.url());
  const auto holder = backend_of(at.dialect).open(at, {});
  const execute::Discipline& discipline = backend_of(at.dialect).discipline();
  const std::string lock = execute::lock_name({"dunlin", ""}, "default");
  ASSERT_TRUE(discipline.try_lock(*holder, lock));
  holder->run("CREATE TABLE t (n integer)");
  Said said;
  std::thread waiter([&] { said = site.run(script); });
  while (site.ask("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND "
                  "application_name = 'dunlin script'") == "0|\n") {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  holder->run("CREATE INDEX CONCURRENTLY ON t (n)");  // would wait for a snapshot of the waiter
  discipline.unlock(*holder, lock);
  waiter.join();
  EXPECT_EQ(said.exit, 0) << said.text;
}

TEST(PsqlScriptTest, TwoAtOnceDoItOnce) {
  Dunlin dunlin(segments());
  const Site site(Dialect::postgresql);
  const Site wanted(Dialect::postgresql);
  dunlin.upgrade(wanted);
  const std::string script = dunlin.script(Dialect::postgresql);
  Said one;
  std::thread first([&] {
    test::TemporaryDirectory folder;
    std::ofstream(folder.file("s.sql")) << script;
    one = shell(programs() + "/psql -X -q -f " + folder.file("s.sql") + " '" + site.url() + "'");
  });
  const Said two = site.run(script);
  first.join();
  EXPECT_EQ(one.exit, 0) << one.text;
  EXPECT_EQ(two.exit, 0) << two.text;
  expect_same(site, wanted);
}

// ---- sqlite3 ------------------------------------------------------------------------------------

Contents sqlite_traps() {
  Contents files;
  add(files, "l1__a", "",
      "CREATE TABLE a (n integer PRIMARY KEY, note text);\n"
      "INSERT INTO a VALUES (8\n/\n2, '.quit\n.bail off\n/\ngo\n# no');\n"
      "CREATE TRIGGER t AFTER INSERT ON a BEGIN\n  UPDATE a SET note = note || ';';\n"
      "  SELECT CASE WHEN 1 THEN 2 END;\nEND;\nINSERT INTO a VALUES (5, 'it''s');\n",
      "DROP TABLE a; -- it's\n");
  add(files, "l2__parent", "l1",
      "CREATE TABLE parent (id integer PRIMARY KEY);\n"
      "CREATE TABLE child (p integer REFERENCES parent (id)) ;\n"
      "CREATE TABLE keyless (k text PRIMARY KEY, p integer REFERENCES parent (id)) WITHOUT ROWID;\n"
      "INSERT INTO parent VALUES (1);\nINSERT INTO child VALUES (1);\n",
      "DROP TABLE keyless;\nDROP TABLE child;\nDROP TABLE parent;\n");
  add(files, "l3__vacuum", "l2",
      "CREATE TABLE v (n integer);\nVACUUM;\nINSERT INTO v VALUES (1);\n",
      "DROP TABLE v;\nVACUUM;\n");
  add(files, "l4__last_alone", "l3", "VACUUM;\n", "");
  files["migrations/l4__last_alone/down.sql"] = "SELECT 1;\n";
  files["migrations/l4__last_alone/verify.sql"] = "SELECT count(*) FROM v;\n";
  return files;
}

TEST(SqliteScriptTest, SendsWhatIsWritten) { expect_as_upgrade(sqlite_traps(), Dialect::sqlite); }

TEST(SqliteScriptTest, NewOrphansFailAndOldOnesDoNot) {
  Contents files = sqlite_traps();
  Dunlin before(files);
  add(files, "l5__fine", "l4", "UPDATE a SET note = 'x';\nDELETE FROM child WHERE p = 7;\n", "");
  add(files, "l6__orphan", "l5", "INSERT INTO keyless VALUES ('a', 9);\n", "");
  Dunlin dunlin(files);
  const Site site(Dialect::sqlite);
  before.upgrade(site);
  site.ask("INSERT INTO child VALUES (7), (8)");
  const Said fine = site.run(dunlin.script(Dialect::sqlite, "l4:l5"));
  EXPECT_EQ(fine.exit, 0) << fine.text;
  const Said said = site.run(dunlin.script(Dialect::sqlite, "l5:l6"));
  EXPECT_NE(said.exit, 0);
  EXPECT_THAT(said.text, HasSubstr("without the row they refer to"));
  EXPECT_EQ(site.ask("SELECT count(*) FROM keyless"), "0|\n");
}

TEST(SqliteScriptTest, StopsByItselfAlsoWithoutBail) {
  Dunlin dunlin(plain());
  const Site site(Dialect::sqlite);
  const std::string script = dunlin.script(Dialect::sqlite);
  ASSERT_EQ(site.run(script).exit, 0);
  const std::string before = site.everything();
  const std::string file = site.url().substr(std::string("sqlite:///").size());
  test::TemporaryDirectory folder;
  std::ofstream(folder.file("s.sql")) << script;
  const Said said = shell("sqlite3 " + file + " < " + folder.file("s.sql"));
  EXPECT_THAT(said.text, HasSubstr("UNIQUE constraint failed"));
  EXPECT_EQ(site.everything(), before);
}

TEST(SqliteScriptTest, CutOffAnywhereItLeavesWholeRevisions) {
  Dunlin dunlin(plain());
  std::string beginning;
  const std::string script = dunlin.script(Dialect::sqlite);
  for (const std::string& line : lines_of(script)) {
    beginning += line;
    const Site site(Dialect::sqlite);
    site.run(beginning);
    if (!site.is_there() || site.tables("'dunlin_revision'") == 0) continue;
    const std::string there = site.ask(
        "SELECT count(*) = (SELECT count(*) FROM sqlite_schema WHERE name IN ('a', 'b', 'c')) FROM "
        "dunlin_revision WHERE id IN ('p1', 'p2', 'p3')");
    EXPECT_EQ(there, "1|\n") << beginning;
    const std::string before = site.everything();
    const bool begun = !site.revisions().empty();
    const Said again = site.run(script);
    EXPECT_EQ(again.exit == 0, !begun) << again.text;
    EXPECT_TRUE(!begun || site.everything() == before);
  }
}

}  // namespace
}  // namespace dunlin::app
