#include "db/postgres/errors.h"

#include <gmock/gmock.h>

namespace dunlin::db::postgres {
namespace {

TEST(PostgresReportTest, ATextOfLibpqIsTakenApart) {
  const Report report = report_of_text(
      "ERROR:  23505: duplicate key value violates unique constraint \"named\"\n"
      "DETAIL:  Key (name)=(a) already exists.\n"
      "SCHEMA NAME:  shop\n"
      "TABLE NAME:  item\n"
      "CONSTRAINT NAME:  named\n"
      "LOCATION:  _bt_check_unique, nbtinsert.c:666\n");

  EXPECT_EQ(report.severity, "ERROR");
  EXPECT_EQ(report.sqlstate, "23505");
  EXPECT_EQ(report.message, "duplicate key value violates unique constraint \"named\"");
  EXPECT_EQ(report.detail, "Key (name)=(a) already exists.");
  EXPECT_EQ(report.schema, "shop");
  EXPECT_EQ(report.table, "item");
  EXPECT_EQ(report.constraint, "named");
}

TEST(PostgresReportTest, TheLineThatIsQuotedIsNoPartOfTheMessage) {
  const Report report = report_of_text(
      "ERROR:  42703: column \"nope\" does not exist\n"
      "LINE 1: SELECT nope\n"
      "               ^\n"
      "HINT:  Try another.\n");
  EXPECT_EQ(report.message, "column \"nope\" does not exist");
  EXPECT_EQ(report.hint, "Try another.");
}

TEST(PostgresReportTest, WhatLibpqSaysOfTheHostPrecedesTheServersWords) {
  const Report report = report_of_text(
      "connection to server at \"db\" (10.0.0.1), port 5432 failed: Connection refused\n"
      "\tIs the server running on that host and accepting TCP/IP connections?\n"
      "connection to server at \"db\" (10.0.0.2), port 5432 failed: "
      "FATAL:  3D000: database \"x\" does not exist\n"
      "LOCATION:  InitPostgres, postinit.c:950\n");
  EXPECT_EQ(report.severity, "FATAL");
  EXPECT_EQ(report.sqlstate, "3D000");
  EXPECT_EQ(report.message, "database \"x\" does not exist");
}

TEST(PostgresReportTest, LibpqItselfHasNoCodes) {
  const Report report = report_of_text("no connection to the server\n");
  EXPECT_EQ(report.sqlstate, "");
  EXPECT_EQ(report.message, "no connection to the server");
}

TEST(PostgresReportTest, APositionIsOneOfCharacters) {
  Report report;
  report.sqlstate = "42601";
  report.position = 3;
  try {
    throw_refused(report, "äöü", 0);
  } catch (const ServerError& error) {
    EXPECT_EQ(error.offset, 4u);
  }
}

TEST(PostgresReportTest, ALostSessionAlwaysHasAState) {
  EXPECT_EQ(lost(Report()).first().sqlstate, "08006");
}

}  // namespace
}  // namespace dunlin::db::postgres
