#include "plan/evidence.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "catalog/render.h"
#include "plan/claims/claims.h"

namespace dunlin::plan {

namespace {

struct Weigh {
  const Witness& witness;
  claims::Place place;

  Evidence operator()(const sql::Exists& claim) const {
    return claims::exists(witness, place, claim);
  }
  Evidence operator()(const sql::Gone& claim) const { return claims::gone(witness, place, claim); }
  Evidence operator()(const sql::Renamed& claim) const {
    return claims::renamed(witness, place, claim);
  }
  Evidence operator()(const sql::Set& claim) const { return claims::set(witness, place, claim); }
  Evidence operator()(const sql::Valid& claim) const {
    return claims::valid(witness, place, claim);
  }
  Evidence operator()(const sql::Label& claim) const {
    return claims::label(witness, place, claim);
  }
  Evidence operator()(const sql::Repeatable& claim) const {
    if (claim.session) return {Standing::session, "prepares the session for what runs behind it"};
    return {Standing::repeatable, "leaves nothing that could be looked up"};
  }
  Evidence operator()(const sql::Once&) const {
    return {Standing::once, "only the ledger can tell whether it ran"};
  }
};

bool is(const Evidence& evidence, Standing standing) { return evidence.standing == standing; }

void append(std::vector<Difference>& all, const std::vector<Difference>& more) {
  all.insert(all.end(), more.begin(), more.end());
}

// The parts of something that is there have to be there, too.
Evidence with_its_parts(const Witness& witness, std::size_t act, std::vector<Evidence> all) {
  Evidence result = all.front();
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (!is(all[i], Standing::todo)) continue;
    const std::size_t track = witness.timeline.at(act, i).track;
    if (track == kNone) continue;
    result.standing = Standing::drift;
    result.reason += fmt::format(", but {}", all[i].reason);
    result.differences.push_back(
        {Difference::Kind::missing, witness.timeline.track(track).last_name()});
  }
  return result;
}

// Several claims of one rank: DROP TABLE a, b; GRANT ... ON a, b.
Evidence of_equals(const std::vector<Evidence>& all) {
  const auto any = [&](Standing standing) {
    return std::find_if(all.begin(), all.end(),
                        [&](const Evidence& evidence) { return is(evidence, standing); });
  };
  const auto todo = any(Standing::todo);
  const auto done = any(Standing::done);
  if (todo != all.end() && done != all.end()) {
    Evidence split = *todo;
    split.standing = Standing::drift;
    split.reason += fmt::format(", but {}", done->reason);
    return split;
  }
  for (const Standing standing :
       {Standing::todo, Standing::done, Standing::either, Standing::holds}) {
    if (const auto found = any(standing); found != all.end()) return *found;
  }
  return all.front();
}

bool in_name(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool has_word(std::string_view text, std::string_view word) {
  if (word.empty()) return false;
  for (std::size_t at = text.find(word); at != std::string_view::npos;
       at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !in_name(text[at - 1]);
    if (begins && (end == text.size() || !in_name(text[end]))) return true;
  }
  return false;
}

// A text that names a part, or puts something else in the place of its owner.
bool concerns(std::string_view text, const sql::Element& element) {
  if (!element.is_part()) return has_word(text, element.name);
  if (has_word(text, element.part)) return true;
  if (!has_word(text, element.name)) return false;
  const std::string small = lower(text);
  return has_word(small, "drop") || has_word(small, "rename");
}

// IF NOT EXISTS of what the route made before: it does nothing.
std::optional<Evidence> weigh_idle(const Witness& witness, std::size_t act) {
  if (witness.acts[act].what->claims.empty()) return std::nullopt;
  const Standpoint at = witness.timeline.at(act, 0);
  const catalog::Object* object = at.idle ? witness.attribution.live(at.track) : nullptr;
  if (object == nullptr) return std::nullopt;
  return Evidence{Standing::holds,
                  fmt::format("{} is there: a statement before makes it", witness.say(*object))};
}

}  // namespace

const sql::Element* element_of(const sql::Claim& claim) {
  if (const auto* exists = std::get_if<sql::Exists>(&claim)) return &exists->element;
  if (const auto* gone = std::get_if<sql::Gone>(&claim)) return &gone->element;
  if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) return &renamed->from;
  if (const auto* set = std::get_if<sql::Set>(&claim)) return &set->element;
  if (const auto* valid = std::get_if<sql::Valid>(&claim)) return &valid->element;
  if (const auto* label = std::get_if<sql::Label>(&claim)) return &label->element;
  return nullptr;
}

bool may_make_anything(const sql::Action& action) {
  const bool once =
      std::any_of(action.claims.begin(), action.claims.end(),
                  [](const sql::Claim& claim) { return std::holds_alternative<sql::Once>(claim); });
  const bool rows =
      std::any_of(action.effects.begin(), action.effects.end(),
                  [](const sql::Effect& effect) { return effect.access == sql::Access::change; });
  return once && !rows;
}

bool Witness::unsure(std::size_t act) const {
  const auto reaches = [](const Act& one) { return may_make_anything(*one.what); };
  const auto end = acts.begin() + static_cast<std::ptrdiff_t>(act);
  return std::any_of(acts.begin(), end, reaches) || (unsure_before && unsure_before());
}

bool Witness::nobodys(const sql::Element& name) const {
  if (live.find(name) == nullptr) return false;
  const std::span<const std::size_t> holders = timeline.holders(name);
  return std::none_of(holders.begin(), holders.end(), [&](std::size_t holder) {
    const catalog::Object* object = attribution.live(holder);
    return object != nullptr && object->element == name;
  });
}

bool Witness::meddled(std::size_t act, const sql::Element& element) const {
  for (std::size_t later = act + 1; later < premise.ran; ++later) {
    if (may_make_anything(*acts[later].what) && concerns(text_of(acts[later]), element))
      return true;
  }
  return false;
}

bool Witness::outdated(std::size_t act) const {
  if (act >= premise.ran) return false;
  if (unsure(act)) return true;
  // What shapes the same table before it is drawn before it.
  const std::size_t subject = subject_of(act);
  for (std::size_t i = 0; i <= act; ++i) {
    if (i != act && (subject == kNone || subject_of(i) != subject)) continue;
    const std::vector<sql::Effect>& effects = acts[i].what->effects;
    if (std::any_of(effects.begin(), effects.end(), [&](const sql::Effect& effect) {
          return effect.access == sql::Access::read && changes_behind(i, effect.element);
        })) {
      return true;
    }
  }
  return false;
}

std::size_t Witness::subject_of(std::size_t act) const {
  std::size_t track = timeline.subject(act);
  while (track != kNone && timeline.track(track).owner != kNone) {
    track = timeline.track(track).owner;
  }
  return track;
}

// Whether it is renamed or dropped by an act behind this one that ran.
bool Witness::changes_behind(std::size_t act, const sql::Element& element) const {
  const std::span<const std::size_t> holders = timeline.holders(element);
  return std::any_of(holders.begin(), holders.end(), [&](std::size_t holder) {
    const std::vector<Moment>& moments = timeline.track(holder).moments;
    return std::any_of(moments.begin(), moments.end(), [&](const Moment& moment) {
      return moment.act != kNone && moment.act > act && moment.act < premise.ran &&
             (!moment.exists || moment.name != element);
    });
  });
}

Evidence Witness::either(std::string reason, std::size_t act, std::size_t track) const {
  Evidence evidence{Standing::either, std::move(reason)};
  while (timeline.track(track).owner != kNone &&
         attribution.live(timeline.track(track).owner) == nullptr) {
    track = timeline.track(track).owner;
  }
  if (const std::size_t maker = timeline.track(track).maker(); maker < act) evidence.tied = maker;
  return evidence;
}

std::string Witness::say(const sql::Element& element) const {
  return say(catalog::Object{element, {}});
}

std::string Witness::say(const catalog::Object& object) const {
  catalog::Object named = object;
  const bool home = !live.search_path.empty() && live.search_path.front() == named.element.schema;
  if (home) named.element.schema.clear();
  return catalog::title(named);
}

std::string Witness::say(const sql::Exists& claim) const {
  return say(catalog::Object{claim.element, claim.stated});
}

Evidence weigh(const Witness& witness, std::size_t act, std::size_t claim) {
  return std::visit(Weigh{witness, {act, witness.timeline.at(act, claim)}},
                    witness.acts[act].what->claims[claim]);
}

Evidence weigh(const Witness& witness, std::size_t act) {
  const std::vector<sql::Claim>& claims = witness.acts[act].what->claims;
  if (auto idle = weigh_idle(witness, act)) return *idle;
  std::vector<Evidence> all;
  for (std::size_t i = 0; i < claims.size(); ++i) all.push_back(weigh(witness, act, i));
  if (all.size() == 1) return all.front();
  // What nobody can explain comes before everything else, with all there is to say about it.
  static constexpr std::array<Standing, 5> kGrave = {
      Standing::drift, Standing::missing, Standing::incomparable, Standing::once, Standing::half};
  for (const Standing standing : kGrave) {
    const auto first =
        std::find_if(all.begin(), all.end(), [&](const Evidence& e) { return is(e, standing); });
    if (first == all.end()) continue;
    Evidence result = *first;
    for (auto other = first + 1; other != all.end(); ++other) {
      if (!is(*other, standing)) continue;
      append(result.differences, other->differences);
    }
    return result;
  }
  const bool made = std::holds_alternative<sql::Exists>(claims.front());
  const bool there = is(all.front(), Standing::done) || is(all.front(), Standing::holds);
  if (made && there) return with_its_parts(witness, act, std::move(all));
  if (made) return all.front();
  return of_equals(all);
}

}  // namespace dunlin::plan
