#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/place.h"

namespace dunlin::yaml {

/// A strict YAML tree: every node knows its place, scalars are text and never read as numbers.
/// Anchors, aliases, tags, merge keys and complex keys are refused.
struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  // Out of line: clang 14 cannot derive them while a Node holds pairs of Nodes.
  Node();
  Node(const Node&);
  Node(Node&&) noexcept;
  Node& operator=(const Node&);
  Node& operator=(Node&&) noexcept;
  ~Node();

  Kind kind = Kind::null;
  Place place;
  std::string scalar;                          ///< Kind::scalar
  bool quoted = false;                         ///< `"null"` and `"true"` are text
  std::vector<Node> items;                     ///< Kind::sequence
  std::vector<std::pair<Node, Node>> entries;  ///< Kind::mapping, in the order of the file

  /// The value under `key`, or nullptr.
  const Node* find(std::string_view key) const;
};

/// Parses one document; an empty text is a null node. Throws Error(kBadYaml / kDuplicateKey) with
/// the place and an excerpt: duplicate keys, an open quote, a second document, bad indentation,
/// invalid UTF-8. A byte order mark and CRLF are accepted.
Node parse(std::string_view text, const std::string& file);

/// The same, but duplicate keys (kDuplicateKey) are added to `problems`, so that a caller can
/// report them together with its own; the first of them counts in the tree.
Node parse(std::string_view text, const std::string& file, std::vector<Diagnostic>& problems);

/// `text` as a YAML scalar on one line: plain where that reads back as the same text, otherwise
/// in double quotes. Control characters are escaped.
std::string scalar(std::string_view text);

}  // namespace dunlin::yaml
