#pragma once

#include <cstddef>
#include <map>
#include <string_view>
#include <vector>

#include "catalog/catalog.h"
#include "plan/timeline.h"

namespace dunlin::plan {

/// What every name means at one point of a route: which track has it, what nothing of the route
/// has touched yet, what is gone. Cost: O(log n) a name, but O(n) for one without its table.
class Present {
 public:
  /// What is in the schema `session` is there until the session ends.
  Present(const catalog::Catalog& live, std::string_view session)
      : live_(live), session_(session) {}

  /// The track that has this name; kNone where the route has not touched such a thing.
  std::size_t track(const sql::Element& element) const;

  /// Whether something has this name, touched by the route or not.
  bool there(const sql::Element& named) const;

  /// The name in full. DROP TRIGGER in SQLite leaves out the table, DROP FUNCTION may leave out the
  /// types: the one of that name that is there by now.
  sql::Element whole(const sql::Element& element) const;

  bool of_session(const sql::Element& element) const { return element.schema == session_; }

  void add(const sql::Element& name, std::size_t track);
  /// The name is free. Nothing where another track has it by now.
  void remove(const sql::Element& name, std::size_t track);
  /// As remove; and what is live under the name is not meant by it any more.
  void end(const sql::Element& name, std::size_t track);
  void rename(const sql::Element& from, const sql::Element& to, std::size_t track);
  /// Cost: by what the session had, not by what the route has.
  void end_session();

 private:
  void keep(const sql::Element& name);
  sql::Element function(const sql::Element& element) const;

  const catalog::Catalog& live_;
  std::string_view session_;
  std::map<sql::Element, std::size_t> now_;    // of what exists at this point
  std::map<sql::Element, std::size_t> ended_;  // what the route took away
  std::vector<sql::Element> sessions_;         // those of both that end with the session
};

}  // namespace dunlin::plan
