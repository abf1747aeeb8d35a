#include "app/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "app/checkout.h"
#include "app/database.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/run.h"
#include "plan/judgement.h"
#include "plan/route.h"
#include "plan/segments.h"

namespace dunlin::app {

namespace {

using execute::ScriptStep;
using execute::Ways;
using plan::Step;
using revision::Applied;
using revision::AppliedRows;
using revision::Direction;
using revision::Graph;
using revision::Id;
using revision::Target;

// More ways than anybody has: a squash of squashes of squashes.
constexpr std::size_t kMostWays = 64;

Target symbol(Target::Symbol which) {
  Target target;
  target.symbol = which;
  return target;
}

/// From where to where, both ends told.
struct Ends {
  Target from;
  Target to;
};

Ends ends_of(const ScriptRequest& request, const Graph& graph) {
  const Target bottom = symbol(Target::Symbol::base);
  const Target top = symbol(Target::Symbol::heads);
  revision::Range range = revision::parse_range(request.range, graph);
  // One target alone is both ends of a range; here it is the end.
  if (range.from && range.from == range.to && to_string(*range.to) == request.range) {
    range.from.reset();
  }
  return {range.from.value_or(request.down ? top : bottom),
          range.to.value_or(request.down ? bottom : top)};
}

/// What the script is for, as far as it can be told without a connection.
struct Audience {
  config::Settings settings;
  std::optional<config::Url> url;
  Dialect dialect{};
};

std::optional<config::Url> url_if_any(Context& context, const config::Settings& settings) {
  try {
    return url_of(context, settings);
  } catch (const Error&) {
    return std::nullopt;
  }
}

// The environment's block is for another kind of database: its session settings mean nothing here.
void leave_environment(Context& context, Audience& audience) {
  audience.settings.environment = context.config().defaults;
  audience.settings.environment_name.reset();
  audience.url.reset();
}

bool names_a_source(const config::UrlSource& source) {
  return source.url || source.url_file || source.url_command || source.service;
}

Audience audience_of(Context& context, const std::optional<Dialect>& dialect) {
  Audience audience;
  audience.settings = config::resolve(context.flags(), context.variables(), context.config(),
                                      dialect ? config::Need::files : config::Need::database);
  if (!dialect) {
    audience.url = url_of(context, audience.settings);
    audience.dialect = audience.url->dialect;
    return audience;
  }
  audience.dialect = *dialect;
  if (names_a_source(audience.settings.environment.source)) {
    audience.url = url_if_any(context, audience.settings);
  }
  if (audience.url && audience.url->dialect != *dialect) leave_environment(context, audience);
  return audience;
}

Audience told_audience_of(Context& context, const std::optional<Dialect>& dialect) {
  try {
    return audience_of(context, dialect);
  } catch (const Error& error) {
    if (dialect || error.code() != code::kNoDatabase) throw;
    Error told = error;
    for (const Dialect one : all_dialects()) {
      told.first().next.push_back(fmt::format("dunlin script --dialect {}", name_of(one)));
    }
    throw told;
  }
}

/// The rows of a ledger that stands at `from`.
AppliedRows rows_at(Context& context, const Recipient& recipient, const Graph& graph,
                    const Target& from) {
  if (from.symbol == Target::Symbol::current) {
    AppliedRows rows = Database(context, Purpose::read).read().rows;
    require_finished(rows);
    return rows;
  }
  AppliedRows rows;
  for (const Id& id : plan::upgrade_route(graph, {}, from).ids) {
    const revision::Revision& revision = graph.at(id);
    rows.push_back(row_of(context, recipient, revision,
                          read_source(context, recipient.backend, revision, "up")));
    rows.back().sequence = static_cast<std::int64_t>(rows.size());
  }
  return rows;
}

/// What else counts as a revision being applied, by `replaces`.
class Replacements {
 public:
  explicit Replacements(const Graph& graph) : graph_(graph) {}

  Ways ways(const Id& id) const {
    Ways ways;
    std::set<Id> seen;
    add_squashes(id, seen, ways);
    for (std::vector<Id>& way : by_pieces(id)) ways.push_back(std::move(way));
    if (ways.size() > kMostWays) ways.resize(kMostWays);
    return ways;
  }

 private:
  void add_squashes(const Id& id, std::set<Id>& seen, Ways& ways) const {
    for (const revision::Revision& squash : graph_.revisions()) {
      const auto& replaced = squash.replaces;
      if (std::find(replaced.begin(), replaced.end(), id) == replaced.end()) continue;
      if (!seen.insert(squash.id).second) continue;
      ways.push_back({squash.id});
      add_squashes(squash.id, seen, ways);
    }
  }

  // Each piece by itself, or by its own pieces in turn.
  Ways by_pieces(const Id& id) const {
    const revision::Revision* revision = graph_.find(id);
    if (revision == nullptr || revision->replaces.empty()) return {};
    Ways all{{}};
    for (const Id& piece : revision->replaces) {
      Ways of_piece = by_pieces(piece);
      of_piece.insert(of_piece.begin(), {piece});
      Ways longer;
      for (const std::vector<Id>& way : all) {
        for (const std::vector<Id>& more : of_piece) {
          if (longer.size() == kMostWays) break;
          longer.push_back(way);
          longer.back().insert(longer.back().end(), more.begin(), more.end());
        }
      }
      all = std::move(longer);
    }
    return all;
  }

  const Graph& graph_;
};

void add_needs(ScriptStep& own, const Graph& graph) {
  const Replacements replacements(graph);
  const std::size_t index = *graph.index_of(own.step.id());
  own.settled = replacements.ways(own.step.id());
  own.pieces = graph[index].replaces;
  for (const std::size_t need : graph.requirements(index)) {
    own.needs.push_back({graph[need].id, replacements.ways(graph[need].id)});
  }
}

// As the planner cuts, for nothing can be asked: every statement will run.
void cut(ScriptStep& own, const revision::Revision& revision) {
  Step& step = own.step;
  if (!step.script) return;
  const std::vector<plan::Judgement> runs(step.statements());
  step.segments = plan::segments_of(step.script->statements, revision.transaction, 0, runs,
                                    plan::label_cuts(own.facts, runs));
  require_one_segment(revision, step);
}

ScriptStep script_step(const Backend& backend, const Graph& graph, Step step) {
  ScriptStep own;
  own.step = std::move(step);
  if (own.step.script) {
    for (const sql::Statement& statement : own.step.script->statements) {
      own.facts.push_back(backend.reader().facts(statement));
    }
  }
  if (own.step.direction == Direction::up) {
    cut(own, graph.at(own.step.id()));
    add_needs(own, graph);
  }
  return own;
}

execute::Expectations expected_by(const config::Settings& settings) {
  const config::Environment& environment = settings.environment;
  execute::Expectations expected;
  if (settings.schema) expected.schema = settings.schema->value;
  if (environment.expect_database) expected.database = environment.expect_database->value;
  expected.not_replica = environment.expect_not_replica && environment.expect_not_replica->value;
  if (environment.expect_min_server) {
    expected.least_server = environment.expect_min_server->value;
  }
  return expected;
}

std::vector<Step> steps_of(Context& context, const Recipient& recipient, const Graph& graph,
                           const Ends& ends, Direction direction) {
  const AppliedRows rows = rows_at(context, recipient, graph, ends.from);
  if (direction == Direction::down) {
    const plan::Route route = plan::downgrade_route(graph, rows, ends.to);
    return steps_down(context, recipient, graph, rows, route.ids);
  }
  const plan::Route route = plan::upgrade_route(graph, rows, ends.to);
  if (!route.gaps.empty()) throw plan::gap_refusal(graph, route);
  return steps_up(context, recipient, graph, route.ids);
}

void require_schemas(const Backend& backend, const config::Settings& settings) {
  if (!settings.schema || !backend.in_a_file) return;
  throw Error(code::kUsage, fmt::format("--schema is for databases with schemas; {} has none",
                                        title_of(backend.dialect)));
}

}  // namespace

std::string ScriptReport::text() const {
  std::string all;
  for (const execute::ScriptPart& part : parts) all += part.text;
  return all;
}

ScriptReport script(Context& context, const ScriptRequest& request) {
  const Audience audience = told_audience_of(context, request.dialect);
  const Backend& backend = backend_of(audience.dialect);
  require_schemas(backend, audience.settings);
  const Checkout checkout = read_checkout(context);
  const Ends ends = ends_of(request, checkout.graph);
  const auto& environment = audience.settings.environment_name;
  const Recipient recipient{backend, environment.value_or("")};
  context.seen.environment = environment;

  execute::Script script;
  script.direction = request.down ? Direction::down : Direction::up;
  script.range = fmt::format("{}:{}", to_string(ends.from), to_string(ends.to));
  script.names = {context.config().ledger_schema.value, context.config().ledger_prefix.value};
  script.project = project_key(audience.settings);
  script.runner = context.runner();
  script.runner.command = "script";
  script.runner.environment = recipient.environment;
  if (environment) {
    script.claim = {*environment, audience.settings.environment.is_protected.value};
  }
  script.expected = expected_by(audience.settings);
  script.search_path = search_path_of(audience.settings, audience.url);
  if (audience.settings.environment.role) script.role = audience.settings.environment.role->value;

  ScriptReport report{audience.dialect, script.direction, script.range, {}, {}};
  for (Step& step : steps_of(context, recipient, checkout.graph, ends, script.direction)) {
    report.steps.push_back(report_of(step));
    script.steps.push_back(script_step(backend, checkout.graph, std::move(step)));
  }
  report.parts = backend.scribe().write(script);
  return report;
}

}  // namespace dunlin::app
