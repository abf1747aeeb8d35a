#include "plan/past.h"

#include <gtest/gtest.h>

#include "sql/postgres/reader.h"

namespace dunlin::plan {
namespace {

using sql::Element;
using sql::ElementKind;

Past past_of(std::string_view script) {
  Past past;
  for (const sql::Statement& statement : sql::postgres::reader().split(script).statements) {
    past.add(sql::postgres::reader().facts(statement));
  }
  return past;
}

TEST(PastTest, KnowsWhatWasMadeWithAndWithoutItsSchema) {
  const Past past = past_of("CREATE TABLE t (a int); CREATE TABLE s.u (a int);");
  EXPECT_TRUE(past.made({ElementKind::relation, "public", "t", ""}));
  EXPECT_TRUE(past.made({ElementKind::column, "public", "t", "a"}));
  EXPECT_TRUE(past.made({ElementKind::relation, "s", "u", ""}));
  EXPECT_FALSE(past.made({ElementKind::relation, "public", "u", ""}));
}

TEST(PastTest, KnowsAFunctionByItsNameOrItsTypes) {
  const Past past = past_of("CREATE FUNCTION f(t, int) RETURNS int LANGUAGE plpgsql AS '';");
  EXPECT_TRUE(past.made({ElementKind::function, "public", "f", ""}));
  EXPECT_TRUE(past.made({ElementKind::function, "public", "f", "(public.t, integer)"}));
  EXPECT_FALSE(past.made({ElementKind::function, "public", "f", "(integer)"}));
}

TEST(PastTest, KnowsATriggerWhoseTableIsNotNamed) {
  const Past past =
      past_of("CREATE TRIGGER tr BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();");
  EXPECT_TRUE(past.made({ElementKind::trigger, "public", "", "tr"}));
  EXPECT_FALSE(past.made({ElementKind::trigger, "public", "", "other"}));
}

TEST(PastTest, IsUnsureBehindADoBlock) {
  EXPECT_FALSE(past_of("INSERT INTO t VALUES (1);").unsure());
  EXPECT_TRUE(past_of("DO 'BEGIN END';").unsure());
}

}  // namespace
}  // namespace dunlin::plan
