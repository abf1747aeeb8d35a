#include "revision/writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <ctime>
#include <optional>
#include <utility>
#include <vector>

#include "base/duration.h"
#include "base/error.h"
#include "base/text.h"
#include "base/yaml.h"
#include "revision/folder_name.h"
#include "revision/graph.h"
#include "revision/heads.h"
#include "revision/revision_file.h"
#include "revision/soundness.h"
#include "revision/target.h"

namespace dunlin::revision {

namespace {

constexpr std::size_t kTimestampDigits = 14;
constexpr std::size_t kLongestFileName = 255;

// The keys of revision.yaml that differ from their defaults, in the order of docs/formats.
class Text {
 public:
  void line(std::string_view key, std::string_view value) {
    text_ += fmt::format("{}: {}\n", key, value);
  }
  void word(std::string_view key, const std::string& value) {
    if (!value.empty()) line(key, yaml::scalar(value));
  }
  void list(std::string_view key, const std::vector<std::string>& values) {
    std::vector<std::string> items;
    for (const std::string& value : values) items.push_back(item(value));
    line(key, fmt::format("[{}]", joined(items, ", ")));
  }
  void list_unless_empty(std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) list(key, values);
  }
  std::string take() { return std::move(text_); }

 private:
  // Inside brackets a plain comma or bracket would end the item.
  static std::string item(const std::string& value) {
    std::string text = yaml::scalar(value);
    const bool plain = !text.starts_with('"');
    if (plain && text.find_first_of(",[]{}") != std::string::npos)
      return fmt::format("\"{}\"", text);
    return text;
  }

  std::string text_;
};

void add_timeouts(Text& text, const Revision& revision) {
  std::vector<std::string> parts;
  if (revision.lock_timeout) parts.push_back("lock: " + dunlin::to_string(*revision.lock_timeout));
  if (revision.statement_timeout) {
    parts.push_back("statement: " + dunlin::to_string(*revision.statement_timeout));
  }
  if (!parts.empty()) text.line("timeouts", fmt::format("{{{}}}", joined(parts, ", ")));
}

// `true` and `false` would be read as the flag.
std::string reason(const std::string& text) {
  if (text.empty()) return "true";
  return text == "true" || text == "false" ? fmt::format("\"{}\"", text) : yaml::scalar(text);
}

bool is_timestamp(const Id& id) {
  return id.size() == kTimestampDigits &&
         std::all_of(id.begin(), id.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string formatted(std::time_t time) {
  std::tm parts{};
  ::gmtime_r(&time, &parts);
  return fmt::format("{:04}{:02}{:02}{:02}{:02}{:02}", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

int number_at(const Id& digits, std::size_t begin, std::size_t length) {
  int value = 0;
  for (const char c : digits.substr(begin, length)) value = value * 10 + (c - '0');
  return value;
}

// The second after a timestamp, by the calendar; nothing where it is not a moment.
std::optional<std::string> second_after(const Id& id) {
  std::tm parts{};
  parts.tm_year = number_at(id, 0, 4) - 1900;
  parts.tm_mon = number_at(id, 4, 2) - 1;
  parts.tm_mday = number_at(id, 6, 2);
  parts.tm_hour = number_at(id, 8, 2);
  parts.tm_min = number_at(id, 10, 2);
  parts.tm_sec = number_at(id, 12, 2);
  const std::time_t time = ::timegm(&parts);
  if (formatted(time) != id) return std::nullopt;
  std::string next = formatted(time + 1);
  if (next.size() != kTimestampDigits) return std::nullopt;
  return next;
}

// Digits that are no moment are counted on as a number.
std::string successor(const Id& id) {
  if (auto next = second_after(id)) return *std::move(next);
  std::uint64_t value = 0;
  for (const char c : id) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  return fmt::format("{:014}", value + 1);
}

Diagnostic problem(const Code& code, std::string message, std::string hint = {}) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostic.hint = std::move(hint);
  return diagnostic;
}

bool slug_fits(const std::string& slug) {
  return slug.find('/') == std::string::npos && (slug.empty() || id_problem(slug).empty());
}

void check_id(const Directory& directory, const Revision& revision, const std::string& name,
              std::vector<Diagnostic>& problems) {
  if (is_reserved(lower(revision.id))) {
    problems.push_back(problem(code::kBadId, fmt::format("'{}' is reserved", revision.id),
                               "head, heads, base and current are targets"));
  }
  if (!slug_fits(revision.slug)) {
    problems.push_back(problem(
        code::kBadId, fmt::format("'{}' cannot be part of a folder's name", revision.slug)));
  }
  if (name.size() > kLongestFileName) {
    problems.push_back(
        problem(code::kBadId, fmt::format("the folder's name would have {} bytes, {} at most",
                                          name.size(), kLongestFileName)));
  }
  for (const Revision& other : directory.revisions) {
    // Equal ids are among the findings.
    if (other.id == revision.id || lower(other.id) != lower(revision.id)) continue;
    problems.push_back(problem(code::kDuplicateId, fmt::format("the ids '{}' and '{}' differ only "
                                                               "in case",
                                                               revision.id, other.id)));
  }
  for (const std::string& label : revision.labels) {
    if (!is_reserved(label)) continue;
    problems.push_back(
        problem(code::kDuplicateLabel, fmt::format("the label '{}' is reserved", label)));
  }
}

std::vector<Diagnostic> problems_of(const Directory& directory, const Revision& revision,
                                    const std::string& name) {
  std::vector<Diagnostic> problems;
  check_id(directory, revision, name, problems);
  std::vector<Revision> all = directory.revisions;
  all.push_back(revision);
  for (const Finding& finding : findings(all)) {
    // The others were read before, and are not this revision's fault.
    if (finding.severity == Severity::error && finding.revision + 1 == all.size()) {
      problems.push_back(diagnostic_of(finding, {}));
    }
  }
  return problems;
}

}  // namespace

std::string revision_file(const Revision& revision) {
  Text text;
  text.list("parents", revision.parents);
  text.word("message", revision.message);
  text.list_unless_empty("labels", revision.labels);
  text.list_unless_empty("depends_on", revision.depends_on);
  text.list_unless_empty("replaces", revision.replaces);
  if (revision.transaction != TransactionMode::automatic) {
    text.line("transaction", revision.transaction == TransactionMode::on ? "on" : "off");
  }
  if (revision.verify == VerifyMode::errors) text.line("verify", "errors");
  if (revision.irreversible) text.line("irreversible", reason(*revision.irreversible));
  if (revision.destructive) text.line("destructive", "true");
  if (revision.compat) text.line("compat", *revision.compat ? "true" : "false");
  if (revision.applied_if) text.line("applied_if", yaml::scalar(*revision.applied_if));
  text.list_unless_empty("accepts", revision.accepts);
  add_timeouts(text, revision);
  text.word("author", revision.author);
  return text.take();
}

Id new_id(std::chrono::system_clock::time_point now, std::span<const Id> existing) {
  Id id = formatted(std::chrono::system_clock::to_time_t(now));
  Id greatest;
  for (const Id& other : existing) {
    if (is_timestamp(other)) greatest = std::max(greatest, other);
  }
  return id > greatest ? id : successor(greatest);
}

std::string write_revision(Files& files, const Directory& directory, const Revision& revision,
                           const std::map<std::string, std::string>& scripts) {
  sound_revisions(directory);
  const std::string name = folder_name(revision.id, revision.slug);
  std::vector<Diagnostic> problems = problems_of(directory, revision, name);
  if (!problems.empty()) throw Error(std::move(problems));
  Directory after = directory;
  after.revisions.push_back(revision);
  const std::string heads = heads_file(Graph(after.revisions).heads());
  std::map<std::string, std::string> contents = scripts;
  contents[std::string(kRevisionFile)] = revision_file(revision);
  const std::string path = path_in(directory.path, name);
  files.write_directory(path, contents);
  files.write(path_in(directory.path, kHeadsFile), heads);
  return path;
}

void write_heads(Files& files, const Directory& directory) {
  files.write(path_in(directory.path, kHeadsFile), heads_file(graph_of(directory).heads()));
}

}  // namespace dunlin::revision
