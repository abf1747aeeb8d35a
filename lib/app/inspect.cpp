#include "app/inspect.h"

#include <algorithm>
#include <set>

#include "app/checkout.h"
#include "app/database.h"
#include "app/ledger_view.h"
#include "app/script_order.h"
#include "app/upgrade.h"
#include "revision/resolve.h"

namespace dunlin::app {

namespace {

using ledger::Snapshot;
using revision::Applied;
using revision::Id;

revision::Selection applied_in(const revision::Graph& graph, const Snapshot& snapshot) {
  std::vector<Id> ids;
  for (const Applied& row : snapshot.rows) {
    if (row.state == revision::State::applied) ids.push_back(row.id);
  }
  return graph.selection(ids);
}

bool mentions_current(const revision::Range& range) {
  const auto is = [](const std::optional<revision::Target>& target) {
    return target && target->symbol == revision::Target::Symbol::current;
  };
  return is(range.from) || is(range.to);
}

}  // namespace

CurrentReport current(Context& context) {
  Database database(context, Purpose::read);
  const Checkout checkout = read_checkout(context);
  const Snapshot snapshot = database.read();
  database.heed(snapshot.claim);
  CurrentReport report;
  report.database = database.title();
  const std::vector<Id> ids = tips(snapshot.rows);
  for (const Applied& row : snapshot.rows) {
    if (std::find(ids.begin(), ids.end(), row.id) != ids.end()) report.current.push_back(row);
  }
  const revision::Selection applied = applied_in(checkout.graph, snapshot);
  report.at_heads = std::find(applied.begin(), applied.end(), false) == applied.end();
  return report;
}

revision::Graph graph(Context& context) { return read_checkout(context).graph; }

HistoryReport history(Context& context, const std::string& range_text, bool ask_database) {
  HistoryReport report{graph(context), {}, {}};
  const revision::Range range = revision::parse_range(range_text, report.graph);
  Snapshot snapshot;
  if (ask_database || mentions_current(range)) {
    Database database(context, Purpose::read);
    snapshot = database.read();
    report.rows = snapshot.rows;
  }
  report.ids = revision::resolve_range(report.graph, applied_in(report.graph, snapshot), range);
  std::reverse(report.ids.begin(), report.ids.end());
  return report;
}

std::vector<ledger::Event> events(Context& context, std::size_t limit) {
  Database database(context, Purpose::read);
  if (database.absent() || !database.ledger().exists()) return {};
  return database.ledger().events(limit);
}

namespace {

std::vector<std::pair<std::string, std::string>> scripts_in(const Files& files,
                                                            const std::string& folder) {
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : files.list(folder).value_or(std::vector<DirectoryEntry>())) {
    if (entry.name.ends_with(".sql")) names.push_back(entry.name);
  }
  std::sort(names.begin(), names.end(), listed_before);
  std::vector<std::pair<std::string, std::string>> scripts;
  for (const std::string& name : names) {
    const std::string path = path_in(folder, name);
    scripts.emplace_back(path, files.read(path).value_or(""));
  }
  return scripts;
}

}  // namespace

std::vector<ShowReport> show(Context& context, const std::string& text) {
  const revision::Graph graph = app::graph(context);
  const revision::Target target = revision::parse_target(text, graph);
  Snapshot snapshot;
  if (target.symbol == revision::Target::Symbol::current) {
    snapshot = Database(context, Purpose::read).read();
  }
  std::vector<ShowReport> reports;
  const std::vector<Id> heads = graph.heads();
  for (const std::size_t index : revision::resolve(graph, applied_in(graph, snapshot), target)) {
    ShowReport report;
    report.revision = graph[index];
    for (const std::size_t child : graph.children(index))
      report.children.push_back(graph[child].id);
    report.is_head = std::find(heads.begin(), heads.end(), report.revision.id) != heads.end();
    report.scripts = scripts_in(context.files(), report.revision.folder);
    reports.push_back(std::move(report));
  }
  return reports;
}

namespace {

// A plan for a database that an upgrade would create is made for an empty ledger.
template <class Request>
PlanReport planned(Context& context, const Request& request, std::string target) {
  PlanReport report;
  report.target = std::move(target);
  const Checkout checkout = read_checkout(context);
  Database database(context, Purpose::read);
  report.database = database.title();
  report.absent = database.absent();
  const Snapshot snapshot = database.read();
  database.heed(snapshot.claim);
  report.plan = plan_of(context, database, checkout, request, snapshot);
  if constexpr (std::is_same_v<Request, UpgradeRequest>) {
    decide(context, database, checkout, snapshot, report.plan, request.consent);
  }
  return report;
}

}  // namespace

PlanReport plan_upgrade(Context& context, const std::string& target, bool fill_gaps,
                        const Consent& consent) {
  UpgradeRequest request;
  request.target = target;
  request.fill_gaps = fill_gaps;
  request.consent = consent;
  return planned(context, request, target);
}

PlanReport plan_downgrade(Context& context, const std::string& target, bool last_run) {
  DowngradeRequest request;
  request.target = target;
  request.last_run = last_run;
  return planned(context, request, target);
}

}  // namespace dunlin::app
