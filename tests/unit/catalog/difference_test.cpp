#include "catalog/difference.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunlin::catalog {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr auto kMissing = Difference::Kind::missing;
constexpr auto kExtra = Difference::Kind::extra;
constexpr auto kDifferent = Difference::Kind::different;

Element relation(std::string name, std::string schema = "public") {
  return {ElementKind::relation, std::move(schema), std::move(name), ""};
}

Element column(std::string table, std::string name) {
  return {ElementKind::column, "public", std::move(table), std::move(name)};
}

Catalog catalog_of(const std::vector<Object>& objects) {
  Catalog catalog;
  for (const Object& object : objects) catalog.add(object);
  return catalog;
}

TEST(DifferenceTest, TheSameHasNone) {
  const Catalog catalog =
      catalog_of({{relation("t"), {{"kind", "table"}}}, {column("t", "a"), {}}});

  EXPECT_THAT(differences(catalog, catalog), IsEmpty());
  EXPECT_THAT(differences({}, {}), IsEmpty());
}

TEST(DifferenceTest, WhatOneSideHasIsMissingOrExtra) {
  const Catalog wanted = catalog_of({{relation("a"), {}}, {relation("b"), {}}});
  const Catalog actual = catalog_of({{relation("b"), {}}, {relation("c"), {}}});

  EXPECT_THAT(differences(wanted, actual),
              ElementsAre(Difference{kMissing, relation("a")}, Difference{kExtra, relation("c")}));
}

TEST(DifferenceTest, PartsGoWithTheirOwner) {
  const Catalog wanted = catalog_of({{relation("t"), {}}, {column("t", "a"), {}}});

  EXPECT_THAT(differences(wanted, {}), ElementsAre(Difference{kMissing, relation("t")}));
  EXPECT_THAT(differences(wanted, catalog_of({{relation("t"), {}}})),
              ElementsAre(Difference{kMissing, column("t", "a")}));
  EXPECT_THAT(differences({}, wanted), ElementsAre(Difference{kExtra, relation("t")}));
}

TEST(DifferenceTest, EachAttributeIsNamedWithItsValues) {
  const Catalog wanted =
      catalog_of({{column("t", "a"), {{"default", "1"}, {"type", "text"}}}, {relation("t"), {}}});
  const Catalog actual = catalog_of(
      {{column("t", "a"), {{"not_null", "true"}, {"type", "int"}}}, {relation("t"), {}}});

  EXPECT_THAT(differences(wanted, actual),
              ElementsAre(Difference{kDifferent, column("t", "a"), "default", "1", ""},
                          Difference{kDifferent, column("t", "a"), "not_null", "", "true"},
                          Difference{kDifferent, column("t", "a"), "type", "text", "int"}));
}

TEST(DifferenceTest, WhatDoesNotCountIsNotCompared) {
  const Catalog wanted = catalog_of({{column("t", "a"), {{"position", "1"}}}});
  const Catalog actual = catalog_of({{column("t", "a"), {{"comment", "c"}, {"position", "2"}}}});

  EXPECT_THAT(differences(wanted, actual), IsEmpty());
}

TEST(DifferenceTest, LinesAreComparedInAnyOrder) {
  const Element publication{ElementKind::publication, "", "p", ""};

  EXPECT_THAT(differences(catalog_of({{publication, {{"tables", "a\nb"}}}}),
                          catalog_of({{publication, {{"tables", "b\na"}}}})),
              IsEmpty());
}

TEST(DifferenceTest, WhatIsIgnoredIsPassedOver) {
  const Catalog wanted = catalog_of({{relation("partman_a"), {{"kind", "table"}}},
                                     {column("partman_a", "x"), {}},
                                     {relation("t"), {}}});
  const Catalog actual = catalog_of({{relation("partman_a"), {{"kind", "view"}}},
                                     {relation("partman_b"), {}},
                                     {relation("partman_c", "other"), {}}});

  EXPECT_THAT(differences(wanted, actual, {"public.partman_*"}),
              ElementsAre(Difference{kExtra, relation("partman_c", "other")},
                          Difference{kMissing, relation("t")}));
  EXPECT_THAT(differences(wanted, actual, {"partman_?", "t"}), IsEmpty());
}

TEST(DifferenceTest, PatternsAreOfTheWholeName) {
  EXPECT_TRUE(matches("public.*", relation("t")));
  EXPECT_TRUE(matches("*.t", relation("t")));
  EXPECT_TRUE(matches("t*e*t", relation("test_text")));
  EXPECT_TRUE(matches("*", relation("")));
  EXPECT_FALSE(matches("t", relation("tt")));
  EXPECT_FALSE(matches("t?", relation("t")));
  EXPECT_FALSE(matches("public.t", relation("t", "other")));
  EXPECT_FALSE(matches("*a*b", relation("aba")));
  EXPECT_TRUE(matches("t", column("t", "a")));
}

}  // namespace
}  // namespace dunlin::catalog
