#include "source.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace dunlin::architecture {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> texts(const std::vector<Token>& tokens) {
  std::vector<std::string> list;
  for (const Token& token : tokens) list.push_back(token.text);
  return list;
}

TEST(SourceTest, CommentsAreNotRead) {
  const Source source = parse_source("x.cpp", "// sqlite \"a\"\n/* sqlite\n */ int x; // y\n");

  EXPECT_THAT(texts(source.identifiers), ElementsAre("int", "x"));
  EXPECT_THAT(source.literals, IsEmpty());
  EXPECT_EQ(source.identifiers[0].line, 3U);
}

TEST(SourceTest, LiteralsAreNoIdentifiers) {
  const Source source =
      parse_source("x.cpp", "f(\"a \\\" b\", 'c', '\"', R\"x(d\n)\" e)x\", 10'000, g);");

  EXPECT_THAT(texts(source.literals), ElementsAre("a \\\" b", "d\n)\" e"));
  EXPECT_THAT(texts(source.identifiers), ElementsAre("f", "g"));
}

TEST(SourceTest, IncludesAreRead) {
  const Source source = parse_source("x.cpp", "#include <a/b.h>\n# include \"c/d.h\"\n#if E\n");

  EXPECT_THAT(texts(source.foreign_includes), ElementsAre("a/b.h"));
  EXPECT_THAT(texts(source.own_includes), ElementsAre("c/d.h"));
  EXPECT_THAT(texts(source.identifiers), ElementsAre("if", "E"));
}

TEST(SourceTest, FilesBelongToLayers) {
  EXPECT_EQ(layer_of("lib/sql/postgres/lexer.cpp"), "sql");
  EXPECT_EQ(layer_of("cmd/dunlin/main.cpp"), "cmd");
  EXPECT_EQ(layer_of("tests/x.cpp"), "");
}

}  // namespace
}  // namespace dunlin::architecture
