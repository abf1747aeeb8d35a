#include "app/verify.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "app/checkout.h"
#include "app/database.h"
#include "app/deciding.h"
#include "app/ignoring.h"
#include "app/planning.h"
#include "app/stops.h"
#include "catalog/render.h"
#include "execute/verification.h"
#include "plan/planner.h"
#include "revision/resolve.h"

namespace dunlin::app {

namespace {

using plan::Step;
using revision::Applied;
using revision::Id;

// The applied revisions that the files have, by sequence, but none before what it requires: a
// retried revision has a younger row than those on top of it.
std::vector<Id> in_order(const revision::Graph& graph, const revision::AppliedRows& rows) {
  std::vector<bool> waiting(graph.size(), false);
  std::vector<std::size_t> by_sequence;
  for (const Applied& row : rows) {
    const auto index = graph.index_of(row.id);
    if (row.state != revision::State::applied || !index) continue;
    waiting[*index] = true;
    by_sequence.push_back(*index);
  }
  std::vector<Id> ids;
  for (const std::size_t wanted : by_sequence) {
    std::vector<std::size_t> stack{wanted};
    while (!stack.empty()) {
      const std::size_t index = stack.back();
      const auto& required = graph.requirements(index);
      const auto first = std::find_if(required.begin(), required.end(),
                                      [&](std::size_t each) { return waiting[each]; });
      if (waiting[index] && first != required.end()) {
        stack.push_back(*first);
        continue;
      }
      if (waiting[index]) ids.push_back(graph[index].id);
      waiting[index] = false;
      stack.pop_back();
    }
  }
  return ids;
}

/// One comparison of the applied revisions with the database.
class Verification {
 public:
  Verification(Context& context, Database& database, const Checkout& checkout,
               const ledger::Snapshot& snapshot)
      : context_(context), database_(database), checkout_(checkout) {
    ids_ = in_order(checkout.graph, snapshot.rows);
    steps_ = steps_up(context, database, checkout.graph, ids_);
  }

  void compare(const std::set<Id>& asked, VerifyReport& report) {
    const Backend& backend = database_.backend();
    std::vector<plan::Candidate> candidates;
    for (const Step& step : steps_) {
      candidates.push_back({step, checkout_.graph.at(step.id()).transaction, {}});
    }
    plan::Planner planner(backend.reader(), std::move(candidates), {});
    const auto probes = planner.probes(backend.inspector().read_all(database_.connection()));
    const std::vector<catalog::Drawing> drawings = drawn(database_, planner, probes);
    home_ = planner.home();
    for (const plan::Finding& finding : planner.audit(drawings)) {
      if (asked.count(steps_[finding.step].id()) == 0) continue;
      if (leaves_out(finding.element)) {
        ++report.ignored;
        continue;
      }
      report.problems.push_back(diagnostic_of(steps_[finding.step], finding));
      (finding.obstacle == plan::Obstacle::missing ? lacking_ : different_).insert(finding.step);
    }
    for (const catalog::Object* object : planner.extras()) {
      if (is_ours(object->element)) continue;
      if (leaves_out(object->element)) {
        ++report.ignored;
        continue;
      }
      catalog::Object named = *object;
      if (named.element.schema == home_) named.element.schema.clear();
      report.extras.push_back(catalog::title(named));
    }
    for (std::size_t i = 0; i < steps_.size(); ++i) touched_.push_back(planner.touched(i));
  }

  void run_scripts(const std::set<Id>& asked, VerifyReport& report) {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      if (!steps_[i].verify || asked.count(steps_[i].id()) == 0) continue;
      report.scripts.push_back({steps_[i].id(), outcome_of(i, report)});
    }
  }

  const std::vector<Id>& ids() const { return ids_; }

  // One line for each revision of which something is missing or different.
  std::vector<std::string> next() const {
    std::vector<std::string> lines;
    for (const std::size_t index : lacking_) {
      if (different_.count(index) != 0) continue;  // which --retry would refuse
      lines.push_back(
          fmt::format("dunlin resolve --retry {}    (runs what is missing, when the file is right)",
                      steps_[index].id()));
    }
    for (const std::size_t index : different_) lines.push_back(by_hand(steps_[index].id()));
    return lines;
  }

 private:
  bool leaves_out(sql::Element element) const {
    const auto& patterns = database_.rules().ignore;
    if (!patterns) return false;
    if (element.schema.empty()) element.schema = home_;
    return is_ignored(patterns->value, element);
  }

  // The ledger is nobody's revision.
  bool is_ours(const sql::Element& element) const {
    const ledger::Names& names = database_.ledger().names();
    if (!names.schema.empty() && element.schema != names.schema && element.name != names.schema) {
      return false;
    }
    static constexpr std::string_view kTables[] = {"revision", "event", "journal", "lock", "meta"};
    return std::any_of(std::begin(kTables), std::end(kTables), [&](std::string_view table) {
      return element.name == names.prefix + std::string(table);
    });
  }

  Diagnostic diagnostic_of(const Step& step, const plan::Finding& finding) const {
    const sql::Statement& statement = step.script->statements[finding.statement];
    Diagnostic diagnostic;
    diagnostic.code = code::kNotThere;
    diagnostic.message = finding.reason;
    diagnostic.place = place_at(step.script->path, step.script->text.view(), statement.begin);
    diagnostic.excerpt =
        excerpt_at(step.script->text.view(), statement.begin, statement.text.size());
    diagnostic.statement = finding.statement + 1;
    for (const plan::Difference& difference : finding.differences) {
      diagnostic.notes.push_back(catalog::text_of(difference, home_));
    }
    return diagnostic;
  }

  // Whether a later revision touched what the script reads.
  bool outdated(std::size_t index) const {
    std::set<std::string> reads;
    for (const sql::Statement& statement : steps_[index].verify->statements) {
      for (const sql::Action& action : database_.backend().reader().facts(statement).actions) {
        for (const sql::Effect& effect : action.effects) reads.insert(effect.element.name);
      }
    }
    for (std::size_t later = index + 1; later < steps_.size(); ++later) {
      for (const sql::Element& element : touched_[later]) {
        if (reads.count(element.name) != 0) return true;
      }
    }
    return false;
  }

  VerifyScript::Outcome outcome_of(std::size_t index, VerifyReport& report) {
    if (outdated(index)) return VerifyScript::Outcome::outdated;
    execute::Session session = database_.session();
    database_.connection().run("BEGIN");
    try {
      execute::verify(session, steps_[index]);
    } catch (const db::ConnectionLost&) {
      throw;
    } catch (const Error& error) {
      if (error.code() != code::kVerifyFailed) throw;
      Diagnostic diagnostic = error.first();
      diagnostic.code = code::kNotThere;
      report.problems.push_back(std::move(diagnostic));
      database_.connection().run("ROLLBACK");
      return VerifyScript::Outcome::failed;
    }
    database_.connection().run("ROLLBACK");
    return VerifyScript::Outcome::passed;
  }

  Context& context_;
  Database& database_;
  const Checkout& checkout_;
  std::vector<Id> ids_;
  std::vector<Step> steps_;
  std::vector<std::set<sql::Element>> touched_;
  std::set<std::size_t> lacking_;    // steps of which something is missing
  std::set<std::size_t> different_;  // steps of which something is there and different
  std::string home_;
};

std::set<Id> asked_of(const Checkout& checkout, const std::vector<Id>& applied,
                      const std::optional<std::string>& target) {
  if (!target) return {applied.begin(), applied.end()};
  const auto ids = revision::resolved(checkout.graph, checkout.graph.selection(applied),
                                      revision::parse_target(*target, checkout.graph));
  for (const Id& id : ids) {
    if (std::find(applied.begin(), applied.end(), id) != applied.end()) continue;
    throw with_next(Error(code::kNotApplied, fmt::format("revision {} is not applied here", id)),
                    "dunlin status");
  }
  return {ids.begin(), ids.end()};
}

}  // namespace

VerifyReport verify(Context& context, const std::optional<std::string>& target) {
  Database database(context, Purpose::read);
  const Checkout checkout = read_checkout(context);
  const ledger::Snapshot snapshot = database.read();
  database.heed(snapshot.claim);
  VerifyReport report;
  report.database = database.title();
  if (database.absent()) return report;
  Verification verification(context, database, checkout, snapshot);
  const std::set<Id> asked = asked_of(checkout, verification.ids(), target);
  for (const Id& id : verification.ids()) {
    if (asked.count(id) != 0) report.revisions.push_back(id);
  }
  verification.compare(asked, report);
  if (!report.problems.empty()) report.problems.back().next = verification.next();
  verification.run_scripts(asked, report);
  return report;
}

}  // namespace dunlin::app
