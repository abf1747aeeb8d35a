// bench_measure RESULT COMMAND [ARGUMENTS...]
//
// Runs a command and writes `wall_us user_us system_us max_rss_kb exit_code` to RESULT. A program
// of its own, small and statically linked, because the memory of the process that forks counts as
// the child's until it executes another.

#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <cstdio>

namespace {

long long microseconds(const timeval& time) { return time.tv_sec * 1'000'000LL + time.tv_usec; }

long long now() {
  timespec time{};
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1'000'000LL + time.tv_nsec / 1000;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) return 2;
  const long long begin = now();
  const pid_t child = fork();
  if (child == 0) {
    execvp(argv[2], argv + 2);
    _exit(127);
  }
  int status = 0;
  rusage usage{};
  wait4(child, &status, 0, &usage);
  const long long wall = now() - begin;
  FILE* result = fopen(argv[1], "w");
  if (result == nullptr) return 2;
  fprintf(result, "%lld %lld %lld %ld %d\n", wall, microseconds(usage.ru_utime),
          microseconds(usage.ru_stime), usage.ru_maxrss,
          WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
  return fclose(result) == 0 ? 0 : 2;
}
