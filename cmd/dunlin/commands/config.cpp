#include "config/config.h"

#include <fmt/format.h>

#include "base/text.h"
#include "config/explain.h"
#include "dunlin/commands/commands.h"
#include "dunlin/options.h"
#include "dunlin/reports.h"

namespace dunlin::cmd::commands {

namespace {

std::vector<config::Explained> explained(Invocation& invocation) {
  app::Context& context = invocation.context();
  const config::Config& config = context.config();
  return config::explain(
      config, config::resolve(context.flags(), context.variables(), config, config::Need::files));
}

// `show`: the values; `explain`: and where each came from.
Reply settings(Invocation& invocation, bool origins) {
  std::vector<std::vector<std::string>> rows;
  Json::Array list;
  for (const config::Explained& setting : explained(invocation)) {
    rows.push_back({setting.key, setting.value});
    if (origins) rows.back().push_back(setting.origin);
    list.push_back(
        Json().add("key", setting.key).add("value", setting.value).add("origin", setting.origin));
  }
  Reply reply;
  if (invocation.json()) {
    reply.body.add("settings", list);
  } else {
    reply.text = columns(rows);
  }
  return reply;
}

Reply validate(Invocation& invocation) {
  const config::Config& config = invocation.context().config();
  Json::Array names;
  for (const config::Environment& environment : config.environments) {
    names.push_back(environment.name);
  }
  Reply reply;
  if (invocation.json()) {
    reply.body.add("path", Json::maybe(config.path)).add("environments", names);
  } else if (!config.path) {
    reply.text = "there is no dunlin.yaml here; the defaults hold\nnext: dunlin init\n";
  } else {
    reply.text = fmt::format("ok: {}, {}\n", *config.path, counted(names.size(), "environment"));
  }
  return reply;
}

Reply run(Invocation& invocation) {
  const std::string action = invocation.value("ACTION").value_or("show");
  if (action == "show") return settings(invocation, false);
  if (action == "explain") return settings(invocation, true);
  if (action == "validate") return validate(invocation);
  throw with_hint(
      Error(code::kUsage, fmt::format("'config' does show, validate or explain, not '{}'", action)),
      did_you_mean(action, std::vector<std::string>{"show", "validate", "explain"}));
}

}  // namespace

const Command& config() {
  static const Command kCommand{
      .name = "config",
      .group = Group::meta,
      .summary = "show, validate or explain the configuration",
      .arguments = {{.name = "ACTION",
                     .help = "show (default), validate, or explain: with origins"}},
      .run = run};
  return kCommand;
}

}  // namespace dunlin::cmd::commands
