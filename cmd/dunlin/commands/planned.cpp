#include "dunlin/commands/planned.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/stops.h"
#include "base/text.h"
#include "catalog/render.h"

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
    const char* text = source.text.view().data();
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

using plan::Verdict;

// `ACCESS EXCLUSIVE on "public.users", rewrites the table, loses data`
std::string cost_of(const plan::Judgement& judgement, const std::string& home, bool explain) {
  std::vector<std::string> parts;
  for (const sql::Lock& lock : judgement.locks) {
    // It is in the way of nobody but who drops or rewrites the table.
    if (lock.mode == sql::LockMode::access_share && !explain) continue;
    const sql::Element& table = lock.relation;
    const std::string schema = table.schema == home ? "" : table.schema + ".";
    parts.push_back(fmt::format("{} on \"{}{}\"", name_of(lock.mode), schema, table.name));
  }
  switch (judgement.work) {
    case sql::Work::none:
      break;
    case sql::Work::scan:
      parts.emplace_back("reads the whole table");
      break;
    case sql::Work::build:
      parts.emplace_back("builds an index over the whole table");
      break;
    case sql::Work::maybe_rewrite:
      parts.emplace_back("may write the whole table anew");
      break;
    case sql::Work::rewrite:
      parts.emplace_back("writes the whole table anew");
      break;
  }
  if (judgement.loses_data) parts.emplace_back("loses data");
  return joined(parts, ", ");
}

std::string shown(std::string_view value) {
  if (value.empty()) return "nothing";
  std::string out(value);
  std::replace(out.begin(), out.end(), '\n', ' ');
  return out;
}

// Why, and at what cost: what a reader would not expect, or everything with --explain.
std::string notes_of(const plan::Judgement& judgement, const std::string& home, bool explain) {
  std::string out;
  const auto note = [&](const std::string& text) { out += fmt::format("          {}\n", text); };
  const bool several = judgement.actions.size() > 1;
  std::size_t number = 0;
  for (const plan::Decision& decision : judgement.actions) {
    ++number;
    const bool plain = decision.verdict == Verdict::run && decision.differences.empty();
    if ((plain && !explain && !(several && judgement.text)) || decision.reason.empty()) continue;
    note(several
             ? fmt::format("{}, part {}: {}", name_of(decision.verdict), number, decision.reason)
             : decision.reason);
    const bool shows = explain || decision.verdict == Verdict::stop;
    for (const plan::Difference& difference : decision.differences) {
      if (shows) note("  " + catalog::text_of(difference, home));
    }
  }
  for (const std::string& repair : judgement.repairs) note("first: " + repair);
  if (judgement.text && !judgement.text->empty()) {
    note("sent: " + shown(std::string_view(*judgement.text).substr(0, 200)));
  }
  if (const std::string cost = cost_of(judgement, home, explain); !cost.empty()) note(cost);
  return out;
}

std::string statements_of(const Step& step, const Segment& segment,
                          const std::vector<std::size_t>& lines, std::size_t width,
                          const std::string& home, bool explain) {
  std::vector<std::vector<std::string>> rows;
  for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
    const std::string place = fmt::format("{}:{}", step.script->path, lines[i]);
    // A way back is run as it is written: there is nothing to say of decisions.
    const bool decided = !step.judgements.empty();
    const std::size_t room = width - std::min(characters(place) + (decided ? 16 : 8), width - 30);
    std::vector<std::string> row;
    if (decided) row.push_back("     " + std::string(name_of(step.verdict(i))));
    row.push_back(decided ? place : "     " + place);
    row.push_back(beginning(step.script->statements[i].text, room));
    rows.push_back(std::move(row));
  }
  const std::vector<std::string> table = split(columns(rows), '\n');
  std::string out;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    out += table[row] + "\n";
    if (const std::size_t count = step.script->statements[segment.first + row].count; count > 1) {
      out += fmt::format("          and {} more rows like it\n", count - 1);
    }
    if (step.judgements.empty()) continue;
    out += notes_of(step.judgements[segment.first + row], home, explain);
  }
  return out;
}

std::string text_of(const Step& step, std::size_t number, const std::string& home,
                    const Invocation& invocation) {
  const bool up = step.direction == Direction::up;
  std::string out = fmt::format("{:>2}. {} {} {}\n", number, up ? "up" : "down",
                                invocation.paint()(Paint::kBold, step.id()), step.row.slug);
  if (step.statements() == 0) return out + "    no statements: only recorded\n";
  if (step.satisfied()) out += "    everything it wants is there already: only recorded\n";
  const std::vector<std::size_t> lines = lines_of(*step.script);
  for (const Segment& segment : step.segments) {
    out += fmt::format("    {}\n", kind_of(segment));
    out += statements_of(step, segment, lines, invocation.width(), home, invocation.has("explain"));
  }
  if (step.verify) out += fmt::format("    then checked by {}\n", step.verify->path);
  return out;
}

std::size_t statements(const plan::Plan& plan) {
  std::size_t n = 0;
  for (const Step& step : plan.steps) n += step.written(step.resume);
  return n;
}

// `4 run, 2 are there already, 1 stops`; nothing where all of them simply run.
std::string summary(const plan::Plan& plan) {
  std::size_t count[4] = {};
  std::size_t losing = 0;
  for (const Step& step : plan.steps) {
    for (std::size_t i = 0; i < step.judgements.size(); ++i) {
      count[static_cast<int>(step.verdict(i))] += step.weight(i);
      if (step.judgements[i].loses_data) ++losing;
    }
  }
  const auto of = [&](Verdict verdict) { return count[static_cast<int>(verdict)]; };
  std::vector<std::string> parts;
  const auto add = [&](std::size_t n, std::string_view text) {
    if (n > 0) parts.push_back(fmt::format("{} {}", n, text));
  };
  add(of(Verdict::run), "to run");
  add(of(Verdict::skip), "there already");
  add(of(Verdict::repair), "to repair");
  add(of(Verdict::stop), "in the way");
  add(losing, "losing data");
  const bool plain = parts.size() == 1 && of(Verdict::run) > 0;
  if (parts.empty() || plain) return {};
  return "statements: " + joined(parts, ", ") + "\n";
}

// What `upgrade` would say to type, less what this command has shown already.
std::vector<std::string> ways_on(const app::PlanReport& report, const Invocation& invocation) {
  const bool explained = invocation.has("explain");
  std::vector<std::string> ways;
  for (const Diagnostic& stop : app::stops_of(report.plan, report.target)) {
    for (const std::string& next : stop.next) {
      const bool shown =
          next.starts_with("dunlin plan") && (explained || next.find("--explain") == next.npos);
      const bool is_new = std::find(ways.begin(), ways.end(), next) == ways.end();
      if (!shown && is_new) ways.push_back(next);
    }
  }
  for (std::string& next : ways) next = invocation.where().in(next);
  return ways;
}

Json to_json(const plan::Difference& difference) {
  return Json()
      .add("element", describe(difference.element))
      .add("attribute", Json::text(difference.attribute))
      .add("wanted", Json::text(difference.wanted))
      .add("actual", Json::text(difference.actual));
}

void add_judgement(Json& out, const plan::Judgement& judgement) {
  Json::Array actions;
  for (const plan::Decision& decision : judgement.actions) {
    Json::Array differences;
    for (const plan::Difference& difference : decision.differences) {
      differences.push_back(to_json(difference));
    }
    actions.push_back(Json()
                          .add("decision", name_of(decision.verdict))
                          .add("obstacle", name_of(decision.obstacle))
                          .add("reason", decision.reason)
                          .add("differences", differences));
  }
  Json::Array locks;
  for (const sql::Lock& lock : judgement.locks) {
    locks.push_back(
        Json().add("mode", name_of(lock.mode)).add("relation", describe(lock.relation)));
  }
  out.add("actions", actions)
      .add("repairs", Json::list(judgement.repairs))
      .add("sent", judgement.text ? Json(*judgement.text) : Json())
      .add("locks", locks)
      .add("loses_data", judgement.loses_data);
}

Json to_json(const Step& step) {
  Json::Array segments;
  const std::vector<std::size_t> lines =
      step.script ? lines_of(*step.script) : std::vector<std::size_t>{};
  for (const Segment& segment : step.segments) {
    Json::Array list;
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
      Json statement = Json()
                           .add("decision", name_of(step.verdict(i)))
                           .add("file", step.script->path)
                           .add("line", lines[i])
                           .add("text", step.script->statements[i].text)
                           .add("count", step.script->statements[i].count);
      if (!step.judgements.empty()) add_judgement(statement, step.judgements[i]);
      list.push_back(std::move(statement));
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
      .add("satisfied", step.satisfied())
      .add("verify", step.verify ? Json(step.verify->path) : Json());
}

}  // namespace

Json to_json(const app::PlanReport& report, const Invocation& invocation) {
  Json::Array steps;
  for (const Step& step : report.plan.steps) steps.push_back(to_json(step));
  return Json()
      .add("target_database", report.database)
      .add("target", Json::text(report.target))
      .add("exists", !report.absent)
      .add("statements", statements(report.plan))
      .add("steps", steps)
      .add("next", Json::list(ways_on(report, invocation)));
}

std::string text_of(const app::PlanReport& report, const Invocation& invocation) {
  if (report.plan.empty()) return fmt::format("{}: nothing to run\n", report.database);
  const bool up = report.plan.steps.front().direction == Direction::up;
  std::string out = fmt::format(
      "{}: {} to {}, {}\n", report.database, counted(report.plan.steps.size(), "revision"),
      up ? "apply" : "revert", counted(statements(report.plan), "statement"));
  out += summary(report.plan);
  if (report.absent) out += "the database does not exist yet; an upgrade creates it\n";
  std::size_t number = 0;
  for (const Step& step : report.plan.steps) {
    out += "\n" + text_of(step, ++number, report.plan.home, invocation);
  }
  const std::string command = fmt::format("{} {}", up ? "upgrade" : "downgrade",
                                          report.target.empty() ? "--last-run" : report.target);
  if (report.plan.stops()) {
    out += "\nThis plan stops: nothing of it would run.\n";
    for (const std::string& next : ways_on(report, invocation)) {
      out += fmt::format("next: {}\n", next);
    }
    return out;
  }
  const std::string gaps = invocation.has("fill-gaps") ? " --fill-gaps" : "";
  const auto kept = invocation.flag("out");
  const std::string plan = up && kept ? " --plan " + *kept : "";
  return out + "\n" +
         invocation.next_line((up && report.target == "head" ? "upgrade" : command) + gaps + plan);
}

}  // namespace dunlin::cmd::commands
