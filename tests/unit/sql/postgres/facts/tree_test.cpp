#include "sql/postgres/tree.h"

#include <gtest/gtest.h>

#include "sql/postgres/parser.h"
#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres {
namespace {

TEST(TreeTest, WhatIsLeftOutIsFalseEmptyAndZero) {
  const Tree tree(R"({"a":{"b":[1,"x",{}],"c":true},"location":7})");
  const Node root = tree.root();
  EXPECT_TRUE(root["a"]["c"].flag());
  EXPECT_EQ(root["a"]["b"].count(), 3U);
  EXPECT_EQ((*root["a"]["b"].begin()).number(), 1);
  EXPECT_EQ(root.location(), 7U);
  EXPECT_EQ(root.type(), "a");
  EXPECT_FALSE(root["none"]["of"]["these"]);
  EXPECT_EQ(root["none"].text(), "");
  EXPECT_EQ(root["none"].count(), 0U);
  EXPECT_FALSE(root["none"].inside());
}

TEST(TreeTest, EscapesAreUndone) {
  const Tree tree(R"({"a":"q\"\\ \n\t\u003e \u0001é","b":"z"})");
  EXPECT_EQ(tree.root()["a"].text(), "q\"\\ \n\t> \x01\xC3\xA9");
  EXPECT_EQ(tree.root()["b"].text(), "z");
}

TEST(TreeTest, BrokenTextIsNothing) {
  for (const char* text : {"", "{", "]", "{\"a", "{\"a\":\"\\", "{\"a\":\"\\u00\"}"}) {
    EXPECT_FALSE(Tree(text).root()) << text;
  }
}

TEST(TreeTest, DepthIsNoMatter) {
  const std::string deep = std::string(200000, '[') + std::string(200000, ']');
  EXPECT_TRUE(Tree(deep).root().is_array());
}

TEST(SpellingTest, NamesAsTheServerPrintsThem) {
  EXPECT_EQ(quoted("a_1"), "a_1");
  EXPECT_EQ(quoted("A"), "\"A\"");
  EXPECT_EQ(quoted("user"), "\"user\"");
  EXPECT_EQ(quoted("name"), "name");
  EXPECT_EQ(quoted("a\"b"), "\"a\"\"b\"");
  EXPECT_EQ(qualified("s", "T"), "s.\"T\"");
  EXPECT_EQ(name_in_string("S.\"a.\"\"B\""), (std::vector<std::string>{"s", "a.\"B"}));
  EXPECT_TRUE(name_in_string("a b").empty());
  EXPECT_TRUE(name_in_string("\"a").empty());
  EXPECT_TRUE(name_in_string("a.").empty());
}

}  // namespace
}  // namespace dunlin::sql::postgres
