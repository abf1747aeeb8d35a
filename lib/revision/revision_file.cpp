#include "revision/revision_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <utility>

#include "base/text.h"
#include "base/yaml.h"
#include "revision/soundness.h"

namespace dunlin::revision {

namespace {

using yaml::Node;
using Kind = Node::Kind;

std::vector<std::string> quoted_words(std::initializer_list<std::string_view> words) {
  return {words.begin(), words.end()};
}

bool is_item(const Node& node) { return node.kind == Kind::scalar && !node.scalar.empty(); }

std::vector<Spot> spots_under(const Node& root, std::string_view key) {
  std::vector<Spot> spots;
  const Node* list = root.find(key);
  if (list == nullptr) return spots;
  for (const Node& item : list->items) {
    if (is_item(item)) spots.push_back({item.place.line, item.place.column});
  }
  return spots;
}

// Reads one file; problems add up.
class FileReader {
 public:
  FileReader(std::string_view text, Revision& revision, std::vector<Diagnostic>& problems)
      : text_(text), revision_(revision), problems_(problems) {}

  void read(const Node& root) {
    if (root.kind == Kind::mapping) {
      for (const auto& [key, value] : root.entries) read_key(key, value);
    } else if (root.kind != Kind::null) {
      wrong(root, "a revision is a mapping of keys to values");
      return;
    }
    if (root.find("parents") == nullptr) {
      problem(root, "the key 'parents' is missing", "a base has `parents: []`");
    }
  }

 private:
  struct Key {
    std::string_view name;
    void (FileReader::*read)(const Node&);
  };
  static std::span<const Key> keys();

  void read_key(const Node& key, const Node& value) {
    for (const Key& known : keys()) {
      if (known.name == key.scalar) return (this->*known.read)(value);
    }
    std::vector<std::string> names;
    for (const Key& known : keys()) names.emplace_back(known.name);
    problem(key, fmt::format("unknown key '{}'", key.scalar), did_you_mean(key.scalar, names));
  }

  void problem(const Node& node, std::string message, std::string hint = {}) {
    Diagnostic diagnostic;
    diagnostic.code = code::kBadRevision;
    diagnostic.message = std::move(message);
    diagnostic.hint = std::move(hint);
    diagnostic.place = node.place;
    if (node.place.line > 0 && !text_.empty()) {
      diagnostic.excerpt = excerpt_at(text_, offset_of(text_, node.place),
                                      std::max<std::size_t>(1, node.scalar.size()));
    }
    problems_.push_back(std::move(diagnostic));
  }

  void wrong(const Node& node, std::string_view wanted) {
    problem(node, node.kind == Kind::scalar ? fmt::format("{}, not '{}'", wanted, node.scalar)
                                            : std::string(wanted));
  }

  std::optional<std::string> word(const Node& node, std::string_view wanted) {
    if (node.kind == Kind::scalar) return node.scalar;
    wrong(node, wanted);
    return std::nullopt;
  }

  // What is one of a few words. Nothing: it is not, and that has been said.
  template <class T>
  std::optional<T> choice(const Node& node, std::string_view key,
                          std::initializer_list<std::pair<std::string_view, T>> choices) {
    std::vector<std::string> words;
    for (const auto& [name, value] : choices) {
      if (node.kind == Kind::scalar && node.scalar == name) return value;
      words.emplace_back(name);
    }
    const std::string shown = node.kind == Kind::scalar ? node.scalar : std::string();
    problem(node,
            fmt::format("'{}' is one of {}{}", key, listed(words),
                        shown.empty() ? "" : fmt::format(", not '{}'", shown)),
            did_you_mean(shown, words));
    return std::nullopt;
  }

  std::optional<bool> flag(const Node& node, std::string_view key) {
    if (node.kind == Kind::scalar && !node.quoted) {
      if (node.scalar == "true") return true;
      if (node.scalar == "false") return false;
    }
    wrong(node, fmt::format("'{}' is true or false", key));
    return std::nullopt;
  }

  std::optional<Milliseconds> duration(const Node& node, std::string_view key) {
    if (node.kind == Kind::null) return std::nullopt;
    if (node.kind == Kind::scalar) {
      if (const auto parsed = parse_duration(node.scalar)) return parsed;
    }
    wrong(node, fmt::format("'{}' is a time like 500ms, 60s, 10m or 0", key));
    return std::nullopt;
  }

  std::vector<std::string> list(const Node& node, std::string_view key) {
    std::vector<std::string> items;
    if (node.kind != Kind::sequence) {
      problem(node, fmt::format("'{}' is a list", key),
              node.kind == Kind::scalar ? fmt::format("write [{}]", yaml::scalar(node.scalar))
                                        : "write []");
      return items;
    }
    for (const Node& item : node.items) {
      if (!is_item(item)) {
        problem(item, fmt::format("'{}' holds words", key),
                item.kind == Kind::null ? "a word that YAML reads as null needs quotes" : "");
        continue;
      }
      items.push_back(item.scalar);
    }
    return items;
  }

  std::string text(const Node& node, std::string_view key) {
    if (node.kind == Kind::null) return {};
    return word(node, fmt::format("'{}' is text", key)).value_or("");
  }

  void parents(const Node& node) { revision_.parents = list(node, "parents"); }
  void depends_on(const Node& node) { revision_.depends_on = list(node, "depends_on"); }
  void replaces(const Node& node) { revision_.replaces = list(node, "replaces"); }
  void labels(const Node& node) {
    revision_.labels = list(node, "labels");
    for (const Node& item : node.items) {
      if (item.scalar.empty() || id_problem(item.scalar).empty()) continue;
      problem(item, "a label has no control characters and at most 200 characters");
    }
  }
  void message(const Node& node) { revision_.message = text(node, "message"); }
  void author(const Node& node) { revision_.author = text(node, "author"); }

  void transaction(const Node& node) {
    using Mode = TransactionMode;
    if (const auto mode =
            choice<Mode>(node, "transaction",
                         {{"auto", Mode::automatic}, {"on", Mode::on}, {"off", Mode::off}})) {
      revision_.transaction = *mode;
    }
  }
  void verify(const Node& node) {
    if (const auto mode = choice<VerifyMode>(
            node, "verify", {{"rows", VerifyMode::rows}, {"errors", VerifyMode::errors}})) {
      revision_.verify = *mode;
    }
  }
  void irreversible(const Node& node) {
    if (node.kind != Kind::scalar) return wrong(node, "'irreversible' is false, true or a reason");
    if (!node.quoted && node.scalar == "false") return;
    revision_.irreversible = !node.quoted && node.scalar == "true" ? "" : node.scalar;
  }
  void destructive(const Node& node) {
    if (const auto value = flag(node, "destructive")) revision_.destructive = *value;
  }
  void compat(const Node& node) {
    if (node.kind != Kind::null) revision_.compat = flag(node, "compat");
  }
  void applied_if(const Node& node) {
    if (node.kind == Kind::null) return;
    const auto query = word(node, "'applied_if' is null or a query");
    if (query && trimmed(*query).empty()) {
      problem(node, "'applied_if' is empty", "write null, or leave the key out");
    } else {
      revision_.applied_if = query;
    }
  }
  void accepts(const Node& node) {
    revision_.accepts = list(node, "accepts");
    for (const Node& item : node.items) {
      if (item.scalar.empty() || is_checksum(item.scalar)) continue;
      problem(item, fmt::format("'{}' is no checksum", item.scalar),
              "`dunlin status` shows the checksum that was applied");
    }
  }
  void timeouts(const Node& node) {
    if (node.kind != Kind::mapping) return wrong(node, "'timeouts' is like {lock: 500ms}");
    for (const auto& [key, value] : node.entries) {
      if (key.scalar == "lock") {
        revision_.lock_timeout = duration(value, "lock");
      } else if (key.scalar == "statement") {
        revision_.statement_timeout = duration(value, "statement");
      } else {
        problem(key, fmt::format("unknown key '{}' in 'timeouts'", key.scalar),
                did_you_mean(key.scalar, quoted_words({"lock", "statement"})));
      }
    }
  }

  std::string_view text_;
  Revision& revision_;
  std::vector<Diagnostic>& problems_;
};

std::span<const FileReader::Key> FileReader::keys() {
  static constexpr std::array kKeys{
      Key{"parents", &FileReader::parents},         Key{"message", &FileReader::message},
      Key{"labels", &FileReader::labels},           Key{"depends_on", &FileReader::depends_on},
      Key{"replaces", &FileReader::replaces},       Key{"transaction", &FileReader::transaction},
      Key{"verify", &FileReader::verify},           Key{"irreversible", &FileReader::irreversible},
      Key{"destructive", &FileReader::destructive}, Key{"compat", &FileReader::compat},
      Key{"applied_if", &FileReader::applied_if},   Key{"accepts", &FileReader::accepts},
      Key{"timeouts", &FileReader::timeouts},       Key{"author", &FileReader::author}};
  return kKeys;
}

// However a revision.yaml is wrong, it is the revisions that contradict themselves (exit 25), not
// the configuration (exit 2).
Diagnostic as_revision_problem(Diagnostic diagnostic) {
  diagnostic.code = code::kBadRevision;
  return diagnostic;
}

}  // namespace

Spot Spots::at(std::string_view key, std::size_t item) const {
  const std::vector<Spot>* spots = key == "parents"      ? &parents
                                   : key == "depends_on" ? &depends_on
                                   : key == "labels"     ? &labels
                                   : key == "replaces"   ? &replaces
                                                         : nullptr;
  return spots != nullptr && item < spots->size() ? (*spots)[item] : Spot{};
}

void read_revision(std::string_view text, const std::string& path, Revision& revision,
                   std::vector<Diagnostic>& problems) {
  std::vector<Diagnostic> doubled;
  try {
    FileReader(text, revision, problems).read(yaml::parse(text, path, doubled));
  } catch (const Error& error) {
    doubled.insert(doubled.end(), error.diagnostics().begin(), error.diagnostics().end());
  }
  std::transform(doubled.begin(), doubled.end(), std::back_inserter(problems), as_revision_problem);
}

Spots spots_in(std::string_view text, const std::string& path) {
  Spots spots;
  std::vector<Diagnostic> ignored;
  try {
    const Node root = yaml::parse(text, path, ignored);
    spots = {spots_under(root, "parents"), spots_under(root, "depends_on"),
             spots_under(root, "labels"), spots_under(root, "replaces")};
  } catch (const Error&) {
    // A text that cannot be read has no items, and has been reported.
  }
  return spots;
}

bool is_checksum(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon != std::string_view::npos) text.remove_prefix(colon + 1);
  return colon != 0 && text.size() == 64 && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

}  // namespace dunlin::revision
