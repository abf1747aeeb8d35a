#include "plan/questions.h"

#include <algorithm>
#include <map>
#include <optional>

#include "plan/names.h"

namespace dunlin::plan {

namespace {

using catalog::Catalog;
using sql::Element;
using sql::ElementKind;

// The live object under any of the track's names, the latest first.
const catalog::Object* any_live(const Track& track, const Catalog& live) {
  for (auto moment = track.moments.rbegin(); moment != track.moments.rend(); ++moment) {
    if (const catalog::Object* object = live.find(moment->name)) return object;
  }
  return nullptr;
}

class Questions {
 public:
  Questions(const std::vector<Act>& acts, const Timeline& timeline, const Catalog& live)
      : acts_(acts), timeline_(timeline), live_(live) {}

  std::map<std::size_t, std::vector<std::size_t>> groups() const {
    std::map<std::size_t, std::vector<std::size_t>> groups;
    for (std::size_t i = 0; i < acts_.size(); ++i) {
      const std::size_t subject = subject_of(i);
      if (subject != kNone && shapes(i)) groups[subject].push_back(i);
    }
    return groups;
  }

  // Whether something live is to be compared with what this act draws.
  bool wanted(std::size_t act) const {
    const std::vector<sql::Claim>& claims = acts_[act].what->claims;
    for (std::size_t c = 0; c < claims.size(); ++c) {
      const Standpoint at = timeline_.at(act, c);
      if (at.track == kNone) continue;
      const Track& track = timeline_.track(at.track);
      if (const auto* exists = std::get_if<sql::Exists>(&claims[c])) {
        if (!exists->drawn) continue;
        if (any_live(track, live_) != nullptr || (track.unnamed && owner_live(track))) return true;
      } else if (const auto* set = std::get_if<sql::Set>(&claims[c])) {
        if (!set->drawn.empty() && any_live(track, live_) != nullptr) return true;
      }
    }
    return false;
  }

 private:
  // The table, view, type … that an act shapes; for a partition, what it is one of.
  std::size_t subject_of(std::size_t act) const {
    std::size_t track = timeline_.subject(act);
    while (track != kNone && timeline_.track(track).owner != kNone) {
      track = timeline_.track(track).owner;
    }
    return track;
  }

  bool shapes(std::size_t act) const {
    const sql::Action& action = *acts_[act].what;
    if (!action.claims.empty() && timeline_.at(act, 0).idle) return false;
    if (action.draft) return true;
    return std::any_of(action.claims.begin(), action.claims.end(), [](const sql::Claim& claim) {
      return std::holds_alternative<sql::Renamed>(claim) ||
             std::holds_alternative<sql::Gone>(claim);
    });
  }

  bool owner_live(const Track& track) const {
    return track.owner != kNone && any_live(timeline_.track(track.owner), live_) != nullptr;
  }

  const std::vector<Act>& acts_;
  const Timeline& timeline_;
  const Catalog& live_;
};

void need(const Element& element, std::set<Element>& needed) {
  // A trigger whose table the statement does not name is looked for by its own name.
  Element owner = element.is_part() && element.name.empty() ? element : element.owner();
  if (owner.kind == ElementKind::function) owner.part.clear();
  needed.insert(std::move(owner));
}

void need_all(const std::vector<Element>& elements, std::set<Element>& needed) {
  for (const Element& element : elements) need(element, needed);
}

// What claims name beside their element, and the types of arguments, by which a function is found.
void need_named(const sql::Action& action, std::set<Element>& needed) {
  bool of_function = false;
  for (const sql::Claim& claim : action.claims) {
    if (const auto* exists = std::get_if<sql::Exists>(&claim)) {
      need_all(referenced(exists->stated), needed);
      of_function = of_function || exists->element.kind == ElementKind::function;
    } else if (const auto* set = std::get_if<sql::Set>(&claim)) {
      need_all(referenced(set->wanted), needed);
      of_function = of_function || set->element.kind == ElementKind::function;
    } else if (const auto* gone = std::get_if<sql::Gone>(&claim)) {
      of_function = of_function || gone->element.kind == ElementKind::function;
    } else if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) {
      of_function = of_function || renamed->from.kind == ElementKind::function;
    }
  }
  if (!of_function) return;
  for (const sql::Effect& effect : action.effects) {
    const bool type =
        effect.access == sql::Access::read && effect.element.kind == ElementKind::type;
    if (type) need(effect.element, needed);
  }
}

}  // namespace

void add_needs(const sql::Action& action, std::set<Element>& needed) {
  for (const sql::Claim& claim : action.claims) {
    std::visit(
        [&](const auto& c) {
          using C = std::decay_t<decltype(c)>;
          if constexpr (std::is_same_v<C, sql::Renamed>) {
            need(c.from, needed);
            need(c.to, needed);
          } else if constexpr (!std::is_same_v<C, sql::Repeatable> &&
                               !std::is_same_v<C, sql::Once>) {
            need(c.element, needed);
          }
        },
        claim);
  }
  if (action.draft && action.draft->on) need(*action.draft->on, needed);
  for (const sql::Lock& lock : action.locks) need(lock.relation, needed);
  need_named(action, needed);
}

std::vector<Question> questions_of(const std::vector<Act>& acts, const Timeline& timeline,
                                   const Catalog& live,
                                   const std::function<std::string_view(const Act&)>& text_of) {
  if (live.empty()) return {};
  std::vector<Question> questions;
  const Questions all(acts, timeline, live);
  for (const auto& [subject, members] : all.groups()) {
    Question question;
    std::size_t last = 0;
    for (const std::size_t act : members) {
      const bool wanted = acts[act].what->draft && all.wanted(act);
      question.probe.frames.push_back({text_of(acts[act]), acts[act].what, wanted});
      question.acts.push_back(act);
      if (wanted) last = question.acts.size();
    }
    if (last == 0) continue;
    question.probe.frames.resize(last);
    question.acts.resize(last);
    const Track& track = timeline.track(subject);
    const catalog::Object* object = any_live(track, live);
    if (!track.made_here && object != nullptr) question.probe.copied = object->element;
    question.probe.schema =
        object != nullptr ? object->element.schema : track.moments.front().name.schema;
    questions.push_back(std::move(question));
  }
  return questions;
}

}  // namespace dunlin::plan
