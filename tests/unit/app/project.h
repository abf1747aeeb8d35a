#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/backends.h"
#include "app/context.h"
#include "app/database.h"
#include "app/upgrade.h"
#include "support/temporary_directory.h"

namespace dunlin::app::test {

/// Hears everything and keeps it.
class Listener final : public execute::Observer {
 public:
  void planning_again() override { ++plans_again; }
  void finished(const plan::Step& step, std::chrono::milliseconds,
                const std::vector<db::Notice>&) override {
    ran.push_back(std::string(step.direction == revision::Direction::up ? "+" : "-") + step.id());
  }
  void warned(const Diagnostic& warning) override { warnings.push_back(warning.message); }

  std::vector<std::string> ran;
  std::vector<std::string> warnings;
  int plans_again = 0;
};

/// A project in memory over an SQLite file that is gone at the end of the scope.
class Project {
 public:
  explicit Project(std::map<std::string, std::string> files)
      : files_(memory_files(std::move(files))) {}

  Context context() {
    config::GlobalFlags flags;
    if (files_->read("dunlin.yaml")) {
      flags.environment = environment;
    } else {
      flags.url = url();
    }
    ledger::Runner runner;
    runner.run = "run" + std::to_string(++runs_);
    runner.command = "test";
    runner.actor = "tester";
    runner.host = "here";
    return Context(*files_, flags, {{"DB", url()}}, runner, listener,
                   [this](const config::Url& at, const db::OpenOptions& options) {
                     ++connections;
                     return backend_of(at.dialect).open(at, options);
                   });
  }

  std::string url() const { return "sqlite:///" + directory_.file("test.db"); }
  Files& files() { return *files_; }

  /// One value from the database.
  std::string ask(const std::string& sql) {
    const config::Url at = config::parse_url(url());
    const auto connection = backend_of(at.dialect).open(at, {});
    const db::Result result = connection->run(sql);
    return result.rows.empty() ? "" : result.rows.front().front().value_or("NULL");
  }
  void tell(const std::string& sql) { ask(sql); }

  RunReport upgrade(const std::string& target = "head") {
    UpgradeRequest request;
    request.target = target;
    request.create = true;
    return upgrade(request);
  }
  RunReport upgrade(const UpgradeRequest& request) {
    Context own = context();
    return app::upgrade(own, request);
  }
  RunReport downgrade(const std::string& target) {
    Context own = context();
    DowngradeRequest request;
    request.target = target;
    return app::downgrade(own, request);
  }

  std::string environment = "development";
  Listener listener;
  int connections = 0;

 private:
  dunlin::test::TemporaryDirectory directory_;
  std::unique_ptr<Files> files_;
  int runs_ = 0;
};

/// The files of one revision; `up` and `down` as they are.
inline std::map<std::string, std::string> revision_files(const std::string& folder,
                                                         const std::string& parents,
                                                         const std::string& up,
                                                         const std::string& down) {
  std::map<std::string, std::string> files;
  const std::string base = "migrations/" + folder + "/";
  files[base + "revision.yaml"] = "parents: [" + parents + "]\n";
  if (!up.empty()) files[base + "up.sql"] = up;
  if (!down.empty()) files[base + "down.sql"] = down;
  return files;
}

inline std::map<std::string, std::string> operator+(std::map<std::string, std::string> a,
                                                    const std::map<std::string, std::string>& b) {
  a.insert(b.begin(), b.end());
  return a;
}

}  // namespace dunlin::app::test
