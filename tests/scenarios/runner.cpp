#include "runner.h"

#include <exception>
#include <string_view>

#include "script.h"
#include "session.h"
#include "verbs.h"

namespace dunlin::scenario {
namespace {

constexpr int kTimeLimit = 60;            // seconds, for one command
constexpr int kContainerTimeLimit = 900;  // images are built

std::string place(const std::string& name, std::size_t line) {
  return name + ":" + std::to_string(line) + ": ";
}

/// What the last command printed, as a transcript shows it.
std::string printed(const Session& session) {
  std::string text = session.out;
  if (!text.empty() && !text.ends_with('\n')) text += "\n";
  if (!session.errors.empty()) text += "[stderr]\n" + session.errors;
  if (session.exit_code != 0) text += "[exit " + std::to_string(session.exit_code) + "]\n";
  return text;
}

bool concerns(const Step& step, const std::string& database) {
  return step.only.empty() || step.only == database;
}

/// Runs the steps; ends at the first that goes wrong.
class Run {
 public:
  Run(std::string name, Session& session, Report& report)
      : name_(std::move(name)), session_(session), report_(report) {}

  bool step(const Step& step) {
    report_.transcript += "> " + step.text + "\n";
    try {
      perform(session_, step);
    } catch (const Unavailable& reason) {
      return end(step, Report::Outcome::skipped, reason.what());
    } catch (const std::exception& error) {
      return end(step, Report::Outcome::failed, error.what());
    }
    if (prints(step)) report_.transcript += printed(session_);
    return true;
  }

 private:
  bool end(const Step& step, Report::Outcome outcome, std::string_view why) {
    if (prints(step)) report_.transcript += printed(session_);
    report_.outcome = outcome;
    report_.why = place(name_, step.line).append(why);
    report_.transcript += report_.why + "\n";
    return false;
  }

  std::string name_;
  Session& session_;
  Report& report_;
};

Report rejected(const std::string& why) { return {Report::Outcome::failed, why + "\n", why}; }

}  // namespace

Report run_scenario(Archive& archive, const std::string& name, const std::string& database,
                    const Settings& settings) try {
  const Script script = parse_script(archive.script);
  for (const Step& step : script.steps) check(step);
  Report report;
  const int time_limit = script.label == "container" ? kContainerTimeLimit : kTimeLimit;
  Session session(archive, database, settings, time_limit);
  Run run(name, session, report);
  for (const Step& step : script.steps) {
    if (concerns(step, database) && !run.step(step)) break;
  }
  report.rewritten = session.rewritten;
  return report;
} catch (const ScriptError& error) {
  return rejected(place(name, error.line) + error.what());
} catch (const std::exception& error) {
  return rejected(name + ": " + error.what());
}

}  // namespace dunlin::scenario
