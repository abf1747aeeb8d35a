#include "app/author.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "app/backends.h"
#include "app/checkout.h"
#include "app/database.h"
#include "app/script_order.h"
#include "base/text.h"
#include "revision/check.h"
#include "revision/folder_name.h"
#include "revision/heads.h"
#include "revision/resolve.h"
#include "revision/writer.h"

namespace dunlin::app {

namespace {

using revision::Graph;
using revision::Id;
using revision::Revision;

std::vector<Id> resolved(const Graph& graph, const std::vector<std::string>& targets) {
  std::vector<Id> ids;
  for (const std::string& target : targets) {
    for (Id& id : revision::resolved(graph, graph.none(), revision::parse_target(target, graph))) {
      if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(std::move(id));
    }
  }
  return ids;
}

Error several_heads(const Graph& graph, const std::string& what) {
  Error error(code::kSeveralHeads,
              fmt::format("there are {} heads, so it is not clear what {} builds on",
                          graph.heads().size(), what));
  for (const Id& id : graph.heads()) error.first().notes.push_back(graph.at(id).title());
  error.first().next = {"dunlin merge",
                        "or name one: dunlin new \"...\" --parent " + graph.heads().front()};
  return error;
}

std::vector<Id> parents_of(const Graph& graph, const NewRequest& request) {
  if (request.base) return {};
  if (!request.parents.empty()) return resolved(graph, request.parents);
  std::vector<Id> heads = graph.heads();
  if (heads.size() > 1) throw several_heads(graph, "the new revision");
  return heads;
}

std::map<std::string, std::string> scripts_of(const std::string& message, bool per_dialect) {
  std::map<std::string, std::string> scripts;
  const auto add = [&](const std::string& ending) {
    scripts["up" + ending] = fmt::format("-- {}\n\n", message);
    scripts["down" + ending] = fmt::format("-- undoes: {}\n\n", message);
  };
  if (!per_dialect) {
    add(".sql");
  } else {
    for (const Dialect dialect : all_dialects()) add(fmt::format(".{}.sql", name_of(dialect)));
  }
  return scripts;
}

Written write(Context& context, const revision::Directory& directory, Revision revision,
              const std::map<std::string, std::string>& scripts) {
  const std::string folder =
      revision::write_revision(context.files(), directory, revision, scripts);
  revision.folder = folder;
  Written written{std::move(revision), {}};
  written.paths.push_back(path_in(folder, "revision.yaml"));
  std::vector<std::string> names;
  for (const auto& [name, text] : scripts) names.push_back(name);
  std::sort(names.begin(), names.end(), listed_before);
  for (const std::string& name : names) written.paths.push_back(path_in(folder, name));
  written.paths.push_back(path_in(directory.path, revision::kHeadsFile));
  return written;
}

Id next_id(const revision::Directory& directory) {
  return revision::new_id(std::chrono::system_clock::now(), directory.ids());
}

struct Sound {
  revision::Directory directory;
  Graph graph;
};

// A directory with problems is not written to: the new revision could not be checked against it.
Sound sound_directory(Context& context) {
  Sound sound{read_directory(context), {}};
  sound.graph = revision::graph_of(sound.directory);
  return sound;
}

std::string merge_message(const Graph& graph, const std::vector<Id>& heads) {
  std::vector<std::string> names;
  for (const Id& id : heads) {
    const Revision& revision = graph.at(id);
    names.push_back(revision.slug.empty() ? id : revision.slug);
  }
  return "merge " + listed(names);
}

void require_heads(const Graph& graph, const std::vector<Id>& chosen) {
  const std::vector<Id> heads = graph.heads();
  for (const Id& id : chosen) {
    if (std::find(heads.begin(), heads.end(), id) != heads.end()) continue;
    throw with_next(with_note(Error(code::kUnreachableTarget,
                                    fmt::format("'{}' is not a head: another revision builds on it",
                                                graph.at(id).title())),
                              fmt::format("the heads are {}", listed(heads))),
                    "dunlin merge");
  }
}

}  // namespace

Written create_revision(Context& context, const NewRequest& request) {
  const Sound sound = context.files().is_directory(context.directory())
                          ? sound_directory(context)
                          : Sound{{context.directory(), {}, {}}, {}};
  if (request.id && sound.graph.contains(*request.id)) {
    throw with_note(Error(code::kDuplicateId, fmt::format("the id '{}' is taken", *request.id)),
                    fmt::format("also by '{}'", sound.graph.at(*request.id).folder));
  }
  Revision revision;
  revision.id = request.id ? *request.id : next_id(sound.directory);
  revision.message = request.message;
  revision.slug = revision::slugify(request.message);
  revision.parents = parents_of(sound.graph, request);
  revision.labels = request.labels;
  revision.depends_on = resolved(sound.graph, request.depends_on);
  return write(context, sound.directory, std::move(revision),
               scripts_of(request.message, request.per_dialect));
}

std::optional<Written> merge(Context& context, const MergeRequest& request) {
  const Sound sound = sound_directory(context);
  std::vector<Id> heads =
      request.heads.empty() ? sound.graph.heads() : resolved(sound.graph, request.heads);
  require_heads(sound.graph, heads);
  if (heads.size() < 2) return std::nullopt;
  Revision revision;
  revision.id = next_id(sound.directory);
  revision.message = request.message.empty() ? merge_message(sound.graph, heads) : request.message;
  revision.slug = revision::slugify(revision.message);
  revision.parents = std::move(heads);
  return write(context, sound.directory, std::move(revision), {});
}

}  // namespace dunlin::app
