#include "inspect/postgres/trial.h"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <string_view>

#include "inspect/postgres/array.h"
#include "inspect/postgres/names.h"
#include "inspect/postgres/passing.h"
#include "inspect/postgres/queries.h"

namespace dunlin::inspect::postgres {

// Compiled in.
const std::map<std::string_view, std::string_view>& program_files();

namespace {

// Bodies of functions are not looked into: they are text to a comparison, and may name what is made
// later. A lock on the original of a copy is not worth a queue behind it.
constexpr std::string_view kPrepareTrial =
    "SELECT pg_catalog.set_config('dunlin.search_path', '{}', true); "
    "SET LOCAL jit = off; SET LOCAL check_function_bodies = off; "
    "SET LOCAL client_min_messages = error; SET LOCAL lock_timeout = '5s'; "
    "SET LOCAL plan_cache_mode = force_generic_plan; ";

constexpr std::string_view kDrawn =
    "; SELECT pg_catalog.unnest(pg_catalog.current_setting('dunlin.drawn')::text[])";

constexpr std::string_view kWanted =
    "SELECT dunlin_place, wanted_name FROM unnest(dunlin_wanted) wanted_name";

std::string array_of(const std::vector<std::string>& elements, std::string_view type) {
  return fmt::format("ARRAY[{}]::{}[]", fmt::join(elements, ", "), type);
}

/// A dollar quote that nothing in `text` ends.
std::string tag_for(std::string_view text) {
  std::string tag = "$dunlin$";
  while (text.find(tag) != std::string_view::npos) tag.insert(tag.size() - 1, "_");
  return tag;
}

std::string program(const db::Connection& connection, const std::vector<Steps>& lists) {
  std::vector<std::string> groups, texts, instead, shown, names;
  for (std::size_t group = 0; group < lists.size(); ++group) {
    for (const Step& step : lists[group]) {
      groups.push_back(std::to_string(group));
      texts.push_back(step.composed.empty() ? connection.quoted(step.text) : step.composed);
      instead.push_back(connection.quoted(step.instead));
      shown.emplace_back(step.shown ? "true" : "false");
      std::vector<std::string> quoted;
      for (const std::string& name : step.names) quoted.push_back(connection.quoted(name));
      names.push_back(array_of(quoted, "name") + "::text");
    }
  }
  const Queries queries(connection.server().version_number);
  const std::string all = array_of(texts, "text");
  return fmt::format(
      fmt::runtime(program_files().at("trial")), fmt::arg("tag", tag_for(all)),
      fmt::arg("groups", array_of(groups, "integer")), fmt::arg("texts", all),
      fmt::arg("instead", array_of(instead, "text")), fmt::arg("shown", array_of(shown, "boolean")),
      fmt::arg("names", array_of(names, "text")), fmt::arg("query", queries.named(kWanted)));
}

std::size_t number(const db::Value& value) {
  std::size_t parsed = 0;
  if (value) std::from_chars(value->data(), value->data() + value->size(), parsed);
  return parsed;
}

}  // namespace

Step copy_of(const db::Connection& connection, const sql::Element& original) {
  const std::string name =
      fmt::format("{}.{}", quoted_name(original.schema), quoted_name(original.name));
  const std::string copy = on_copy(original.name);
  Step step;
  step.composed = fmt::format(
      "(SELECT coalesce("
      "(SELECT {view} FROM pg_class WHERE oid = to_regclass({name}) AND relkind = 'v'), "
      "(SELECT {domain} || format_type(typbasetype, typtypmod) FROM pg_type "
      "WHERE oid = to_regtype({name}) AND typtype = 'd'), "
      "{table} || coalesce((SELECT ' PARTITION BY ' || pg_get_partkeydef(oid) FROM pg_class "
      "WHERE oid = to_regclass({name}) AND relkind = 'p'), '')))",
      fmt::arg("name", connection.quoted(name)),
      fmt::arg("view", connection.quoted(fmt::format("CREATE VIEW {} AS TABLE {}", copy, name))),
      fmt::arg("domain", connection.quoted(fmt::format("CREATE DOMAIN {} AS ", copy))),
      fmt::arg("table", connection.quoted(fmt::format(
                            "CREATE TABLE {} (LIKE {} INCLUDING DEFAULTS INCLUDING GENERATED "
                            "INCLUDING IDENTITY)",
                            copy, name))));
  return step;
}

std::vector<std::vector<Outcome>> try_out(db::Connection& connection,
                                          const std::vector<Steps>& lists) {
  std::vector<std::vector<Outcome>> outcomes;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (const Steps& steps : lists) {
    for (std::size_t step = 0; step < steps.size(); ++step) {
      places.emplace_back(outcomes.size(), step);
    }
    outcomes.emplace_back(steps.size());
  }
  if (places.empty()) return outcomes;
  const db::Result result = run_undone(
      connection, fmt::format("{}{}{}", kPrepareTrial, program(connection, lists), kDrawn));
  const Queries queries(connection.server().version_number);
  for (const db::Row& row : result.rows) {
    std::vector<db::Value> values = elements_of(row.at(0).value_or(""));
    const auto [list, step] = places.at(number(values.at(0)) - 1);
    Outcome& outcome = outcomes.at(list).at(step);
    if (values.at(1) == "failed") {
      outcome.failure = values.at(2).value_or("");
    } else {
      values.erase(values.begin());
      outcome.objects.push_back(queries.object(values));
    }
  }
  return outcomes;
}

}  // namespace dunlin::inspect::postgres
