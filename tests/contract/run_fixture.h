#pragma once

#include <gmock/gmock.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "app/backends.h"
#include "app/context.h"
#include "app/upgrade.h"
#include "support/dying_connection.h"
#include "support/forwarding_connection.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"

namespace dunlin::app {

/// A fresh database of one kind.
class Target {
 public:
  explicit Target(Dialect dialect) {
    if (dialect == Dialect::postgresql) server_.emplace(test::PostgresServer::shared().database());
  }
  std::string url() const {
    return server_ ? server_->url() : "sqlite:///" + directory_.file("run.db");
  }
  /// As it was when it was new, and much sooner.
  void empty() {
    if (server_) {
      server_->ask(
          "DROP SCHEMA IF EXISTS dunlin CASCADE; DROP SCHEMA public CASCADE; "
          "CREATE SCHEMA public");
    } else {
      for (const char* name : {"run.db", "run.db-journal", "run.db-wal", "run.db-shm"}) {
        std::filesystem::remove(directory_.file(name));
      }
    }
  }
  std::unique_ptr<db::Connection> session() const {
    const config::Url at = config::parse_url(url());
    return backend_of(at.dialect).open(at, {});
  }
  /// Statements, in a session of their own; the database is made where there is none.
  void make(const std::string& sql) const {
    const config::Url at = config::parse_url(url());
    db::OpenOptions options;
    options.create = true;
    backend_of(at.dialect).open(at, options)->run(sql);
  }
  /// The first value of a query.
  std::string ask(const std::string& sql) const {
    const db::Result result = session()->run(sql);
    return result.rows.empty() ? "" : result.rows.front().front().value_or("NULL");
  }

 private:
  test::TemporaryDirectory directory_;
  std::optional<test::TestDatabase> server_;
};

/// Counts the messages, and the statements in them, between one revision and the next.
class Counter final : public execute::Observer {
 public:
  void finished(const plan::Step& step, std::chrono::milliseconds,
                const std::vector<db::Notice>&) override {
    ran.push_back(step.id());
    at.push_back(connection->messages());
    statements_at.push_back(statements);
    if (behind) behind(step.id());
  }
  void planning_again() override { ++plans_again; }
  void blocked(const plan::Step&, const execute::Blocked& blocked) override {
    if (on_blocked) on_blocked(blocked);
    ++times_blocked;
  }

  const db::Connection* connection = nullptr;
  std::vector<std::string> ran;
  std::vector<std::uint64_t> at;
  std::uint64_t statements = 0;
  std::vector<std::uint64_t> statements_at;
  int plans_again = 0;
  std::function<void(const std::string& id)> behind;  ///< what happens behind a revision
  std::atomic<int> times_blocked = 0;
  std::function<void(const execute::Blocked&)> on_blocked;
};

/// One `dunlin upgrade` (or downgrade) of some files on a target, over a connection that may die.
class Runner {
 public:
  Runner(const Target& target, const std::map<std::string, std::string>& contents)
      : target_(target), files_(memory_files(contents)) {}

  RunReport upgrade(test::Death death = {}, bool atomic = false) {
    Context own = context(death);
    UpgradeRequest request;
    request.create = true;
    request.atomic = atomic;
    request.target = goal;
    return app::upgrade(own, request);
  }

  RunReport downgrade(test::Death death = {}) {
    Context own = context(death);
    DowngradeRequest request;
    request.target = "base";
    return app::downgrade(own, request);
  }

  std::uint64_t messages() const { return messages_; }
  std::string goal = UpgradeRequest().target;
  Counter observer;

 private:
  /// Tells its owner how far it came.
  class Told final : public test::ForwardingConnection {
   public:
    Told(std::unique_ptr<db::Connection> inner, std::uint64_t& count, std::uint64_t& statements)
        : ForwardingConnection(std::move(inner)), count_(count), statements_(statements) {}
    ~Told() override { count_ = messages(); }
    db::Result run(std::string_view sql) override {
      db::Result result = ForwardingConnection::run(sql);
      statements_ += result.completed;
      return result;
    }

   private:
    std::uint64_t& count_;
    std::uint64_t& statements_;
  };

  Context context(test::Death death) {
    config::GlobalFlags flags;
    flags.url = target_.url();
    ledger::Runner runner;
    runner.run = "run" + std::to_string(++runs_);
    runner.command = "test";
    return Context(*files_, flags, {}, runner, observer,
                   [this, death](const config::Url& at, const db::OpenOptions& options) {
                     auto dying = std::make_unique<test::DyingConnection>(
                         backend_of(at.dialect).open(at, options), death);
                     auto told =
                         std::make_unique<Told>(std::move(dying), messages_, observer.statements);
                     observer.connection = told.get();
                     return told;
                   });
  }

  const Target& target_;
  std::unique_ptr<Files> files_;
  std::uint64_t messages_ = 0;
  int runs_ = 0;
};

}  // namespace dunlin::app
