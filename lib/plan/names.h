#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "sql/facts.h"

namespace dunlin::plan {

/// Whether elements of this kind live in a schema.
bool in_schema(sql::ElementKind kind);

/// Gives the names in an action their schema. `session` is the one that is looked into before those
/// of the path; `lookup(owner)` says whether that relation, type or function is there at this point
/// of the route.
class Resolver {
 public:
  using Lookup = std::function<bool(const sql::Element&)>;

  Resolver(const std::vector<std::string>& path, std::string_view session, Lookup lookup)
      : path_(path), session_(session), lookup_(std::move(lookup)) {}

  void resolve(sql::Action& action) const;

 private:
  void found(sql::Element& element) const;
  void made(sql::Element& element, const sql::Action& action) const;
  void claim(sql::Claim& claim, const sql::Action& action) const;
  void references(sql::Attributes& attributes) const;

  const std::vector<std::string>& path_;
  std::string_view session_;
  Lookup lookup_;
};

}  // namespace dunlin::plan
