#pragma once

#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"

namespace dunlin::plan {

/// Whether elements like this one live in a schema.
bool in_schema(const sql::Element& element);

/// The elements that attributes of a claim name without a schema: the table of an index, the
/// function of an event trigger.
std::vector<sql::Element> referenced(const sql::Attributes& attributes);

/// `(s.a, integer)` as `(a, integer)`.
std::string without_schemas(std::string_view signature);

/// Gives the names in an action their schema. `session` is the one that is looked into before those
/// of the path; `lookup(owner)` says whether that relation, type or function is there at this point
/// of the route.
class Resolver {
 public:
  using Lookup = std::function<bool(const sql::Element&)>;

  Resolver(const std::vector<std::string>& path, std::string_view session, Lookup lookup)
      : path_(path), session_(session), lookup_(std::move(lookup)) {}

  void resolve(sql::Action& action);

 private:
  void found(sql::Element& element) const;
  void place(sql::Element& element) const;
  void signature(sql::Element& function) const;
  bool is_attribute(const sql::Element& element) const;
  void made(sql::Element& element, const sql::Action& action) const;
  void follow_constraint(sql::Element& index, const sql::Action& action) const;
  void claim(sql::Claim& claim, const sql::Action& action) const;
  void references(sql::Attributes& attributes) const;

  const std::vector<std::string>& path_;
  std::string_view session_;
  Lookup lookup_;
  std::set<std::string> types_;  // that the action reads, named without a schema
};

}  // namespace dunlin::plan
