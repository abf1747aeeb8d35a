#include "dunlin/progress.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/duration.h"
#include "base/text.h"
#include "execute/standoff.h"

namespace dunlin::cmd {

namespace {

std::string_view verb(revision::Direction direction) {
  return direction == revision::Direction::up ? "up" : "down";
}

std::string text_of(const db::Notice& notice) {
  std::string text = fmt::format("{}: {}", lower(notice.severity), notice.message);
  if (!notice.detail.empty()) text += fmt::format(" ({})", notice.detail);
  if (!notice.hint.empty()) text += fmt::format(" [{}]", notice.hint);
  return text;
}

// A server says WARNING where it would say so on a psql prompt; the rest is chatter.
log::Level level_of(const db::Notice& notice) {
  if (notice.severity == "WARNING") return log::Level::warning;
  return notice.severity == "NOTICE" || notice.severity == "INFO" ? log::Level::info
                                                                  : log::Level::debug;
}

void tell_notice(const db::Notice& notice) {
  const log::Level level = level_of(notice);
  log::write(level, level == log::Level::warning ? notice.message : text_of(notice),
             {{"sqlstate", notice.sqlstate}});
}

bool same(const Diagnostic& a, const Diagnostic& b) {
  return a.code == b.code && a.message == b.message && a.place == b.place;
}

}  // namespace

void Progress::connecting_again(const Diagnostic& reason) {
  log::info(fmt::format("waiting for the database: {}", reason.message),
            {{"code", std::string(reason.code.id)}});
}

void Progress::waiting_for_lock(const std::optional<ledger::Holder>& holder,
                                std::chrono::milliseconds waited) {
  const std::string who =
      holder && !holder->name.empty()
          ? fmt::format("{}, pid {}, since {}", holder->name, holder->pid, holder->since)
          : std::string("another runner");
  log::info(fmt::format("waiting for the lock, {} so far: held by {}", humane(waited), who));
}

void Progress::blocked(const plan::Step& step, const execute::Blocked& blocked) {
  std::string who = "somebody who is gone by now, or cannot be seen";
  if (!blocked.by.empty()) who = execute::describe(blocked.by.front());
  if (blocked.by.size() > 1) who += fmt::format(" (and {} more)", blocked.by.size() - 1);
  log::info(fmt::format("{}: statement {} gets no lock, in the way is {}; try {} in {}", step.id(),
                        blocked.statement + 1, who, blocked.tries + 1, humane(blocked.pause)),
            {{"revision", step.id()}, {"statement", std::to_string(blocked.statement + 1)}});
}

void Progress::waits_for(const plan::Step& step, std::size_t statement,
                         const std::vector<execute::Blocker>& transactions) {
  for (const execute::Blocker& transaction : transactions) {
    log::info(fmt::format("{}: statement {} waits until {} has ended its transaction", step.id(),
                          statement + 1, execute::describe(transaction)),
              {{"revision", step.id()}, {"statement", std::to_string(statement + 1)}});
  }
}

void Progress::planned(const plan::Plan& plan) {
  for (const plan::Step& step : plan.steps) {
    id_width_ = std::max(id_width_, characters(step.id()));
    slug_width_ = std::max(slug_width_, characters(step.row.slug));
  }
}

void Progress::planning_again() { log::info("somebody else was here meanwhile: planning again"); }

void Progress::started(const plan::Step& step) {
  log::debug(fmt::format("{} {} {}: begins", verb(step.direction), step.id(), step.row.slug));
}

void Progress::finished(const plan::Step& step, std::chrono::milliseconds duration,
                        const std::vector<db::Notice>& notices) {
  for (const db::Notice& notice : notices) tell_notice(notice);
  app::StepReport report = app::report_of(step);
  report.duration = duration;
  report.notices = notices;
  const std::string statements =
      report.satisfied     ? "there already"
      : report.skipped > 0 ? fmt::format("{} of {} run", report.statements - report.skipped,
                                         counted(report.statements, "statement"))
                           : counted(report.statements, "statement");
  const std::string line =
      speech_.log == log::Format::json
          ? fmt::format("{} {} {}: {}", verb(step.direction), step.id(), step.row.slug, statements)
          : fmt::format("{:<4}  {:<{}}  {:<{}}  {:<13}  {}", verb(step.direction), step.id(),
                        id_width_, step.row.slug, slug_width_, statements, humane(duration));
  log::info(line, {{"revision", step.id()},
                   {"direction", std::string(verb(step.direction))},
                   {"duration_ms", std::to_string(duration.count())}});
  steps_.push_back(std::move(report));
}

void Progress::stopped(const plan::Step& /*step*/, const std::vector<db::Notice>& notices) {
  for (const db::Notice& notice : notices) tell_notice(notice);
}

void Progress::waiting_for_revisions(std::size_t pending, std::chrono::milliseconds waited) {
  log::info(pending == 0
                ? fmt::format("waiting for a revision to be finished, for {} now", humane(waited))
                : fmt::format("waiting for {} to be applied, for {} now",
                              counted(pending, "revision"), humane(waited)));
}

void Progress::warned(const Diagnostic& warning) {
  const auto known = [&](const Diagnostic& told) { return same(told, warning); };
  if (std::any_of(warnings_.begin(), warnings_.end(), known)) return;
  warnings_.push_back(warning);
  where_.complete(warnings_.back());
  tell(std::span(&warnings_.back(), 1), speech_);
}

}  // namespace dunlin::cmd
