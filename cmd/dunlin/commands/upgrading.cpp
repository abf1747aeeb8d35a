#include "dunlin/commands/upgrading.h"

#include "base/log.h"
#include "base/process.h"
#include "base/text.h"
#include "dunlin/options.h"

namespace dunlin::cmd::commands {

namespace {

std::optional<config::IfAhead> if_ahead_of(const Arguments& arguments) {
  const auto word = choice_of(arguments, "if-ahead", {"ok", "compatible", "fail"});
  if (!word) return std::nullopt;
  if (*word == "ok") return config::IfAhead::ok;
  return *word == "fail" ? config::IfAhead::fail : config::IfAhead::compatible;
}

}  // namespace

app::Consent consent_of(const Invocation& invocation) {
  app::Consent consent;
  consent.existing = invocation.has("accept-existing");
  consent.unchecked = invocation.has("no-preflight");
  consent.mixed = invocation.has("accept-mixed");
  const bool run = invocation.has("run-data");
  const bool skip = invocation.has("skip-data");
  if (run && skip) throw Error(code::kUsage, "--run-data and --skip-data exclude each other");
  if (run) consent.data = plan::DataStatements::run;
  if (skip) consent.data = plan::DataStatements::skip;
  return consent;
}

app::UpgradeRequest upgrade_request(const Invocation& invocation, config::IfAhead if_ahead) {
  // Nothing is migrated for a program that then cannot be started.
  const auto& program = invocation.arguments().program;
  if (!program.empty()) require_program(program.front());
  app::UpgradeRequest request;
  request.create = invocation.has("create");
  request.if_ahead = if_ahead_of(invocation.arguments());
  request.if_ahead_default = if_ahead;
  return request;
}

void hand_over(Reply& reply, const Invocation& invocation) {
  reply.program = invocation.arguments().program;
  if (reply.program.empty() || invocation.json()) return;
  for (const std::string& line : split(trimmed(reply.text), '\n')) {
    if (!line.empty()) log::info(line);
  }
  reply.text.clear();
}

}  // namespace dunlin::cmd::commands
