#include "execute/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/place.h"
#include "base/text.h"

namespace dunlin::execute {

namespace {

using revision::Direction;

std::string kind_of(const ScriptStep& step) {
  std::string text = counted(step.step.statements(), "statement");
  const auto alone =
      std::count_if(step.step.segments.begin(), step.step.segments.end(),
                    [](const plan::Segment& s) { return s.kind == plan::Segment::Kind::alone; });
  if (alone > 0) text += fmt::format(", {} outside a transaction", alone);
  return text;
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string out(text);
  std::replace_if(
      out.begin(), out.end(),
      [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, ' ');
  return out;
}

std::string script_header(const Script& script, Dialect dialect,
                          const std::vector<std::string>& usage) {
  const bool up = script.direction == Direction::up;
  std::string out =
      fmt::format("-- {}: {} of project {}, for {}\n-- Written by dunlin {}.\n--\n",
                  up ? "Upgrade" : "Downgrade", on_one_line(script.range),
                  on_one_line(script.project), title_of(dialect), script.runner.client_version);
  for (const std::string& line : usage) out += line.empty() ? "--\n" : "-- " + line + "\n";
  out += "--\n";
  std::vector<std::vector<std::string>> rows;
  for (const ScriptStep& step : script.steps) {
    rows.push_back({"--  " + std::string(name_of(step.step.direction)), on_one_line(step.step.id()),
                    on_one_line(step.step.row.slug), kind_of(step)});
  }
  return out + (rows.empty() ? "--  nothing to do\n" : columns(rows));
}

std::string script_title(const ScriptStep& step, std::size_t number) {
  const plan::Step& own = step.step;
  return fmt::format("-- {}. {} {}{}", number, name_of(own.direction), on_one_line(own.id()),
                     own.row.slug.empty() ? "" : " " + on_one_line(own.row.slug));
}

std::string first_word(std::string_view statement) {
  std::size_t end = 0;
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  while (end < statement.size() && is_letter(statement[end])) ++end;
  return lower(statement.substr(0, end));
}

bool is_query(std::string_view statement) {
  static constexpr std::array<std::string_view, 6> kQueries = {"select", "values", "with",
                                                               "table",  "show",   "explain"};
  if (statement.starts_with('(')) return true;
  const std::string word = first_word(statement);
  return std::find(kQueries.begin(), kQueries.end(), word) != kQueries.end();
}

std::string place_of(const plan::Source& source, std::size_t statement) {
  const std::size_t line = place_at({}, source.text, source.statements[statement].begin).line;
  return fmt::format("{}:{}", on_one_line(source.path), line);
}

}  // namespace dunlin::execute
