#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/probe.h"
#include "plan/decision.h"
#include "plan/timeline.h"

namespace dunlin::plan {

/// How a live object compares with what a claim wants.
struct Comparison {
  std::vector<Difference> differences;
  /// The shape is the same, but the object is not finished: an index that was not built to its end,
  /// a constraint that was not validated.
  bool half = false;
  std::string unknown;  ///< why it cannot be compared; empty: it was

  bool same() const { return differences.empty() && unknown.empty() && !half; }
};

/// What the acts of a route want things to look like: what their text states, and what the database
/// drew of it.
class Shapes {
 public:
  explicit Shapes(const Timeline& timeline);

  /// From here on, comparisons are made on this premise.
  void assume(Premise premise) { premise_ = premise; }

  /// `drawn` outlives this object.
  void add(std::size_t act, const catalog::Drawn& drawn) { drawn_[act] = &drawn; }

  /// The live object beside the claim of that act. What a later act of the route makes of an
  /// attribute is no difference.
  Comparison compare(std::size_t act, const sql::Exists& claim, const catalog::Object& live,
                     const Track& track) const;

  /// The value that a write gives; nothing when nobody can tell.
  std::optional<std::string> value(const Write& write, const sql::Element& element) const;

  /// What was drawn of an act, or nothing.
  const catalog::Catalog* picture(std::size_t act) const;

  /// Why the drawing of an act failed; empty when it did not, or none was asked for.
  std::string_view failure(std::size_t act) const;

 private:
  const catalog::Object* drawn(std::size_t act, const sql::Element& element) const;
  bool explained(std::size_t act, const Track& track, const std::string& attribute,
                 std::string_view actual, sql::ElementKind kind) const;
  catalog::Object wanted(std::size_t act, const sql::Exists& claim, std::string& unknown) const;

  std::string renamed(std::size_t act, std::string_view text, bool expression) const;

  std::string without_changed_later(std::size_t act, const sql::Element& type,
                                    std::string_view names) const;

  struct ChangedPart {
    std::size_t act;  // the last that changes it
    sql::Element part;
  };

  Premise premise_;
  const std::vector<Timeline::Renaming>& renamings_;
  std::vector<ChangedPart> changed_parts_;
  std::map<std::size_t, const catalog::Drawn*> drawn_;
};

}  // namespace dunlin::plan
