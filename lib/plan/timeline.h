#pragma once

#include <algorithm>
#include <cstddef>
#include <deque>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "sql/facts.h"

namespace dunlin::plan {

/// One action of a route, in its place.
struct Act {
  std::size_t step = 0;       ///< index into the plan's steps
  std::size_t statement = 0;  ///< index into the step's statements
  std::size_t action = 0;     ///< index into the statement's actions
  sql::Action* what = nullptr;
};

inline constexpr std::size_t kNone = static_cast<std::size_t>(-1);

/// What is taken for granted about the acts of a route.
struct Premise {
  std::size_t ran = 0;  ///< the acts before this one have run, each in its turn
  bool more = true;     ///< those behind may have run, too

  /// Whether what this act did may be seen in the live database.
  bool reaches(std::size_t act) const { return act == kNone || act < ran || more; }
};

/// A point in the life of an element: what it is called from this act on, or that it is gone.
struct Moment {
  std::size_t act = kNone;  ///< kNone: before the route
  bool exists = false;
  sql::Element name;
};

/// An attribute that an act sets.
struct Write {
  std::size_t act = 0;
  sql::Name attribute;
  std::optional<std::string> value;  ///< nothing: only a drawing can tell
  sql::Set::How how = sql::Set::How::equal;
};

/// One element along a route, under all the names it has there.
struct Track {
  std::size_t owner = kNone;  ///< the track of what it is part of, or of the table of an index
  bool made_here = false;     ///< an act of the route makes it; else it was there before
  bool unnamed = false;       ///< the server chose its name
  bool loose = false;         ///< lives on without its owner: a partition that the route detaches
  /// Of a key of a table: its index, and of that index: the key. In PostgreSQL (15, 16) a primary
  /// key, UNIQUE or EXCLUDE constraint and its index have one name, renaming either renames both,
  /// and the index goes with the constraint.
  std::size_t twin = kNone;
  std::vector<Moment> moments;
  std::vector<Write> writes;
  std::vector<std::size_t> shapes;    ///< the acts that say how all of it looks (Exists), ascending
  std::vector<std::size_t> replaced;  ///< those of them that replace what was there (OR REPLACE)
  /// Acts that may have taken it with them: CASCADE, or a column of a constraint that is dropped.
  std::vector<std::size_t> losses;

  /// The act of the route that makes it; kNone for what was there before.
  std::size_t maker() const;
  /// The act that takes it away for good; kNone where none does within the premise's reach.
  std::size_t end(const Premise& premise = {}) const {
    const Moment& last = moments[reached(premise)];
    return last.exists ? kNone : last.act;
  }

  /// What it is called once this act has run.
  const sql::Element& name_behind(std::size_t act) const;
  /// What it is called in the end, or was before it went.
  const sql::Element& last_name() const { return moments.back().name; }

  /// Whether a later act that may have run has taken it with something else, perhaps.
  bool may_be_lost_behind(std::size_t act, const Premise& premise) const {
    return std::any_of(losses.begin(), losses.end(),
                       [&](std::size_t loss) { return loss > act && premise.reaches(loss); });
  }

  /// Whether a later act that may have run takes it away for good, or may have.
  bool may_end_behind(std::size_t act, const Premise& premise) const {
    const std::size_t last = end(premise);
    return (last != kNone && last > act) || may_be_lost_behind(act, premise);
  }

  /// The moment that it was in when all had run that is known to have.
  std::size_t settled(const Premise& premise) const { return reached({premise.ran, false}); }

  /// The last moment that it may be in.
  std::size_t reached(const Premise& premise) const {
    std::size_t at = 0;
    for (std::size_t i = 0; i < moments.size(); ++i) {
      if (premise.reaches(moments[i].act)) at = i;
    }
    return at;
  }
};

/// Where a claim stands in the life of its element.
struct Standpoint {
  std::size_t track = kNone;
  std::size_t moment = kNone;  ///< the one the claim brings about; kNone for Set, Valid
  bool idle = false;           ///< IF NOT EXISTS of something that the route made before
};

/// The lives of all elements that the acts of a route touch. Built in one pass; while it is, the
/// names in the acts get their schema: where the search path leads, given what is live and what
/// the route made, renamed and dropped before.
class Timeline {
 public:
  /// `paths`: for each act, the search path it runs under; empty: the catalog's. What is in the
  /// schema `session` is gone when its step ends: claims about it become Repeatable.
  Timeline(std::vector<Act>& acts, const std::vector<std::vector<std::string>>& paths,
           const catalog::Catalog& live, std::string_view session);

  const std::deque<Track>& tracks() const { return tracks_; }
  const Track& track(std::size_t index) const { return tracks_[index]; }
  Standpoint at(std::size_t act, std::size_t claim) const { return standpoints_[act][claim]; }

  /// The track of the table or type that the draft of an act is on; else of what its first claim is
  /// about.
  std::size_t subject(std::size_t act) const { return subjects_[act]; }

  /// Every renaming of the route, in order.
  struct Renaming {
    std::size_t act = 0;
    sql::Element from;
    sql::Element to;
  };
  const std::vector<Renaming>& renamings() const { return renamings_; }

  /// Whether the route takes it away, and not just by taking away what it is part of.
  bool ends_alone(std::size_t track, const Premise& premise) const;

  /// The tracks that at some moment have this name, earliest first.
  std::span<const std::size_t> holders(const sql::Element& name) const;

 private:
  friend class TimelineBuilder;

  std::deque<Track> tracks_;  // grows without moving: a long route has many
  std::vector<std::vector<Standpoint>> standpoints_;
  std::vector<std::size_t> subjects_;
  // Ascending names; those of names_[i] are holders_[firsts_[i], firsts_[i + 1]).
  std::vector<sql::Element> names_;
  std::vector<std::size_t> firsts_;
  std::vector<std::size_t> holders_;
  std::vector<Renaming> renamings_;
};

}  // namespace dunlin::plan
