// How little can a migration program do? No features and no checks: a floor to be compared with.
//
//   bench_floor startup                    nothing, linked with both databases' libraries
//   bench_floor noop CONNINFO DIRECTORY    lists and hashes every file, reads the history, compares
//   bench_floor folders CONNINFO DIRECTORY the same for dunlin's folders, SHA-256
//   bench_floor apply CONNINFO DIRECTORY   one message to the server per revision
//   bench_floor sqlite FILE DIRECTORY      one transaction per revision
//
// DIRECTORY holds ID_NAME.sql files, or dunlin's folders.

#include <libpq-fe.h>
#include <openssl/evp.h>
#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

struct Migration {
  std::string id;
  std::string text;
};

constexpr const char* kHistory =
    "CREATE TABLE IF NOT EXISTS history"
    " (version text PRIMARY KEY, applied_at timestamp DEFAULT CURRENT_TIMESTAMP)";

std::string read_file(const std::string& path) {
  const std::unique_ptr<FILE, int (*)(FILE*)> file(std::fopen(path.c_str(), "rb"), &std::fclose);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::array<char, 65536> buffer;  // not set: reading is all that is measured
  return {buffer.data(), std::fread(buffer.data(), 1, buffer.size(), file.get())};
}

std::vector<std::string> names_in(const std::string& directory) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(directory)) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::vector<Migration> migrations_in(const std::string& directory) {
  std::vector<Migration> list;
  for (const std::string& name : names_in(directory)) {
    list.push_back({name.substr(0, name.find('_')), read_file(directory + "/" + name)});
  }
  return list;
}

/// What any program must do that looks at every byte: FNV-1a.
std::uint64_t hashed(const std::vector<Migration>& migrations) {
  std::uint64_t hash = 0;
  for (const Migration& migration : migrations) {
    for (const unsigned char byte : migration.text) hash = (hash ^ byte) * 1099511628211ULL;
  }
  return hash;
}

/// The files of dunlin's folders, each with its SHA-256.
std::vector<Migration> folders_in(const std::string& directory) {
  std::vector<Migration> list;
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   &EVP_MD_CTX_free);
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  for (const std::string& name : names_in(directory)) {
    const std::string folder = directory + "/" + name;
    for (const std::string& file : names_in(folder)) {
      const std::string text = read_file(folder + "/" + file);
      EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
      EVP_DigestUpdate(context.get(), text.data(), text.size());
      EVP_DigestFinal_ex(context.get(), digest.data(), nullptr);
    }
    list.push_back({name.substr(0, name.find('_')), {}});
  }
  return list;
}

class Server {
 public:
  explicit Server(const char* conninfo) : session_(PQconnectdb(conninfo), &PQfinish) {
    if (PQstatus(session_.get()) != CONNECTION_OK) fail();
  }

  std::vector<std::string> run(const std::string& sql) {
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(session_.get(), sql.c_str()),
                                                                &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) fail();
    std::vector<std::string> column;
    for (int i = 0; i < PQntuples(result.get()); ++i) {
      column.emplace_back(PQgetvalue(result.get(), i, 0));
    }
    return column;
  }

 private:
  void fail() { throw std::runtime_error(PQerrorMessage(session_.get())); }

  std::unique_ptr<PGconn, void (*)(PGconn*)> session_;
};

int compare(const char* conninfo, const std::vector<Migration>& migrations) {
  Server server(conninfo);
  const auto applied = server.run("SELECT version FROM history ORDER BY version COLLATE \"C\"");
  const bool same =
      std::equal(applied.begin(), applied.end(), migrations.begin(), migrations.end(),
                 [](const std::string& id, const Migration& m) { return id == m.id; });
  std::printf("%zu of %zu applied\n", applied.size(), migrations.size());
  return same ? 0 : 1;
}

int noop(const char* conninfo, const char* directory) {
  const auto migrations = migrations_in(directory);
  std::printf("%llx\n", static_cast<unsigned long long>(hashed(migrations)));
  return compare(conninfo, migrations);
}

std::string insert_of(const Migration& migration) {
  return "INSERT INTO history (version) VALUES ('" + migration.id + "')";
}

int apply(const char* conninfo, const char* directory) {
  const auto migrations = migrations_in(directory);
  Server server(conninfo);
  server.run("SET client_min_messages = warning");
  server.run(kHistory);
  for (const Migration& migration : migrations) {
    server.run("BEGIN;" + migration.text + insert_of(migration) + ";COMMIT");
  }
  return 0;
}

int apply_sqlite(const char* file, const char* directory) {
  const auto migrations = migrations_in(directory);
  sqlite3* opened = nullptr;
  sqlite3_open(file, &opened);
  const std::unique_ptr<sqlite3, int (*)(sqlite3*)> database(opened, &sqlite3_close);
  const auto run = [&](const std::string& sql) {
    if (sqlite3_exec(opened, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
      throw std::runtime_error(sqlite3_errmsg(opened));
    }
  };
  run(kHistory);
  for (const Migration& migration : migrations) {
    run("BEGIN IMMEDIATE");
    run(migration.text);
    run(insert_of(migration));
    run("COMMIT");
  }
  return 0;
}

int run(std::string_view mode, char** arguments, int count) {
  if (mode == "startup") return PQlibVersion() > 0 && sqlite3_libversion_number() > 0 ? 0 : 1;
  if (count < 2) throw std::runtime_error("usage: bench_floor MODE DATABASE DIRECTORY");
  if (mode == "noop") return noop(arguments[0], arguments[1]);
  if (mode == "folders") return compare(arguments[0], folders_in(arguments[1]));
  if (mode == "apply") return apply(arguments[0], arguments[1]);
  if (mode == "sqlite") return apply_sqlite(arguments[0], arguments[1]);
  throw std::runtime_error("unknown mode");
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc > 1 ? argv[1] : "", argv + 2, argc - 2);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_floor: %s\n", error.what());
    return 1;
  }
}
