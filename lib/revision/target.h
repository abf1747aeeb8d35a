#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "revision/graph.h"

namespace dunlin::revision {

/// What the user names, as written: nothing is looked up yet (resolve.h).
///
///   target := [branch '@'] symbol [('+'|'-') steps]  |  [branch '@'] symbol '^'
///           | [branch '@'] ('+'|'-') steps
///   symbol := head | heads | base | current | name
///   name   := id, unique prefix of an id or label (4 characters or more), label, slug
struct Target {
  enum class Symbol {
    name,
    head,
    heads,
    base,
    current,
    here,  ///< none written: the steps start from what is applied
  };
  enum class Walk {
    none,
    up,    ///< `+N`: towards the heads
    down,  ///< `-N`
    off,   ///< `^`: the revision itself goes too
  };

  std::string branch;  ///< before `@`; empty: none
  Symbol symbol = Symbol::name;
  std::string name;
  Walk walk = Walk::none;
  std::size_t steps = 0;

  friend bool operator==(const Target&, const Target&) = default;
};

/// The text that parse_target reads back.
std::string to_string(const Target& target);

/// Throws Error(kBadTarget) saying what is wrong.
Target parse_target(std::string_view text);

/// The same with the revisions in hand: an exact id wins over every other reading, then an
/// exact label or slug over what could be steps; names may hold `@ + - ^`.
Target parse_target(std::string_view text, const Graph& graph);

/// A target that names one revision by its id.
Target target_of(Id id);

/// `a:b`, `a:`, `:b`, `:`, or one target alone, which is both ends. Nothing: the open end.
struct Range {
  std::optional<Target> from;
  std::optional<Target> to;

  friend bool operator==(const Range&, const Range&) = default;
};

std::string to_string(const Range& range);
Range parse_range(std::string_view text);
Range parse_range(std::string_view text, const Graph& graph);

/// `head`, `heads`, `base`, `current`: no new revision may be called so.
bool is_reserved(std::string_view word);

}  // namespace dunlin::revision
