#pragma once

#include <fmt/core.h>

#include <compare>
#include <concepts>
#include <iosfwd>
#include <string>
#include <string_view>

namespace dunlin::sql {

/// A name as a database keeps it, in the size of a pointer. A route names the same few things over
/// and over: each text is kept once, until the process ends. Compared as bytes. Making one takes a
/// look-up under a lock; copying and asking for equality are free.
class Name {
 public:
  Name() : text_(&empty_text()) {}
  Name(std::string_view text) : text_(&kept(text)) {}     // NOLINT: stands where a string stood
  Name(const std::string& text) : text_(&kept(text)) {}   // NOLINT
  Name(const char* text) : text_(&kept(text)) {}          // NOLINT
  operator const std::string&() const { return *text_; }  // NOLINT
  operator std::string_view() const { return *text_; }    // NOLINT

  const std::string& str() const { return *text_; }
  bool empty() const { return text_->empty(); }
  void clear() { text_ = &empty_text(); }

  friend bool operator==(const Name& a, const Name& b) { return a.text_ == b.text_; }
  friend bool operator==(const Name& a, std::string_view b) { return *a.text_ == b; }
  friend bool operator==(const Name& a, const std::string& b) { return *a.text_ == b; }
  friend bool operator==(const Name& a, const char* b) { return *a.text_ == b; }
  friend std::strong_ordering operator<=>(const Name& a, const Name& b) {
    return a.text_ == b.text_ ? std::strong_ordering::equal : *a.text_ <=> *b.text_;
  }
  template <std::convertible_to<std::string_view> Text>
  friend std::string operator+(const Name& a, const Text& b) {
    return std::string(*a.text_).append(std::string_view(b));
  }
  template <std::convertible_to<std::string_view> Text>
  requires(!std::same_as<Text, Name>) friend std::string operator+(const Text& a, const Name& b) {
    return std::string(std::string_view(a)).append(*b.text_);
  }
  friend std::ostream& operator<<(std::ostream& out, const Name& name);

 private:
  static const std::string& empty_text();
  static const std::string& kept(std::string_view text);

  const std::string* text_;  // never null; equal texts have equal addresses
};

}  // namespace dunlin::sql

template <>
struct fmt::formatter<dunlin::sql::Name> : fmt::formatter<fmt::string_view> {
  auto format(const dunlin::sql::Name& name, fmt::format_context& context) const
      -> fmt::format_context::iterator;
};
