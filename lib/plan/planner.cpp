#include "plan/planner.h"

#include <algorithm>
#include <map>
#include <set>

#include "plan/judgement.h"
#include "plan/names.h"
#include "plan/preflight.h"
#include "plan/questions.h"
#include "plan/segments.h"
#include "plan/settling.h"

namespace dunlin::plan {

namespace {

using sql::Element;
using sql::Facts;

// What a claim that should have come true lacks. A Set on something that is not there at all was
// told with what should have made it.
Obstacle shortfall(const Witness& witness, std::size_t act, const Evidence& evidence) {
  switch (evidence.standing) {
    case Standing::drift:
      return Obstacle::drift;
    case Standing::half:  // running it again finishes it
    case Standing::missing:
      return Obstacle::missing;
    case Standing::incomparable:
      return Obstacle::incomparable;
    case Standing::todo: {
      const sql::Claim& claim = witness.acts[act].what->claims.front();
      if (std::holds_alternative<sql::Gone>(claim)) return Obstacle::drift;
      const Standpoint at = witness.timeline.at(act, 0);
      if (std::holds_alternative<sql::Exists>(claim) || std::holds_alternative<sql::Label>(claim)) {
        return evidence.differences.empty() ? Obstacle::missing : Obstacle::drift;
      }
      const bool there = at.track != kNone && witness.attribution.live(at.track) != nullptr;
      return there ? Obstacle::drift : Obstacle::none;
    }
    default:
      return Obstacle::none;
  }
}

}  // namespace

/// What a step is decided by.
struct Terms {
  revision::TransactionMode transaction;
  Allowances allowances;
};

struct Planner::Work {
  const sql::Reader& reader;
  std::vector<Step> steps;
  std::vector<Terms> terms;  // step -> what it is decided by
  PlannerOptions options;
  std::vector<std::vector<Facts>> facts;  // step -> statement
  std::vector<Act> acts;
  std::vector<std::vector<std::string>> paths;  // act -> search path, empty: the catalog's
  std::optional<catalog::Catalog> live;
  std::optional<Timeline> timeline;
  std::vector<Question> questions;
  std::set<const catalog::Object*> known;  // live objects that are some element of the route
  std::vector<Verdict> fates;              // act -> what was decided, as far as it was

  void read_facts();
  Shapes shapes(const std::vector<catalog::Drawing>& drawings) const;
  std::vector<Evidence> evidence(const Witness& witness, std::size_t step) const;
  void tie(const std::vector<Evidence>& evidence, std::vector<Decision>& decisions);
  std::size_t begin_of(std::size_t step) const;
  std::string_view text_of(const Act& act) const {
    return steps[act.step].script->statements[act.statement].text;
  }
  bool explained(const Witness& witness) const;
  std::size_t proven(const Witness& witness) const;
  std::size_t run_by_others(Shapes& shapes);
  std::vector<Decision> decisions(std::size_t step, const std::vector<Evidence>& evidence,
                                  const Answers& answers);
  void judge(std::size_t step, const std::vector<Evidence>& evidence,
             const std::vector<Decision>& decisions);
};

void Planner::Work::read_facts() {
  facts.reserve(steps.size());
  for (const Step& step : steps) {
    std::vector<Facts>& of_step = facts.emplace_back();
    if (!step.script) continue;
    for (const sql::Statement& statement : step.script->statements) {
      of_step.push_back(reader.facts(statement));
      for (sql::Action& action : of_step.back().actions) {  // a long route holds many
        action.effects.shrink_to_fit();
        action.claims.shrink_to_fit();
      }
    }
  }
  for (std::size_t s = 0; s < facts.size(); ++s) {
    std::vector<std::string> path;
    for (std::size_t i = 0; i < facts[s].size(); ++i) {
      for (std::size_t a = 0; a < facts[s][i].actions.size(); ++a) {
        acts.push_back({s, i, a, &facts[s][i].actions[a]});
        paths.push_back(path);
      }
      if (facts[s][i].search_path) path = *facts[s][i].search_path;
    }
  }
}

Planner::Planner(const sql::Reader& reader, std::vector<Candidate> candidates,
                 PlannerOptions options)
    : work_(new Work{reader, {}, {}, options, {}, {}, {}, {}, {}, {}, {}, {}}) {
  work_->steps.reserve(candidates.size());
  work_->terms.reserve(candidates.size());
  for (Candidate& candidate : candidates) {
    work_->steps.push_back(std::move(candidate.step));
    work_->terms.push_back({candidate.transaction, candidate.allowances});
  }
  work_->read_facts();
}

Planner::~Planner() = default;

std::vector<Element> Planner::needs() const {
  std::set<Element> needed;
  for (std::size_t i = 0; i < work_->acts.size(); ++i) {
    std::set<Element> of_act;
    add_needs(*work_->acts[i].what, of_act);
    // The inspector knows the path of its session, and not the one that a revision sets.
    for (const Element& element : of_act) {
      if (!element.schema.empty() || !in_schema(element)) continue;
      for (const std::string& schema : work_->paths[i]) {
        Element there = element;
        there.schema = schema;
        needed.insert(std::move(there));
      }
    }
    needed.merge(of_act);
  }
  return {needed.begin(), needed.end()};
}

std::vector<catalog::Probe> Planner::probes(catalog::Catalog live) {
  work_->live = std::move(live);
  work_->timeline.emplace(work_->acts, work_->paths, *work_->live, work_->reader.session_schema());
  work_->questions = questions_of(work_->acts, *work_->timeline, *work_->live,
                                  [this](const Act& act) { return work_->text_of(act); });
  std::vector<catalog::Probe> probes;
  for (const Question& question : work_->questions) probes.push_back(question.probe);
  return probes;
}

std::vector<Evidence> Planner::Work::evidence(const Witness& witness, std::size_t step) const {
  std::vector<Evidence> all;
  for (std::size_t act = begin_of(step); act < begin_of(step + 1); ++act) {
    Evidence evidence = weigh(witness, act);
    const bool tells =
        evidence.standing == Standing::holds || evidence.standing == Standing::either;
    if (act < witness.premise.ran && tells) evidence.standing = Standing::done;
    all.push_back(std::move(evidence));
  }
  return all;
}

std::size_t Planner::Work::begin_of(std::size_t step) const {
  const auto begin = std::lower_bound(acts.begin(), acts.end(), step,
                                      [](const Act& act, std::size_t s) { return act.step < s; });
  return static_cast<std::size_t>(begin - acts.begin());
}

// Whether all that is said to have run left behind what it should, and nothing that it took away.
// The latest acts tell soonest.
bool Planner::Work::explained(const Witness& witness) const {
  for (std::size_t act = witness.premise.ran; act-- > 0;) {
    const Obstacle obstacle = shortfall(witness, act, weigh(witness, act));
    if (obstacle != Obstacle::none && obstacle != Obstacle::incomparable) return false;
  }
  const std::deque<Track>& tracks = timeline->tracks();
  return std::none_of(tracks.begin(), tracks.end(), [&](const Track& track) {
    const std::size_t end = track.end(witness.premise);
    if (!track.made_here || end == kNone) return false;
    const Element& name = track.moments[track.reached(witness.premise)].name;
    const catalog::Object* object = live->find(name);
    return object != nullptr && !witness.attribution.is_taken(*object) &&
           !witness.meddled(end, name);
  });
}

// The acts up to the last revision whose run the live database proves: something is there that it
// made, or something is gone that one before it made.
std::size_t Planner::Work::proven(const Witness& witness) const {
  std::size_t ran = 0;
  const auto proves = [&](std::size_t act, const sql::Claim& claim, Standpoint at) {
    if (at.track == kNone || at.moment == kNone) return false;
    const Track& track = timeline->track(at.track);
    if (!std::holds_alternative<sql::Gone>(claim)) {
      return !at.idle && witness.attribution.live(at.track) != nullptr;
    }
    return std::any_of(track.moments.begin(), track.moments.end(), [&](const Moment& moment) {
      return moment.exists && moment.act != kNone && moment.act < ran && ran <= act;
    });
  };
  for (const bool by_drops : {false, true}) {
    for (std::size_t act = 0; act < witness.premise.ran; ++act) {
      const std::vector<sql::Claim>& claims = acts[act].what->claims;
      for (std::size_t c = 0; c < claims.size(); ++c) {
        if (std::holds_alternative<sql::Gone>(claims[c]) != by_drops) continue;
        if (!proves(act, claims[c], timeline->at(act, c))) continue;
        ran = std::max(ran, begin_of(acts[act].step + 1));
      }
    }
  }
  return ran;
}

// Somebody migrated the database without a ledger: as far as the route explains what is there.
std::size_t Planner::Work::run_by_others(Shapes& shapes) {
  for (std::size_t step = live->empty() ? 0 : steps.size(); step > 0; --step) {
    const Premise premise{begin_of(step), false};
    shapes.assume(premise);
    const Attribution attribution(acts, *timeline, shapes, *live, premise);
    const auto made = [](const Element&) { return true; };
    const Witness witness{acts,        *timeline, shapes,
                          attribution, *live,     made,
                          {},          premise,   [this](const Act& act) { return text_of(act); }};
    if (!explained(witness)) continue;
    const std::size_t ran = proven(witness);
    for (std::size_t s = 0; s < step; ++s) {
      terms[s].allowances.in_doubt = ran > 0;
    }
    return ran;
  }
  return 0;
}

void Planner::Work::judge(std::size_t s, const std::vector<Evidence>& evidence,
                          const std::vector<Decision>& decisions) {
  Step& step = steps[s];
  step.judgements.clear();
  std::size_t at = 0;
  for (std::size_t i = 0; i < facts[s].size(); ++i) {
    const std::size_t count = facts[s][i].actions.size();
    const auto from = static_cast<std::ptrdiff_t>(at);
    const auto to = static_cast<std::ptrdiff_t>(at + count);
    step.judgements.push_back(judgement_of(reader, step.script->statements[i], facts[s][i], *live,
                                           {decisions.begin() + from, decisions.begin() + to},
                                           {evidence.begin() + from, evidence.begin() + to}));
    at += count;
  }
  static const std::vector<sql::Statement> kNoStatements;
  step.segments =
      segments_of(step.script ? step.script->statements : kNoStatements, terms[s].transaction,
                  step.resume, step.judgements, label_cuts(facts[s], step.judgements));
  if (step.satisfied()) step.row.origin = revision::Origin::satisfied;
}

std::vector<catalog::Object> Planner::disputed(
    const std::vector<catalog::Drawing>& drawings) const {
  return plan::disputed(*work_->live, drawings);
}

void Planner::settle(const std::vector<catalog::Object>& settled,
                     std::vector<catalog::Drawing>& drawings) {
  plan::settle(settled, *work_->live, drawings);
}

Shapes Planner::Work::shapes(const std::vector<catalog::Drawing>& drawings) const {
  Shapes all(*timeline);
  for (std::size_t q = 0; q < questions.size() && q < drawings.size(); ++q) {
    for (std::size_t f = 0; f < questions[q].acts.size(); ++f) {
      if (!questions[q].probe.frames[f].wanted || f >= drawings[q].size()) continue;
      all.add(questions[q].acts[f], drawings[q][f]);
    }
  }
  return all;
}

std::vector<Decision> Planner::Work::decisions(std::size_t s, const std::vector<Evidence>& evidence,
                                               const Answers& answers) {
  Allowances& allowances = terms[s].allowances;
  std::vector<Decision> decided = decide(evidence, allowances);
  const bool asks = std::any_of(decided.begin(), decided.end(), [](const Decision& decision) {
    return decision.obstacle == Obstacle::data;
  });
  if (asks && answers.data_done) {
    if (const auto done = answers.data_done(steps[s])) {
      allowances.data = *done ? DataStatements::skip : DataStatements::run;
      decided = decide(evidence, allowances);
    }
  }
  if (options.fresh && !options.accept_existing) refuse_existing(evidence, decided);
  return decided;
}

// What the route makes and takes away again leaves no trace: no act in between may run alone.
void Planner::Work::tie(const std::vector<Evidence>& evidence, std::vector<Decision>& decisions) {
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    Verdict& verdict = decisions[i].verdict;
    const std::size_t tied = evidence[i].tied;
    if (tied != kNone && (verdict == Verdict::run || verdict == Verdict::skip)) {
      verdict = fates[tied] == Verdict::skip ? Verdict::skip : Verdict::run;
    }
    fates.push_back(verdict);
  }
}

std::vector<Step> Planner::finish(const std::vector<catalog::Drawing>& drawings,
                                  const Answers& answers) {
  Work& work = *work_;
  Shapes shapes = work.shapes(drawings);
  Premise premise;
  if (work.options.fresh && work.options.accept_existing) {
    premise.ran = work.run_by_others(shapes);
    shapes.assume(premise);
  }
  const Attribution attribution(work.acts, *work.timeline, shapes, *work.live, premise);
  const Witness witness{work.acts,
                        *work.timeline,
                        shapes,
                        attribution,
                        *work.live,
                        answers.made_before,
                        answers.unsure_before,
                        premise,
                        [&work](const Act& act) { return work.text_of(act); },
                        answers.names_beside};
  std::vector<std::vector<Evidence>> evidence;
  evidence.reserve(work.steps.size());
  for (std::size_t s = 0; s < work.steps.size(); ++s) {
    evidence.push_back(work.evidence(witness, s));
  }
  if (work.options.fresh && work.options.accept_existing) settle_ties(evidence);
  Preflight preflight(witness);
  for (std::size_t s = 0; s < work.steps.size(); ++s) {
    std::vector<Decision> decisions = work.decisions(s, evidence[s], answers);
    work.tie(evidence[s], decisions);
    for (std::size_t i = 0; answers.examined && i < decisions.size(); ++i) {
      preflight.add(work.begin_of(s) + i, decisions[i]);
    }
    work.judge(s, evidence[s], decisions);
    evidence[s] = {};  // a long route holds much
  }
  if (!preflight.checks().empty()) preflight.heed(answers.examined(preflight.checks()), work.steps);
  return std::move(work.steps);
}

std::string Planner::home() const {
  const std::vector<std::string>& path = work_->live->search_path;
  return path.empty() ? std::string() : path.front();
}

std::set<Element> Planner::touched(std::size_t step) const {
  std::set<Element> all;
  for (const Act& act : work_->acts) {
    if (act.step != step) continue;
    for (const sql::Effect& effect : act.what->effects) {
      if (effect.access != sql::Access::read) all.insert(effect.element.owner());
    }
  }
  return all;
}

std::vector<const catalog::Object*> Planner::extras() const {
  std::vector<const catalog::Object*> extras;
  for (const auto& [element, object] : work_->live->all()) {
    if (work_->known.count(&object) != 0) continue;
    // An owned sequence, and the index behind a constraint, come with what they belong to.
    if (!object.get("owned_by").empty() || !object.get("constraint").empty()) continue;
    if (element.is_part()) {
      const catalog::Object* owner = work_->live->find(element.owner());
      if (owner == nullptr || work_->known.count(owner) == 0) continue;
      const bool of_table = owner->get("kind") == "table";
      if (element.kind == sql::ElementKind::label) continue;
      if (element.kind == sql::ElementKind::column && !of_table) continue;
    }
    if (element.kind == sql::ElementKind::schema) continue;
    extras.push_back(&object);
  }
  return extras;
}

std::vector<Finding> Planner::audit(const std::vector<catalog::Drawing>& drawings) {
  Work& work = *work_;
  Shapes shapes = work.shapes(drawings);
  const Premise all_ran{work.acts.size(), false};
  shapes.assume(all_ran);
  const Attribution attribution(work.acts, *work.timeline, shapes, *work.live, all_ran);
  const auto made = [](const Element&) { return true; };
  const Witness witness{
      work.acts,   *work.timeline, shapes,
      attribution, *work.live,     made,
      {},          all_ran,        [&work](const Act& act) { return work.text_of(act); },
      {}};
  for (std::size_t t = 0; t < work.timeline->tracks().size(); ++t) {
    if (attribution.live(t) != nullptr) work.known.insert(attribution.live(t));
  }
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < work.acts.size(); ++i) {
    Evidence evidence = weigh(witness, i);
    const Act& act = work.acts[i];
    if (const Obstacle obstacle = shortfall(witness, i, evidence); obstacle != Obstacle::none) {
      const Element* element = element_of(act.what->claims.front());
      findings.push_back({act.step, act.statement, obstacle, std::move(evidence.reason),
                          std::move(evidence.differences), element ? *element : Element{}});
    }
  }
  return findings;
}

}  // namespace dunlin::plan
