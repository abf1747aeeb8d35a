// bench_compare DUNLIN SCRATCH PORT [--rounds N] [--only WORKLOAD]...
//
// Compares dunlin with the floors of floor.cpp, and with dbmate where one is on PATH (or named by
// DBMATE), one after the other within each round, and prints ratios. run.sh starts it beside a
// PostgreSQL cluster of its own that listens on 127.0.0.1:PORT without a password.

#include <libpq-fe.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "sample.h"
#include "workload.h"

namespace dunlin::bench {
namespace {

namespace fs = std::filesystem;

struct Options {
  std::string dunlin;
  std::string scratch;
  std::string port;
  int rounds = 5;
  std::set<std::string> only;
};

/// The throwaway cluster. Databases are never dropped between timed runs: after a DROP DATABASE
/// ext4 looks for free inodes so slowly for half a minute that CREATE TABLE takes three times as
/// long.
class Cluster {
 public:
  explicit Cluster(std::string port) : port_(std::move(port)) {}

  std::string conninfo(const std::string& database) const {
    return "host=127.0.0.1 port=" + port_ + " user=postgres dbname=" + database;
  }

  std::string url(const std::string& database) const {
    return "postgres://postgres@127.0.0.1:" + port_ + "/" + database + "?sslmode=disable";
  }

  std::string fresh_database() {
    const std::string name = "b" + std::to_string(++databases_);
    run("postgres", "CREATE DATABASE " + name);
    return name;
  }

  void run(const std::string& database, const std::string& sql) const {
    const std::unique_ptr<PGconn, void (*)(PGconn*)> session(
        PQconnectdb(conninfo(database).c_str()), &PQfinish);
    const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(session.get(), sql.c_str()),
                                                                &PQclear);
    const ExecStatusType status = PQresultStatus(result.get());
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
      throw std::runtime_error(PQerrorMessage(session.get()));
    }
  }

 private:
  std::string port_;
  int databases_ = 0;
};

/// Somebody who takes part in a workload. `prepare` makes the command of the next run; its time
/// does not count.
struct Contender {
  std::string name;
  std::function<Command()> prepare;
};

class Bench {
 public:
  explicit Bench(Options options)
      : options_(std::move(options)),
        cluster_(options_.port),
        stopwatch_(beside("bench_measure"), options_.scratch),
        floor_(beside("bench_floor")),
        dbmate_(find_dbmate()) {}

  void run() {
    std::printf("%-22s %-16s %10s %10s %9s %9s %8s\n", "workload", "who", "wall ms", "least",
                "dunlin/it", "cpu ms", "rss MB");
    startup();
    for (const std::size_t count : {1000UL, 10000UL}) noop(count);
    apply_postgres();
    apply_sqlite();
    for (const std::size_t count : {1000UL, 10000UL}) graph(count);
    print_goals();
  }

 private:
  static fs::path beside(const std::string& program) {
    return fs::read_symlink("/proc/self/exe").parent_path() / program;
  }

  static std::string find_dbmate() {
    if (const char* named = std::getenv("DBMATE")) return named;
    std::string path = std::getenv("PATH");
    for (std::size_t at = 0; at <= path.size();) {
      const std::size_t end = std::min(path.find(':', at), path.size());
      const fs::path candidate = fs::path(path.substr(at, end - at)) / "dbmate";
      if (fs::exists(candidate)) return candidate;
      at = end + 1;
    }
    return {};
  }

  bool wanted(const std::string& workload) const {
    return options_.only.empty() || options_.only.contains(workload);
  }

  // ---- command lines ----

  Command dunlin(std::vector<std::string> arguments, const std::string& url = {}) const {
    arguments.insert(arguments.begin(), options_.dunlin);
    Command command{std::move(arguments)};
    if (!url.empty()) command.environment["DATABASE_URL"] = url;
    return command;
  }

  Command floor(const std::string& mode, const std::string& database = {},
                const std::string& directory = {}) const {
    return {{floor_, mode, database, directory}};
  }

  Command dbmate(const std::string& url, const std::string& directory) const {
    return {{dbmate_, "--no-dump-schema", "-d", directory, "migrate"}, {{"DATABASE_URL", url}}};
  }

  // ---- workloads ----

  void startup() {
    if (!wanted("startup")) return;
    std::vector<Contender> contenders = {
        {"dunlin", [&] { return dunlin({"version"}); }},
        {"floor", [&] { return floor("startup"); }},
    };
    if (!dbmate_.empty()) {
      contenders.push_back({"dbmate", [&] { return Command{{dbmate_, "--version"}}; }});
    }
    compare("startup", contenders, 4 * options_.rounds);
    wall_goal("startup", 5);
    ratio_goal("startup", "dbmate", 0.5);
  }

  void noop(std::size_t count) {
    if (!wanted("noop")) return;
    const std::string workload = "up to date " + std::to_string(count);
    const std::string folders = layout("folders", write_folders, Shape::linear, count);
    const std::string files = layout("files", write_files, Shape::linear, count);
    const std::string marked = cluster_.fresh_database();
    const std::string stamped = cluster_.fresh_database();
    mark(marked, "history (version text PRIMARY KEY)", "history", count);
    const Command stamp =
        dunlin({"stamp", "heads", "--yes", "--dir", folders}, cluster_.url(stamped));
    if (stopwatch_.run(stamp).exit_code != 0) {
      std::printf("dunlin stamp failed: %s\n", stopwatch_.last_words().c_str());
      return;
    }
    std::vector<Contender> contenders = {
        {"dunlin",
         [&] {
           return dunlin({"upgrade", "heads", "--dir", folders}, cluster_.url(stamped));
         }},
        {"floor", [&] { return floor("noop", cluster_.conninfo(marked), files); }},
        {"floor (folders)", [&] { return floor("folders", cluster_.conninfo(marked), folders); }},
    };
    const std::string theirs = cluster_.fresh_database();
    if (!dbmate_.empty()) {
      const std::string layout_dbmate = layout("dbmate", write_dbmate, Shape::linear, count);
      mark(theirs, "schema_migrations (version varchar(128) PRIMARY KEY)", "schema_migrations",
           count);
      contenders.push_back(
          {"dbmate", [=, this] { return dbmate(cluster_.url(theirs), layout_dbmate); }});
    }
    compare(workload, contenders, 2 * options_.rounds);
    if (count == 1000) {
      ratio_goal(workload, "dbmate", 0.7);
    } else {
      ratio_goal(workload, "floor", 1.3);
      growth_goal("up to date ");
    }
    memory_goal(workload);
  }

  void apply_postgres() {
    if (!wanted("apply")) return;
    const std::string folders = layout("folders", write_folders, Shape::linear, 1000);
    const std::string files = layout("files", write_files, Shape::linear, 1000);
    std::vector<Contender> contenders = {
        {"dunlin",
         [&] {
           const std::string url = cluster_.url(cluster_.fresh_database());
           return dunlin({"upgrade", "heads", "--dir", folders}, url);
         }},
        {"floor",
         [&] { return floor("apply", cluster_.conninfo(cluster_.fresh_database()), files); }},
    };
    if (!dbmate_.empty()) {
      const std::string theirs = layout("dbmate", write_dbmate, Shape::linear, 1000);
      contenders.push_back({"dbmate", [=, this] {
                              return dbmate(cluster_.url(cluster_.fresh_database()), theirs);
                            }});
    }
    compare("apply 1000 PostgreSQL", contenders, options_.rounds);
    ratio_goal("apply 1000 PostgreSQL", "floor", 1.1);
    cpu_goal("apply 1000 PostgreSQL", "floor", 2);
    memory_goal("apply 1000 PostgreSQL");
  }

  void apply_sqlite() {
    if (!wanted("sqlite")) return;
    const std::string folders = layout("folders", write_folders, Shape::linear, 1000);
    const std::string files = layout("files", write_files, Shape::linear, 1000);
    std::vector<Contender> contenders = {
        {"dunlin",
         [&] {
           return dunlin({"upgrade", "heads", "--create", "--dir", folders},
                         "sqlite:" + fresh_file());
         }},
        {"floor", [&] { return floor("sqlite", fresh_file(), files); }},
    };
    if (!dbmate_.empty()) {
      const std::string theirs = layout("dbmate", write_dbmate, Shape::linear, 1000);
      contenders.push_back(
          {"dbmate", [=, this] { return dbmate("sqlite:" + fresh_file(), theirs); }});
    }
    compare("apply 1000 SQLite", contenders, options_.rounds);
    ratio_goal("apply 1000 SQLite", "floor", 1.1);
    memory_goal("apply 1000 SQLite");
  }

  /// A ladder: 500 branch points and 500 merges among 10,000 revisions.
  void graph(std::size_t count) {
    if (!wanted("graph")) return;
    const std::string folders = layout("ladder", write_folders, Shape::ladder, count);
    const std::string url = "sqlite:" + fresh_file();
    std::ofstream(url.substr(7));  // an empty file is an empty database
    const std::map<std::string, std::vector<std::string>> questions = {
        {"heads", {"heads"}},
        {"history", {"history"}},
        {"route", {"history", id_of(count / 2) + ":heads"}},
        {"status", {"status"}},
        {"plan", {"plan", "heads"}}};
    for (const auto& [name, words] : questions) {
      std::vector<std::string> arguments = words;
      arguments.insert(arguments.end(), {"--dir", folders});
      const std::string workload = name + " " + std::to_string(count);
      compare(workload, {{"dunlin", [&] { return dunlin(arguments, url); }}}, 2 * options_.rounds);
      if (count == 10000) {
        wall_goal(workload, 150);
        growth_goal(name + " ");
        memory_goal(workload);
      }
    }
  }

  // ---- making what they need ----

  template <class Write>
  std::string layout(const std::string& name, Write write, Shape shape, std::size_t count) {
    const std::string directory = options_.scratch + "/" + name + std::to_string(count);
    if (!fs::exists(directory)) write(directory, nodes_of(shape, count));
    return directory;
  }

  std::string fresh_file() { return options_.scratch + "/" + std::to_string(++files_) + ".db"; }

  /// A history table that says all is applied.
  void mark(const std::string& database, const std::string& table, const std::string& name,
            std::size_t count) const {
    std::string rows;
    for (std::size_t number = 1; number <= count; ++number) {
      rows += (number == 1 ? "('" : ", ('") + id_of(number) + "')";
    }
    cluster_.run(database, "CREATE TABLE " + table + "; INSERT INTO " + name + " VALUES " + rows);
    cluster_.run(database, "VACUUM ANALYZE");
  }

  // ---- measuring ----

  void compare(const std::string& workload, const std::vector<Contender>& contenders, int rounds) {
    std::map<std::string, std::vector<Sample>> samples;
    std::map<std::string, std::string> words;
    for (int round = -1; round < rounds; ++round) {  // the first warms the caches
      const bool warming = round < 0;
      if (warming && rounds <= options_.rounds) continue;  // long ones need none
      for (const Contender& contender : contenders) {
        const Sample sample = stopwatch_.run(contender.prepare());
        if (sample.exit_code != 0) words[contender.name] = stopwatch_.last_words();
        if (!warming) samples[contender.name].push_back(sample);
      }
    }
    for (const Contender& contender : contenders) {
      const Summary summary = summary_of(samples[contender.name]);
      print(workload, contender.name, summary);
      if (summary.failures > 0) {
        std::printf("  %s failed %d times: %s\n", contender.name.c_str(), summary.failures,
                    words[contender.name].c_str());
      } else {
        results_[workload][contender.name] = summary;
      }
    }
    std::fflush(stdout);
  }

  void print(const std::string& workload, const std::string& who, const Summary& summary) {
    if (who == "dunlin") reference_ms_ = summary.wall_ms;
    std::printf("%-22s %-16s %10.1f %10.1f %9.2f %9.1f %8.1f\n", workload.c_str(), who.c_str(),
                summary.wall_ms, summary.least_ms, reference_ms_ / summary.wall_ms, summary.cpu_ms,
                summary.rss_mb);
  }

  const Summary* result(const std::string& workload, const std::string& who) const {
    const auto of_workload = results_.find(workload);
    if (of_workload == results_.end()) return nullptr;
    const auto of_one = of_workload->second.find(who);
    return of_one == of_workload->second.end() ? nullptr : &of_one->second;
  }

  // ---- goals ----

  /// `value` is dunlin's own figure, or how often it holds what it is compared with: by the middle
  /// of the rounds, and by the least of each, which others on the machine disturb less.
  struct Goal {
    std::string name;
    double dunlin;
    double other;
    double middle;
    double least;
    double limit;
  };

  void goal_of(std::string name, double value, double limit) {
    goals_.push_back({std::move(name), value, std::nan(""), value, value, limit});
  }

  void wall_goal(const std::string& workload, double limit) {
    const Summary* ours = result(workload, "dunlin");
    const double unknown = std::nan("");
    goals_.push_back({workload + ", ms", ours ? ours->wall_ms : unknown, unknown,
                      ours ? ours->wall_ms : unknown, ours ? ours->least_ms : unknown, limit});
  }

  void ratio_goal(const std::string& workload, const std::string& other, double limit) {
    compare_goal(workload + " / " + other, result(workload, "dunlin"), result(workload, other),
                 limit);
  }

  void cpu_goal(const std::string& workload, const std::string& other, double limit) {
    const Summary* ours = result(workload, "dunlin");
    const Summary* theirs = result(workload, other);
    if (ours == nullptr || theirs == nullptr) return;
    goals_.push_back({workload + ", client CPU / " + other, ours->cpu_ms, theirs->cpu_ms,
                      ours->cpu_ms / theirs->cpu_ms, ours->least_cpu_ms / theirs->least_cpu_ms,
                      limit});
  }

  /// Ten times the revisions in about ten times the time: nothing grows faster.
  void growth_goal(const std::string& prefix) {
    compare_goal(prefix + "10000 / 1000", result(prefix + "10000", "dunlin"),
                 result(prefix + "1000", "dunlin"), 14);
  }

  void compare_goal(std::string name, const Summary* ours, const Summary* theirs, double limit) {
    if (ours == nullptr || theirs == nullptr) return;
    goals_.push_back({std::move(name), ours->wall_ms, theirs->wall_ms,
                      ours->wall_ms / theirs->wall_ms, ours->least_ms / theirs->least_ms, limit});
  }

  void memory_goal(const std::string& workload) {
    const Summary* ours = result(workload, "dunlin");
    if (ours != nullptr) goal_of(workload + ", MB", ours->rss_mb, 20);
  }

  static std::string cell(double value) {
    if (std::isnan(value)) return "-";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), value < 100 ? "%.2f" : "%.0f", value);
    return text.data();
  }

  static const char* verdict(const Goal& goal) {
    if (std::isnan(goal.middle)) return "not measured";
    const bool middle = goal.middle <= goal.limit;
    const bool least = goal.least <= goal.limit;
    return middle && least ? "met" : middle || least ? "unclear" : "MISSED";
  }

  void print_goals() const {
    std::printf("\n%-46s %9s %9s %9s %9s %8s\n", "goal", "dunlin", "other", "is", "by least",
                "at most");
    for (const Goal& each : goals_) {
      std::printf("%-46s %9s %9s %9s %9s %8s  %s\n", each.name.c_str(), cell(each.dunlin).c_str(),
                  cell(each.other).c_str(), cell(each.middle).c_str(), cell(each.least).c_str(),
                  cell(each.limit).c_str(), verdict(each));
    }
  }

  Options options_;
  Cluster cluster_;
  Stopwatch stopwatch_;
  std::string floor_;
  std::string dbmate_;
  int files_ = 0;
  std::map<std::string, std::map<std::string, Summary>> results_;
  std::vector<Goal> goals_;
  double reference_ms_ = 0;
};

Options options_from(int argc, char** argv) {
  if (argc < 4) {
    throw std::runtime_error("usage: bench_compare DUNLIN SCRATCH PORT [--rounds N] [--only NAME]");
  }
  Options options{argv[1], argv[2], argv[3]};
  for (int i = 4; i + 1 < argc; i += 2) {
    const std::string flag = argv[i];
    if (flag == "--rounds") {
      options.rounds = std::max(1, std::atoi(argv[i + 1]));
    } else if (flag == "--only") {
      options.only.insert(argv[i + 1]);
    } else {
      throw std::runtime_error("unknown argument: " + flag);
    }
  }
  return options;
}

}  // namespace
}  // namespace dunlin::bench

int main(int argc, char** argv) {
  try {
    dunlin::bench::Bench(dunlin::bench::options_from(argc, argv)).run();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_compare: %s\n", error.what());
    return 1;
  }
}
