// with_postgres COMMAND...: starts a throwaway cluster, runs the command with its URL in
// DUNLIN_TEST_POSTGRES, ends the cluster, and exits as the command did. A signal is the command's
// to answer; the cluster ends after it.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "support/postgres_cluster.h"

namespace {

volatile pid_t child = 0;

extern "C" void pass_on(int signal) {
  if (child > 0) ::kill(child, signal);
}

int run(char** command) {
  child = ::fork();
  if (child == 0) {
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, SIG_DFL);
    ::execvp(command[0], command);
    std::perror(command[0]);
    ::_exit(127);
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: with_postgres COMMAND [ARGUMENTS...]\n");
    return 2;
  }
  try {
    const dunlin::test::PostgresServer server;
    ::setenv("DUNLIN_TEST_POSTGRES", server.url("postgres").c_str(), 1);
    ::setenv("DUNLIN_TEST_POSTGRES_LOG", server.log_path().c_str(), 1);
    for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::signal(signal, pass_on);
    return run(argv + 1);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "with_postgres: %s\n", error.what());
    return 1;
  }
}
