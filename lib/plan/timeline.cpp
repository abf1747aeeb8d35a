#include "plan/timeline.h"

#include <algorithm>
#include <set>
#include <variant>

#include "catalog/attributes.h"
#include "plan/names.h"
#include "plan/present.h"

namespace dunlin::plan {

using catalog::Catalog;
using sql::Element;
using sql::ElementKind;

/// Walks the acts once, knowing at each what every name means by then.
class TimelineBuilder {
 public:
  TimelineBuilder(Timeline& timeline, const Catalog& live, std::string_view session)
      : out_(timeline), live_(live), session_(session), present_(live, session) {}

  void take(Act& act, std::size_t index, const std::vector<std::string>& path) {
    if (act.step != step_) present_.end_session();
    step_ = act.step;
    Resolver(path, session_, [this](const Element& element) {
      return present_.there(element);
    }).resolve(*act.what);
    act_ = index;
    action_ = act.what;
    idle_ = makes_nothing(*act.what);
    const bool on = act.what->draft && act.what->draft->on;
    const std::size_t subject = on ? touch(*act.what->draft->on) : kNone;
    std::vector<Standpoint> standpoints;
    for (sql::Claim& claim : act.what->claims) {
      complete(claim);
      standpoints.push_back(std::visit([this](const auto& c) { return follow(c); }, claim));
    }
    forget_session(*act.what, standpoints);
    const std::size_t first = standpoints.empty() ? kNone : standpoints.front().track;
    out_.subjects_.push_back(on ? subject : first);
    out_.standpoints_.push_back(std::move(standpoints));
    if (idle_) return;
    for (const sql::Effect& effect : act.what->effects) {
      if (effect.access == sql::Access::create) make_in_passing(effect.element);
    }
    note_readers(*act.what);
    tie_keys(*act.what);
  }

  void finish() {
    std::vector<std::pair<Element, std::size_t>> all;
    for (std::size_t i = 0; i < out_.tracks_.size(); ++i) {
      for (const Moment& moment : out_.tracks_[i].moments) {
        if (moment.exists) all.emplace_back(moment.name, i);
      }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    for (const auto& [name, track] : all) {
      if (out_.names_.empty() || out_.names_.back() != name) {
        out_.names_.push_back(name);
        out_.firsts_.push_back(out_.holders_.size());
      }
      out_.holders_.push_back(track);
    }
    out_.firsts_.push_back(out_.holders_.size());
  }

 private:
  // IF NOT EXISTS of what an act before has made.
  bool makes_nothing(const sql::Action& action) {
    const auto* made =
        action.claims.empty() ? nullptr : std::get_if<sql::Exists>(&action.claims.front());
    if (made == nullptr || !made->tolerant) return false;
    const std::size_t found = present_.track(made->element);
    return found != kNone && track(found).made_here;
  }

  // What is there only until the session ends leaves nothing to look up.
  void forget_session(sql::Action& action, std::vector<Standpoint>& standpoints) {
    for (std::size_t i = 0; i < standpoints.size(); ++i) {
      const std::size_t index = standpoints[i].track;
      if (index == kNone || !present_.of_session(track(index).moments.back().name)) continue;
      action.claims[i] = sql::Repeatable{true};
      standpoints[i] = {};
      action.draft.reset();
    }
  }

  Track& track(std::size_t index) { return out_.tracks_[index]; }

  std::size_t add(Track track, const Element& name) {
    const std::size_t index = out_.tracks_.size();
    if (track.owner != kNone) owned_[track.owner].push_back(index);
    out_.tracks_.push_back(std::move(track));
    owned_.emplace_back();
    present_.add(name, index);
    return index;
  }

  static Element under(const Element& owner, Element part) {
    part.schema = owner.schema;
    part.name = owner.name;
    return part;
  }

  void complete(sql::Claim& claim) const {
    if (auto* gone = std::get_if<sql::Gone>(&claim)) {
      gone->element = present_.whole(gone->element);
    } else if (auto* set = std::get_if<sql::Set>(&claim)) {
      set->element = present_.whole(set->element);
    } else if (auto* renamed = std::get_if<sql::Renamed>(&claim)) {
      renamed->from = present_.whole(renamed->from);
      if (renamed->from.kind == ElementKind::function) renamed->to.part = renamed->from.part;
    }
  }

  // An element that nothing of the route has made: as old as what it is part of.
  std::size_t touch(const Element& named) {
    const Element element = present_.whole(named);
    if (const std::size_t found = present_.track(element); found != kNone) return found;
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

  bool live_under_any_name(std::size_t index) {
    const std::vector<Moment>& moments = track(index).moments;
    return std::any_of(moments.begin(), moments.end(),
                       [this](const Moment& moment) { return live_.find(moment.name) != nullptr; });
  }

  // Something that a statement named and that is not there is nothing to later ones.
  void forget(std::size_t index) { present_.remove(track(index).moments.back().name, index); }

  Standpoint follow(const sql::Exists& claim) {
    const std::size_t owner = table_of(claim.element, claim.stated);
    std::size_t found = present_.track(claim.element);
    if (found != kNone && !track(found).made_here && !live_under_any_name(found)) {
      forget(found);
      found = kNone;
    }
    std::size_t index = kNone;
    if (found != kNone && (claim.tolerant || claim.replaces || idle_)) {
      index = found;
      track(index).moments.push_back({act_, true, claim.element});
      if (idle_) return {index, track(index).moments.size() - 1, true};
      if (claim.replaces) track(index).replaced.push_back(act_);
    } else {
      // Its name is free, so something took away who had it.
      if (found != kNone && track(found).made_here) end_all(found);
      Track fresh;
      fresh.owner = owner;
      fresh.made_here = true;
      fresh.unnamed = claim.unnamed;
      fresh.moments.reserve(2);
      fresh.moments.push_back({kNone, false, claim.element});
      fresh.moments.push_back({act_, true, claim.element});
      index = add(std::move(fresh), claim.element);
      note_columns(index, claim);
    }
    if (!idle_) track(index).shapes.push_back(act_);
    return {index, track(index).moments.size() - 1, idle_};
  }

  // What a statement makes without being asked about it: the sequence of a serial column.
  void make_in_passing(const Element& element) {
    if (present_.track(element) != kNone) return;
    Track fresh;
    fresh.made_here = true;
    fresh.owner = whose_passing();
    fresh.moments.push_back({kNone, false, element});
    fresh.moments.push_back({act_, true, element});
    add(std::move(fresh), element);
  }

  // The table that what comes with an act goes with.
  std::size_t whose_passing() const {
    const std::vector<Standpoint>& made = out_.standpoints_.back();
    if (made.empty() || made.front().track == kNone) return kNone;
    const Track& first = out_.tracks_[made.front().track];
    return first.moments.back().name.is_part() ? first.owner : made.front().track;
  }

  // The columns that a key, a check or an index cannot be without.
  void note_columns(std::size_t index, const sql::Exists& claim) {
    const std::size_t owner = track(index).owner;
    if (owner == kNone) return;
    for (const auto& [name, value] : claim.stated) {
      if (name != "columns") continue;
      for (const std::string_view column : catalog::lines_of(value)) {
        note_column(index, owner, std::string(column));
      }
    }
    const bool alone = action_->claims.size() == 1;
    for (const sql::Effect& effect : action_->effects) {
      const bool mine = effect.access == sql::Access::read &&
                        effect.element.kind == ElementKind::column &&
                        effect.element.owner() == track(owner).moments.back().name;
      if (mine && alone) note_column(index, owner, effect.element.part);
    }
  }

  void note_column(std::size_t index, std::size_t owner, std::string column) {
    Element element = track(owner).moments.back().name;
    element.kind = ElementKind::column;
    element.part = std::move(column);
    users_[touch(element)].push_back(index);
  }

  void tie_keys(const sql::Action& action) {
    for (std::size_t i = 0; i < action.claims.size(); ++i) {
      const auto* made = std::get_if<sql::Exists>(&action.claims[i]);
      if (made == nullptr || made->element.kind != ElementKind::constraint) continue;
      const std::size_t key = out_.standpoints_.back()[i].track;
      const Element name = index_of(made->element);
      const std::size_t index = present_.track(name);
      if (key == kNone || index == kNone || !makes(action, name)) continue;
      track(key).twin = index;
      track(index).twin = key;
    }
  }

  static bool makes(const sql::Action& action, const Element& element) {
    return std::any_of(action.effects.begin(), action.effects.end(), [&](const auto& effect) {
      return effect.access == sql::Access::create && effect.element == element;
    });
  }

  static Element index_of(const Element& key) {
    return {ElementKind::relation, key.schema, key.part, {}};
  }

  // What this act made, by what it read: CASCADE may take the one with the other. A table stays,
  // and its columns go with their types only.
  void note_readers(const sql::Action& action) {
    for (const sql::Effect& effect : action.effects) {
      if (effect.access != sql::Access::read) continue;
      const std::size_t found = present_.track(present_.whole(effect.element));
      if (found == kNone) continue;
      for (std::size_t i = 0; i < action.claims.size(); ++i) {
        const auto* made = std::get_if<sql::Exists>(&action.claims[i]);
        if (made == nullptr || stays_without(*made, effect.element)) continue;
        readers_[found].push_back(out_.standpoints_.back()[i].track);
      }
    }
  }

  static bool stays_without(const sql::Exists& made, const Element& read) {
    if (made.element.kind == ElementKind::column) return read.kind != ElementKind::type;
    if (made.element.kind != ElementKind::relation) return false;
    return std::find(made.stated.begin(), made.stated.end(),
                     sql::Attributes::value_type("kind", "table")) != made.stated.end();
  }

  void lose_readers(std::size_t index, std::set<std::size_t>& seen) {
    if (!seen.insert(index).second) return;
    for (const std::size_t reader : readers_[index]) {
      track(reader).losses.push_back(act_);
      lose_readers(reader, seen);
    }
    for (const std::size_t part : owned_[index]) lose_readers(part, seen);
  }

  void end(std::size_t index) {
    Track& ended = track(index);
    if (!ended.moments.back().exists) return;
    const Element name = ended.moments.back().name;
    ended.moments.push_back({act_, false, name});
    present_.end(name, index);
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
    for (const std::size_t user : users_[index]) end(user);
    if (const std::size_t twin = track(index).twin; twin != kNone) end(twin);
    if (claim.cascades) {
      std::set<std::size_t> seen;
      lose_readers(index, seen);
    }
    return {index, track(index).moments.size() - 1};
  }

  void rename(std::size_t index, const Element& to) {
    const Element from = track(index).moments.back().name;
    track(index).moments.push_back({act_, true, to});
    present_.rename(from, to, index);
  }

  void rename_twin(std::size_t index, const Element& to) {
    const std::size_t twin = track(index).twin;
    if (twin == kNone || !track(twin).moments.back().exists) return;
    const Element now = track(twin).moments.back().name;
    Element then = now;
    (then.is_part() ? then.part : then.name) = to.is_part() ? to.part : to.name;
    if (now != then) rename(twin, then);
  }

  Standpoint follow(const sql::Renamed& claim) {
    const Element from = present_.whole(claim.from);
    Element to = claim.to;
    if (from.kind == ElementKind::function && to.part.empty()) to.part = from.part;
    const std::size_t index = touch(from);
    // IF EXISTS, and it never was there.
    if (claim.tolerant && !track(index).made_here && !live_under_any_name(index) &&
        !present_.there(to)) {
      forget(index);
      return {index, track(index).moments.size() - 1};
    }
    out_.renamings_.push_back({act_, from, to});
    rename(index, to);
    rename_twin(index, to);
    for (const std::size_t part : owned_[index]) {
      const Moment last = track(part).moments.back();
      if (last.exists && last.name.is_part()) rename(part, under(to, last.name));
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
  std::string_view session_;
  std::size_t step_ = kNone;
  Present present_;
  std::vector<std::vector<std::size_t>> owned_;  // track -> tracks of its parts and indexes
  std::map<std::size_t, std::vector<std::size_t>> users_;    // column -> what goes with it
  std::map<std::size_t, std::vector<std::size_t>> readers_;  // track -> what was made of it
  std::map<std::size_t, std::size_t> twins_;                 // key -> its index, and back
  std::size_t act_ = 0;
  bool idle_ = false;  // the act makes nothing: what it would make is there
  const sql::Action* action_ = nullptr;
};

Timeline::Timeline(std::vector<Act>& acts, const std::vector<std::vector<std::string>>& paths,
                   const Catalog& live, std::string_view session) {
  TimelineBuilder builder(*this, live, session);
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

bool Timeline::ends_alone(std::size_t index, const Premise& premise) const {
  const Track& track = tracks_[index];
  for (const Moment& moment : track.moments) {
    if (moment.exists || moment.act == kNone || !premise.reaches(moment.act)) continue;
    if (track.owner == kNone || tracks_[track.owner].end(premise) != moment.act) return true;
  }
  return false;
}

std::span<const std::size_t> Timeline::holders(const Element& name) const {
  const auto found = std::lower_bound(names_.begin(), names_.end(), name);
  if (found == names_.end() || *found != name) return {};
  const auto at = static_cast<std::size_t>(found - names_.begin());
  return std::span(holders_).subspan(firsts_[at], firsts_[at + 1] - firsts_[at]);
}

}  // namespace dunlin::plan
