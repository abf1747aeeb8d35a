#include "inspect/postgres/spelling.h"

#include <gmock/gmock.h>

namespace dunlin::inspect::postgres {
namespace {

class SpellingTest : public testing::Test {
 protected:
  Spelling spelling = Spelling("pg_temp_3", "My shop", {"t", "t_id_seq", "Odd"});
};

TEST_F(SpellingTest, TheTemporarySchemaIsTheOriginalOne) {
  EXPECT_EQ(spelling.value("pg_temp_3.t", false), "\"My shop\".t");
  EXPECT_EQ(spelling.value("ON pg_temp.\"Odd\" FOR", false), "ON \"My shop\".\"Odd\" FOR");
  EXPECT_EQ(spelling.value("'pg_temp_3.t' <> pg_temp_3", false), "'pg_temp_3.t' <> pg_temp_3");
  EXPECT_EQ(spelling.value("pg_temp_33.t", false), "pg_temp_33.t");
}

TEST_F(SpellingTest, ConstantsOfRegclassAreNames) {
  EXPECT_EQ(spelling.value("nextval('t_id_seq'::regclass)", false),
            "nextval('\"My shop\".t_id_seq'::regclass)");
  EXPECT_EQ(spelling.value("nextval('pg_temp_3.other'::regclass)", false),
            "nextval('\"My shop\".other'::regclass)");
  EXPECT_EQ(spelling.value("'\"Odd\"'::regclass", false), "'\"My shop\".\"Odd\"'::regclass");
  EXPECT_EQ(spelling.value("nextval('public.t_id_seq'::regclass)", false),
            "nextval('public.t_id_seq'::regclass)");
  EXPECT_EQ(spelling.value("'t_id_seq'::text", false), "'t_id_seq'::text");
}

TEST_F(SpellingTest, RelationsInStatementsAreQualified) {
  EXPECT_EQ(spelling.value("UPDATE t SET a = t.a FROM other, LATERAL t", true),
            "UPDATE \"My shop\".t SET a = t.a FROM other, LATERAL t");
  EXPECT_EQ(spelling.value("EXTRACT(epoch FROM t)", false), "EXTRACT(epoch FROM t)");
  EXPECT_EQ(spelling.value("a IS DISTINCT FROM t", true), "a IS DISTINCT FROM t");
}

TEST_F(SpellingTest, WhatIsSaidOfCopiesAloneIsLeftOut) {
  const catalog::Object copy{{sql::ElementKind::relation, "pg_temp_3", "t", ""},
                             {{"comment", "pg_temp_3.t"},
                              {"kind", "table"},
                              {"owner", "me"},
                              {"persistence", "temporary"}}};
  const catalog::Object original{{sql::ElementKind::relation, "My shop", "t", ""},
                                 {{"comment", "pg_temp_3.t"}, {"kind", "table"}}};
  EXPECT_EQ(spelling.original(copy), original);
}

}  // namespace
}  // namespace dunlin::inspect::postgres
