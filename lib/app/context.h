#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "base/files.h"
#include "config/config.h"
#include "config/settings.h"
#include "db/connection.h"
#include "db/open.h"
#include "execute/observer.h"
#include "ledger/event.h"

namespace dunlin::app {

/// Opens the connections of a command; tests hand in one whose sessions die.
using Opener =
    std::function<std::unique_ptr<db::Connection>(const config::Url&, const db::OpenOptions&)>;

/// What a use case may touch: files, configuration, databases by way of the opener, and somebody
/// who listens. One per command. Everything referred to outlives it.
class Context {
 public:
  Context(Files& files, config::GlobalFlags flags, std::map<std::string, std::string> variables,
          ledger::Runner runner, execute::Observer& observer, Opener opener);

  Files& files() { return files_; }
  execute::Observer& observer() { return observer_; }
  const Opener& opener() const { return opener_; }
  const config::GlobalFlags& flags() const { return flags_; }
  const std::map<std::string, std::string>& variables() const { return variables_; }
  ledger::Runner& runner() { return runner_; }

  /// dunlin.yaml, read once. Throws what config::load throws.
  const config::Config& config();

  /// The directory of revisions, by the precedence of the settings.
  std::string directory();

  /// The same for another environment of the file, whatever the flags and variables chose.
  Context for_environment(const std::string& name) const;

  /// The same with one attempt at each connection, however long the flags say to wait.
  Context without_waiting() const;

  /// What the command's JSON document says of where it worked; empty until a database was opened.
  struct Seen {
    std::optional<std::string> environment;
    std::optional<db::Server> server;
    bool is_protected = false;  ///< by the environment's block or by what the database says
  };
  Seen seen;

 private:
  Files& files_;
  config::GlobalFlags flags_;
  std::map<std::string, std::string> variables_;
  ledger::Runner runner_;
  execute::Observer& observer_;
  Opener opener_;
  std::optional<config::Config> config_;
};

}  // namespace dunlin::app
