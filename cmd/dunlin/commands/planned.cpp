#include "dunlin/commands/planned.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace dunlin::cmd::commands {

namespace {

using plan::Segment;
using plan::Step;
using revision::Direction;

std::string_view kind_of(const Segment& segment) {
  return segment.kind == Segment::Kind::transaction ? "transaction" : "outside a transaction";
}

// The line of each statement; in one pass, because statements ascend.
std::vector<std::size_t> lines_of(const plan::Source& source) {
  std::vector<std::size_t> lines;
  std::size_t line = 1;
  std::size_t at = 0;
  for (const sql::Statement& statement : source.statements) {
    const char* text = source.text->data();
    line += static_cast<std::size_t>(std::count(text + at, text + statement.begin, '\n'));
    at = statement.begin;
    lines.push_back(line);
  }
  return lines;
}

// How a statement begins: its first line, on one line, as far as there is room.
std::string beginning(std::string_view statement, std::size_t room) {
  const std::string_view first = statement.substr(0, statement.find('\n'));
  std::string out(trimmed(first));
  std::replace(out.begin(), out.end(), '\t', ' ');
  const bool cut = first.size() < statement.size();
  if (characters(out) + (cut ? 2 : 0) <= room) return cut ? out + " …" : out;
  return out.substr(0, byte_of_character(out, room - 2)) + " …";
}

std::string statements_of(const Step& step, const Segment& segment,
                          const std::vector<std::size_t>& lines, std::size_t width) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
    const std::string place = fmt::format("{}:{}", step.script->path, lines[i]);
    const std::size_t room = width - std::min(characters(place) + 8, width - 30);
    rows.push_back({"     " + place, beginning(step.script->statements[i].text, room)});
  }
  return columns(rows);
}

std::string text_of(const Step& step, std::size_t number, const Invocation& invocation) {
  const bool up = step.direction == Direction::up;
  std::string out = fmt::format("{:>2}. {} {} {}\n", number, up ? "up" : "down",
                                invocation.paint()(Paint::kBold, step.id()), step.row.slug);
  if (step.statements() == 0) return out + "    no statements: only recorded\n";
  const std::vector<std::size_t> lines = lines_of(*step.script);
  for (const Segment& segment : step.segments) {
    out += fmt::format("    {}\n", kind_of(segment));
    out += statements_of(step, segment, lines, invocation.width());
  }
  if (step.verify) out += fmt::format("    then checked by {}\n", step.verify->path);
  return out;
}

std::size_t statements(const plan::Plan& plan) {
  std::size_t n = 0;
  for (const Step& step : plan.steps)
    n += step.statements() - std::min(step.resume, step.statements());
  return n;
}

Json to_json(const Step& step) {
  Json::Array segments;
  const std::vector<std::size_t> lines =
      step.script ? lines_of(*step.script) : std::vector<std::size_t>{};
  for (const Segment& segment : step.segments) {
    Json::Array list;
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
      list.push_back(Json()
                         .add("file", step.script->path)
                         .add("line", lines[i])
                         .add("text", step.script->statements[i].text));
    }
    segments.push_back(Json()
                           .add("transaction", segment.kind == Segment::Kind::transaction)
                           .add("statements", list));
  }
  return Json()
      .add("id", step.id())
      .add("slug", Json::text(step.row.slug))
      .add("direction", step.direction == Direction::up ? "up" : "down")
      .add("segments", segments)
      .add("verify", step.verify ? Json(step.verify->path) : Json());
}

}  // namespace

Json to_json(const app::PlanReport& report) {
  Json::Array steps;
  for (const Step& step : report.plan.steps) steps.push_back(to_json(step));
  return Json()
      .add("target_database", report.database)
      .add("target", Json::text(report.target))
      .add("exists", !report.absent)
      .add("statements", statements(report.plan))
      .add("steps", steps);
}

std::string text_of(const app::PlanReport& report, const Invocation& invocation) {
  if (report.plan.empty()) return fmt::format("{}: nothing to run\n", report.database);
  const bool up = report.plan.steps.front().direction == Direction::up;
  std::string out = fmt::format(
      "{}: {} to {}, {}\n", report.database, counted(report.plan.steps.size(), "revision"),
      up ? "apply" : "revert", counted(statements(report.plan), "statement"));
  if (report.absent) out += "the database does not exist yet; an upgrade creates it\n";
  std::size_t number = 0;
  for (const Step& step : report.plan.steps) {
    out += "\n" + text_of(step, ++number, invocation);
  }
  const std::string command = fmt::format("{} {}", up ? "upgrade" : "downgrade",
                                          report.target.empty() ? "--last-run" : report.target);
  const std::string gaps = invocation.has("fill-gaps") ? " --fill-gaps" : "";
  return out + "\n" +
         invocation.next_line((up && report.target == "head" ? "upgrade" : command) + gaps);
}

}  // namespace dunlin::cmd::commands
