#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/yaml.h"

namespace dunlin::yaml {

/// The tree of a text that consists only of `key: value` lines at the left margin (values: plain
/// words, flow lists of them), comment lines and blank lines; nothing for any other text, right or
/// wrong. What it returns is exactly what yaml-cpp would make of the text, some forty times sooner:
/// nearly every revision.yaml is such a text.
std::optional<Node> parse_simple(std::string_view text, const std::string& file);

/// parse() without the short cut above. For tests.
Node parse_fully(std::string_view text, const std::string& file);

}  // namespace dunlin::yaml
