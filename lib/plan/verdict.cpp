#include "plan/verdict.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace dunlin::plan {

namespace {

bool done(const Evidence& e) { return e.standing == Standing::done; }
bool todo(const Evidence& e) {
  return e.standing == Standing::todo || e.standing == Standing::half;
}

Decision stop(Obstacle obstacle, const Evidence& evidence) {
  return {Verdict::stop, obstacle, evidence.reason, evidence.differences};
}

std::optional<Decision> contradiction(const Evidence& evidence) {
  switch (evidence.standing) {
    case Standing::drift:
      return stop(Obstacle::drift, evidence);
    case Standing::missing:
      return stop(Obstacle::missing, evidence);
    case Standing::incomparable:
      return stop(Obstacle::incomparable, evidence);
    default:
      return std::nullopt;
  }
}

Decision run(const Evidence& evidence) {
  if (evidence.standing == Standing::half) {
    return {Verdict::repair, Obstacle::none, evidence.reason, {}};
  }
  return {Verdict::run, Obstacle::none, evidence.reason, evidence.differences};
}

Decision skip(const Evidence& evidence) {
  return {Verdict::skip, Obstacle::none, evidence.reason, {}};
}

/// One revision's actions under one reading of what happened to it.
class Reading {
 public:
  Reading(const std::vector<Evidence>& actions, const Allowances& allowances)
      : actions_(actions), allowances_(allowances) {
    for (std::size_t i = 0; i < actions.size(); ++i) {
      if (done(actions[i])) {
        first_done_ = first_done_ ? first_done_ : i;
        last_done_ = i;
      }
      if (todo(actions[i]) && !first_todo_) first_todo_ = i;
    }
  }

  std::vector<Decision> decisions() const {
    std::vector<Decision> all;
    for (std::size_t i = 0; i < actions_.size(); ++i) all.push_back(decision(i));
    prepare(all);
    return all;
  }

 private:
  // What runs does so in a session of its own: what prepares it comes first, done or not.
  void prepare(std::vector<Decision>& all) const {
    bool sends = false;
    for (std::size_t i = all.size(); i-- > 0;) {
      const bool session = actions_[i].standing == Standing::session;
      if (session && sends) all[i] = run(actions_[i]);
      const bool sent = all[i].verdict == Verdict::run || all[i].verdict == Verdict::repair;
      sends = sends || (sent && !session);
    }
  }

  // Everything the revision wants is so, and nothing in it could tell of a run.
  bool all_hold() const {
    bool holds = false;
    for (const Evidence& action : actions_) {
      if (action.standing == Standing::holds) holds = true;
      if (action.standing != Standing::holds && action.standing != Standing::repeatable &&
          action.standing != Standing::session) {
        return false;
      }
    }
    return holds;
  }

  bool mixed() const { return last_done_ && first_todo_ && *first_todo_ < *last_done_; }

  // Whether what ran of the revision reaches over this action.
  bool behind(std::size_t index) const {
    if (!last_done_) return false;
    return !first_todo_ || index <= *last_done_;
  }

  // A statement that leaves no trace, right behind what ran, may have been the last that did.
  bool may_have_run(std::size_t index) const {
    if (!last_done_) return allowances_.in_doubt;
    return !first_todo_ || index < *first_todo_ || index < *last_done_;
  }

  Decision decision(std::size_t index) const {
    const Evidence& action = actions_[index];
    if (auto contradicted = contradiction(action)) return *contradicted;
    if (action.standing == Standing::holds || done(action)) return skip(action);
    if (mixed() && !allowances_.mixed && todo(action) && index < *last_done_) {
      Decision split = run(action);
      split.reason += ", although statements behind it are done";
      split.verdict = Verdict::stop;
      split.obstacle = Obstacle::mixed;
      return split;
    }
    if (action.standing == Standing::once) return data(index);
    if (todo(action)) return run(action);
    if (behind(index) || all_hold()) return skip(action);
    return run(action);
  }

  Decision data(std::size_t index) const {
    const Evidence& action = actions_[index];
    if (allowances_.recorded) {
      return {Verdict::skip, Obstacle::none, "the ledger says that it ran", {}};
    }
    if (!may_have_run(index)) return run(action);
    switch (allowances_.data) {
      case DataStatements::run:
        return {Verdict::run, Obstacle::none, "its data statements were asked for", {}};
      case DataStatements::skip:
        return {Verdict::skip, Obstacle::none, "its data statements were done by hand", {}};
      case DataStatements::ask:
        break;
    }
    return {Verdict::stop,
            Obstacle::data,
            "what the revision makes is there, and nobody can tell whether this ran",
            {}};
  }

  const std::vector<Evidence>& actions_;
  const Allowances& allowances_;
  std::optional<std::size_t> first_done_, last_done_, first_todo_;
};

}  // namespace

std::vector<Decision> decide(const std::vector<Evidence>& actions, const Allowances& allowances) {
  return Reading(actions, allowances).decisions();
}

void settle_ties(std::vector<std::vector<Evidence>>& revisions) {
  bool behind = false;
  for (auto revision = revisions.rbegin(); revision != revisions.rend(); ++revision) {
    if (behind) {
      for (Evidence& action : *revision) {
        if (action.standing == Standing::either) action.standing = Standing::done;
      }
    }
    behind = behind || std::any_of(revision->begin(), revision->end(), done);
  }
}

void refuse_existing(const std::vector<Evidence>& actions, std::vector<Decision>& decisions) {
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!done(actions[i]) || decisions[i].verdict == Verdict::stop) continue;
    decisions[i].verdict = Verdict::stop;
    decisions[i].obstacle = Obstacle::already_there;
  }
}

}  // namespace dunlin::plan
