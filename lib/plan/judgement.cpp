#include "plan/judgement.h"

#include <algorithm>
#include <set>
#include <string>

namespace dunlin::plan {

namespace {

using sql::Element;
using sql::Facts;

// What the actions that run cost tables that are there.
void add_costs(const Facts& facts, const std::set<std::size_t>& cut, const catalog::Catalog& live,
               Judgement& judgement) {
  for (std::size_t a = 0; a < facts.actions.size(); ++a) {
    if (cut.count(a) != 0) continue;
    const sql::Action& action = facts.actions[a];
    bool there = false;
    for (const sql::Lock& lock : action.locks) {
      const catalog::Object* relation = live.find(lock.relation);
      if (relation == nullptr) continue;
      there = true;
      const auto known =
          std::find_if(judgement.locks.begin(), judgement.locks.end(),
                       [&](const sql::Lock& other) { return other.relation == lock.relation; });
      if (known == judgement.locks.end()) {
        judgement.locks.push_back(lock);
        if (!relation->get("partition_by").empty()) judgement.partitioned.push_back(lock.relation);
      } else {
        known->mode = std::max(known->mode, lock.mode);
      }
    }
    if (there) judgement.work = std::max(judgement.work, action.work);
    judgement.loses_data = judgement.loses_data || action.loses_data;
  }
}

Verdict verdict_of(const std::vector<Decision>& actions) {
  bool any[4] = {};
  for (const Decision& decision : actions) any[static_cast<int>(decision.verdict)] = true;
  for (const Verdict verdict : {Verdict::stop, Verdict::repair, Verdict::run}) {
    if (any[static_cast<int>(verdict)]) return verdict;
  }
  return Verdict::skip;
}

// A part of it is there, and nobody knows how to send the rest alone.
Judgement whole_or_not_at_all(std::vector<Decision> actions) {
  Judgement result;
  result.verdict = Verdict::stop;
  for (Decision& decision : actions) {
    if (decision.verdict == Verdict::skip) continue;
    decision.verdict = Verdict::stop;
    decision.obstacle = Obstacle::incomparable;
    decision.reason += ", other parts of the statement are, and it cannot be taken apart";
  }
  result.actions = std::move(actions);
  return result;
}

}  // namespace

Judgement judgement_of(const sql::Reader& reader, const sql::Statement& statement,
                       const Facts& facts, const catalog::Catalog& live,
                       std::vector<Decision> actions, const std::vector<Evidence>& evidence) {
  Judgement result;
  result.verdict = verdict_of(actions);
  std::set<std::size_t> cut;
  for (std::size_t a = 0; a < actions.size(); ++a) {
    if (actions[a].verdict == Verdict::skip) cut.insert(a);
    if (actions[a].verdict != Verdict::repair) continue;
    const Element& half = evidence[a].object->element;
    if (half.kind == sql::ElementKind::constraint ||
        half.kind == sql::ElementKind::domain_constraint) {
      result.repairs.push_back(reader.validating(half));
      cut.insert(a);
    } else {
      result.repairs.push_back(reader.dropping_index(half, statement.alone));
    }
  }
  const bool sends = result.verdict == Verdict::run || result.verdict == Verdict::repair;
  if (sends && cut.size() == actions.size()) {
    result.text = "";
  } else if (sends && !cut.empty()) {
    result.text = reader.without(statement, facts, cut);
    if (!result.text) return whole_or_not_at_all(std::move(actions));
  }
  if (sends) add_costs(facts, cut, live, result);
  result.actions = std::move(actions);
  return result;
}

std::vector<char> label_cuts(const std::vector<Facts>& facts,
                             const std::vector<Judgement>& judgements) {
  std::vector<char> cuts(facts.size(), 0);
  std::set<std::string> fresh;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    if (judgements[i].verdict == Verdict::skip) continue;
    const auto used = [&](const std::string& word) { return fresh.count(word) != 0; };
    if (std::any_of(facts[i].words.begin(), facts[i].words.end(), used)) {
      cuts[i] = 1;
      fresh.clear();
    }
    for (const sql::Action& action : facts[i].actions) {
      for (const sql::Claim& claim : action.claims) {
        if (const auto* label = std::get_if<sql::Label>(&claim)) fresh.insert(label->element.part);
      }
    }
  }
  return cuts;
}

}  // namespace dunlin::plan
