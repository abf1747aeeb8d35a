#pragma once

#include <gmock/gmock.h>
#include <sys/wait.h>

#include <chrono>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "app/backends.h"
#include "app/context.h"
#include "app/inspect.h"
#include "app/script.h"
#include "app/upgrade.h"
#include "app/verify.h"
#include "support/postgres_cluster.h"
#include "support/temporary_directory.h"

namespace dunlin::app {

using Contents = std::map<std::string, std::string>;

inline void add(Contents& files, const std::string& folder, const std::string& parents,
                const std::string& up, const std::string& down, const std::string& yaml = "") {
  const std::string path = "migrations/" + folder + "/";
  files[path + "revision.yaml"] = "parents: [" + parents + "]\n" + yaml;
  files[path + "up.sql"] = up;
  if (!down.empty()) files[path + "down.sql"] = down;
}

/// How a client of the database ended, and what it said.
struct Said {
  int exit = 0;
  std::string text;
};

inline Said shell(const std::string& command) {
  Said said;
  FILE* pipe = ::popen(("exec 2>&1; " + command).c_str(), "r");
  char buffer[4096];
  for (std::size_t n = 0; (n = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) {
    said.text.append(buffer, n);
  }
  const int status = ::pclose(pipe);
  said.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
  return said;
}

/// Not Debian's `psql`, which starts Perl to find out which one is meant.
inline const std::string& programs() {
  static const std::string programs = test::postgres_programs();
  return programs;
}

/// A fresh database, and the client that people have for it.
class Site {
 public:
  explicit Site(Dialect dialect) {
    if (dialect == Dialect::postgresql) server_.emplace(test::PostgresServer::shared().database());
  }

  std::string url() const { return server_ ? server_->url() : "sqlite:///" + file(); }

  /// Has the database's own client read a script.
  Said run(const std::string& script) const {
    const std::string path = directory_.file("script.sql");
    std::ofstream(path, std::ios::binary) << script;
    return shell(server_
                     ? programs() + "/psql -X -q -v ON_ERROR_STOP=1 -f " + path + " '" + url() + "'"
                     : "sqlite3 -bail " + file() + " < " + path);
  }

  /// A PostgreSQL database as it was when it was new, and much sooner.
  void empty() const {
    server_->ask(
        "DROP SCHEMA IF EXISTS dunlin CASCADE; DO $$ DECLARE t record; BEGIN "
        "FOR t IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP "
        "EXECUTE format('DROP TABLE public.%I CASCADE', t.tablename); END LOOP; END $$");
  }

  /// Schema and data without the ledger, as the client writes them.
  std::string dump() const {
    if (server_)
      return shell(programs() + "/pg_dump --no-owner -N dunlin '" + url() + "' | grep -v restrict")
          .text;
    return ask("SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE name NOT LIKE "
               "'%dunlin\\_%' ESCAPE '\\' ORDER BY 1, 2") +
           shell("sqlite3 " + file() + " .dump | grep '^INSERT' | grep -v dunlin_").text;
  }

  /// What the ledger says, but for who, when and in which attempt.
  std::string ledger() const {
    const bool postgres = server_.has_value();
    const std::string dot = postgres ? "dunlin." : "dunlin_";
    return ask("SELECT project, id, slug, message, parents, depends_on, state, direction, origin, "
               "row_number() OVER (ORDER BY sequence), raw_checksum, token_checksum, "
               "statements_done, statements_total, "
               "client_version, git_commit, release, environment, compat, down_sql FROM " +
               dot + "revision ORDER BY sequence, id") +
           "--\n" +
           ask("SELECT project, revision, direction, outcome, error, sqlstate, statement, "
               "client_version, git_commit, environment FROM " +
               dot + "event ORDER BY number") +
           "--\n" + ask("SELECT project, key, value FROM " + dot + "meta ORDER BY 1, 2") + "--\n" +
           ask("SELECT count(*) FROM " + dot + "journal");
  }

  /// Everything there is, to see that nothing was changed.
  std::string everything() const {
    const Said said =
        shell(server_ ? programs() + "/pg_dump --inserts '" + url() + "' | grep -v restrict"
                      : "sqlite3 " + file() + " .dump");
    return said.text;
  }

  /// Rows by line, cells by |.
  std::string ask(const std::string& sql) const {
    const config::Url at = config::parse_url(url());
    std::string out;
    for (const db::Row& row : backend_of(at.dialect).open(at, {})->run(sql).rows) {
      for (const db::Value& cell : row) out += cell.value_or("NULL") + "|";
      out += "\n";
    }
    return out;
  }

  /// The ids the ledger holds.
  std::string revisions() const {
    return ask(std::string("SELECT id FROM ") + (server_ ? "dunlin.revision" : "dunlin_revision"));
  }
  /// How many tables have one of these names.
  int tables(const std::string& names) const {
    return std::stoi(ask(server_
                             ? "SELECT count(*) FROM pg_class WHERE relname IN (" + names + ")"
                             : "SELECT count(*) FROM sqlite_schema WHERE name IN (" + names + ")"));
  }

  /// The shell makes the file of SQLite with the first statement that needs it.
  bool is_there() const { return std::filesystem::exists(file()); }

 private:
  std::string file() const { return directory_.file("site.db"); }

  test::TemporaryDirectory directory_;
  std::optional<test::TestDatabase> server_;
};

/// dunlin over some files, on a site.
class Dunlin {
 public:
  explicit Dunlin(const Contents& contents) : files_(memory_files(contents)) {}

  std::string script(Dialect dialect, const std::string& range = "heads", bool down = false) {
    return report(dialect, range, down).text();
  }
  ScriptReport report(Dialect dialect, const std::string& range = "heads", bool down = false) {
    Context own = context({});
    ScriptRequest request;
    request.range = range;
    request.down = down;
    request.dialect = dialect;
    return app::script(own, request);
  }
  void upgrade(const Site& site, const std::string& target = "heads") {
    Context own = context(site.url());
    UpgradeRequest request;
    request.target = target;
    request.create = true;
    app::upgrade(own, request);
  }
  void downgrade(const Site& site, const std::string& target) {
    Context own = context(site.url());
    DowngradeRequest request;
    request.target = target;
    app::downgrade(own, request);
  }
  /// Whether dunlin finds nothing to do and nothing wrong.
  void expect_content(const Site& site) {
    Context own = context(site.url());
    const StatusReport status = app::status(own);
    for (const revision::Standing& standing : status.revisions) {
      EXPECT_FALSE(standing.has(revision::Mark::pending)) << standing.id;
      EXPECT_FALSE(standing.has(revision::Mark::edited)) << standing.id;
    }
    Context again = context(site.url());
    const VerifyReport verified = app::verify(again, std::nullopt);
    for (const Diagnostic& problem : verified.problems) ADD_FAILURE() << problem.message;
  }

 private:
  Context context(const std::string& url) {
    config::GlobalFlags flags;
    if (!url.empty()) flags.url = url;
    ledger::Runner runner;
    runner.run = "run" + std::to_string(++runs_);
    runner.command = "test";
    runner.client_version = "1.2.3";
    return Context(*files_, flags, {}, runner, observer_,
                   [](const config::Url& at, const db::OpenOptions& options) {
                     return backend_of(at.dialect).open(at, options);
                   });
  }

  std::unique_ptr<Files> files_;
  execute::Observer observer_;
  int runs_ = 0;
};

}  // namespace dunlin::app
