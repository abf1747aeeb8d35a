#include "dunlin/document.h"

#include "dunlin/diagnostic.h"

namespace dunlin::cmd {

namespace {

Json list(const std::vector<Diagnostic>& diagnostics) {
  Json::Array out;
  for (const Diagnostic& diagnostic : diagnostics) out.push_back(to_json(diagnostic));
  return out;
}

Json database(const std::optional<db::Server>& server) {
  if (!server) return {};
  return Json()
      .add("dialect", name_of(server->dialect))
      .add("server", Json::text(server->version))
      .add("name", Json::text(server->database))
      .add("url", Json::text(server->url));
}

}  // namespace

void Outcome::add(Diagnostic diagnostic) {
  (diagnostic.severity == Severity::error ? errors : warnings).push_back(std::move(diagnostic));
}

Json document(const Outcome& outcome, const app::Context::Seen& seen) {
  Json json;
  json.add("schema", "dunlin/1");
  json.add("command", Json::text(outcome.command));
  json.add("ok", outcome.errors.empty());
  json.add("exit_code", static_cast<int>(outcome.exit));
  json.add("environment", Json::maybe(seen.environment));
  json.add("database", database(seen.server));
  json.add_all(outcome.body);
  json.add("error", outcome.errors.empty() ? Json() : to_json(outcome.errors.front()));
  json.add("errors", list(outcome.errors));
  json.add("warnings", list(outcome.warnings));
  return json;
}

}  // namespace dunlin::cmd
