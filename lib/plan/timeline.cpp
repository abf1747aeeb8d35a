#include "plan/timeline.h"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "plan/names.h"

namespace dunlin::plan {

using catalog::Catalog;
using sql::Element;
using sql::ElementKind;

/// Walks the acts once, knowing at each what every name means by then.
class TimelineBuilder {
 public:
  TimelineBuilder(Timeline& timeline, const Catalog& live) : out_(timeline), live_(live) {}

  void take(Act& act, std::size_t index, const std::vector<std::string>& path) {
    Resolver(path, temporary_, [this](const Element& element) {
      return there(element);
    }).resolve(*act.what);
    forget_temporary(*act.what);
    act_ = index;
    action_ = act.what;
    const bool on = act.what->draft && act.what->draft->on;
    const std::size_t subject = on ? touch(*act.what->draft->on) : kNone;
    std::vector<Standpoint> standpoints;
    for (sql::Claim& claim : act.what->claims) {
      complete(claim);
      standpoints.push_back(std::visit([this](const auto& c) { return follow(c); }, claim));
    }
    const std::size_t first = standpoints.empty() ? kNone : standpoints.front().track;
    out_.subjects_.push_back(on ? subject : first);
    out_.standpoints_.push_back(std::move(standpoints));
    note_temporary(*act.what);
    for (const sql::Effect& effect : act.what->effects) {
      if (effect.access == sql::Access::create) make_in_passing(effect.element);
    }
  }

  void finish() {
    for (std::size_t i = 0; i < out_.tracks_.size(); ++i) {
      for (const Moment& moment : out_.tracks_[i].moments) {
        if (!moment.exists) continue;
        std::vector<std::size_t>& holders = out_.holders_[moment.name];
        if (holders.empty() || holders.back() != i) holders.push_back(i);
      }
    }
  }

 private:
  // What is made without a claim on it, in a schema of its own, is gone with the session.
  void note_temporary(const sql::Action& action) {
    if (!std::holds_alternative<sql::Repeatable>(action.claims.front())) return;
    for (const sql::Effect& effect : action.effects) {
      const bool made = effect.access == sql::Access::create;
      if (made && effect.element.kind == ElementKind::relation) temporary_ = effect.element.schema;
    }
  }

  // Nor is there anything to look up of what is done to it.
  void forget_temporary(sql::Action& action) const {
    if (temporary_.empty()) return;
    const bool temporary = std::visit(
        [this](const auto& claim) {
          using C = std::decay_t<decltype(claim)>;
          if constexpr (std::is_same_v<C, sql::Exists> || std::is_same_v<C, sql::Set>) {
            return claim.element.schema == temporary_;
          } else {
            return false;
          }
        },
        action.claims.front());
    if (!temporary) return;
    action.claims = {sql::Repeatable{}};
    action.draft.reset();
  }

  bool live(const Element& element) const {
    if (element.kind != ElementKind::function || !element.part.empty()) {
      return live_.find(element) != nullptr;
    }
    return function(element) != element;
  }

  bool there(const Element& element) const {
    if (element.kind == ElementKind::function && element.part.empty()) return live(element);
    if (now_.count(element) != 0) return true;
    return ended_.count(element) == 0 && live(element);
  }

  Track& track(std::size_t index) { return out_.tracks_[index]; }

  std::size_t add(Track track, const Element& name) {
    const std::size_t index = out_.tracks_.size();
    if (track.owner != kNone) owned_[track.owner].push_back(index);
    out_.tracks_.push_back(std::move(track));
    owned_.emplace_back();
    now_[name] = index;
    ended_.erase(name);
    return index;
  }

  static Element under(const Element& owner, Element part) {
    part.schema = owner.schema;
    part.name = owner.name;
    return part;
  }

  // What the statement does not name in full: DROP TRIGGER in SQLite leaves out the table, DROP
  // FUNCTION may leave out the types. The one of that name that is there at this point.
  Element whole(const Element& element) const {
    if (element.kind == ElementKind::function && element.part.empty()) return function(element);
    if (!element.is_part() || !element.name.empty()) return element;
    for (const auto& [name, track] : now_) {
      if (name.kind == element.kind && name.part == element.part) return name;
    }
    const catalog::Object* object = live_.find(element);
    return object == nullptr ? element : object->element;
  }

  Element function(const Element& element) const {
    const auto made = now_.lower_bound(element);
    if (made != now_.end() && made->first.kind == element.kind &&
        made->first.schema == element.schema && made->first.name == element.name) {
      return made->first;
    }
    for (const catalog::Object* object : live_.parts(element, ElementKind::function)) {
      if (ended_.count(object->element) == 0) return object->element;
    }
    return element;
  }

  void complete(sql::Claim& claim) const {
    if (auto* gone = std::get_if<sql::Gone>(&claim)) {
      gone->element = whole(gone->element);
    } else if (auto* set = std::get_if<sql::Set>(&claim)) {
      set->element = whole(set->element);
    } else if (auto* renamed = std::get_if<sql::Renamed>(&claim)) {
      renamed->from = whole(renamed->from);
      if (renamed->from.kind == ElementKind::function) renamed->to.part = renamed->from.part;
    }
  }

  // An element that nothing of the route has made: as old as what it is part of.
  std::size_t touch(const Element& element) {
    if (const auto found = now_.find(element); found != now_.end()) return found->second;
    Track fresh;
    if (!element.is_part()) {
      fresh.moments.push_back({kNone, true, element});
      return add(std::move(fresh), element);
    }
    fresh.owner = touch(element.owner());
    const Track& owner = track(fresh.owner);
    fresh.made_here = owner.made_here;
    for (const Moment& moment : owner.moments) {
      fresh.moments.push_back({moment.act, moment.exists, under(moment.name, element)});
    }
    return add(std::move(fresh), element);
  }

  std::size_t table_of(const Element& element, const sql::Attributes& stated) {
    if (element.is_part()) return touch(element.owner());
    if (action_->draft && action_->draft->on) return touch(*action_->draft->on);
    for (const auto& [name, value] : stated) {
      if (name != "table") continue;
      const std::size_t dot = value.rfind('.');
      if (dot == std::string::npos) continue;
      return touch({ElementKind::relation, value.substr(0, dot), value.substr(dot + 1), {}});
    }
    return kNone;
  }

  Standpoint follow(const sql::Exists& claim) {
    const std::size_t owner = table_of(claim.element, claim.stated);
    const auto found = now_.find(claim.element);
    std::size_t index = kNone;
    if (found != now_.end() && (claim.tolerant || claim.replaces)) {
      index = found->second;
      track(index).moments.push_back({act_, true, claim.element});
    } else {
      Track fresh;
      fresh.owner = owner;
      fresh.made_here = true;
      fresh.unnamed = claim.unnamed;
      fresh.moments.push_back({kNone, false, claim.element});
      fresh.moments.push_back({act_, true, claim.element});
      index = add(std::move(fresh), claim.element);
    }
    track(index).shapes.push_back(act_);
    return {index, track(index).moments.size() - 1};
  }

  // What a statement makes without being asked about it: the sequence of a serial column.
  void make_in_passing(const Element& element) {
    if (now_.count(element) != 0) return;
    Track fresh;
    fresh.made_here = true;
    fresh.moments.push_back({kNone, false, element});
    fresh.moments.push_back({act_, true, element});
    add(std::move(fresh), element);
  }

  void end(std::size_t index) {
    Track& ended = track(index);
    if (!ended.moments.back().exists) return;
    const Element name = ended.moments.back().name;
    ended.moments.push_back({act_, false, name});
    if (const auto found = now_.find(name); found != now_.end() && found->second == index) {
      now_.erase(found);
    }
    ended_[name] = index;
  }

  // With a table go its parts, its indexes and the partitions that were made as such.
  void end_all(std::size_t index) {
    end(index);
    for (const std::size_t part : owned_[index]) {
      if (!track(part).loose) end_all(part);
    }
  }

  Standpoint follow(const sql::Gone& claim) {
    const std::size_t index = touch(claim.element);
    end_all(index);
    return {index, track(index).moments.size() - 1};
  }

  void rename(std::size_t index, const Element& to) {
    const Element from = track(index).moments.back().name;
    track(index).moments.push_back({act_, true, to});
    now_.erase(from);
    ended_[from] = index;
    now_[to] = index;
    ended_.erase(to);
  }

  Standpoint follow(const sql::Renamed& claim) {
    const std::size_t index = touch(claim.from);
    out_.renamings_.push_back({act_, claim.from, claim.to});
    rename(index, claim.to);
    for (const std::size_t part : owned_[index]) {
      const Moment last = track(part).moments.back();
      if (last.exists && last.name.is_part()) rename(part, under(claim.to, last.name));
    }
    return {index, track(index).moments.size() - 1};
  }

  Standpoint follow(const sql::Set& claim) {
    const std::size_t index = touch(claim.element);
    for (const auto& [name, value] : claim.wanted) {
      track(index).writes.push_back({act_, name, value, claim.how});
      if (name == "partition_of") track(index).loose = true;
    }
    for (const std::string& name : claim.drawn) {
      track(index).writes.push_back({act_, name, std::nullopt, claim.how});
    }
    return {index, kNone};
  }

  Standpoint follow(const sql::Valid& claim) {
    const std::size_t index = touch(claim.element);
    track(index).writes.push_back({act_, "not_valid", "", sql::Set::How::equal});
    return {index, kNone};
  }

  Standpoint follow(const sql::Label& claim) {
    sql::Exists label{claim.element};
    label.tolerant = claim.tolerant;
    return follow(label);
  }

  static Standpoint follow(const sql::Repeatable&) { return {}; }
  static Standpoint follow(const sql::Once&) { return {}; }

  Timeline& out_;
  const Catalog& live_;
  std::map<Element, std::size_t> now_;           // name -> track, of what exists at this point
  std::map<Element, std::size_t> ended_;         // names the route took away
  std::vector<std::vector<std::size_t>> owned_;  // track -> tracks of its parts and indexes
  std::string temporary_;  // where temporary tables of the route are, once there are any
  std::size_t act_ = 0;
  const sql::Action* action_ = nullptr;
};

Timeline::Timeline(std::vector<Act>& acts, const std::vector<std::vector<std::string>>& paths,
                   const Catalog& live) {
  TimelineBuilder builder(*this, live);
  for (std::size_t i = 0; i < acts.size(); ++i) {
    builder.take(acts[i], i, paths[i].empty() ? live.search_path : paths[i]);
  }
  builder.finish();
}

std::size_t Track::maker() const {
  const auto made = std::find_if(moments.begin(), moments.end(),
                                 [](const Moment& moment) { return moment.exists; });
  return made == moments.end() ? kNone : made->act;
}

const sql::Element& Track::name_behind(std::size_t act) const {
  const Moment* at = &moments.front();
  for (const Moment& moment : moments) {
    if (moment.act != kNone && moment.act > act) break;
    at = &moment;
  }
  return at->name;
}

bool Timeline::ends_alone(std::size_t index) const {
  const Track& track = tracks_[index];
  for (const Moment& moment : track.moments) {
    if (moment.exists || moment.act == kNone) continue;
    if (track.owner == kNone || tracks_[track.owner].end() != moment.act) return true;
  }
  return false;
}

const std::vector<std::size_t>& Timeline::holders(const Element& name) const {
  static const std::vector<std::size_t> kNobody;
  const auto found = holders_.find(name);
  return found == holders_.end() ? kNobody : found->second;
}

}  // namespace dunlin::plan
