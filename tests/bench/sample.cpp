#include "sample.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dunlin::bench {
namespace {

void redirect(const std::string& path, int flags, int descriptor) {
  const int file = open(path.c_str(), flags, 0600);
  if (file < 0 || dup2(file, descriptor) < 0) _exit(126);
}

double middle(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  return values[values.size() / 2];
}

}  // namespace

Stopwatch::Stopwatch(std::string measure, std::string scratch)
    : measure_(std::move(measure)), scratch_(std::move(scratch)) {}

Sample Stopwatch::run(const Command& command) const {
  const std::string result = scratch_ + "/result";
  std::vector<const char*> arguments = {measure_.c_str(), result.c_str()};
  for (const std::string& argument : command.arguments) arguments.push_back(argument.c_str());
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    for (const auto& [name, value] : command.environment) setenv(name.c_str(), value.c_str(), 1);
    redirect("/dev/null", O_RDONLY, STDIN_FILENO);
    redirect(scratch_ + "/stdout", O_WRONLY | O_CREAT | O_TRUNC, STDOUT_FILENO);
    redirect(scratch_ + "/stderr", O_WRONLY | O_CREAT | O_TRUNC, STDERR_FILENO);
    execv(arguments[0], const_cast<char**>(arguments.data()));
    _exit(126);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error("cannot run " + measure_);
  double wall = 0;
  double user = 0;
  double system = 0;
  double memory = 0;
  Sample sample;
  std::ifstream(result) >> wall >> user >> system >> memory >> sample.exit_code;
  sample.wall_ms = wall / 1000;
  sample.cpu_ms = (user + system) / 1000;
  sample.rss_mb = memory / 1024;
  return sample;
}

std::string Stopwatch::last_words() const {
  std::ifstream stream(scratch_ + "/stderr");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  constexpr std::size_t kEnough = 600;
  return text.size() <= kEnough ? text : text.substr(text.size() - kEnough);
}

Summary summary_of(const std::vector<Sample>& samples) {
  std::vector<double> wall;
  std::vector<double> cpu;
  Summary summary;
  for (const Sample& sample : samples) {
    wall.push_back(sample.wall_ms);
    cpu.push_back(sample.cpu_ms);
    summary.rss_mb = std::max(summary.rss_mb, sample.rss_mb);
    summary.failures += sample.exit_code == 0 ? 0 : 1;
  }
  summary.wall_ms = middle(wall);
  summary.least_ms = *std::min_element(wall.begin(), wall.end());
  summary.cpu_ms = middle(cpu);
  summary.least_cpu_ms = *std::min_element(cpu.begin(), cpu.end());
  return summary;
}

}  // namespace dunlin::bench
