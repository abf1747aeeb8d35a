#include "dunlin/runner.h"

#include <fmt/format.h>
#include <pwd.h>
#include <sys/random.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <initializer_list>

#include "base/text.h"

namespace dunlin::cmd {

namespace {

using Variables = std::map<std::string, std::string>;

// The first of the variables that is set to something.
std::string first_of(const Variables& variables, std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const auto found = variables.find(name);
    if (found != variables.end() && !found->second.empty()) return found->second;
  }
  return {};
}

std::string fresh_id() {
  std::uint64_t number = 0;
  // Never short for so few bytes; before the pool is filled a boot would wait, as it should.
  if (::getrandom(&number, sizeof number, 0) != sizeof number) {
    number = static_cast<std::uint64_t>(::getpid());
  }
  return fmt::format("{:016x}", number);
}

// A container often runs under a number that no passwd file knows.
std::string actor(const Variables& variables) {
  std::array<char, 4096> buffer{};
  passwd entry{};
  passwd* found = nullptr;
  ::getpwuid_r(::geteuid(), &entry, buffer.data(), buffer.size(), &found);
  if (found != nullptr && found->pw_name != nullptr) return found->pw_name;
  const std::string name = first_of(variables, {"USER", "LOGNAME"});
  return name.empty() ? fmt::format("uid {}", ::geteuid()) : name;
}

std::string host() {
  std::array<char, 256> name{};
  if (::gethostname(name.data(), name.size() - 1) != 0) return {};
  return name.data();
}

bool is_commit(std::string_view text) {
  return text.size() >= 40 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::string content(const Files& files, const std::string& path) {
  const auto text = files.read(path);
  return text ? std::string(trimmed(*text)) : std::string();
}

}  // namespace

std::string checked_out_commit(const Files& files) {
  std::string git = ".git";
  for (int up = 0; up < 8; ++up, git = "../" + git) {
    if (!files.is_directory(git)) continue;
    const std::string head = content(files, path_in(git, "HEAD"));
    if (is_commit(head)) return head;
    if (!head.starts_with("ref: refs/")) return {};
    const std::string commit = content(files, path_in(git, head.substr(5)));
    return is_commit(commit) ? commit : std::string();
  }
  return {};
}

ledger::Runner runner_of(std::string_view command, const Variables& variables, const Files& files) {
  ledger::Runner runner;
  runner.run = fresh_id();
  runner.command = command;
  runner.actor = actor(variables);
  runner.host = host();
  runner.pid = ::getpid();
  runner.client_version = DUNLIN_VERSION;
  runner.git_commit = first_of(variables, {"DUNLIN_GIT_COMMIT", "GIT_COMMIT", "GITHUB_SHA"});
  if (runner.git_commit.empty()) runner.git_commit = checked_out_commit(files);
  runner.release = first_of(variables, {"DUNLIN_RELEASE"});
  return runner;
}

}  // namespace dunlin::cmd
