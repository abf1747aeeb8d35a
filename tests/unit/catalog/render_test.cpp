#include "catalog/render.h"

#include <gtest/gtest.h>

namespace dunlin::catalog {
namespace {

const Element kEmail{ElementKind::column, "", "users", "email"};

Difference different(std::string attribute, std::string wanted, std::string actual) {
  return {Difference::Kind::different, kEmail, std::move(attribute), std::move(wanted),
          std::move(actual)};
}

TEST(RenderTest, AnObjectIsATitleAndWhatCounts) {
  EXPECT_EQ(text_of(Object{kEmail, {{"not_null", "true"}, {"position", "2"}, {"type", "text"}}}),
            "column \"email\" of \"users\": not null, type text");
  EXPECT_EQ(text_of(Object{{ElementKind::relation, "main", "i", ""},
                           {{"keys", "a\nb desc"}, {"kind", "index"}, {"table", "main.t"}}}),
            "index \"main.i\": keys a, b desc, table main.t");
  EXPECT_EQ(text_of(Object{{ElementKind::relation, "", "t", ""}, {{"kind", "table"}}}),
            "table \"t\"");
}

TEST(RenderTest, DifferentValuesAreBothSaid) {
  EXPECT_EQ(text_of(different("type", "text", "character varying(80)")),
            "column \"email\" of \"users\": type is character varying(80), wanted text");
  EXPECT_EQ(text_of(different("default", "'x'", "")),
            "column \"email\" of \"users\": has no default, wanted 'x'");
  EXPECT_EQ(text_of(different("default", "", "'x'")),
            "column \"email\" of \"users\": default is 'x', wanted none");
}

TEST(RenderTest, AFlagIsSetOrNot) {
  EXPECT_EQ(text_of(different("not_null", "true", "")),
            "column \"email\" of \"users\": not null is not set");
  EXPECT_EQ(text_of(different("not_null", "", "true")),
            "column \"email\" of \"users\": not null is set, and should not be");
}

TEST(RenderTest, LongValuesStayOnALine) {
  const Difference view{Difference::Kind::different,
                        {ElementKind::relation, "", "v", ""},
                        "definition",
                        " SELECT 1\n   FROM t;",
                        "SELECT 2"};

  EXPECT_EQ(text_of(view), "relation \"v\": definition is SELECT 2, wanted SELECT 1 FROM t;");
}

TEST(RenderTest, WhatIsMissingOrExtraSaysSo) {
  EXPECT_EQ(text_of(Difference{Difference::Kind::missing, kEmail}),
            "column \"email\" of \"users\" is missing");
  EXPECT_EQ(text_of(Difference{Difference::Kind::extra, kEmail}),
            "column \"email\" of \"users\" is there and not wanted");
}

}  // namespace
}  // namespace dunlin::catalog
