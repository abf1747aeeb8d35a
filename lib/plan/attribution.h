#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "plan/shapes.h"
#include "plan/timeline.h"

namespace dunlin::plan {

/// Which live object is which element of the route.
///
/// An element may have been renamed, dropped and made again along the route, and a name may stand
/// for several elements one after the other. The live object under a name is the latest of them
/// that it looks like; else the one that was there before the route; else the one that it differs
/// from least. Of acts that are known to have
/// run, only what they left behind comes into question.
class Attribution {
 public:
  Attribution(const std::vector<Act>& acts, const Timeline& timeline, const Shapes& shapes,
              const catalog::Catalog& live, Premise premise = {});

  /// The live object that is this track now, or nothing.
  const catalog::Object* live(std::size_t track) const { return live_[track]; }

  /// Whether some track is this live object.
  bool is_taken(const catalog::Object& object) const { return taken_.count(&object) != 0; }

  /// The moments of the track that the live state fits, as [first, last]; the track is live.
  std::pair<std::size_t, std::size_t> moments(std::size_t track) const;

 private:
  void place(std::size_t track);
  void place_unnamed(std::size_t track);
  const sql::Element* newest_name(const Track& track) const;
  bool takes(std::size_t track, const sql::Element& name) const;
  std::size_t misfits(std::size_t track, const catalog::Object& object) const;
  std::size_t strangers(std::size_t track, const catalog::Object& object) const;
  std::size_t foreign_indexes(std::size_t track, const catalog::Object& object) const;
  const catalog::Object* part_of(const catalog::Object& owner, const Track& part) const;
  bool possible(const Track& track, std::size_t moment) const;
  bool may_have(std::size_t track, const sql::Element& name) const;
  const catalog::Object* unnamed_part(std::size_t track, const sql::Exists& wanted) const;
  const catalog::Object* unnamed_index(std::size_t track, const sql::Exists& wanted) const;
  bool looks(std::size_t track, const sql::Exists& wanted, const catalog::Object& object) const;
  bool owner_is_live(const Track& track, const sql::Element& name) const;

  const std::vector<Act>& acts_;
  const Timeline& timeline_;
  const Shapes& shapes_;
  const catalog::Catalog& catalog_;
  Premise premise_;
  std::vector<const catalog::Object*> live_;
  std::set<const catalog::Object*> taken_;  // those that some track is
};

}  // namespace dunlin::plan
