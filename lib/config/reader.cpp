#include "config/reader.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace dunlin::config {

namespace {

using yaml::Node;

std::string kind_of(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return "nothing";
    case Node::Kind::scalar:
      return fmt::format("'{}'", node.scalar);
    case Node::Kind::sequence:
      return "a list";
    case Node::Kind::mapping:
      break;
  }
  return "a mapping";
}

std::vector<std::string> strings(std::initializer_list<std::string_view> words) {
  return {words.begin(), words.end()};
}

bool is_plain_scalar(const Node& node) { return node.kind == Node::Kind::scalar && !node.quoted; }

}  // namespace

const Node* Reader::root() {
  root_ = yaml::parse(text_, file_, problems_);
  if (root_.kind == Node::Kind::mapping) return &root_;
  if (root_.kind != Node::Kind::null) {
    report(code::kBadConfig, root_, "the file holds no mapping; it begins with 'version: 1'");
  }
  return nullptr;
}

void Reader::report(const Code& code, const Node& at, std::string message, std::string hint) {
  Diagnostic problem;
  problem.code = code;
  problem.message = std::move(message);
  problem.place = at.place;
  const std::size_t length =
      at.kind == Node::Kind::scalar ? at.scalar.size() + (at.quoted ? 2 : 0) : 1;
  problem.excerpt = excerpt_at(text_, offset_of(text_, at.place), length);
  problem.hint = std::move(hint);
  problems_.push_back(std::move(problem));
}

void Reader::not_built_yet(const Node& at, std::string_view what) {
  report(code::kNotBuiltYet, at, fmt::format("{} is not built yet", what));
}

void Reader::check_keys(const Node& mapping, std::initializer_list<std::string_view> known) {
  for (const auto& [key, value] : mapping.entries) {
    if (std::find(known.begin(), known.end(), key.scalar) != known.end()) continue;
    report(code::kUnknownKey, key, fmt::format("unknown key '{}'", key.scalar),
           did_you_mean(key.scalar, strings(known)));
  }
}

bool Reader::is_text(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::scalar) return true;
  report(code::kBadConfig, node, fmt::format("{} must be text, not {}", what, kind_of(node)));
  return false;
}

bool Reader::is_list(const Node& node, std::string_view what) {
  if (node.kind == Node::Kind::sequence) return true;
  report(code::kBadConfig, node, fmt::format("{} must be a list, not {}", what, kind_of(node)),
         "write [a, b]");
  return false;
}

const Node* Reader::mapping(const Node& parent, std::string_view key) {
  const Node* node = parent.find(key);
  if (node == nullptr || node->kind == Node::Kind::mapping) return node;
  report(code::kBadConfig, *node,
         fmt::format("'{}' must be a mapping, not {}", key, kind_of(*node)));
  return nullptr;
}

std::optional<Sourced<std::string>> Reader::text(const Node& parent, std::string_view key) {
  const Node* node = parent.find(key);
  if (node == nullptr || !is_text(*node, fmt::format("'{}'", key))) return std::nullopt;
  if (!node->scalar.empty()) return sourced(*node);
  report(code::kBadConfig, *node, fmt::format("'{}' is empty", key));
  return std::nullopt;
}

std::optional<Sourced<bool>> Reader::boolean(const Node& parent, std::string_view key) {
  const Node* node = parent.find(key);
  if (node == nullptr) return std::nullopt;
  if (is_plain_scalar(*node) && (node->scalar == "true" || node->scalar == "false")) {
    return Sourced<bool>{node->scalar == "true", to_string(node->place)};
  }
  report(code::kBadConfig, *node,
         fmt::format("'{}' must be true or false, not {}", key, kind_of(*node)),
         node->quoted ? "without quotes" : "");
  return std::nullopt;
}

std::optional<Sourced<int>> Reader::number(const Node& parent, std::string_view key) {
  const Node* node = parent.find(key);
  if (node == nullptr) return std::nullopt;
  const bool is_number = is_plain_scalar(*node) && node->scalar.size() <= 6 &&
                         node->scalar.find_first_not_of("0123456789") == std::string::npos;
  if (is_number) return Sourced<int>{std::stoi(node->scalar), to_string(node->place)};
  report(code::kBadConfig, *node,
         fmt::format("'{}' must be a whole number, not {}", key, kind_of(*node)));
  return std::nullopt;
}

std::optional<Sourced<Milliseconds>> Reader::duration(const Node& parent, std::string_view key) {
  const Node* node = parent.find(key);
  if (node == nullptr) return std::nullopt;
  const auto value = node->kind == Node::Kind::scalar ? parse_duration(node->scalar) : std::nullopt;
  if (value) return Sourced<Milliseconds>{*value, to_string(node->place)};
  report(code::kBadConfig, *node,
         fmt::format("'{}' must be a duration, not {}", key, kind_of(*node)),
         "write 500ms, 60s, 10m, 2h, 1d or 0");
  return std::nullopt;
}

std::optional<Sourced<std::vector<std::string>>> Reader::texts(const Node& parent,
                                                               std::string_view key) {
  const Node* node = parent.find(key);
  const std::string what = fmt::format("'{}'", key);
  if (node == nullptr || !is_list(*node, what)) return std::nullopt;
  Sourced<std::vector<std::string>> list{{}, to_string(node->place)};
  for (const Node& item : node->items) {
    if (!is_text(item, fmt::format("an item of {}", what))) return std::nullopt;
    list.value.push_back(item.scalar);
  }
  return list;
}

std::optional<Sourced<std::size_t>> Reader::word(const Node& parent, std::string_view key,
                                                 std::initializer_list<std::string_view> words) {
  const Node* node = parent.find(key);
  if (node == nullptr) return std::nullopt;
  const auto found = std::find(words.begin(), words.end(), node->scalar);
  if (node->kind == Node::Kind::scalar && found != words.end()) {
    return Sourced<std::size_t>{static_cast<std::size_t>(found - words.begin()),
                                to_string(node->place)};
  }
  report(code::kBadConfig, *node,
         fmt::format("'{}' must be one of {}, not {}", key, listed(strings(words)), kind_of(*node)),
         did_you_mean(node->scalar, strings(words)));
  return std::nullopt;
}

}  // namespace dunlin::config
