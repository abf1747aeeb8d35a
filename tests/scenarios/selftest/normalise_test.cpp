#include "normalise.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <ctime>
#include <stdexcept>
#include <string>

#include "pattern.h"

namespace dunlin::scenario {
namespace {

TEST(PatternTest, MatchesLineByLine) {
  EXPECT_TRUE(Pattern("^b$").found_in("a\nb\nc"));
  EXPECT_FALSE(Pattern("a.b").found_in("a\nb"));
  EXPECT_TRUE(Pattern("b").found_in(std::string("a\0b", 3)));
  EXPECT_THROW(Pattern("("), std::invalid_argument);
}

TEST(PatternTest, ReplacesEveryMatch) {
  EXPECT_EQ(Pattern("(x)([0-9])").replaced("x1 y2 x3", "\\2\\1"), "1x y2 3x");
  EXPECT_EQ(Pattern("^").replaced("a\nb", ">"), ">a\n>b");
}

TEST(NormaliserTest, TakesOutWhatIsNeverTheSame) {
  Normaliser normalised;
  EXPECT_EQ(normalised("done in 12 ms, 1.4 s"), "done in <time>, <time>");
  EXPECT_EQ(normalised("timeout 500ms, wait 10m"), "timeout 500ms, wait 10m");
  EXPECT_EQ(normalised("at 2026-11-20T09:15:02Z by"), "at <when> by");
  EXPECT_EQ(normalised("at 2026-11-20 09:15:02.123+00 by"), "at <when> by");
  EXPECT_EQ(normalised("{\"duration_ms\": 12, \"backend_pid\": 7}"),
            "{\"duration_ms\": <time>, \"backend_pid\": <pid>}");
  EXPECT_EQ(normalised("held by pid 123"), "held by pid <pid>");
  EXPECT_EQ(normalised("dunlin 0.1.0 on PostgreSQL 15.18, SQLite 3.40.1"),
            "dunlin <version> on PostgreSQL <version>, SQLite <version>");
  EXPECT_EQ(normalised("this server is version 15.18, and at least 99 is wanted"),
            "this server is version <version>, and at least 99 is wanted");
  EXPECT_EQ(normalised("a      7 ms    b"), "a  <time>  b");
}

TEST(NormaliserTest, NamesTheHost) {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  Normaliser normalised;
  EXPECT_EQ(normalised(std::string("by root@") + name.data()), "by <user>@<host>");
  EXPECT_EQ(normalised(std::string("by root on ") + name.data()), "by <user> on <host>");
}

TEST(NormaliserTest, NamesTheDatabase) {
  Normaliser normalised;
  normalised.add_url_of("db_7", "$DATABASE_URL");
  normalised.add("/tmp/w/x", "$WORK");
  normalised.add("db_7", "$DATABASE");
  EXPECT_EQ(normalised("to postgresql://me:***@/db_7?host=/tmp/s&port=1, db_7 in /tmp/w/x/a"),
            "to $DATABASE_URL, $DATABASE in $WORK/a");
  EXPECT_EQ(normalised("postgres:///db_7: done, (postgres:///db_7?a=b) postgres:///db_7."),
            "$DATABASE_URL: done, ($DATABASE_URL) $DATABASE_URL.");
}

TEST(NormaliserTest, NumbersTheIdsThatWereMadeMeanwhile) {
  Normaliser normalised;
  const std::time_t now = std::time(nullptr);
  std::array<char, 20> id{};
  std::strftime(id.data(), id.size(), "%Y%m%d%H%M%S", std::gmtime(&now));
  EXPECT_EQ(normalised(std::string("20200101000000 ") + id.data()), "20200101000000 <id1>");
  EXPECT_EQ(normalised(std::string(id.data()) + "__x 1" + id.data()),
            std::string("<id1>__x 1") + id.data());
}

TEST(NormaliserTest, LeavesItsOwnWordsAlone) {
  Normaliser normalised;
  const std::string once = normalised("3 ms at 2026-11-20T09:15:02Z pid 3 dunlin 1.2.3");
  EXPECT_EQ(normalised(once), once);
}

}  // namespace
}  // namespace dunlin::scenario
