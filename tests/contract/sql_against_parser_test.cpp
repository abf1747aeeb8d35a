// Our PostgreSQL lexer and splitter beside the server's own scanner and grammar, as libpg_query
// carries them.

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pg_query.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/sql_random_text.h"
#include "sql/postgres/reader.h"
#include "sql/postgres/splitter.h"
#include "unit/sql/snippets.h"

namespace dunlin::sql {
namespace {

using Texts = std::vector<std::string>;

// ---- where statements end ----

// The statements of a text that the grammar accepts.
std::optional<Texts> parsed(const std::string& text) {
  const PgQuerySplitResult result = pg_query_split_with_parser(text.c_str());
  std::optional<Texts> statements;
  if (result.error == nullptr) {
    statements.emplace();
    for (int i = 0; i < result.n_stmts; ++i) {
      statements->push_back(text.substr(static_cast<std::size_t>(result.stmts[i]->stmt_location),
                                        static_cast<std::size_t>(result.stmts[i]->stmt_len)));
    }
  }
  pg_query_free_split_result(result);
  return statements;
}

Texts cut(const std::string& text) {
  std::vector<Problem> problems;
  postgres::Splitter splitter(text, problems);
  Texts all;
  for (Statement statement; splitter.next(statement);) all.emplace_back(statement.text);
  return problems.empty() ? all : Texts{"a problem: " + problems.front().message};
}

// The grammar counts the comments in front of a statement to it, so that only tokens compare.
void expect_same_cut(const std::string& text, const std::string& name) {
  const auto theirs = parsed(text);
  ASSERT_TRUE(theirs) << name;
  const Texts ours = cut(text);
  ASSERT_EQ(ours.size(), theirs->size()) << name;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_THAT(theirs->at(i), testing::HasSubstr(ours[i])) << name;
    EXPECT_EQ(postgres::reader().fingerprint(ours[i]),
              postgres::reader().fingerprint(theirs->at(i)))
        << name;
  }
}

TEST(SqlAgainstParserTest, SnippetsThatTheGrammarAcceptsAreCutAlike) {
  int accepted = 0;
  for (const test::Snippet& snippet : test::postgres_snippets()) {
    if (!parsed(std::string(snippet.text))) continue;
    ++accepted;
    expect_same_cut(std::string(snippet.text), std::to_string(snippet.number));
  }
  // All but the byte order mark, the no-break space, COPY's rows and the lines of psql.
  EXPECT_EQ(accepted, 38);
}

// Without the lines that are psql's.
std::string sql_of(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string text;
  for (std::string line; std::getline(file, line);) {
    if (!line.starts_with('\\')) text += line + "\n";
  }
  return text;
}

TEST(SqlAgainstParserTest, TheScriptsOfAnInstalledServerAreCutAlike) {
  const std::filesystem::path installed = "/usr/share/postgresql";
  if (!std::filesystem::exists(installed)) GTEST_SKIP() << "no scripts in " << installed;
  int files = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(installed)) {
    if (entry.path().extension() != ".sql") continue;
    const std::string text = sql_of(entry.path());
    if (!parsed(text)) continue;  // a template, or syntax newer than the grammar
    ++files;
    expect_same_cut(text, entry.path());
  }
  EXPECT_GT(files, 0);
}

const Texts& statements() {
  static const Texts kStatements = {
      "select 1",
      "select 'a;' \n 'b;', E'c\\';', $$d;$$, $e$ $$;$$ $e$, U&'f;'",
      "create rule r as on insert to t do also (select 1; select (2); notify t)",
      "create function f(a int default (1)) returns int begin atomic select case when 1=1 then 2 "
      "end; select case 1 when 2 then case when true then 3 end end as end; end",
      "create or replace procedure p() begin atomic end",
      "create function g() returns int language sql return 1",
      "create function begin() returns int language sql as 'begin atomic'",
      "do 'begin perform 1; end'",
      "begin",
      "end",
      "commit and chain",
      "create table \"t;\" (\"begin\" int, b text default ';')",
      "copy (select 1) to stdout",
      "update t set a = -1, b = @-2 where c->>'d;' <> '\\' and e[1:2] = 3",
      "vacuum",
      "prepare transaction 'a;'",
  };
  return kStatements;
}

TEST(SqlAgainstParserTest, AnyScriptOfManyStatementsIsCutAlike) {
  test::RandomText random(2);
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t left = random.below(12); left > 0; --left) {
      text += random.one_of(statements());
      text += random.one_of({"", " ", "/* ; /* ' */ */", "\n-- $$;\n"});
      text += random.one_of({";", ";", ";;", " ;\r\n; "});
      text += random.one_of({"", " ", "/* ; */", "-- \" ;\n"});
    }
    expect_same_cut(text, text);
    ASSERT_FALSE(testing::Test::HasFailure());
  }
}

// ---- where tokens end ----

using Range = std::pair<std::uint64_t, std::uint64_t>;

// One level of a protobuf message: the header for its C structures needs a library that the
// package does not bring along.
class Fields {
 public:
  explicit Fields(std::string_view message) : rest_(message) {}

  // The next field: its number, and its value or its bytes.
  bool next() {
    if (rest_.empty()) return false;
    const std::uint64_t key = varint();
    number = key >> 3U;
    value = varint();
    if ((key & 7U) == 2) {
      bytes = rest_.substr(0, value);
      rest_.remove_prefix(value);
    }
    return true;
  }

  std::uint64_t number = 0;
  std::uint64_t value = 0;
  std::string_view bytes;

 private:
  std::uint64_t varint() {
    std::uint64_t result = 0;
    for (unsigned shift = 0;; shift += 7) {
      const auto byte = static_cast<unsigned char>(rest_.front());
      rest_.remove_prefix(1);
      result |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return result;
    }
  }

  std::string_view rest_;
};

// The tokens of the server's scanner without the comments; nothing when it refuses the text.
std::optional<std::vector<Range>> scanned(const std::string& text) {
  constexpr std::uint64_t kSqlComment = 275;
  constexpr std::uint64_t kBlockComment = 276;
  const PgQueryScanResult result = pg_query_scan(text.c_str());
  std::optional<std::vector<Range>> ranges;
  if (result.error == nullptr) {
    ranges.emplace();
    Fields tokens(std::string_view(result.pbuf.data, result.pbuf.len));
    while (tokens.next()) {
      if (tokens.number != 2) continue;
      Range range;
      std::uint64_t kind = 0;
      for (Fields token(tokens.bytes); token.next();) {
        if (token.number == 1) range.first = token.value;
        if (token.number == 2) range.second = token.value;
        if (token.number == 4) kind = token.value;
      }
      if (kind != kSqlComment && kind != kBlockComment) ranges->push_back(range);
    }
  }
  pg_query_free_scan_result(result);
  return ranges;
}

// libpg_query gives comments away as tokens, so that they part the pieces of a string for it.
// They do not for the server: sql_against_servers_test.cpp asks one.
bool holds_comment(const Token& token) {
  return token.kind == TokenKind::string && token.text.find("--") != std::string_view::npos;
}

TEST(SqlAgainstParserTest, AnyTextThatTheServersScannerReadsHasTheSameTokens) {
  const Texts pieces = {"a",  "E",  "e'", "'",   "''", "\"b\"", "\"",   "u&'",     "U&\"",
                        "x'", "b'", "1",  "1.",  ".5", "$1",    "$",    "$$",      "$a$",
                        "$b", "::", ":",  "=",   "-",  "+",     "--",   "\n",      "\r",
                        " ",  "\t", "/*", "*/",  "*",  "/",     "@",    "!",       "%",
                        "<",  ">",  ";",  "(",   ")",  "[",     ",",    "_x",      "..",
                        "|",  "e5", "?",  "end", "n'", "'",     "'\n'", " -- '\n", "caf\xC3\xA9"};
  test::RandomText random(3);
  std::size_t compared = 0;
  for (int i = 0; i < 200000; ++i) {
    const std::string text = random.made_of(pieces, 16);
    const auto theirs = scanned(text);
    const std::vector<Token> tokens = postgres::reader().tokens(text);
    if (!theirs || std::any_of(tokens.begin(), tokens.end(), holds_comment)) continue;
    ++compared;
    std::vector<Range> ours;
    for (const Token& token : tokens) {
      Range range(token.begin, token.end());
      // The scanner gives the letter of n'' away as a keyword.
      if (token.text.starts_with("n'")) ours.emplace_back(range.first++, token.begin + 1);
      // And libpg_query 15 does not tell where U&'' and U&"" end.
      const bool unicode = token.text.starts_with("u&'") || token.text.starts_with("U&\"");
      if (unicode && ours.size() < theirs->size()) range.second = theirs->at(ours.size()).second;
      ours.push_back(range);
    }
    ASSERT_EQ(ours, *theirs) << text;
  }
  EXPECT_GT(compared, 50000u);
}

}  // namespace
}  // namespace dunlin::sql
