#include "revision/check.h"

#include <gmock/gmock.h>

#include <array>

#include "revision/script.h"
#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Contents = std::map<std::string, std::string>;

constexpr std::array kDialects{Dialect::postgresql, Dialect::sqlite};

// The files of one revision `a`, and what is said about it.
class Folder {
 public:
  explicit Folder(Contents contents) {
    Contents paths;
    contents.emplace("revision.yaml", "parents: []\n");
    for (const auto& [name, text] : contents) paths["m/a/" + name] = text;
    files_ = memory_files(paths);
    directory_ = read_directory(*files_, "m");
  }

  const Files& files() const { return *files_; }
  const Revision& revision() const { return directory_.revisions.front(); }

  std::vector<std::string> sql(const sql::Reader& reader = sql::postgres::reader()) const {
    return lines(check_sql(*files_, directory_, reader));
  }
  std::vector<std::string> names() const {
    return lines(check_names(*files_, directory_, kDialects));
  }

 private:
  static std::vector<std::string> lines(const std::vector<Diagnostic>& diagnostics) {
    std::vector<std::string> lines;
    for (const Diagnostic& diagnostic : diagnostics) {
      lines.push_back((diagnostic.severity == Severity::error ? "" : "warning: ") +
                      to_string(*diagnostic.place) + ": " + diagnostic.message +
                      (diagnostic.hint.empty() ? "" : " (" + diagnostic.hint + ")"));
    }
    return lines;
  }

  std::unique_ptr<Files> files_;
  Directory directory_;
};

TEST(CheckTest, AScriptOfCommentsAloneIsAWarning) {
  const Folder stub({{"up.sql", "-- add orders\n\n"}, {"down.sql", "-- undoes: add orders\n\n"}});
  EXPECT_THAT(
      stub.sql(),
      ElementsAre("warning: m/a/up.sql: an up script without statements: the revision "
                  "would change nothing (write the statements, or empty the file: that says "
                  "there are none)"));
  const Folder no_way_back({{"up.sql", "CREATE TABLE t (a int);\n"},
                            {"down.sql", "/* DROP TABLE t; */"},
                            {"verify.sql", "-- SELECT 1;"}});
  EXPECT_THAT(no_way_back.sql(),
              ElementsAre(HasSubstr("m/a/down.sql: a down script without statements: a downgrade "
                                    "would undo nothing"),
                          HasSubstr("m/a/verify.sql: a verify script without statements")));
}

TEST(CheckTest, AnEmptyScriptIsMeant) {
  EXPECT_THAT(Folder(Contents{{"up.sql", ""}}).sql(), IsEmpty());
  EXPECT_THAT(Folder({{"up.sql", " \n"}, {"down.sql", "-- nothing\n"}}).sql(), IsEmpty());
}

TEST(CheckTest, AWholeRevisionHasNothingToSay) {
  const Folder folder({{"up.sql", "CREATE TABLE t (a int);\n"},
                       {"down.sql", "DROP TABLE t;\n"},
                       {"verify.sql", "SELECT true;\n"}});

  EXPECT_THAT(folder.sql(), IsEmpty());
  EXPECT_THAT(folder.names(), IsEmpty());
}

TEST(CheckTest, WhatTheReaderRefusesHasItsPlaceAndItsLine) {
  const Folder folder({{"up.sql", "SELECT 1;\nSAVEPOINT s;\n"}, {"down.sql", "SELECT 'open"}});
  const auto found = folder.sql();

  EXPECT_THAT(found, ElementsAre(HasSubstr("m/a/up.sql:2:1: "), HasSubstr("m/a/down.sql:1:8: ")));
}

TEST(CheckTest, NoWayBackIsAWarning) {
  EXPECT_THAT(Folder(Contents{{"up.sql", "DROP TABLE t;"}}).sql(),
              ElementsAre(HasSubstr("warning: m/a/up.sql: 'a' has neither")));
  EXPECT_THAT(Folder(Contents{{"up.sql", "-- nothing\n"}}).sql(),
              ElementsAre(HasSubstr("an up script without statements")));
  EXPECT_THAT(
      Folder({{"up.sql", "DROP TABLE t;"}, {"revision.yaml", "parents: []\nirreversible: true\n"}})
          .sql(),
      IsEmpty());
}

TEST(CheckTest, TransactionOnRefusesWhatWouldBeCut) {
  const std::string yaml = "parents: []\nirreversible: true\ntransaction: on\n";

  EXPECT_THAT(Folder({{"revision.yaml", yaml},
                      {"up.sql", "SELECT 1;\nCREATE INDEX CONCURRENTLY i ON t (a);\n"}})
                  .sql(),
              ElementsAre(HasSubstr("m/a/up.sql:2:1: this statement cannot run")));
  EXPECT_THAT(
      Folder({{"revision.yaml", yaml}, {"up.sql", "BEGIN;\nSELECT 1;\nCOMMIT;\nSELECT 2;\n"}})
          .sql(),
      ElementsAre(HasSubstr("m/a/up.sql:4:1: COMMIT cuts")));
  EXPECT_THAT(
      Folder({{"revision.yaml", yaml}, {"up.sql", "BEGIN;\nSELECT 1;\nSELECT 2;\nCOMMIT;\n"}})
          .sql(),
      IsEmpty());
}

TEST(CheckTest, TheScriptOfADialectWins) {
  const Folder folder({{"up.sql", "SELECT 1;"}, {"up.sqlite.sql", "SELECT 2;"}, {"down.sql", ""}});

  EXPECT_EQ(read_script(folder.files(), folder.revision(), "up", Dialect::sqlite)->text.view(),
            "SELECT 2;");
  EXPECT_EQ(read_script(folder.files(), folder.revision(), "up", Dialect::postgresql)->path,
            "m/a/up.sql");
  EXPECT_FALSE(read_script(folder.files(), folder.revision(), "verify", Dialect::sqlite));
}

TEST(CheckTest, AScriptForAnotherDatabaseOnlyIsAWarning) {
  const Folder folder({{"up.sqlite.sql", "SELECT 2;"}, {"down.sql", ""}});

  EXPECT_THAT(folder.sql(sql::sqlite::reader()), IsEmpty());
  EXPECT_THAT(folder.sql(),
              ElementsAre("warning: m/a/up.sqlite.sql: 'a' has no up script for PostgreSQL (an "
                          "empty up.postgresql.sql says that this is meant)"));
}

TEST(CheckTest, FilesThatNoCommandReadsAreFound) {
  const Folder folder({{"up.postgres.sql", ""}, {"notes.txt", ""}, {".gitkeep", ""}});

  EXPECT_THAT(folder.names(),
              ElementsAre("warning: m/a/notes.txt: no command reads 'notes.txt'",
                          "m/a/up.postgres.sql: no command reads 'up.postgres.sql' (did you mean "
                          "'up.postgresql.sql'?)"));
}

TEST(CheckTest, SplittingThrowsEveryProblemAtOnce) {
  const ScriptFile script{"up.sql", std::string("SAVEPOINT a;\nSAVEPOINT b;\n")};
  try {
    split_checked(sql::postgres::reader(), script);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.diagnostics().size(), 2U);
    EXPECT_EQ(to_string(*error.diagnostics()[1].place), "up.sql:2:1");
  }
  const ScriptFile good{"up.sql", std::string("SELECT 1;")};
  EXPECT_EQ(split_checked(sql::postgres::reader(), good).statements.size(), 1U);
}

std::vector<Diagnostic> heads_problems(Contents contents) {
  contents["m/a/revision.yaml"] = "parents: []";
  contents["m/b/revision.yaml"] = "parents: [a]";
  const auto files = memory_files(std::move(contents));
  const Directory directory = read_directory(*files, "m");
  return check_heads(*files, directory, graph_of(directory));
}

TEST(CheckTest, HeadsAgreeOrAreRewritten) {
  EXPECT_THAT(heads_problems({}), IsEmpty());
  EXPECT_THAT(heads_problems({{"m/HEADS", "b\n"}}), IsEmpty());
  const auto stale = heads_problems({{"m/HEADS", "a\n"}});
  ASSERT_EQ(stale.size(), 1U);
  EXPECT_EQ(stale[0].message, "HEADS names 'a', the heads are 'b'");
  EXPECT_THAT(stale[0].next, ElementsAre("dunlin check --fix"));
  EXPECT_THAT(heads_problems({{"m/HEADS", "<<<<<<< x\nb\n=======\n>>>>>>> y\n"}})[0].message,
              HasSubstr("conflict markers"));
}

}  // namespace
}  // namespace dunlin::revision
