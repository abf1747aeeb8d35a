#include "support/pgbouncer.h"

#include <libpq-fe.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <system_error>
#include <thread>

namespace dunlin::test {
namespace {

// $1 folder. PATH of a user that is not root lacks /usr/sbin.
constexpr const char* kSupervisor = R"sh(
PATH="$PATH:/usr/sbin"
( pgbouncer "$1/pgbouncer.ini" < /dev/null > "$1/log" 2>&1 & echo $! > "$1/pid"; wait; kill $$ ) \
  < /dev/null &
trap 'exit 1' TERM
read -r _
trap '' TERM
until test -s "$1/pid"; do sleep 0.01; done
kill -KILL "$(cat "$1/pid")"
wait
rm -rf "$1"
)sh";

void write_configuration(const std::string& directory, const PostgresServer& server, int port,
                         const std::string& pool_mode) {
  std::ofstream users(directory + "/users");
  users << "\"postgres\" \"\"\n";
  std::ofstream file(directory + "/pgbouncer.ini");
  file << "[databases]\n* = host=" << server.socket_directory() << " port=" << server.port()
       << "\n[pgbouncer]\nlisten_addr =\nlisten_port = " << port
       << "\nunix_socket_dir = " << directory << "\nauth_type = trust\nauth_file = " << directory
       << "/users\npool_mode = " << pool_mode << "\n";
}

}  // namespace

PgBouncer::PgBouncer(const PostgresServer& server, const std::string& pool_mode)
    : directory_(new_directory("dunlin-pgb")), port_(free_port()) {
  write_configuration(directory_, server, port_, pool_mode);
  supervisor_ =
      std::make_unique<Supervisor>(kSupervisor, directory_, std::vector<std::string>{directory_});
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (PQping(url("postgres").c_str()) != PQPING_OK) {
    if (!supervisor_->alive() || std::chrono::steady_clock::now() > deadline) {
      throw std::runtime_error("PgBouncer does not start: apt install pgbouncer");
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

PgBouncer::~PgBouncer() {
  supervisor_.reset();
  std::error_code ignored;
  std::filesystem::remove_all(directory_, ignored);
}

std::string PgBouncer::url(const std::string& database) const {
  return "postgresql://postgres@/" + database + "?host=" + directory_ +
         "&port=" + std::to_string(port_);
}

}  // namespace dunlin::test
