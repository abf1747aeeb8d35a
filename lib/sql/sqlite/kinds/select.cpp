#include <algorithm>
#include <array>
#include <set>

#include "sql/sqlite/kinds/kind.h"
#include "sql/sqlite/kinds/reads.h"
#include "sql/sqlite/name.h"

namespace dunlin::sql::sqlite {

namespace {

// Functions that come with SQLite and change nothing, and words that a parenthesis may follow. A
// function of an extension may do anything (SELECT AddGeometryColumn(…)).
constexpr auto kHarmless = std::to_array<std::string_view>({
    "abs",
    "acos",
    "acosh",
    "asin",
    "asinh",
    "atan",
    "atan2",
    "atanh",
    "avg",
    "bm25",
    "cast",
    "ceil",
    "ceiling",
    "changes",
    "char",
    "coalesce",
    "concat",
    "concat_ws",
    "cos",
    "cosh",
    "count",
    "cume_dist",
    "date",
    "datetime",
    "degrees",
    "dense_rank",
    "exp",
    "filter",
    "first_value",
    "floor",
    "format",
    "generate_series",
    "glob",
    "group_concat",
    "hex",
    "highlight",
    "if",
    "ifnull",
    "iif",
    "instr",
    "json",
    "json_array",
    "json_array_length",
    "json_each",
    "json_error_position",
    "json_extract",
    "json_group_array",
    "json_group_object",
    "json_insert",
    "json_object",
    "json_patch",
    "json_pretty",
    "json_quote",
    "json_remove",
    "json_replace",
    "json_set",
    "json_tree",
    "json_type",
    "json_valid",
    "julianday",
    "lag",
    "last_insert_rowid",
    "last_value",
    "lead",
    "length",
    "like",
    "likelihood",
    "likely",
    "ln",
    "log",
    "log10",
    "log2",
    "lower",
    "ltrim",
    "match",
    "materialized",
    "max",
    "min",
    "mod",
    "nth_value",
    "ntile",
    "nullif",
    "octet_length",
    "over",
    "partition",
    "percent_rank",
    "pi",
    "pow",
    "power",
    "printf",
    "quote",
    "radians",
    "random",
    "randomblob",
    "rank",
    "regexp",
    "replace",
    "round",
    "row_number",
    "rtrim",
    "sign",
    "sin",
    "sinh",
    "snippet",
    "soundex",
    "sqlite_compileoption_get",
    "sqlite_compileoption_used",
    "sqlite_source_id",
    "sqlite_version",
    "sqrt",
    "strftime",
    "string_agg",
    "substr",
    "substring",
    "subtype",
    "sum",
    "tan",
    "tanh",
    "time",
    "timediff",
    "total",
    "total_changes",
    "trim",
    "trunc",
    "typeof",
    "unhex",
    "unicode",
    "unistr",
    "unixepoch",
    "unlikely",
    "upper",
    "zeroblob",
});

bool is_harmless(const std::string& name) {
  return std::find(kHarmless.begin(), kHarmless.end(), name) != kHarmless.end() ||
         (name.starts_with("pragma_") && !name.starts_with("pragma_wal"));
}

// `name(…) AS (` is a common table expression with its columns.
bool is_expression(Reading words) {
  if (!words.parenthesised() || !words.eat("as")) return false;
  words.eat("not");
  words.eat("materialized");
  return words.at_symbol("(");
}

bool calls_the_unknown(Reading words) {
  std::set<std::string> expressions;
  while (!words.done()) {
    const auto name = words.name();
    if (!name) {
      words.step();
    } else if (words.at_symbol("(") && !is_harmless(*name) && !expressions.contains(*name)) {
      if (!is_expression(words)) return true;
      expressions.insert(*name);
    }
  }
  return false;
}

}  // namespace

// A query changes nothing, unless a function that it calls does.
bool read_select(Reading words, Facts& facts) {
  Reading main = words;
  if (main.at("with")) {
    main.seek("insert", "update", "delete", "select", "values");
    if (main.done()) return false;
  }
  if (!main.at("select") && !main.at("values")) return false;
  Action& action = facts.actions.front();
  add_reads(words, action.effects);
  if (calls_the_unknown(words)) {
    facts.opaque = true;
    action.claims.emplace_back(Once{});
  } else {
    action.claims.emplace_back(Repeatable{});
  }
  return true;
}

}  // namespace dunlin::sql::sqlite
