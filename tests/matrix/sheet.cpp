#include "matrix/sheet.h"

#include <algorithm>
#include <array>
#include <deque>
#include <optional>

namespace dunlin::matrix {

namespace {

constexpr std::string_view kDashes = "--";
constexpr std::array<std::string_view, 7> kBlocks = {"setup", "statement", "elsewhere", "before",
                                                     "again", "changed",   "gone"};
constexpr std::array<std::string_view, 4> kVerdicts = {"run", "skip", "stop", "repair"};

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n";
  const std::size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

template <class List>
bool one_of(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

struct Heading {
  std::string_view block;  // `changed`
  std::string_view name;   // `changed: another type`
  std::string_view expected;
};

// `-- changed: another type -- stop drift`, and nothing where the line is SQL.
std::optional<Heading> heading_of(std::string_view line) {
  if (!line.starts_with("-- ")) return std::nullopt;
  line.remove_prefix(3);
  const std::size_t end = line.find(kDashes);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view name = trim(line.substr(0, end));
  const std::string_view block = trim(name.substr(0, name.find(':')));
  if (!one_of(kBlocks, block)) return std::nullopt;
  return Heading{block, name, trim(line.substr(end + kDashes.size()))};
}

void require_verdict(std::string_view words, std::size_t line) {
  while (true) {
    const std::size_t slash = words.find('/');
    const std::string_view word = words.substr(0, slash);
    if (!one_of(kVerdicts, word)) {
      throw SheetError(line, "'" + std::string(word) + "' is no verdict");
    }
    if (slash == std::string_view::npos) return;
    words.remove_prefix(slash + 1);
  }
}

// `stop drift, run: type is bigint`
Expectation expectation_of(std::string_view text, std::size_t line) {
  Expectation expected;
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) expected.says = trim(text.substr(colon + 1));
  text = text.substr(0, colon);
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::string_view part = trim(text.substr(0, comma));
    const std::size_t space = part.find(' ');
    if (space != std::string_view::npos) expected.obstacle = trim(part.substr(space));
    require_verdict(part.substr(0, space), line);
    expected.verdicts.emplace_back(part.substr(0, space));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  if (expected.verdicts.empty()) throw SheetError(line, "no verdict");
  return expected;
}

class Parser {
 public:
  Sheet parse(std::string_view text) {
    while (!text.empty()) {
      const std::size_t end = std::min(text.find('\n'), text.size());
      ++line_;
      read(text.substr(0, end));
      text.remove_prefix(std::min(end + 1, text.size()));
    }
    check();
    return std::move(sheet_);
  }

 private:
  void read(std::string_view line) {
    if (const auto heading = heading_of(line)) {
      begin(*heading);
    } else if (into_ != nullptr) {
      into_->append(line).append("\n");
    } else if (line.starts_with("#")) {
      sheet_.about.append(line).append("\n");
    } else if (!trim(line).empty()) {
      throw SheetError(line_, "SQL before the first block");
    }
  }

  void begin(const Heading& heading) {
    if (heading.block == "setup") {
      setup_.clear();
      into_ = &setup_;
    } else if (heading.block == "statement") {
      Case& made = sheet_.cases.emplace_back();
      made.line = line_;
      made.setup = setup_;
      into_ = &made.statement;
    } else if (heading.block == "elsewhere") {
      if (sheet_.cases.empty()) throw SheetError(line_, "nothing that could not run");
      sheet_.cases.back().elsewhere = true;
      into_ = &reason_.emplace_back();
    } else {
      begin_state(heading);
    }
  }

  void begin_state(const Heading& heading) {
    if (sheet_.cases.empty()) throw SheetError(line_, "a state before the first statement");
    Case& made = sheet_.cases.back();
    const bool other = heading.block == "changed" || heading.block == "gone";
    State& state = other                       ? made.others.emplace_back()
                   : heading.block == "before" ? made.before
                                               : made.again;
    state.line = line_;
    state.name = heading.name;
    state.expected = expectation_of(heading.expected, line_);
    into_ = &state.sql;
  }

  void check() const {
    if (sheet_.about.empty()) throw SheetError(1, "it does not say what it shows");
    if (sheet_.cases.empty()) throw SheetError(1, "no statement");
    for (const std::string& reason : reason_) {
      if (reason.find(kDashes) == std::string::npos) {
        throw SheetError(1, "a comment must say why a statement cannot run");
      }
    }
    for (const Case& made : sheet_.cases) {
      check(made.before);
      check(made.again);
      for (const State& state : made.others) {
        check(state);
        if (trim(state.sql).empty()) throw SheetError(state.line, "nothing leads to this state");
      }
    }
  }

  static void check(const State& state) {
    const bool why = state.sql.find(kDashes) != std::string::npos;
    if (state.expected.obstacle == "incomparable" && !why) {
      throw SheetError(state.line, "a comment must say why nothing can be compared");
    }
  }

  Sheet sheet_;
  std::string setup_;
  std::deque<std::string> reason_;  // why statements cannot run
  std::string* into_ = nullptr;
  std::size_t line_ = 0;
};

}  // namespace

Sheet parse_sheet(std::string_view text) { return Parser().parse(text); }

}  // namespace dunlin::matrix
