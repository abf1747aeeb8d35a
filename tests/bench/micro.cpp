// What could become superlinear, or is promised to be fast: splitting a script, the facts of its
// statements, ordering a graph, reading and comparing catalogs.
//
//   build/release/tests/bench/bench_micro --benchmark_filter=Split

#include <benchmark/benchmark.h>

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "catalog/difference.h"
#include "db/sqlite/open.h"
#include "inspect/sqlite/inspector.h"
#include "revision/graph.h"
#include "revision/revision.h"
#include "sql/postgres/reader.h"
#include "sql/sqlite/reader.h"
#include "workload.h"

namespace dunlin::bench {
namespace {

std::string script_of(std::size_t revisions) {
  std::string script;
  for (std::size_t number = 1; number <= revisions; ++number) script += up_of(number);
  return script;
}

void split(benchmark::State& state, const sql::Reader& reader) {
  const std::string script = script_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(reader.split(script));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(script.size()));
  state.SetComplexityN(state.range(0));
}

void SplitPostgres(benchmark::State& state) { split(state, sql::postgres::reader()); }
BENCHMARK(SplitPostgres)->RangeMultiplier(10)->Range(1, 1000)->Complexity();

void SplitSqlite(benchmark::State& state) { split(state, sql::sqlite::reader()); }
BENCHMARK(SplitSqlite)->RangeMultiplier(10)->Range(1, 1000)->Complexity();

void Fingerprint(benchmark::State& state) {
  const std::string script = script_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(sql::postgres::reader().fingerprint(script));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(script.size()));
}
BENCHMARK(Fingerprint)->RangeMultiplier(10)->Range(1, 1000);

std::string table_script(std::size_t tables) {
  std::string script;
  for (std::size_t number = 0; number < tables; ++number) {
    const std::string name = "table_" + std::to_string(number);
    script += "CREATE TABLE \"" + name +
              "\" (\n  id INTEGER PRIMARY KEY AUTOINCREMENT,\n  \"email\" VARCHAR(255) NOT NULL "
              "UNIQUE,\n  parent INTEGER REFERENCES table_0 (id) ON DELETE CASCADE,\n  amount "
              "DECIMAL(10, 2) NOT NULL DEFAULT 0 CHECK (amount >= 0),\n  note TEXT DEFAULT 'none' "
              "COLLATE NOCASE,\n  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,\n  a "
              "INTEGER, b INTEGER, c TEXT, d TEXT,\n  CONSTRAINT " +
              name + "_ab CHECK (a < b OR b IS NULL)\n);\nCREATE INDEX " + name + "_created ON \"" +
              name + "\" (created_at DESC, a);\nCREATE INDEX " + name + "_note ON \"" + name +
              "\" (lower(note)) WHERE note IS NOT NULL;\n";
  }
  return script;
}

void FactsSqlite(benchmark::State& state) {
  const std::string text = table_script(static_cast<std::size_t>(state.range(0)));
  const sql::Reader& reader = sql::sqlite::reader();
  const sql::Script script = reader.split(text);
  for (auto _ : state) {
    for (const sql::Statement& statement : script.statements) {
      benchmark::DoNotOptimize(reader.facts(statement));
    }
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
BENCHMARK(FactsSqlite)->RangeMultiplier(10)->Range(1, 1000);

void ReadAllSqlite(benchmark::State& state) {
  const auto connection = db::sqlite::open({});
  connection->run(table_script(static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) {
    benchmark::DoNotOptimize(inspect::sqlite::inspector().read_all(*connection));
  }
}
BENCHMARK(ReadAllSqlite)->Arg(1000)->Unit(benchmark::kMillisecond);

catalog::Catalog catalog_of(std::size_t objects) {
  catalog::Catalog catalog;
  for (std::size_t number = 0; number < objects; ++number) {
    catalog::Object object;
    object.element = {sql::ElementKind::column, "public", "table_" + std::to_string(number / 10),
                      "column_" + std::to_string(number)};
    for (const char* name : {"collation", "comment", "default", "generated", "identity", "not_null",
                             "position", "storage", "type"}) {
      object.attributes.emplace_back(name, "the value of " + std::string(name));
    }
    catalog.add(std::move(object));
  }
  return catalog;
}

void CompareCatalogs(benchmark::State& state) {
  const catalog::Catalog wanted = catalog_of(static_cast<std::size_t>(state.range(0)));
  const catalog::Catalog actual = catalog_of(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(catalog::differences(wanted, actual, {"x.*"}));
}
BENCHMARK(CompareCatalogs)->Arg(25000)->Unit(benchmark::kMillisecond);

std::vector<revision::Revision> revisions_of(Shape shape, std::size_t count) {
  std::vector<revision::Revision> revisions;
  for (const Node& node : nodes_of(shape, count)) {
    revision::Revision revision;
    revision.id = id_of(node.number);
    for (const std::size_t parent : node.parents) revision.parents.push_back(id_of(parent));
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

void build(benchmark::State& state, Shape shape) {
  const auto revisions = revisions_of(shape, static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(revision::Graph(revisions));
  state.SetComplexityN(state.range(0));
}

void BuildChain(benchmark::State& state) { build(state, Shape::linear); }
BENCHMARK(BuildChain)->RangeMultiplier(10)->Range(100, 10000)->Complexity();

void BuildLadder(benchmark::State& state) { build(state, Shape::ladder); }
BENCHMARK(BuildLadder)->RangeMultiplier(10)->Range(100, 10000)->Complexity();

void Ancestors(benchmark::State& state) {
  const revision::Graph graph(
      revisions_of(Shape::ladder, static_cast<std::size_t>(state.range(0))));
  for (auto _ : state) benchmark::DoNotOptimize(graph.ancestors(graph.head_selection()));
  state.SetComplexityN(state.range(0));
}
BENCHMARK(Ancestors)->RangeMultiplier(10)->Range(100, 10000)->Complexity();

}  // namespace
}  // namespace dunlin::bench

BENCHMARK_MAIN();
