#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "app/report.h"
#include "dunlin/talk.h"
#include "dunlin/whereabouts.h"
#include "execute/observer.h"

namespace dunlin::cmd {

/// Tells on standard error what a run does, and keeps what it heard for the report.
class Progress : public execute::Observer {
 public:
  explicit Progress(const Speech& speech, Whereabouts where = {})
      : speech_(speech), where_(std::move(where)) {}

  void connecting_again(const Diagnostic& reason) override;
  void blocked(const plan::Step& step, const execute::Blocked& blocked) override;
  void waits_for(const plan::Step& step, std::size_t statement,
                 const std::vector<execute::Blocker>& transactions) override;
  void waiting_for_lock(const std::optional<ledger::Holder>& holder,
                        std::chrono::milliseconds waited) override;
  void planned(const plan::Plan& plan) override;
  void planning_again() override;
  void started(const plan::Step& step) override;
  void finished(const plan::Step& step, std::chrono::milliseconds duration,
                const std::vector<db::Notice>& notices) override;
  void stopped(const plan::Step& step, const std::vector<db::Notice>& notices) override;
  void waiting_for_revisions(std::size_t pending, std::chrono::milliseconds waited) override;
  /// The same warning is told once.
  void warned(const Diagnostic& warning) override;

  /// The steps that were committed.
  const std::vector<app::StepReport>& steps() const { return steps_; }
  const std::vector<Diagnostic>& warnings() const { return warnings_; }

 private:
  const Speech& speech_;
  Whereabouts where_;         // where the next steps of warnings are to be taken
  std::size_t id_width_ = 0;  // of the longest of the run
  std::size_t slug_width_ = 32;
  std::vector<app::StepReport> steps_;
  std::vector<Diagnostic> warnings_;
};

}  // namespace dunlin::cmd
