#include "support/postgres_cluster.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>
#include <thread>
#include <vector>

// libpqxx 6 loses the last result of a session that ends under a query. Read by LeakSanitizer, from
// the one file here that every test with a server links.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
  return "leak:pqxx::connection_base::exec_params";
}

extern "C" const char* __lsan_default_options();
extern "C" const char* __lsan_default_options() { return "print_suppressions=0"; }

namespace dunlin::test {
namespace {

// $1 programs, $2 folder, $3 port. Ends the cluster and removes the folder when standard input
// closes: that happens however the test ends, SIGKILL included.
constexpr const char* kSupervisor = R"sh(
echo secret > "$2/password"
"$1/initdb" -D "$2/data" -U postgres --pwfile="$2/password" --auth-local=trust \
  --auth-host=scram-sha-256 --encoding=UTF8 --locale=C --no-sync > "$2/log" 2>&1 || exit 1
(
  "$1/postgres" -D "$2/data" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 \
    -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
    -c max_connections=100 -c max_prepared_transactions=10 -c shared_buffers=32MB \
    -c log_statement=all -c log_line_prefix='%m [%p] %q%a@%d ' -c lc_messages=C \
    < /dev/null >> "$2/log" 2>&1 &
  echo $! > "$2/pid"
  wait
  kill $$
) < /dev/null &
trap 'exit 1' TERM
read -r _
trap '' TERM
until test -s "$2/pid"; do sleep 0.01; done
kill -QUIT "$(cat "$2/pid")"
wait
rm -rf "$2"
)sh";

using Handle = std::unique_ptr<PGconn, decltype(&PQfinish)>;
using Answer = std::unique_ptr<PGresult, decltype(&PQclear)>;

std::string parameter_of(const std::string& url, const std::string& name) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> options(
      PQconninfoParse(url.c_str(), nullptr), &PQconninfoFree);
  for (auto* option = options.get(); option != nullptr && option->keyword != nullptr; ++option) {
    if (name == option->keyword && option->val != nullptr) return option->val;
  }
  return {};
}

}  // namespace

std::string postgres_programs() {
  std::vector<std::string> candidates;
  if (FILE* pipe = ::popen("pg_config --bindir 2> /dev/null", "re"); pipe != nullptr) {
    char line[1024] = {};
    if (std::fgets(line, sizeof line, pipe) != nullptr) {
      candidates.push_back(std::string(line).substr(0, std::string(line).find('\n')));
    }
    ::pclose(pipe);
  }
  for (int version = 30; version >= 12; --version) {
    candidates.push_back("/usr/lib/postgresql/" + std::to_string(version) + "/bin");
  }
  for (const std::string& candidate : candidates) {
    if (std::filesystem::exists(candidate + "/initdb")) return candidate;
  }
  throw std::runtime_error("PostgreSQL is not installed: apt install postgresql");
}

PostgresServer& PostgresServer::shared() {
  static PostgresServer server = [] {
    const char* running = std::getenv("DUNLIN_TEST_POSTGRES");
    return running != nullptr && *running != '\0' ? PostgresServer(std::string(running))
                                                  : PostgresServer();
  }();
  return server;
}

PostgresServer::PostgresServer(const std::string& running_url)
    : directory_(parameter_of(running_url, "host")) {
  const std::string port = parameter_of(running_url, "port");
  port_ = port.empty() ? 5432 : std::stoi(port);
  if (const char* log = std::getenv("DUNLIN_TEST_POSTGRES_LOG"); log != nullptr) log_path_ = log;
  ask("SELECT 1");
}

PostgresServer::PostgresServer() {
  // Another process may take the port between our look and the server's start.
  for (int attempt = 1; !start(); ++attempt) {
    const std::string said = log();
    stop();
    if (attempt == 3) throw std::runtime_error("PostgreSQL did not start:\n" + said);
  }
}

PostgresServer::~PostgresServer() { stop(); }

bool PostgresServer::start() {
  directory_ = new_directory("dunlin-pg");
  log_path_ = directory_ + "/log";
  port_ = free_port();
  supervisor_ = std::make_unique<Supervisor>(
      kSupervisor, directory_,
      std::vector<std::string>{postgres_programs(), directory_, std::to_string(port_)});
  return answers();
}

bool PostgresServer::answers() const {
  const std::string address = url("postgres");
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(60);
  while (std::chrono::steady_clock::now() < deadline && supervisor_->alive()) {
    if (PQping(address.c_str()) == PQPING_OK) return true;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return false;
}

void PostgresServer::stop() {
  if (!supervisor_) return;
  supervisor_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string PostgresServer::url(const std::string& database) const {
  return "postgresql://postgres@/" + database + "?host=" + directory_ +
         "&port=" + std::to_string(port_);
}

std::string PostgresServer::tcp_url(const std::string& database, const std::string& user,
                                    const std::string& password) const {
  return "postgresql://" + user + ":" + password + "@127.0.0.1:" + std::to_string(port_) + "/" +
         database;
}

std::string PostgresServer::log() const {
  std::ifstream file(log_path_);
  return {std::istreambuf_iterator<char>(file), {}};
}

int PostgresServer::version() {
  if (version_ == 0) version_ = std::stoi(ask("SHOW server_version_num"));
  return version_;
}

TestDatabase PostgresServer::database(const std::string& template_name) {
  return TestDatabase(*this, template_name);
}

std::string PostgresServer::ask(const std::string& sql, const std::string& database) const {
  const Handle handle(PQconnectdb(url(database).c_str()), &PQfinish);
  if (PQstatus(handle.get()) != CONNECTION_OK) {
    throw std::runtime_error(PQerrorMessage(handle.get()));
  }
  PQsetNoticeProcessor(
      handle.get(), [](void*, const char*) {}, nullptr);
  const Answer answer(PQexec(handle.get(), sql.c_str()), &PQclear);
  const ExecStatusType status = PQresultStatus(answer.get());
  if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) {
    throw std::runtime_error(sql + ": " + PQerrorMessage(handle.get()));
  }
  std::string text;
  for (int row = 0; row < PQntuples(answer.get()); ++row) {
    if (row > 0) text += '\n';
    text += PQgetvalue(answer.get(), row, 0);
  }
  return text;
}

TestDatabase::TestDatabase(PostgresServer& server, const std::string& template_name)
    : server_(&server) {
  static std::atomic<int> count = 0;
  name_ = "t_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
  server.ask("CREATE DATABASE " + name_ + " TEMPLATE \"" + template_name + "\"" +
             (server.version() >= 150000 ? " STRATEGY file_copy" : ""));
}

TestDatabase::~TestDatabase() {
  if (server_ == nullptr) return;
  try {
    server_->ask("DROP DATABASE IF EXISTS " + name_ + " WITH (FORCE)");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "cannot drop %s: %s\n", name_.c_str(), error.what());
  }
}

TestDatabase::TestDatabase(TestDatabase&& other) noexcept
    : server_(other.server_), name_(std::move(other.name_)) {
  other.server_ = nullptr;
}

std::string TestDatabase::url() const { return server_->url(name_); }

std::string TestDatabase::ask(const std::string& sql) const { return server_->ask(sql, name_); }

}  // namespace dunlin::test
