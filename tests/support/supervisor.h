#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace dunlin::test {

/// A shell script that keeps a server and ends it when its standard input closes. That happens
/// when this object goes, or this process, however it ends. Run as root it becomes `postgres`, or
/// `nobody`: PostgreSQL refuses to run as root.
class Supervisor {
 public:
  /// `arguments` are $1, $2, …; the script may write to `directory`.
  Supervisor(const char* script, const std::string& directory,
             const std::vector<std::string>& arguments);
  ~Supervisor();
  Supervisor(const Supervisor&) = delete;
  Supervisor& operator=(const Supervisor&) = delete;

  bool alive() const;

 private:
  pid_t child_ = -1;
  int lifeline_ = -1;
};

/// A new folder in TMPDIR, with a path short enough for a unix socket in it.
std::string new_directory(const std::string& stem);

/// A TCP port of 127.0.0.1 that was free a moment ago.
int free_port();

}  // namespace dunlin::test
