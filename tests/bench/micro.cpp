// The two places that could become superlinear: splitting a script, ordering a graph.
//
//   build/release/tests/bench/bench_micro --benchmark_filter=Split

#include <benchmark/benchmark.h>

#include <string>
#include <utility>
#include <vector>

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
