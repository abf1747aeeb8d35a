// Long runs of rows: one statement stands for many.

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"

namespace dunlin::sql {
namespace {

std::string rows(std::size_t count, std::string_view head = "INSERT INTO t (a, b) VALUES") {
  std::string script;
  for (std::size_t i = 0; i < count; ++i) script += fmt::format("{} ({}, 'x;{}');\n", head, i, -1);
  return script;
}

std::vector<std::size_t> counts(const Reader& reader, const std::string& script) {
  std::vector<std::size_t> counts;
  for (const Statement& statement : reader.split(script).statements) {
    counts.push_back(statement.count);
  }
  return counts;
}

class RowsTest : public testing::TestWithParam<const Reader*> {
 protected:
  const Reader& reader() const { return *GetParam(); }
  std::size_t size(const std::string& script) const { return counts(reader(), script).size(); }
};

TEST_P(RowsTest, AShortRunIsToldOneByOne) {
  EXPECT_EQ(size(rows(101)), 101);
  EXPECT_EQ(counts(reader(), rows(101)).back(), 1);
}

TEST_P(RowsTest, OfALongOneTheFirstHundred) {
  const std::vector<std::size_t> all = counts(reader(), rows(350));
  EXPECT_EQ(all.size(), 101);
  EXPECT_EQ(all.front(), 1);
  EXPECT_EQ(all.back(), 250);
}

TEST_P(RowsTest, AnythingElseEndsTheRun) {
  EXPECT_EQ(size(rows(200) + "SELECT 1;" + rows(200)), 101 + 1 + 101);
  EXPECT_EQ(size(rows(200) + rows(200, "INSERT INTO u VALUES")), 101 + 101);
  EXPECT_EQ(size(rows(200) + "INSERT INTO t (a, b) VALUES (f(1), 2);" + rows(1)), 101 + 1 + 1);
  EXPECT_EQ(size("BEGIN;" + rows(200) + "COMMIT; BEGIN;" + rows(200) + "COMMIT;"), 101 + 101);
}

TEST_P(RowsTest, WhatIsNoConstantIsNoRow) {
  EXPECT_EQ(size(rows(200, "INSERT INTO t SELECT * FROM u WHERE a IN")), 200);
  EXPECT_EQ(size(rows(200, "INSERT OR ROLLBACK INTO t VALUES")), 200);
  EXPECT_EQ(size(rows(200, "UPDATE t SET (a, b) =")), 200);
}

// Each statement may use the label, and may not in the transaction that adds it.
TEST_P(RowsTest, AScriptThatAddsLabelsIsToldWhole) {
  EXPECT_EQ(size("ALTER TYPE e ADD\n VALUE 'x';" + rows(200)), 201);
}

TEST_P(RowsTest, ARunIsTakenApartByItsSize) {
  const std::string row = "INSERT INTO t VALUES ('" + std::string(300'000, 'x') + "');\n";
  std::string script = rows(100, "INSERT INTO t VALUES");
  for (int i = 0; i < 4; ++i) script += row;
  for (const Statement& statement : reader().split(script).statements) {
    EXPECT_LE(statement.text.size(), 600'000);
  }
  EXPECT_EQ(size(script), 104);
}

TEST_P(RowsTest, ItsFactsAreThoseOfTheFirst) {
  const std::string script = rows(300);
  const std::vector<Statement> all = reader().split(script).statements;
  const Facts one = reader().facts(all.front());
  const Facts many = reader().facts(all.back());
  EXPECT_EQ(many.actions.size(), one.actions.size());
  EXPECT_EQ(many.actions.front().claims, one.actions.front().claims);
  EXPECT_EQ(many.actions.front().effects, one.actions.front().effects);
}

TEST_P(RowsTest, EachOfThemIsFoundAgain) {
  const std::string script = rows(300);
  const Statement many = reader().split(script).statements.back();
  EXPECT_EQ(reader().offset_of(many, 0), 0);
  const std::size_t third = reader().offset_of(many, 2);
  EXPECT_TRUE(many.text.substr(third).starts_with("INSERT INTO t (a, b) VALUES (102,"));
}

INSTANTIATE_TEST_SUITE_P(Dialects, RowsTest,
                         testing::Values(&postgres::reader(), &sqlite::reader()),
                         [](const auto& kind) {
                           return kind.param == &postgres::reader() ? "postgres" : "sqlite";
                         });

}  // namespace
}  // namespace dunlin::sql
