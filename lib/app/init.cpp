#include <fmt/format.h>

#include <filesystem>

#include "app/author.h"
#include "base/yaml.h"
#include "config/url.h"

namespace dunlin::app {

namespace {

// A name that can be part of a ledger key, made from the folder's.
std::string project_name(const std::string& wanted) {
  std::string name = wanted;
  if (name.empty()) name = std::filesystem::current_path().filename().string();
  std::string clean;
  for (const char c : name) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       c == '_' || c == '-' || c == '.';
    clean += plain ? c : '_';
  }
  return clean.empty() ? "default" : clean.substr(0, 100);
}

// `${NAME}` keeps a secret out of the file: it is what the file should say.
bool is_reference(std::string_view text) { return text.starts_with("${") && text.ends_with('}'); }

// A URL that could not be read back is not written, and a password never goes to a file that is
// meant for git.
std::string without_secret(const std::string& url) {
  if (is_reference(url)) return url;
  const std::string password = config::parse_url(url).keyword("password");
  return password.empty() || is_reference(password) ? url : "${DATABASE_URL}";
}

void tell_of_secret(Context& context, const std::string& path) {
  Diagnostic diagnostic;
  diagnostic.code = code::kUsage;
  diagnostic.severity = Severity::note;
  diagnostic.message =
      fmt::format("the password is not written into a file: '{}' names ${{DATABASE_URL}}", path);
  diagnostic.next = {"set DATABASE_URL to the URL"};
  context.observer().warned(diagnostic);
}

std::string config_text(const std::string& project, const std::string& directory,
                        const std::string& url) {
  return fmt::format(
      "version: 1\n"
      "project: {}    # part of every key in the ledger: do not change it later\n"
      "directory: {}\n"
      "default_environment: development\n"
      "environments:\n"
      "  development:\n"
      "    url: {}\n"
      "    create: true\n"
      "  # production:\n"
      "  #   url: \"${{DATABASE_URL}}\"\n"
      "  #   protected: true\n",
      yaml::scalar(project), yaml::scalar(directory), yaml::scalar(url));
}

}  // namespace

std::vector<std::string> init(Context& context, const InitRequest& request) {
  const std::string path = context.flags().config.value_or("dunlin.yaml");
  if (context.files().read(path)) {
    throw with_next(Error(code::kAlreadyInitialised,
                          fmt::format("there is a '{}' here already; nothing was written", path)),
                    "dunlin new \"what changes\"");
  }
  const std::string project = project_name(request.project);
  const std::string directory = context.flags().directory.value_or("migrations");
  const std::string url =
      request.url ? without_secret(*request.url) : fmt::format("sqlite:///{}.db", project);
  if (request.url && url != *request.url) tell_of_secret(context, path);
  std::vector<std::string> written{path};
  const std::string heads = path_in(directory, "HEADS");
  context.files().write(path, config_text(project, directory, url));
  if (!context.files().list(directory) || context.files().list(directory)->empty()) {
    context.files().write(heads, "");
    written.push_back(heads);
  }
  return written;
}

}  // namespace dunlin::app
