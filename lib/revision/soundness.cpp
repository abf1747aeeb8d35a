#include "revision/soundness.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "base/text.h"
#include "revision/graph.h"
#include "revision/links.h"

namespace dunlin::revision {

namespace {

using Revisions = std::span<const Revision>;

constexpr std::size_t kLongestId = 200;
// A nearest name costs a look at every revision; the first few are what people read.
constexpr std::size_t kHints = 20;

class Search {
 public:
  explicit Search(Revisions revisions) : revisions_(revisions), index_(revisions) {}

  std::vector<Finding> run() {
    for (std::size_t i = 0; i < revisions_.size(); ++i) look_at(i);
    look_for_twins();
    look_at_labels();
    look_at_edges();
    std::stable_sort(found_.begin(), found_.end(), [](const Finding& a, const Finding& b) {
      return std::pair(a.revision, a.severity) < std::pair(b.revision, b.severity);
    });
    return std::move(found_);
  }

 private:
  void add(Finding finding) { found_.push_back(std::move(finding)); }

  void look_at(std::size_t i) {
    const Revision& revision = revisions_[i];
    if (const std::string problem = id_problem(revision.id); !problem.empty()) {
      add({.code = code::kBadId, .revision = i, .message = problem});
    }
    if (const std::size_t first = *index_.find(revision.id); first != i) {
      add({.code = code::kDuplicateId,
           .revision = i,
           .message = fmt::format("the id '{}' is used twice", revision.id),
           .notes = {fmt::format("also by '{}'", revisions_[first].folder)}});
    }
    look_at_names(i, "parents", revision.parents, code::kUnknownParent);
    look_at_names(i, "depends_on", revision.depends_on, code::kUnknownDependency);
    for (std::size_t item = 0; item < revision.replaces.size(); ++item) {
      if (revision.replaces[item] == revision.id) itself(i, "replaces", item);
    }
  }

  void itself(std::size_t i, std::string_view key, std::size_t item) {
    add({.code = code::kCycle,
         .revision = i,
         .key = key,
         .item = item,
         .message = fmt::format("'{}' names itself in {}", revisions_[i].id, key)});
  }

  void look_at_names(std::size_t i, std::string_view key, const std::vector<Id>& names,
                     const Code& unknown) {
    for (std::size_t item = 0; item < names.size(); ++item) {
      const Id& name = names[item];
      if (name == revisions_[i].id) {
        itself(i, key, item);
      } else if (!known(name)) {
        const bool parent = key == "parents";
        add({.code = unknown,
             .revision = i,
             .key = key,
             .item = item,
             .message = fmt::format("'{}' {} '{}', which no folder defines", revisions_[i].id,
                                    parent ? "revises" : "depends on", name),
             .hint = nearest_id(name)});
      }
      if (std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(item), name) !=
          names.begin() + static_cast<std::ptrdiff_t>(item)) {
        redundant(i, key, item, fmt::format("'{}' is named twice", name));
      }
    }
  }

  bool known(const Id& name) {
    if (index_.find(name)) return true;
    if (!replaced_known_) {
      replaced_known_ = true;
      for (const Revision& revision : revisions_) {
        replaced_.insert(replaced_.end(), revision.replaces.begin(), revision.replaces.end());
      }
      std::sort(replaced_.begin(), replaced_.end());
    }
    return std::binary_search(replaced_.begin(), replaced_.end(), name);
  }

  std::string nearest_id(const Id& name) {
    if (++hints_ > kHints) return {};
    std::vector<std::string> names;
    for (const Revision& revision : revisions_) names.push_back(revision.id);
    std::string hint = did_you_mean(name, names);
    if (!hint.empty()) return hint;
    for (const Revision& revision : revisions_) {
      const bool labelled =
          std::find(revision.labels.begin(), revision.labels.end(), name) != revision.labels.end();
      if (labelled || revision.slug == name) {
        return fmt::format("only ids count here: '{}' is '{}'", name, revision.id);
      }
    }
    return {};
  }

  // File systems that fold case cannot hold both.
  void look_for_twins() {
    const auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (std::none_of(revisions_.begin(), revisions_.end(), [&](const Revision& revision) {
          return std::any_of(revision.id.begin(), revision.id.end(), is_capital);
        })) {
      return;
    }
    std::map<std::string, std::size_t> folded;
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
      const auto [at, fresh] = folded.emplace(lower(revisions_[i].id), i);
      if (fresh || revisions_[at->second].id == revisions_[i].id) continue;
      add({.code = code::kDuplicateId,
           .severity = Severity::warning,
           .revision = i,
           .message = fmt::format("the ids '{}' and '{}' differ only in case",
                                  revisions_[at->second].id, revisions_[i].id)});
    }
  }

  void look_at_labels() {
    std::map<std::string_view, std::size_t> owner;
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
      const std::vector<std::string>& labels = revisions_[i].labels;
      for (std::size_t item = 0; item < labels.size(); ++item) {
        const auto bad = [&](std::string message) {
          add({.code = code::kDuplicateLabel,
               .revision = i,
               .key = "labels",
               .item = item,
               .message = std::move(message)});
        };
        if (index_.find(labels[item])) {
          bad(fmt::format("the label '{}' is also the id of a revision", labels[item]));
        }
        const auto [at, fresh] = owner.emplace(labels[item], i);
        if (fresh) continue;
        bad(fmt::format("the label '{}' is used twice, also by '{}'", labels[item],
                        revisions_[at->second].title()));
      }
    }
  }

  void look_at_edges() {
    const Links links = links_of(revisions_);
    Adjacency before = links.before;
    for (std::size_t i = 0; i < before.size(); ++i) {
      std::erase(before[i], i);  // reported by name already
    }
    const auto circles = circles_in(before);
    for (const auto& circle : circles) look_at_circle(circle);
    // Nothing is implied by what runs in a circle.
    if (circles.empty()) look_for_implied(links, before);
  }

  void look_at_circle(const std::vector<std::size_t>& circle) {
    std::string path;
    for (const std::size_t i : circle) path += fmt::format("{} -> ", revisions_[i].id);
    const Revision& first = revisions_[circle.front()];
    const Id& next = revisions_[circle[1]].id;
    const auto in = [&](const std::vector<Id>& names) {
      return std::find(names.begin(), names.end(), next);
    };
    const bool parent = in(first.parents) != first.parents.end();
    const bool replaced = !parent && in(first.replaces) != first.replaces.end();
    const auto& names = parent ? first.parents : replaced ? first.replaces : first.depends_on;
    const auto at = in(names);
    add({.code = code::kCycle,
         .revision = circle.front(),
         .key = parent     ? "parents"
                : replaced ? "replaces"
                           : "depends_on",
         .item = at == names.end() ? 0 : static_cast<std::size_t>(at - names.begin()),
         .message =
             fmt::format("the revisions need each other in a circle: {}{}", path, first.id)});
  }

  void redundant(std::size_t i, std::string_view key, std::size_t item, std::string message) {
    add({.code = code::kRedundantEdge,
         .severity = Severity::warning,
         .revision = i,
         .key = key,
         .item = item,
         .message = std::move(message)});
  }

  void look_for_implied(const Links& links, const Adjacency& before) {
    const std::vector<std::size_t> order = order_of(before);
    std::vector<std::size_t> rank(order.size());
    for (std::size_t place = 0; place < order.size(); ++place) rank[order[place]] = place;
    Reach by_parents(links.parents, rank);
    Reach by_any(links.requirements, std::move(rank));
    for (std::size_t i = 0; i < revisions_.size(); ++i) {
      if (links.parents[i].size() > 1) {
        look_for_implied(i, "parents", revisions_[i].parents, by_parents, links.parents[i]);
      }
      if (!revisions_[i].depends_on.empty() && links.requirements[i].size() > 1) {
        look_for_implied(i, "depends_on", revisions_[i].depends_on, by_any, links.requirements[i]);
      }
    }
  }

  void look_for_implied(std::size_t i, std::string_view key, const std::vector<Id>& names,
                        Reach& reach, std::span<const std::size_t> starts) {
    for (std::size_t item = 0; item < names.size(); ++item) {
      const auto node = index_.find(names[item]);
      if (!node || *node == i || !reach.implied(*node, starts)) continue;
      redundant(
          i, key, item,
          fmt::format("'{}' is implied by what else '{}' needs", names[item], revisions_[i].id));
    }
  }

  Revisions revisions_;
  IdIndex index_;
  std::vector<Finding> found_;
  std::vector<Id> replaced_;
  bool replaced_known_ = false;
  std::size_t hints_ = 0;
};

}  // namespace

std::vector<Finding> findings(std::span<const Revision> revisions) {
  return Search(revisions).run();
}

const std::string* named_by(const Finding& finding, const Revision& revision) {
  const std::vector<std::string>* names = finding.key == "parents"      ? &revision.parents
                                          : finding.key == "depends_on" ? &revision.depends_on
                                          : finding.key == "labels"     ? &revision.labels
                                          : finding.key == "replaces"   ? &revision.replaces
                                                                        : nullptr;
  return names != nullptr && finding.item < names->size() ? &(*names)[finding.item] : nullptr;
}

std::string id_problem(std::string_view id) {
  if (id.empty()) return "an id cannot be empty";
  if (invalid_utf8(id)) return "an id must be UTF-8";
  if (characters(id) > kLongestId) {
    return fmt::format("the id '{}...' has {} characters, {} at most", id.substr(0, 20),
                       characters(id), kLongestId);
  }
  const bool control = std::any_of(id.begin(), id.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (control) return "an id cannot hold control characters";
  return {};
}

Diagnostic diagnostic_of(const Finding& finding, Place place) {
  Diagnostic diagnostic;
  diagnostic.code = finding.code;
  diagnostic.severity = finding.severity;
  diagnostic.message = finding.message;
  diagnostic.hint = finding.hint;
  diagnostic.notes = finding.notes;
  if (!place.file.empty()) diagnostic.place = std::move(place);
  return diagnostic;
}

}  // namespace dunlin::revision
