#include "session.h"

#include <glob.h>

#include <cctype>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <utility>

namespace dunlin::scenario {
namespace fs = std::filesystem;

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw Failure("no such file: " + path.filename().string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

void write_file(const fs::path& path, const std::string& bytes, std::ios::openmode mode) {
  fs::create_directories(path.parent_path());
  std::ofstream stream(path, std::ios::binary | mode);
  if (!(stream << bytes)) throw Failure("cannot write " + path.string());
}

Session::Session(Archive& archive, const std::string& kind, const Settings& settings,
                 int time_limit)
    : archive_(archive),
      settings_(settings),
      kind_(kind),
      time_limit_(time_limit),
      root_(fs::canonical(folder_.path())),
      work_(root_ / "work") {
  here = work_;
  for (const char* name : {"work", "home", "tmp", "io"}) fs::create_directory(root_ / name);
  make_environment();
  if (kind != "none") make_databases();
  normalised.add(work_, "$WORK");
  normalised.add(DUNLIN_SOURCE_DIR, "$PROJECT");
  normalised.add(root_ / "home", "$HOME");
  unpack();
}

void Session::make_environment() {
  const char* path = std::getenv("PATH");
  const std::string programs = fs::path(settings_.program).parent_path();
  environment = {
      {"PATH", programs + ":" + (path == nullptr ? "/usr/bin:/bin" : path)},
      {"HOME", root_ / "home"},
      {"TMPDIR", root_ / "tmp"},
      {"WORK", work_},
      {"PROJECT", DUNLIN_SOURCE_DIR},
      {"TERM", "dumb"},
      {"LANG", "C.UTF-8"},
      {"TZ", "UTC"},
      {"USER", "dev"},
      {"GIT_CONFIG_NOSYSTEM", "1"},
      {"GIT_AUTHOR_NAME", "dev"},
      {"GIT_AUTHOR_EMAIL", "dev@example.org"},
      {"GIT_COMMITTER_NAME", "dev"},
      {"GIT_COMMITTER_EMAIL", "dev@example.org"},
  };
  for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "LLVM_PROFILE_FILE"}) {
    if (const char* value = std::getenv(name)) environment[name] = value;
  }
}

/// `$DATABASE_URL`, and `$DATABASE2_URL` where the scenario speaks of a second one.
void Session::make_databases() {
  const bool second = to_text(archive_).find("DATABASE2_URL") != std::string::npos;
  std::vector<std::string> variables = {"DATABASE"};
  if (second) variables.emplace_back("DATABASE2");
  for (const std::string& variable : variables) {
    const auto& database =
        *databases_.emplace_back(fresh_database(kind_, databases_.empty() ? "app" : "second"));
    environment[variable + "_URL"] = database.url();
    normalised.add_url_of(database.name(), "$" + variable + "_URL");
    if (kind_ == "sqlite") normalised.add(work_ / database.name(), "$" + variable);
    normalised.add(database.name(), "$" + variable);
  }
}

void Session::unpack() {
  for (const ArchiveFile& file : archive_.files) {
    write_file(work_ / file.name, file.bytes, std::ios::trunc);
    if (file.bytes.starts_with("#!")) {
      fs::permissions(work_ / file.name, fs::perms(0755));  // as in a checkout
    }
  }
}

std::string Session::expanded(const Word& word) const {
  std::string whole;
  for (const Piece& piece : word.pieces) {
    whole += piece.literal ? piece.text : expanded(piece.text);
  }
  return whole;
}

std::string Session::expanded(const std::string& text) const {
  const auto is_name = [&](std::size_t at) {
    return at < text.size() &&
           (std::isalnum(static_cast<unsigned char>(text[at])) != 0 || text[at] == '_');
  };
  std::string result;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '$') {
      result += text[at++];
      continue;
    }
    const bool braces = text.compare(at, 2, "${") == 0;
    const std::size_t begin = at + (braces ? 2 : 1);
    std::size_t end = begin;
    while (is_name(end)) ++end;
    if (end == at + 1) {  // a dollar sign alone is one
      result += text[at++];
      continue;
    }
    const auto variable = environment.find(text.substr(begin, end - begin));
    if (variable == environment.end()) throw Failure("not set: " + text.substr(at, end - at));
    result += variable->second;
    at = end + (braces ? 1 : 0);
  }
  return result;
}

fs::path Session::path(const std::string& name) const { return (here / name).lexically_normal(); }

std::vector<fs::path> Session::paths(const std::string& pattern) const {
  glob_t found{};
  std::vector<fs::path> list;
  if (glob(path(pattern).c_str(), 0, nullptr, &found) == 0) {
    list.assign(found.gl_pathv, found.gl_pathv + found.gl_pathc);
  }
  globfree(&found);
  return list;
}

void Session::start(const std::string& name, std::vector<std::string> arguments) {
  if (running_.contains(name)) throw Failure("'" + name + "' is running already");
  if (arguments[0] == "dunlin") arguments[0] = settings_.program;
  const std::string stem = root_ / "io" / std::to_string(++started_);
  Command command{std::move(arguments), environment,  here, std::exchange(input, "/dev/null"),
                  stem + ".out",        stem + ".err"};
  auto process = std::make_unique<Process>(command);
  running_.emplace(name, Running{std::move(process), std::move(command)});
}

Process& Session::running(const std::string& name) {
  const auto at = running_.find(name);
  if (at == running_.end()) throw Failure("'" + name + "' is not running");
  return *at->second.process;
}

void Session::finish(const std::string& name) {
  exit_code = running(name).wait(time_limit_);
  const Command command = running_.at(name).command;
  running_.erase(name);
  out = normalised(read_file(command.output));
  errors = normalised(read_file(command.errors));
  if (exit_code < 0) throw Failure("still running after " + std::to_string(time_limit_) + " s");
}

void Session::rewrite(const std::string& name, const std::string& text) {
  write_file(path(name), text, std::ios::trunc);
  const std::string entry = path(name).lexically_relative(work_);
  ArchiveFile* file = archive_.find(entry);
  if (file == nullptr) file = &archive_.files.emplace_back(ArchiveFile{entry, {}});
  file->bytes = text;
  rewritten = true;
}

}  // namespace dunlin::scenario
