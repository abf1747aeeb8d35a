#include "inspect/postgres/queries.h"

#include <gmock/gmock.h>

#include "catalog/attributes.h"

namespace dunlin::inspect::postgres {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::Pair;

TEST(QueriesTest, LinesAreForVersions) {
  constexpr std::string_view kText = "a -- from 15\nb -- before 15\nc -- from here\nd\n";
  EXPECT_EQ(lines_for(15, kText), "a -- from 15\nc -- from here\nd\n");
  EXPECT_EQ(lines_for(14, kText), "b -- before 15\nc -- from here\nd\n");
}

TEST(QueriesTest, ColumnsAreWhatTheFirstSelectNames) {
  EXPECT_THAT(columns_of("SELECT 'x' AS kind, (SELECT y AS z FROM t) AS unique, -- AS no\n"
                         "CAST(a AS text) AS b FROM t AS u"),
              ElementsAre("kind", "unique", "b"));
}

TEST(QueriesTest, OlderServersAreNotAskedForWhatTheyLack) {
  const std::string old = Queries(120022).all();
  for (const char* column : {"attcompression", "indnullsnotdistinct", "prosqlbody", "tgparentid",
                             "confdelsetcols", "inhdetachpending", "stxstattarget", "prqual"}) {
    EXPECT_THAT(old, Not(HasSubstr(column)));
    EXPECT_THAT(Queries(180001).all(), HasSubstr(column));
  }
}

TEST(QueriesTest, ARowIsAnObject) {
  const Queries queries(150018);
  const catalog::Object label = queries.object({"9", "label", "public", "mood", "it's", "{3}"});
  EXPECT_EQ(label.element, (sql::Element{sql::ElementKind::label, "public", "mood", "it's"}));
  EXPECT_THAT(label.attributes, ElementsAre(Pair("position", "3")));
  EXPECT_THAT(queries.object({"9", "label", "public", "mood", "x", "{NULL}"}).attributes,
              testing::IsEmpty());
}

TEST(QueriesTest, EveryColumnIsAnAttribute) {
  for (const int version : {120000, 130000, 140000, 150000, 160000, 170000, 180000}) {
    const Queries queries(version);
    for (const auto& [kind, attribute] : queries.vocabulary()) {
      EXPECT_NE(catalog::rule_of(kind, attribute), nullptr) << name_of(kind) << " " << attribute;
    }
  }
}

}  // namespace
}  // namespace dunlin::inspect::postgres
