// What names mean at one point of a route.

#include "plan/present.h"

#include <gtest/gtest.h>

namespace dunlin::plan {
namespace {

using sql::Element;
using sql::ElementKind;

Element table(const char* schema, const char* name) {
  return {ElementKind::relation, schema, name, {}};
}

Element trigger(const char* name_of_table, const char* name) {
  return {ElementKind::trigger, "public", name_of_table, name};
}

Element function(const char* name, const char* types) {
  return {ElementKind::function, "public", name, types};
}

class PresentTest : public testing::Test {
 protected:
  catalog::Catalog live_;
  Present present_{live_, "pg_temp"};
};

TEST_F(PresentTest, ANameIsTheTracksThatTookItLast) {
  present_.add(table("public", "t"), 1);
  present_.rename(table("public", "t"), table("public", "old"), 1);
  present_.add(table("public", "t"), 2);
  EXPECT_EQ(present_.track(table("public", "t")), 2U);
  EXPECT_EQ(present_.track(table("public", "old")), 1U);
  present_.remove(table("public", "t"), 1);  // another has the name by now
  EXPECT_TRUE(present_.there(table("public", "t")));
}

TEST_F(PresentTest, WhatIsLiveIsThereUntilTheRouteEndsIt) {
  live_.add({table("public", "t"), {}});
  EXPECT_TRUE(present_.there(table("public", "t")));
  EXPECT_EQ(present_.track(table("public", "t")), kNone);
  present_.end(table("public", "t"), 1);
  EXPECT_FALSE(present_.there(table("public", "t")));
}

TEST_F(PresentTest, TheSessionTakesItsOwnWithItAndNothingElse) {
  live_.add({table("pg_temp", "ended"), {}});
  present_.add(table("public", "t"), 1);
  present_.add(table("pg_temp", "t"), 2);
  present_.add(table("pg_temp", "before"), 3);
  present_.rename(table("pg_temp", "before"), table("pg_temp", "after"), 3);
  present_.end(table("pg_temp", "ended"), 4);
  present_.end_session();
  EXPECT_TRUE(present_.there(table("public", "t")));
  for (const char* name : {"t", "before", "after"}) {
    EXPECT_FALSE(present_.there(table("pg_temp", name))) << name;
  }
  EXPECT_TRUE(present_.there(table("pg_temp", "ended"))) << "the next session may have one again";
}

TEST_F(PresentTest, ATriggerWithoutItsTableIsTheOneOfThatName) {
  live_.add({trigger("t", "live"), {}});
  present_.add(trigger("t", "made"), 1);
  EXPECT_EQ(present_.whole(trigger("", "made")), trigger("t", "made"));
  EXPECT_EQ(present_.whole(trigger("", "live")), trigger("t", "live"));
  EXPECT_EQ(present_.whole(trigger("", "none")), trigger("", "none"));
}

TEST_F(PresentTest, AFunctionWithoutItsTypesIsTheOneThatIsThereByNow) {
  live_.add({function("f", "integer"), {}});
  EXPECT_EQ(present_.whole(function("f", "")), function("f", "integer"));
  present_.end(function("f", "integer"), 1);
  EXPECT_EQ(present_.whole(function("f", "")), function("f", ""));
  present_.add(function("f", "text"), 2);
  EXPECT_EQ(present_.whole(function("f", "")), function("f", "text"));
}

}  // namespace
}  // namespace dunlin::plan
