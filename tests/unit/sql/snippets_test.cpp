#include "unit/sql/snippets.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "sql/postgres/reader.h"
#include "sql/postgres/splitter.h"
#include "sql/sqlite/reader.h"
#include "sql/sqlite/splitter.h"

namespace dunlin::sql::test {
namespace {

template <class Splitter>
std::size_t sent(std::string_view text) {
  std::vector<Problem> problems;
  Splitter splitter(text, problems);
  std::size_t count = 0;
  for (Statement statement; splitter.next(statement);) ++count;
  return count;
}

void expect_read(const Reader& reader, const Snippet& snippet) {
  const Script script = reader.split(snippet.text);
  EXPECT_THAT(script.problems, testing::IsEmpty());
  EXPECT_EQ(script.statements.size(), snippet.statements);
  const auto alone = std::count_if(script.statements.begin(), script.statements.end(),
                                   [](const Statement& statement) { return statement.alone; });
  EXPECT_EQ(static_cast<std::size_t>(alone), snippet.alone);
}

class PostgresSnippetTest : public testing::TestWithParam<Snippet> {};

TEST_P(PostgresSnippetTest, IsCutWhereTheServerCutsIt) {
  EXPECT_EQ(sent<postgres::Splitter>(GetParam().text), GetParam().sent);
  expect_read(postgres::reader(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Peers, PostgresSnippetTest, testing::ValuesIn(postgres_snippets()));

class SqliteSnippetTest : public testing::TestWithParam<Snippet> {};

TEST_P(SqliteSnippetTest, IsCutWhereSqliteCutsIt) {
  EXPECT_EQ(sent<sqlite::Splitter>(GetParam().text), GetParam().sent);
  expect_read(sqlite::reader(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(Peers, SqliteSnippetTest, testing::ValuesIn(sqlite_snippets()));

TEST(SnippetsTest, AllFortyNineAreThere) {
  std::vector<int> numbers;
  for (const auto* snippets : {&postgres_snippets(), &sqlite_snippets()}) {
    for (const Snippet& snippet : *snippets) numbers.push_back(snippet.number);
  }
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  ASSERT_EQ(numbers.size(), 49u);
  EXPECT_EQ(numbers.front(), 1);
  EXPECT_EQ(numbers.back(), 49);
}

}  // namespace
}  // namespace dunlin::sql::test
