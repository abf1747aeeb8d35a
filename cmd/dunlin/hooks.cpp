#include "dunlin/hooks.h"

#include <fmt/format.h>

#include "base/process.h"
#include "base/text.h"
#include "dunlin/reports.h"

namespace dunlin::cmd {

namespace {

using Commands = std::vector<std::vector<std::string>>;

// `./notify.sh` is meant from the folder of dunlin.yaml; a bare name is found by PATH.
std::vector<std::string> located(std::vector<std::string> command, const std::string& folder) {
  std::string& program = command.front();
  if (program.find('/') != std::string::npos && !program.starts_with('/') && !folder.empty()) {
    program = path_in(folder, program);
  }
  return command;
}

// Why the hook failed, or nothing.
std::optional<std::string> failure(const std::vector<std::string>& command,
                                   const std::string& input) {
  try {
    const int code = run_process(command, input, false).exit_code;
    if (code == 0) return std::nullopt;
    return fmt::format("exit code {}", code);
  } catch (const Error& error) {
    return error.first().message;
  }
}

Diagnostic diagnostic_of(std::string_view hook, const std::vector<std::string>& command,
                         const std::string& reason) {
  Diagnostic diagnostic;
  diagnostic.code = code::kHookFailed;
  diagnostic.message = fmt::format("{} hook '{}' failed: {}", hook, joined(command, " "), reason);
  return diagnostic;
}

class Hooks {
 public:
  explicit Hooks(Invocation& invocation)
      : invocation_(invocation),
        hooks_(invocation.context().config().hooks),
        folder_(invocation.context().config().base_directory()) {}

  void before(const app::UpgradeRequest& request) {
    if (hooks_.before_upgrade.empty()) return;
    app::UpgradeRequest dry = request;
    dry.dry = true;
    const app::RunReport planned = app::upgrade(invocation_.context(), dry);
    if (planned.steps.empty()) return;
    const std::string input = to_text(invocation_.report(to_json(planned)));
    for (const auto& hook : hooks_.before_upgrade) {
      const auto command = located(hook, folder_);
      if (const auto reason = failure(command, input)) {
        throw with_note(Error(diagnostic_of("before_upgrade", command, *reason)),
                        "nothing was run");
      }
    }
  }

  void after(app::RunReport report) {
    report.steps = invocation_.progress().steps();
    if (!report.steps.empty()) tell("after_upgrade", hooks_.after_upgrade, to_json(report), {});
  }

  void failed(const Error& error) {
    if (error.exit() == Exit::usage) return;  // nothing was begun
    const Json body = Json().add("steps", to_json(invocation_.progress().steps()));
    tell("on_failure", hooks_.on_failure, body, error.diagnostics());
  }

 private:
  void tell(std::string_view name, const Commands& commands, const Json& body,
            const std::vector<Diagnostic>& errors) {
    for (const auto& hook : commands) {
      const auto command = located(hook, folder_);
      const auto reason = failure(command, to_text(invocation_.report(body, errors)));
      if (!reason) continue;
      Diagnostic warning = diagnostic_of(name, command, *reason);
      warning.severity = Severity::warning;
      invocation_.warn(warning);
    }
  }

  Invocation& invocation_;
  const config::Hooks& hooks_;
  std::string folder_;
};

}  // namespace

app::RunReport upgrade_with_hooks(Invocation& invocation, const app::UpgradeRequest& request) {
  if (request.dry) return app::upgrade(invocation.context(), request);
  Hooks hooks(invocation);
  try {
    hooks.before(request);
    app::RunReport report = app::upgrade(invocation.context(), request);
    hooks.after(report);
    return report;
  } catch (const Error& error) {
    hooks.failed(error);
    throw;
  }
}

}  // namespace dunlin::cmd
