#include "revision/target.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "base/error.h"

namespace dunlin::revision {

namespace {

using Symbol = Target::Symbol;
using Walk = Target::Walk;

struct Keyword {
  std::string_view word;
  Symbol symbol;
};
constexpr std::array kKeywords{Keyword{"head", Symbol::head}, Keyword{"heads", Symbol::heads},
                               Keyword{"base", Symbol::base}, Keyword{"current", Symbol::current}};

Error bad(std::string_view text, std::string_view why) {
  return with_next(Error(code::kBadTarget, fmt::format("'{}' is no target: {}", text, why)),
                   fmt::format("dunlin help {}", code::kBadTarget.id));
}

bool digit(char c) { return c >= '0' && c <= '9'; }

std::size_t steps_in(std::string_view digits, std::string_view text) {
  std::size_t steps = 0;
  const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), steps);
  if (failed != std::errc() || end != digits.data() + digits.size()) {
    throw bad(text, fmt::format("'{}' is no number of steps", digits));
  }
  if (steps == 0) throw bad(text, "it goes no step");
  if (digits.front() == '0') throw bad(text, fmt::format("write {} for '{}'", steps, digits));
  return steps;
}

// Takes `+N` or `-N` off the end.
void take_steps(std::string_view& rest, Target& target, std::string_view text) {
  const auto last = std::find_if_not(rest.rbegin(), rest.rend(), digit);
  const auto begin = static_cast<std::size_t>(rest.rend() - last);
  if (begin == 0 || begin == rest.size()) return;
  const char sign = rest[begin - 1];
  if (sign != '+' && sign != '-') return;
  target.walk = sign == '+' ? Walk::up : Walk::down;
  target.steps = steps_in(rest.substr(begin), text);
  rest = rest.substr(0, begin - 1);
}

// `a+1xyz` is neither a number of steps nor, without such a revision, a name.
void refuse_junk(std::string_view name, std::string_view text) {
  for (std::size_t i = 0; i < name.size(); ++i) {
    if (name[i] != '+' && name[i] != '-') continue;
    std::size_t end = i + 1;
    while (end < name.size() && digit(name[end])) ++end;
    const bool digits = end > i + 1;
    if (digits) {
      throw bad(text, fmt::format("'{}' follows '{}'", text.substr(text.find(name) + end),
                                  name.substr(i, end - i)));
    }
    if (end == name.size()) throw bad(text, fmt::format("a number must follow '{}'", name[i]));
  }
}

void read_symbol(std::string_view rest, Target& target, std::string_view text) {
  for (const Keyword& keyword : kKeywords) {
    if (rest == keyword.word) {
      target.symbol = keyword.symbol;
      return;
    }
  }
  if (rest.empty()) {
    if (target.walk == Walk::none) throw bad(text, "nothing follows '@'");
    if (target.walk == Walk::off) throw bad(text, "nothing stands before '^'");
    target.symbol = Symbol::here;
    return;
  }
  if (rest.find(':') != std::string_view::npos) throw bad(text, "it is a range or has a stray ':'");
  refuse_junk(rest, text);
  target.symbol = Symbol::name;
  target.name = rest;
}

std::string word_of(const Target& target) {
  for (const Keyword& keyword : kKeywords) {
    if (keyword.symbol == target.symbol) return std::string(keyword.word);
  }
  return target.name;
}

bool named(const std::vector<std::pair<std::string, std::size_t>>& names, std::string_view name) {
  const auto at =
      std::lower_bound(names.begin(), names.end(), name,
                       [](const auto& entry, std::string_view word) { return entry.first < word; });
  return at != names.end() && at->first == name;
}

bool exact(const Graph& graph, std::string_view name) {
  if (graph.contains(name)) return true;
  if (is_reserved(name)) return false;
  return named(graph.labels(), name) || named(graph.slugs(), name);
}

// Readings of an exact name with something after it: `v-1+2`, `a@b^`. Nothing where the shorter
// part is no exact name either.
std::optional<Target> exact_with_steps(std::string_view text, const Graph& graph) {
  Target target;
  std::string_view rest = text;
  if (rest.ends_with('^')) {
    target.walk = Walk::off;
    rest.remove_suffix(1);
  } else {
    take_steps(rest, target, text);
  }
  if (target.walk == Walk::none || !exact(graph, rest)) return std::nullopt;
  target.name = rest;
  return target;
}

template <class Read>
Range read_range(std::string_view text, std::size_t colon, const Read& read) {
  const std::string_view from = text.substr(0, colon);
  const std::string_view to = text.substr(colon + 1);
  Range range;
  if (!from.empty()) range.from = read(from);
  if (!to.empty()) range.to = read(to);
  return range;
}

}  // namespace

bool is_reserved(std::string_view word) {
  return std::any_of(kKeywords.begin(), kKeywords.end(),
                     [&](const Keyword& keyword) { return keyword.word == word; });
}

std::string to_string(const Target& target) {
  std::string out = target.branch.empty() ? "" : target.branch + "@";
  out += word_of(target);
  if (target.walk == Walk::off) return out + "^";
  if (target.walk == Walk::none) return out;
  return fmt::format("{}{}{}", out, target.walk == Walk::up ? '+' : '-', target.steps);
}

Target target_of(Id id) {
  Target target;
  target.name = std::move(id);
  return target;
}

Target parse_target(std::string_view text) {
  if (text.empty()) throw bad(text, "it is empty");
  Target target;
  std::string_view rest = text;
  if (const std::size_t at = rest.rfind('@'); at != std::string_view::npos) {
    target.branch = rest.substr(0, at);
    if (at == 0 || target.branch.ends_with('@')) throw bad(text, "nothing stands before '@'");
    rest.remove_prefix(at + 1);
    if (rest.empty()) throw bad(text, "nothing follows '@'");
    if (is_reserved(target.branch)) {
      throw bad(text,
                fmt::format("'{}' is no branch; write BRANCH@{}", target.branch, target.branch));
    }
  }
  if (rest.ends_with('^')) {
    target.walk = Walk::off;
    rest.remove_suffix(1);
  } else {
    take_steps(rest, target, text);
  }
  read_symbol(rest, target, text);
  return target;
}

Target parse_target(std::string_view text, const Graph& graph) {
  if (exact(graph, text)) return target_of(std::string(text));
  if (auto target = exact_with_steps(text, graph)) return *target;
  try {
    return parse_target(text);
  } catch (const Error&) {
    // An id may look like anything, and so may the beginning of one.
    if (text.size() >= 4 && !graph.starting_with(text).empty()) return target_of(std::string(text));
    throw;
  }
}

std::string to_string(const Range& range) {
  if (range.from && range.from == range.to) return to_string(*range.from);
  return fmt::format("{}:{}", range.from ? to_string(*range.from) : "",
                     range.to ? to_string(*range.to) : "");
}

Range parse_range(std::string_view text) {
  const std::size_t colon = text.find(':');
  const auto read = [](std::string_view part) { return parse_target(part); };
  if (colon == std::string_view::npos) return {read(text), read(text)};
  if (text.find(':', colon + 1) != std::string_view::npos) {
    throw bad(text, "a range has one ':'");
  }
  return read_range(text, colon, read);
}

Range parse_range(std::string_view text, const Graph& graph) {
  const auto read = [&](std::string_view part) { return parse_target(part, graph); };
  if (exact(graph, text)) return {read(text), read(text)};
  // A colon inside an id: the cut that leaves ids on both sides is meant.
  for (std::size_t colon = text.find(':'); colon != std::string_view::npos;
       colon = text.find(':', colon + 1)) {
    const auto whole = [&](std::string_view part) { return part.empty() || exact(graph, part); };
    if (whole(text.substr(0, colon)) && whole(text.substr(colon + 1))) {
      return read_range(text, colon, read);
    }
  }
  if (std::count(text.begin(), text.end(), ':') > 1) throw bad(text, "a range has one ':'");
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos) return {read(text), read(text)};
  return read_range(text, colon, read);
}

}  // namespace dunlin::revision
