#include "support/supervisor.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <netinet/in.h>
#include <pwd.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <stdexcept>

namespace dunlin::test {
namespace {

constexpr std::size_t kLongestBase = 60;  // a socket's path has 107 characters

const passwd* unprivileged() {
  if (::geteuid() != 0) return nullptr;
  const passwd* user = ::getpwnam("postgres");
  if (user == nullptr) user = ::getpwnam("nobody");
  if (user == nullptr) throw std::runtime_error("no unprivileged user to run a server as");
  return user;
}

}  // namespace

Supervisor::Supervisor(const char* script, const std::string& directory,
                       const std::vector<std::string>& arguments) {
  const passwd* user = unprivileged();
  if (user != nullptr && ::chown(directory.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error("cannot chown " + directory);
  }
  std::vector<char*> words;
  std::vector<std::string> all = {"sh", "-c", script, "supervisor"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  for (std::string& word : all) words.push_back(word.data());
  words.push_back(nullptr);

  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
  lifeline_ = ends[1];
  child_ = ::fork();
  if (child_ == 0) {
    ::setsid();  // Ctrl-C reaches the test, not the server
    const bool ready =
        user == nullptr || (::setgroups(0, nullptr) == 0 && ::setgid(user->pw_gid) == 0 &&
                            ::setuid(user->pw_uid) == 0);
    if (!ready || ::dup2(ends[0], 0) != 0 || ::chdir("/") != 0) ::_exit(126);
    ::execv("/bin/sh", words.data());
    ::_exit(127);
  }
  ::close(ends[0]);
  if (child_ < 0) throw std::runtime_error("cannot fork");
}

Supervisor::~Supervisor() {
  ::close(lifeline_);
  ::waitpid(child_, nullptr, 0);
}

bool Supervisor::alive() const {
  siginfo_t ended{};
  const int looked =
      ::waitid(P_PID, static_cast<id_t>(child_), &ended, WEXITED | WNOHANG | WNOWAIT);
  return looked == 0 && ended.si_pid == 0;
}

std::string new_directory(const std::string& stem) {
  const char* base = std::getenv("TMPDIR");
  std::string name = base != nullptr && std::string(base).size() < kLongestBase ? base : "/tmp";
  name += "/" + stem + "-XXXXXX";
  if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot create " + name);
  return name;
}

int free_port() {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  const bool bound = ::bind(fd, reinterpret_cast<sockaddr*>(&address), size) == 0 &&
                     ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) == 0;
  ::close(fd);
  if (!bound) throw std::runtime_error("no free port");
  return ntohs(address.sin_port);
}

}  // namespace dunlin::test
