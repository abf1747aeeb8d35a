#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace dunlin::cmd {

/// A JSON value; objects keep the order in which their members were added.
class Json {
 public:
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;

  Json() : value_(nullptr) {}
  Json(std::nullptr_t) : value_(nullptr) {}
  Json(bool value) : value_(value) {}
  Json(std::int64_t value) : value_(value) {}
  Json(int value) : value_(std::int64_t{value}) {}
  Json(std::size_t value) : value_(static_cast<std::int64_t>(value)) {}
  Json(std::string value) : value_(std::move(value)) {}
  Json(std::string_view value) : value_(std::string(value)) {}
  Json(const char* value) : value_(std::string(value)) {}
  Json(Array value) : value_(std::move(value)) {}
  Json(Object value) : value_(std::move(value)) {}

  /// null for nothing
  template <class T>
  static Json maybe(const std::optional<T>& value) {
    return value ? Json(*value) : Json();
  }
  /// Text, or null when it is empty.
  static Json text(std::string_view value) { return value.empty() ? Json() : Json(value); }
  static Json list(const std::vector<std::string>& values) {
    return Array(values.begin(), values.end());
  }

  /// Appends a member; the value must be an object or null (then it becomes an object).
  Json& add(std::string name, Json value);
  /// Appends the members of another object.
  Json& add_all(const Json& other);

  const std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object>& value()
      const {
    return value_;
  }

 private:
  std::variant<std::nullptr_t, bool, std::int64_t, std::string, Array, Object> value_;
};

/// The value as text with an indentation of two and a line feed at the end. Secrets in strings are
/// hidden (in the finished text they could not be, escaped as they are), and bytes that are not
/// UTF-8 are replaced.
std::string to_text(const Json& json);

}  // namespace dunlin::cmd
