#include "dunlin/commands/standings.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/text.h"
#include "dunlin/diagnostic.h"

namespace dunlin::cmd::commands {

namespace {

using revision::Mark;
using revision::Standing;
using Rows = std::vector<std::vector<std::string>>;

std::string_view hue(const Standing& standing) {
  for (const Mark mark : {Mark::running, Mark::partial, Mark::edited, Mark::unknown, Mark::gap}) {
    if (standing.has(mark)) return Paint::kRed;
  }
  if (standing.has(Mark::pending)) return Paint::kYellow;
  return standing.has(Mark::applied) ? Paint::kGreen : Paint::kFaint;
}

Json to_json(const Standing& standing) {
  Json::Array states;
  for (const Mark mark : standing.marks) states.push_back(name_of(mark));
  Json json;
  json.add("id", standing.id).add("slug", Json::text(standing.slug)).add("states", states);
  const revision::Applied* row = standing.row;
  json.add("applied_at", row == nullptr ? Json() : Json::text(row->applied_at));
  json.add("applied_by", row == nullptr ? Json() : Json::text(row->applied_by));
  json.add("duration_ms", row == nullptr ? Json() : Json(row->duration_ms));
  return json;
}

// One line of the comparison: a revision and how it stands in each environment.
struct Line {
  std::string id;
  std::string slug;
  std::vector<const Standing*> standings;  // nullptr: not heard of there
};

std::vector<Line> lines_of(const std::vector<app::EnvironmentStatus>& environments) {
  std::vector<Line> lines;
  std::map<std::string_view, std::size_t> known;
  for (std::size_t column = 0; column < environments.size(); ++column) {
    if (!environments[column].report) continue;
    for (const Standing& standing : environments[column].report->revisions) {
      const auto [at, is_new] = known.emplace(standing.id, lines.size());
      if (is_new) {
        lines.push_back({standing.id, standing.slug,
                         std::vector<const Standing*>(environments.size(), nullptr)});
      }
      lines[at->second].standings[column] = &standing;
    }
  }
  return lines;
}

bool settled_everywhere(const Line& line) {
  return std::all_of(line.standings.begin(), line.standings.end(), [](const Standing* standing) {
    return standing != nullptr && standing->marks == std::set<Mark>{Mark::applied};
  });
}

std::vector<std::string> cells_of(const Line& line,
                                  const std::vector<app::EnvironmentStatus>& environments,
                                  const Paint& paint) {
  std::vector<std::string> cells{line.id, line.slug};
  for (std::size_t column = 0; column < environments.size(); ++column) {
    const Standing* standing = line.standings[column];
    if (!environments[column].report) {
      cells.push_back(paint(Paint::kRed, "?"));
    } else {
      cells.push_back(standing == nullptr ? "-" : painted(*standing, paint));
    }
  }
  return cells;
}

constexpr std::size_t kLongBeginning = 20;

std::string table(const std::vector<app::EnvironmentStatus>& environments,
                  const Invocation& invocation) {
  const std::vector<Line> lines = lines_of(environments);
  auto begin = std::find_if_not(lines.begin(), lines.end(), settled_everywhere);
  const auto hidden = static_cast<std::size_t>(begin - lines.begin());
  if (hidden < kLongBeginning || invocation.verbose()) begin = lines.begin();
  Rows rows;
  rows.push_back({"id", "slug"});
  for (const app::EnvironmentStatus& environment : environments) {
    rows.front().push_back(environment.name);
  }
  for (auto line = begin; line != lines.end(); ++line) {
    rows.push_back(cells_of(*line, environments, invocation.paint()));
  }
  std::string out = columns(rows);
  if (begin != lines.begin()) {
    out += fmt::format("(and {} before these, applied everywhere; -v shows them)\n", hidden);
  }
  return out;
}

std::string advice(const app::EnvironmentStatus& environment) {
  if (environment.error) {
    return fmt::format("{}: ? {}\n", environment.name, environment.error->message);
  }
  const app::StatusReport& report = *environment.report;
  std::string out;
  if (const std::size_t pending = report.count(Mark::pending); pending > 0) {
    out += fmt::format("{}: {} pending, dunlin upgrade -e {}\n", environment.name, pending,
                       environment.name);
  }
  for (const Diagnostic& warning : report.warnings) {
    if (warning.code == code::kSeveralHeads) continue;  // of the files, not of this database
    out += fmt::format("{}: {}\n", environment.name, warning.message);
  }
  return out;
}

}  // namespace

std::string states_of(const Standing& standing) {
  std::vector<std::string> names;
  for (const Mark mark : standing.marks) names.emplace_back(name_of(mark));
  return joined(names, ", ");
}

std::string painted(const Standing& standing, const Paint& paint) {
  return paint(hue(standing), states_of(standing));
}

Json to_json(const app::StatusReport& report) {
  Json::Array revisions;
  for (const Standing& standing : report.revisions) revisions.push_back(to_json(standing));
  return Json()
      .add("target_database", report.database)
      .add("exists", !report.absent)
      .add("has_ledger", report.has_ledger)
      .add("claim", report.claim ? Json(report.claim->environment) : Json())
      .add("pending", report.count(Mark::pending))
      .add("heads", Json::list(report.heads))
      .add("revisions", revisions);
}

Json to_json(const std::vector<app::EnvironmentStatus>& environments) {
  Json::Array list;
  for (const app::EnvironmentStatus& environment : environments) {
    Json json;
    json.add("name", environment.name).add("url", Json::text(environment.url));
    if (environment.report) json.add_all(to_json(*environment.report));
    json.add("error", environment.error ? cmd::to_json(*environment.error) : Json());
    list.push_back(json);
  }
  return Json().add("environments", list);
}

std::string comparison(const std::vector<app::EnvironmentStatus>& environments,
                       const Invocation& invocation) {
  std::string out = table(environments, invocation);
  std::string below;
  for (const app::EnvironmentStatus& environment : environments) below += advice(environment);
  return out + "\n" + (below.empty() ? "nothing is pending anywhere\n" : below);
}

}  // namespace dunlin::cmd::commands
