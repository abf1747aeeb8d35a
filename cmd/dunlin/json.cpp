#include "dunlin/json.h"

#include <nlohmann/json.hpp>

#include "base/redact.h"

namespace dunlin::cmd {

namespace {

using Target = nlohmann::ordered_json;

Target converted(const Json& json);

struct Convert {
  Target operator()(std::nullptr_t) const { return nullptr; }
  Target operator()(bool value) const { return value; }
  Target operator()(std::int64_t value) const { return value; }
  Target operator()(const std::string& value) const { return redacted(value); }
  Target operator()(const Json::Array& values) const {
    Target out = Target::array();
    for (const Json& value : values) out.push_back(converted(value));
    return out;
  }
  Target operator()(const Json::Object& members) const {
    Target out = Target::object();
    for (const auto& [name, value] : members) out[name] = converted(value);
    return out;
  }
};

Target converted(const Json& json) { return std::visit(Convert{}, json.value()); }

}  // namespace

Json& Json::add(std::string name, Json value) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Object{};
  std::get<Object>(value_).emplace_back(std::move(name), std::move(value));
  return *this;
}

Json& Json::add_all(const Json& other) {
  if (const auto* members = std::get_if<Object>(&other.value_)) {
    for (const auto& [name, value] : *members) add(name, value);
  }
  return *this;
}

std::string to_text(const Json& json) {
  return converted(json).dump(2, ' ', false, Target::error_handler_t::replace) + "\n";
}

}  // namespace dunlin::cmd
