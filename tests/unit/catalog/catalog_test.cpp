#include "catalog/catalog.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunlin::catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::Pair;

Element relation(std::string name) {
  return {ElementKind::relation, "public", std::move(name), ""};
}

Element column(std::string table, std::string name) {
  return {ElementKind::column, "public", std::move(table), std::move(name)};
}

TEST(ObjectTest, AttributesAreSortedAndEachIsThereOnce) {
  Object object;
  object.set("type", "text");
  object.set("default", "1");
  object.set("not_null", "true");
  object.set("default", "2");

  EXPECT_THAT(object.attributes,
              ElementsAre(Pair("default", "2"), Pair("not_null", "true"), Pair("type", "text")));
  EXPECT_EQ(object.get("default"), "2");
}

TEST(ObjectTest, WhatIsEmptyIsLeftOut) {
  Object object;
  object.set("type", "text");
  object.set("default", "");
  object.set("type", "");

  EXPECT_THAT(object.attributes, IsEmpty());
  EXPECT_EQ(object.get("type"), "");
}

TEST(CatalogTest, FindsByTheWholeKey) {
  Catalog catalog;
  catalog.add({relation("t"), {{"kind", "table"}}});

  ASSERT_NE(catalog.find(relation("t")), nullptr);
  EXPECT_EQ(catalog.find(relation("t"))->get("kind"), "table");
  EXPECT_EQ(catalog.find(relation("u")), nullptr);
  EXPECT_EQ(catalog.find({ElementKind::relation, "", "t", ""}), nullptr);
  EXPECT_EQ(catalog.find({ElementKind::type, "public", "t", ""}), nullptr);
}

TEST(CatalogTest, APartWithoutItsOwnerIsFoundByItsName) {
  const auto trigger = [](std::string schema, std::string table, std::string name) {
    return Element{ElementKind::trigger, std::move(schema), std::move(table), std::move(name)};
  };
  Catalog catalog;
  catalog.add({trigger("a", "t", "g"), {}});
  catalog.add({trigger("b", "t", "h"), {}});
  catalog.add({trigger("b", "u", "g"), {{"enabled", "always"}}});

  ASSERT_NE(catalog.find(trigger("b", "", "g")), nullptr);
  EXPECT_EQ(catalog.find(trigger("b", "", "g"))->element, trigger("b", "u", "g"));
  EXPECT_EQ(catalog.find(trigger("a", "", "h")), nullptr);
  EXPECT_EQ(catalog.find(trigger("", "", "g")), nullptr);
}

TEST(CatalogTest, WhatIsAddedAgainIsReplaced) {
  Catalog catalog;
  catalog.add({relation("t"), {{"kind", "table"}}});
  catalog.add({relation("t"), {{"kind", "view"}}});

  EXPECT_EQ(catalog.all().size(), 1u);
  EXPECT_EQ(catalog.find(relation("t"))->get("kind"), "view");
}

TEST(CatalogTest, PartsAreThoseOfOneOwnerByName) {
  Catalog catalog;
  EXPECT_TRUE(catalog.empty());
  for (const char* table : {"t", "ta", "s"}) {
    catalog.add({relation(table), {}});
    catalog.add({column(table, "b"), {}});
    catalog.add({column(table, "a"), {}});
  }
  catalog.add({{ElementKind::trigger, "public", "t", "g"}, {}});

  const auto names = [&](ElementKind kind) {
    std::vector<std::string> all;
    for (const Object* part : catalog.parts(relation("t"), kind)) all.push_back(part->element.part);
    return all;
  };
  EXPECT_THAT(names(ElementKind::column), ElementsAre("a", "b"));
  EXPECT_THAT(names(ElementKind::trigger), ElementsAre("g"));
  EXPECT_THAT(names(ElementKind::policy), IsEmpty());
}

}  // namespace
}  // namespace dunlin::catalog
