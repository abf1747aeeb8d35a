#include <fmt/format.h>

#include "app/database.h"
#include "app/repair.h"
#include "app/run.h"
#include "base/text.h"

namespace dunlin::app {

namespace {

using ledger::Claim;

void require_from(const std::optional<Claim>& held, const ClaimRequest& request,
                  const std::string& wanted, const std::optional<std::string>& environment) {
  if (!held || held->environment == wanted) return;
  if (request.from == held->environment) return;
  Error error(code::kOtherClaim, fmt::format("the database says it is '{}'{}", held->environment,
                                             held->is_protected ? ", which is protected" : ""));
  error.first().notes.emplace_back("nothing was changed");
  const std::string chosen = environment ? " -e " + *environment : std::string();
  error.first().next.push_back(
      request.release
          ? fmt::format("dunlin claim --release{} --from {}", chosen, held->environment)
          : fmt::format("dunlin claim {}{} --from {}", wanted, chosen, held->environment));
  throw error;
}

// Without a file any name will do; beside one, another name is a slip.
void require_known(const config::Config& config, const std::string& wanted) {
  if (config.environments.empty()) return;
  std::vector<std::string> names;
  for (const config::Environment& environment : config.environments) {
    names.push_back(environment.name);
  }
  throw with_hint(with_note(Error(code::kUnknownEnvironment,
                                  fmt::format("dunlin.yaml has no environment '{}'", wanted)),
                            fmt::format("it has {}", listed(names))),
                  did_you_mean(wanted, names));
}

}  // namespace

ClaimReport claim(Context& context, const ClaimRequest& request) {
  const bool changes = request.environment.has_value() || request.release;
  Database database(context, changes ? Purpose::claim : Purpose::read);
  ClaimReport report;
  report.database = database.title();
  if (!changes) {
    report.before = report.after = database.read().claim;
    return report;
  }
  const std::string wanted = request.environment.value_or("");
  const config::Environment* block = context.config().find(wanted);
  if (!request.release && block == nullptr) require_known(context.config(), wanted);
  const Claim fresh{wanted, block != nullptr && block->is_protected.value};
  change_ledger(context, database, [&](const ledger::Snapshot& snapshot) {
    require_from(snapshot.claim, request, wanted, database.name());
    report.before = snapshot.claim;
    if (!request.release) report.after = fresh;
    ledger::Event event;
    event.runner = context.runner();
    event.outcome = request.release ? "released" : "claimed";
    event.error = snapshot.claim ? fmt::format("before: {}", snapshot.claim->environment) : "";
    ledger::Ledger& ledger = database.ledger();
    ledger::Statements statements{ledger.guard(snapshot.basis)};
    const ledger::Statements change =
        request.release ? ledger::Statements{ledger.forget_claim()} : ledger.set_claim(fresh);
    statements.insert(statements.end(), change.begin(), change.end());
    statements.push_back(ledger.note(event, snapshot.basis, 0));
    database.connection().run(ledger::joined(statements));
  });
  return report;
}

}  // namespace dunlin::app
