#pragma once

#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.h"
#include "config/config.h"

namespace dunlin::config {

/// Reads typed values out of a YAML tree. What is wrong is added to a list, with place, excerpt and
/// hint, and the value counts as absent, so that one reading finds every problem of a file.
class Reader {
 public:
  Reader(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  /// The root of the text, or nullptr where it is empty or no mapping. Throws what yaml::parse
  /// throws, but for duplicate keys.
  const yaml::Node* root();

  std::vector<Diagnostic>& problems() { return problems_; }

  /// Reports the keys of a mapping that are not among `known`.
  void check_keys(const yaml::Node& mapping, std::initializer_list<std::string_view> known);

  // The value under `key`, if it is there and of that kind.
  const yaml::Node* mapping(const yaml::Node& parent, std::string_view key);
  std::optional<Sourced<std::string>> text(const yaml::Node& parent, std::string_view key);
  std::optional<Sourced<bool>> boolean(const yaml::Node& parent, std::string_view key);
  std::optional<Sourced<int>> number(const yaml::Node& parent, std::string_view key);
  std::optional<Sourced<Milliseconds>> duration(const yaml::Node& parent, std::string_view key);
  std::optional<Sourced<std::vector<std::string>>> texts(const yaml::Node& parent,
                                                         std::string_view key);
  /// The index of the word among `words`.
  std::optional<Sourced<std::size_t>> word(const yaml::Node& parent, std::string_view key,
                                           std::initializer_list<std::string_view> words);

  bool is_text(const yaml::Node& node, std::string_view what);
  bool is_list(const yaml::Node& node, std::string_view what);

  Sourced<std::string> sourced(const yaml::Node& node) const {
    return {node.scalar, to_string(node.place)};
  }

  void report(const Code& code, const yaml::Node& at, std::string message, std::string hint = {});
  void not_built_yet(const yaml::Node& at, std::string_view what);

 private:
  std::string_view text_;
  std::string file_;
  yaml::Node root_;
  std::vector<Diagnostic> problems_;
};

}  // namespace dunlin::config
