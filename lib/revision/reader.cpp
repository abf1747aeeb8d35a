#include "revision/reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <iterator>
#include <optional>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "revision/folder_name.h"
#include "revision/heads.h"
#include "revision/revision_file.h"
#include "revision/soundness.h"

namespace dunlin::revision {

namespace {

// Below this a second thread costs more than it saves.
constexpr std::size_t kWorthAThread = 256;

Diagnostic problem_at(const Code& code, std::string path, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.place = Place{std::move(path)};
  return diagnostic;
}

Diagnostic missing_file(const Files& files, const std::string& folder) {
  Diagnostic diagnostic = problem_at(code::kMissingRevisionFile, folder,
                                     fmt::format("the folder has no {}", kRevisionFile));
  std::vector<std::string> names;
  for (const DirectoryEntry& entry : files.list(folder).value_or(std::vector<DirectoryEntry>())) {
    if (!entry.is_directory && !entry.name.ends_with(".sql")) names.push_back(entry.name);
  }
  if (const auto near = nearest(kRevisionFile, names)) {
    diagnostic.hint = fmt::format("rename '{}'", *near);
  }
  return diagnostic;
}

// Reads one folder into `revision`, whose id stays empty where the name is none.
std::vector<Diagnostic> read_folder(const Files& files, const std::string& directory,
                                    const std::string& name, Revision& revision) {
  std::vector<Diagnostic> problems;
  const std::string path = path_in(directory, name);
  auto named = read_folder_name(name);
  const std::string wrong =
      named ? id_problem(named->id) : "a '%' in a folder's name begins '%XX'; '%25' means itself";
  if (!wrong.empty()) {
    problems.push_back(problem_at(code::kBadId, path, wrong));
    return problems;
  }
  revision.id = std::move(named->id);
  revision.slug = std::move(named->slug);
  revision.folder = path;
  try {
    const std::string file = path_in(path, kRevisionFile);
    if (const auto text = files.read(file)) {
      read_revision(*text, file, revision, problems);
    } else {
      // Counts nevertheless: others may name it, and that is no second mistake.
      problems.push_back(missing_file(files, path));
    }
  } catch (const Error& error) {
    problems.insert(problems.end(), error.diagnostics().begin(), error.diagnostics().end());
  }
  return problems;
}

// Reads the folders into the directory, in the order of `names`.
void read_folders(const Files& files, const std::vector<std::string>& names, Directory& directory) {
  directory.revisions.resize(names.size());
  const auto read = [&](std::size_t begin, std::size_t end) {
    std::vector<Diagnostic> problems;
    for (std::size_t i = begin; i < end; ++i) {
      std::ranges::move(read_folder(files, directory.path, names[i], directory.revisions[i]),
                        std::back_inserter(problems));
    }
    return problems;
  };
  std::future<std::vector<Diagnostic>> second;
  std::size_t middle = names.size();
  if (names.size() >= kWorthAThread) {
    middle = names.size() / 2;
    second = std::async(std::launch::async, read, middle, names.size());
  }
  std::ranges::move(read(0, middle), std::back_inserter(directory.problems));
  if (second.valid()) std::ranges::move(second.get(), std::back_inserter(directory.problems));
  std::erase_if(directory.revisions, [](const Revision& revision) { return revision.id.empty(); });
  const auto by_id = [](const Revision& a, const Revision& b) {
    return std::tie(a.id, a.folder) < std::tie(b.id, b.folder);
  };
  // `%41` and `A` sort apart by name and not by id; so do `a-b` and `a__b`.
  if (!std::is_sorted(directory.revisions.begin(), directory.revisions.end(), by_id)) {
    std::sort(directory.revisions.begin(), directory.revisions.end(), by_id);
  }
}

// Files beside the folders are nobody's business unless they look like revisions.
std::optional<Diagnostic> stray(const std::string& directory, const std::string& name) {
  const bool sql = name.ends_with(".sql");
  const bool yaml = name == kRevisionFile || name == "revision.yml";
  const bool heads = name != kHeadsFile && lower(name) == "heads";
  if (!sql && !yaml && !heads) return std::nullopt;
  Diagnostic diagnostic = problem_at(code::kUnexpectedFile, path_in(directory, name),
                                     heads ? fmt::format("the file of heads is '{}'", kHeadsFile)
                                           : "a revision is a folder with its files in it");
  diagnostic.severity = Severity::warning;
  return diagnostic;
}

void sort_by_place(std::vector<Diagnostic>& problems) {
  const auto key = [](const Diagnostic& diagnostic) {
    const Place place = diagnostic.place.value_or(Place{});
    return std::tuple(place.file, place.line, place.column);
  };
  std::stable_sort(problems.begin(), problems.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

// The place inside revision.yaml: looked up again, since nearly every file needs none.
Diagnostic located(const Finding& finding, const Revision& revision, const Files& files) {
  if (finding.key.empty()) return diagnostic_of(finding, Place{revision.folder});
  const std::string path = path_in(revision.folder, kRevisionFile);
  const std::string text = files.read(path).value_or("");
  const Spot spot = spots_in(text, path).at(finding.key, finding.item);
  Diagnostic diagnostic = diagnostic_of(finding, {path, spot.line, spot.column});
  if (spot.line > 0) {
    const std::string* name = named_by(finding, revision);
    diagnostic.excerpt =
        excerpt_at(text, offset_of(text, *diagnostic.place), name == nullptr ? 1 : name->size());
  }
  return diagnostic;
}

}  // namespace

bool Directory::sound() const {
  return std::none_of(problems.begin(), problems.end(), [](const Diagnostic& problem) {
    return problem.severity == Severity::error;
  });
}

std::vector<Id> Directory::ids() const {
  std::vector<Id> ids;
  for (const Revision& revision : revisions) ids.push_back(revision.id);
  return ids;
}

Directory read_directory(const Files& files, const std::string& path) {
  auto entries = files.list(path);
  if (!entries) {
    throw with_next(Error(code::kNoDirectory, fmt::format("there is no directory '{}'", path)),
                    "dunlin init");
  }
  Directory directory{.path = path, .revisions = {}, .problems = {}};
  std::vector<std::string> names;
  for (DirectoryEntry& entry : *entries) {
    if (entry.name.starts_with('.')) continue;
    if (entry.is_directory) {
      names.push_back(std::move(entry.name));
    } else if (auto problem = stray(path, entry.name)) {
      directory.problems.push_back(*std::move(problem));
    }
  }
  entries.reset();
  read_folders(files, names, directory);
  for (const Finding& finding : findings(directory.revisions)) {
    directory.problems.push_back(located(finding, directory.revisions[finding.revision], files));
  }
  sort_by_place(directory.problems);
  return directory;
}

const std::vector<Revision>& sound_revisions(const Directory& directory) {
  std::vector<Diagnostic> errors;
  std::copy_if(directory.problems.begin(), directory.problems.end(), std::back_inserter(errors),
               [](const Diagnostic& problem) { return problem.severity == Severity::error; });
  if (!errors.empty()) throw Error(std::move(errors));
  return directory.revisions;
}

Graph graph_of(const Directory& directory) {
  return Graph(sound_revisions(directory), Graph::Checked::already);
}

Graph graph_of(Directory&& directory) {
  sound_revisions(directory);
  return Graph(std::move(directory.revisions), Graph::Checked::already);
}

}  // namespace dunlin::revision
