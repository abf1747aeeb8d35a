#include "dunlin/reports.h"

#include <fmt/format.h>

#include <algorithm>
#include <ctime>

#include "base/duration.h"
#include "base/text.h"
#include "dunlin/moment.h"

namespace dunlin::cmd {

namespace {

using revision::Direction;

std::string_view word(Direction direction) { return direction == Direction::up ? "up" : "down"; }

Json to_json(const app::StepReport& step) {
  Json::Array notices;
  for (const db::Notice& notice : step.notices) {
    notices.push_back(Json()
                          .add("severity", notice.severity)
                          .add("sqlstate", Json::text(notice.sqlstate))
                          .add("message", notice.message));
  }
  return Json()
      .add("id", step.id)
      .add("slug", Json::text(step.slug))
      .add("direction", word(step.direction))
      .add("statements", step.statements)
      .add("skipped", step.skipped)
      .add("satisfied", step.satisfied)
      .add("duration_ms", static_cast<std::int64_t>(step.duration.count()))
      .add("notices", notices);
}

std::size_t count(const app::RunReport& report, Direction direction) {
  return static_cast<std::size_t>(
      std::count_if(report.steps.begin(), report.steps.end(),
                    [&](const app::StepReport& step) { return step.direction == direction; }));
}

// `1 revision reverted and 2 revisions applied`
std::string deeds(const app::RunReport& report) {
  std::vector<std::string> parts;
  const auto add = [&](Direction direction, std::string_view done, std::string_view dry) {
    const std::size_t n = count(report, direction);
    if (n == 0) return;
    parts.push_back(report.dry ? fmt::format("{} {}", dry, counted(n, "revision"))
                               : fmt::format("{} {}", counted(n, "revision"), done));
  };
  add(Direction::down, "reverted", "would revert");
  add(Direction::up, "applied", "would apply");
  return listed(parts);
}

// `at 20261120091502 add_orders`
std::string position(const app::RunReport& report) {
  if (report.after.empty()) return "nothing is applied";
  std::vector<std::string> titles = report.after;
  for (std::string& title : titles) {
    const auto step = std::find_if(report.steps.begin(), report.steps.end(),
                                   [&](const app::StepReport& one) { return one.id == title; });
    if (step != report.steps.end()) title = title_of(*step);
  }
  return fmt::format("at {}", listed(titles));
}

// A run that found nothing to do.
std::string idle(const app::RunReport& report, const Invocation& invocation) {
  if (name_of(invocation.arguments()) == "downgrade") {
    return fmt::format("{}: nothing to revert\n", report.database);
  }
  return fmt::format("{} is up to date{}\n", report.database,
                     report.after.empty() ? std::string() : ", " + position(report));
}

// `3 statements, 1 of them there already`
std::string amount(const app::StepReport& step) {
  if (step.satisfied) return "all there already: only recorded";
  std::string text = counted(step.statements, "statement");
  if (step.skipped > 0) text += fmt::format(", {} of them there already", step.skipped);
  return text;
}

std::string dry_steps(const app::RunReport& report) {
  std::vector<std::vector<std::string>> rows;
  for (const app::StepReport& step : report.steps) {
    rows.push_back({"  " + std::string(word(step.direction)), step.id, step.slug, amount(step)});
  }
  return columns(rows);
}

Milliseconds total(const app::RunReport& report) {
  Milliseconds sum{0};
  for (const app::StepReport& step : report.steps) sum += step.duration;
  return sum;
}

}  // namespace

std::string title_of(const app::StepReport& step) {
  return step.slug.empty() ? step.id : step.id + " " + step.slug;
}

Json to_json(const std::vector<app::StepReport>& steps) {
  Json::Array list;
  for (const app::StepReport& step : steps) list.push_back(to_json(step));
  return list;
}

Json to_json(const app::RunReport& report) {
  return Json()
      .add("target_database", report.database)
      .add("up_to_date", report.up_to_date)
      .add("dry_run", report.dry)
      .add("before", Json::list(report.before))
      .add("after", Json::list(report.after))
      .add("steps", to_json(report.steps));
}

Json to_json(const revision::Revision& revision) {
  return Json()
      .add("id", revision.id)
      .add("slug", Json::text(revision.slug))
      .add("message", Json::text(revision.message))
      .add("folder", revision.folder)
      .add("parents", Json::list(revision.parents))
      .add("labels", Json::list(revision.labels))
      .add("depends_on", Json::list(revision.depends_on))
      .add("replaces", Json::list(revision.replaces));
}

std::string text_of(const app::RunReport& report, const Invocation& invocation) {
  if (report.steps.empty()) return idle(report, invocation);
  if (report.dry) {
    return fmt::format("{}: {}\n{}", report.database, deeds(report), dry_steps(report)) +
           fmt::format("next: {}\n", invocation.again("dry-run", {}));
  }
  return fmt::format("{}: {} in {}, now {}\n", report.database, deeds(report),
                     humane(total(report)), position(report));
}

Reply reply_to(app::RunReport report, const Invocation& invocation) {
  // The observer heard how long each step took and what the server said.
  if (!report.dry) report.steps = invocation.progress().steps();
  Reply reply;
  if (invocation.json()) {
    reply.body = to_json(report);
  } else {
    reply.text = text_of(report, invocation);
  }
  return reply;
}

std::string listing(std::string_view lead, const std::vector<revision::Id>& ids) {
  std::string out;
  for (const revision::Id& id : ids) out += fmt::format("{}{}\n", lead, id);
  return out;
}

std::string shown_time(const std::string& rfc3339, const Invocation& invocation) {
  if (invocation.on_terminal()) return ago(rfc3339, std::time(nullptr));
  return rfc3339.size() > 19 ? rfc3339.substr(0, 19) + "Z" : rfc3339;
}

}  // namespace dunlin::cmd
