#include "catalog/attributes.h"

#include <gtest/gtest.h>

#include <set>
#include <utility>

namespace dunlin::catalog {
namespace {

TEST(AttributesTest, EachIsInTheTableOnce) {
  std::set<std::pair<ElementKind, std::string_view>> seen;
  for (const AttributeRule& rule : attribute_rules()) {
    EXPECT_TRUE(seen.emplace(rule.kind, rule.name).second)
        << sql::name_of(rule.kind) << " " << rule.name;
  }
}

TEST(AttributesTest, ARuleIsFoundByKindAndName) {
  const AttributeRule* rule = rule_of(ElementKind::column, "default");

  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->compare, Compare::expression);
  EXPECT_TRUE(rule->counts);
  EXPECT_FALSE(rule_of(ElementKind::column, "position")->counts);
  EXPECT_EQ(rule_of(ElementKind::column, "definition"), nullptr);
}

TEST(AttributesTest, LinesAreTheSameInAnyOrder) {
  EXPECT_TRUE(same_value(ElementKind::relation, "acl", "a=SELECT\nb=INSERT", "b=INSERT\na=SELECT"));
  EXPECT_FALSE(same_value(ElementKind::relation, "acl", "a=SELECT", "a=SELECT\nb=INSERT"));
  EXPECT_FALSE(same_value(ElementKind::relation, "acl", "a\na\nb", "a\nb\nb"));
}

TEST(AttributesTest, QuotesOfNamesDoNotCount) {
  EXPECT_TRUE(same_value(ElementKind::publication, "tables", "s.a\n\"My S\".b", "My S.b\ns.a"));
  EXPECT_FALSE(same_value(ElementKind::publication, "tables", "s.a", "t.a"));
  EXPECT_TRUE(same_value(ElementKind::event_trigger, "function", "\"order\".f", "order.f"));
  EXPECT_FALSE(same_value(ElementKind::event_trigger, "function", "a.f", "b.f"));
}

TEST(AttributesTest, OtherValuesAreTheSameByteByByte) {
  EXPECT_TRUE(same_value(ElementKind::column, "type", "text", "text"));
  EXPECT_FALSE(same_value(ElementKind::column, "type", "text", "TEXT"));
  EXPECT_FALSE(same_value(ElementKind::constraint, "columns", "a\nb", "b\na"));
  EXPECT_FALSE(same_value(ElementKind::constraint, "unknown", "a\nb", "b\na"));
}

}  // namespace
}  // namespace dunlin::catalog
