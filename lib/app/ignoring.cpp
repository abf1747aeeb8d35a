#include "app/ignoring.h"

#include <fnmatch.h>

#include <algorithm>

namespace dunlin::app {

namespace {

bool matches(const std::string& pattern, const std::string& name) {
  return ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
}

}  // namespace

bool is_ignored(const std::vector<std::string>& patterns, const sql::Element& element) {
  const std::string object = element.schema.str() + "." + element.name.str();
  const std::string part = object + "." + element.part.str();
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    if (pattern.find('.') == std::string::npos) return matches(pattern, element.name.str());
    return matches(pattern, object) || (element.is_part() && matches(pattern, part));
  });
}

}  // namespace dunlin::app
