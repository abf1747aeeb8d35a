#include "app/lifecycle.h"

#include <fmt/format.h>

#include <algorithm>

#include "app/checkout.h"
#include "app/database.h"
#include "app/ledger_view.h"
#include "app/planning.h"
#include "app/upgrade.h"
#include "base/interrupt.h"
#include "db/errors.h"

namespace dunlin::app {

namespace {

using Clock = std::chrono::steady_clock;

struct Place {
  config::Settings settings;
  config::Url url;
  const Backend& backend;
};

// Where the command points, without opening it.
Place place_of(Context& context) {
  config::Settings settings = settings_of(context);
  config::Url url = url_of(context, settings);
  const Backend& backend = backend_of(url.dialect);
  context.seen.environment = settings.environment_name;
  return {std::move(settings), std::move(url), backend};
}

void require_unprotected(const config::Settings& settings, std::string_view command) {
  if (!settings.environment.is_protected.value) return;
  throw with_note(
      Error(code::kProtected, fmt::format("environment '{}' is protected: {} is not for it",
                                          settings.environment.name, command)),
      "nothing was changed");
}

// Nothing is dropped for files that could not be applied again.
void require_readable(Context& context, const Backend& backend) {
  const Checkout checkout = read_checkout(context);
  if (checkout.graph.heads().empty()) return;
  for (const revision::Id& id : checkout.graph.ids()) {
    read_source(context, backend, checkout.graph.at(id), "up");
    read_source(context, backend, checkout.graph.at(id), "verify");
  }
}

// A bare URL may point at a database that says it is protected.
void require_unclaimed(Context& context, std::string_view command) {
  Database database(context, Purpose::read);
  const auto claim = database.read().claim;
  const bool is_protected = claim && (claim->is_protected || database.rules().is_protected.value);
  if (!is_protected) return;
  throw with_note(Error(code::kProtected,
                        fmt::format("the database says it is '{}', which is protected: {} is not "
                                    "for it",
                                    claim->environment, command)),
                  "nothing was changed");
}

// How many revisions are still missing; nothing while one is under way.
std::optional<std::size_t> missing(Context& context, const std::string& target) {
  Database database(context, Purpose::read);
  if (database.absent()) {
    Diagnostic diagnostic;
    diagnostic.code = code::kDatabaseMissing;
    diagnostic.message = fmt::format("no database yet: {}", database.title());
    diagnostic.next = {"dunlin upgrade"};
    throw db::Unreachable(diagnostic, true);
  }
  const Checkout checkout = read_checkout(context);
  const ledger::Snapshot snapshot = database.read();
  const bool finished = std::all_of(
      snapshot.rows.begin(), snapshot.rows.end(),
      [](const revision::Applied& row) { return row.state == revision::State::applied; });
  const plan::Route route =
      route_up(checkout.graph, snapshot.rows, target.empty() ? "heads" : target);
  // An image that waits for its schema starts on a newer one only if that still serves it.
  const auto& policy = database.rules().if_ahead;
  require_not_ahead(context, snapshot.rows, route.unknown,
                    policy ? policy->value : config::IfAhead::compatible);
  if (!finished) return std::nullopt;
  return route.ids.size();
}

}  // namespace

DatabaseReport create(Context& context) {
  const Place place = place_of(context);
  require_lasting(place.url);
  DatabaseReport report{place.url.shown(), place.backend.exists(place.url)};
  if (!report.existed) place.backend.create(place.url);
  return report;
}

DatabaseReport drop(Context& context) {
  const Place place = place_of(context);
  require_unprotected(place.settings, "drop");
  require_lasting(place.url);
  DatabaseReport report{place.url.shown(), place.backend.exists(place.url)};
  if (!report.existed) return report;
  require_unclaimed(context, "drop");
  place.backend.drop(place.url);
  return report;
}

RunReport reset(Context& context) {
  const Place place = place_of(context);
  require_unprotected(place.settings, "reset");
  require_lasting(place.url);
  require_readable(context, place.backend);
  if (place.backend.exists(place.url)) {
    require_unclaimed(context, "reset");
    place.backend.drop(place.url);
  }
  place.backend.create(place.url);
  UpgradeRequest request;
  request.target = "heads";
  return upgrade(context, request);
}

namespace {

Error timed_out(const std::string& target, Milliseconds waited) {
  return with_next(
      Error(code::kWaitTimedOut,
            fmt::format("the database does not hold {} after {}",
                        target.empty() ? "every revision of these files" : "'" + target + "'",
                        humane(waited))),
      "dunlin upgrade");
}

// A database that is not there yet is what one waits for; a wrong password never heals.
bool heals(const Error& error) {
  const auto* unreachable = dynamic_cast<const db::Unreachable*>(&error);
  return unreachable != nullptr &&
         (unreachable->can_heal || error.code() == code::kDatabaseMissing);
}

}  // namespace

WaitReport wait(Context& waiting, const std::string& target, Milliseconds patience) {
  require_lasting(place_of(waiting).url);
  // The patience is this loop's: each look at the database is one attempt.
  Context context = waiting.without_waiting();
  const Clock::time_point start = Clock::now();
  Milliseconds next_word{0};
  while (true) {
    const auto waited = std::chrono::duration_cast<Milliseconds>(Clock::now() - start);
    const bool over = waited >= patience;
    try {
      const std::optional<std::size_t> pending = missing(context, target);
      if (pending == 0) {
        waiting.seen = context.seen;
        return {place_of(context).url.shown(), waited};
      }
      if (over) throw timed_out(target, waited);
      if (waited >= next_word) {
        context.observer().waiting_for_revisions(pending.value_or(0), waited);
        next_word = waited + std::chrono::seconds(10);
      }
    } catch (const Error& error) {
      if (over || !heals(error)) throw;
    }
    Interrupt::sleep(std::min(Milliseconds(500), std::max(Milliseconds(1), patience - waited)));
  }
}

}  // namespace dunlin::app
