#include "execute/postgres/psql.h"

#include <gtest/gtest.h>

namespace dunlin::execute::postgres {
namespace {

TEST(PsqlTest, AColonOutsideOfQuotesIsShielded) {
  EXPECT_EQ(shielded("SELECT a[1:n], :foo, :'foo'"), "SELECT a[1\\:n], \\:foo, \\:'foo'");
}

TEST(PsqlTest, CastsAndWhatIsQuotedStayAsTheyAre) {
  for (const char* text : {"SELECT 'a:b'::text", "SELECT \"a:b\"", "SELECT $$:a$$ /* :b */ -- :c",
                           "SELECT E'\\':a'", "f(a := 1)"}) {
    EXPECT_EQ(shielded(text), text);
  }
}

TEST(PsqlTest, AnArgumentKeepsQuotesBackslashesAndLineFeeds) {
  EXPECT_EQ(psql_quoted("it's \\ `id`\n"), "'it''s \\\\ `id`\\n'");
}

TEST(PsqlTest, ADollarTagIsOneThatTheTextDoesNotHold) {
  EXPECT_EQ(dollar_quoted("a"), "$dunlin$a$dunlin$");
  EXPECT_EQ(dollar_quoted("$dunlin$ $dunlin1$"), "$dunlin2$$dunlin$ $dunlin1$$dunlin2$");
}

TEST(PsqlTest, RowsStandOutsideOfTheCondition) {
  sql::Statement copy;
  copy.text = "COPY t FROM STDIN";
  copy.data = "it's\n";
  copy.has_data = true;
  sql::Statement other;
  other.text = "SELECT 1";
  std::string out;
  Conditional now(out, "dunlin_now", "dunlin.meta (value)");
  now.add(copy);
  now.add(other);
  now.end();
  EXPECT_EQ(out,
            "\\if :dunlin_now\n"
            "\\set dunlin_copy 'COPY t FROM STDIN'\n"
            "\\else\n"
            "\\set dunlin_copy 'COPY dunlin.meta (value) FROM STDIN WITH (DELIMITER E''\\\\x01'') "
            "WHERE false'\n"
            "\\endif\n"
            ":dunlin_copy;\n"
            "it's\n"
            "\\.\n"
            "\\if :dunlin_now\n"
            "SELECT 1;\n"
            "\\endif\n");
}

}  // namespace
}  // namespace dunlin::execute::postgres
