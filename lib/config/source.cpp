#include "config/source.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/process.h"
#include "base/text.h"

namespace dunlin::config {

namespace {

using Variables = std::map<std::string, std::string>;

// Says where the text stands that could not be filled in.
std::string filled(const Sourced<std::string>& text, const Variables& variables) {
  try {
    return with_variables(text.value, variables);
  } catch (const Error& error) {
    throw with_note(error, fmt::format("needed at {}", text.origin));
  }
}

Error unreadable(std::string message) { return Error(code::kSecretUnreadable, std::move(message)); }

std::string output_of(const Sourced<std::vector<std::string>>& command,
                      const Variables& variables) {
  std::vector<std::string> arguments;
  for (const std::string& argument : command.value) {
    arguments.push_back(filled({argument, command.origin}, variables));
  }
  ProcessResult result;
  try {
    result = run_process(arguments, "", true);
  } catch (const Error& error) {
    throw unreadable(fmt::format("'url_command' at {}: {}", command.origin, error.what()));
  }
  // What it printed may be half of a secret.
  if (result.exit_code != 0) {
    throw unreadable(fmt::format("'url_command' at {} ended with exit code {}", command.origin,
                                 result.exit_code));
  }
  return std::string(trimmed(result.out));
}

std::string service_string(const std::string& name) {
  std::string quoted;
  for (const char c : name) {
    if (c == '\'' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return fmt::format("service='{}'", quoted);
}

}  // namespace

std::string read_url_file(const std::string& path, const Files& files) {
  std::optional<std::string> text;
  try {
    text = files.read(path);
  } catch (const Error& error) {
    throw unreadable(error.what());
  }
  if (!text) throw unreadable(fmt::format("cannot read '{}': there is no such file", path));
  const std::size_t end = text->find_last_not_of("\r\n");
  text->erase(end == std::string::npos ? 0 : end + 1);
  if (text->empty()) throw unreadable(fmt::format("the file '{}' is empty", path));
  return std::move(*text);
}

std::string fetch(const UrlSource& source, const Config& config, const Variables& variables,
                  const Files& files) {
  if (source.url) return filled(*source.url, variables);
  if (source.url_file) {
    const std::string path = filled(*source.url_file, variables);
    return read_url_file(path.starts_with('/') ? path : path_in(config.base_directory(), path),
                         files);
  }
  if (source.url_command) return output_of(*source.url_command, variables);
  if (source.service) {
    const std::string name = filled(*source.service, variables);
    const bool is_plain = name.find_first_of(" '\\") == std::string::npos;
    return is_plain ? fmt::format("service={}", name) : service_string(name);
  }
  throw Error(code::kNoDatabase, "the environment says nothing of where its database is");
}

}  // namespace dunlin::config
