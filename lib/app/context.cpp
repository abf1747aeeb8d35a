#include "app/context.h"

#include <utility>

namespace dunlin::app {

Context::Context(Files& files, config::GlobalFlags flags,
                 std::map<std::string, std::string> variables, ledger::Runner runner,
                 execute::Observer& observer, Opener opener)
    : files_(files),
      flags_(std::move(flags)),
      variables_(std::move(variables)),
      runner_(std::move(runner)),
      observer_(observer),
      opener_(std::move(opener)) {}

const config::Config& Context::config() {
  if (!config_) config_ = config::load(files_, config::config_path(flags_, variables_));
  return *config_;
}

std::string Context::directory() {
  return config::resolve(flags_, variables_, config(), config::Need::files).directory.value;
}

Context Context::for_environment(const std::string& name) const {
  Context other = *this;
  other.flags_.environment = name;
  other.flags_.url.reset();
  return other;
}

Context Context::without_waiting() const {
  Context other = *this;
  other.flags_.wait = Milliseconds(0);
  return other;
}

}  // namespace dunlin::app
