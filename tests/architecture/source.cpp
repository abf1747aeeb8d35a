#include "source.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace dunlin::architecture {
namespace {

namespace fs = std::filesystem;

bool in_word(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

/// Reads a file once from front to end.
class Scanner {
 public:
  Scanner(Source& source, std::string_view text) : source_(source), text_(text) {}

  void scan() {
    while (at_ < text_.size()) {
      if (starts("//")) {
        skip_to("\n");
      } else if (starts("/*")) {
        skip_past("*/");
      } else if (starts("R\"")) {
        raw_string();
      } else if (text_[at_] == '"') {
        source_.literals.push_back({quoted('"'), line_});
      } else if (text_[at_] == '\'') {
        quoted('\'');
      } else if (text_[at_] == '#') {
        directive();
      } else if (in_word(text_[at_])) {
        word();
      } else {
        step();
      }
    }
  }

 private:
  bool starts(std::string_view what) const { return text_.substr(at_).starts_with(what); }

  void step() {
    if (text_[at_++] == '\n') ++line_;
  }

  void skip_to(std::string_view end) {
    while (at_ < text_.size() && !starts(end)) step();
  }

  void skip_past(std::string_view end) {
    skip_to(end);
    at_ = std::min(at_ + end.size(), text_.size());
  }

  std::string quoted(char quote) {
    const std::size_t begin = ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      at_ += text_[at_] == '\\' ? 2 : 1;
    }
    at_ = std::min(at_, text_.size());
    std::string inside(text_.substr(begin, at_ - begin));
    if (at_ < text_.size()) ++at_;
    return inside;
  }

  void raw_string() {
    const std::size_t line = line_;
    const std::size_t open = text_.find('(', at_);
    const std::string end = ")" + std::string(text_.substr(at_ + 2, open - at_ - 2)) + "\"";
    const std::size_t begin = at_ = open + 1;
    skip_to(end);
    source_.literals.push_back({std::string(text_.substr(begin, at_ - begin)), line});
    at_ = std::min(at_ + end.size(), text_.size());
  }

  /// An #include; of other directives only the words count.
  void directive() {
    step();
    while (starts(" ")) step();
    if (!starts("include")) return;
    at_ += std::string_view("include").size();
    while (starts(" ")) step();
    if (starts("\"")) {
      source_.own_includes.push_back({quoted('"'), line_});
    } else if (starts("<")) {
      const std::size_t begin = at_ + 1;
      skip_to(">");
      source_.foreign_includes.push_back({std::string(text_.substr(begin, at_ - begin)), line_});
    }
  }

  void word() {
    const std::size_t begin = at_;
    // A digit may be followed by a separator: 10'000.
    const bool number = std::isdigit(static_cast<unsigned char>(text_[at_])) != 0;
    while (at_ < text_.size() && (in_word(text_[at_]) || (number && text_[at_] == '\''))) ++at_;
    if (!number)
      source_.identifiers.push_back({std::string(text_.substr(begin, at_ - begin)), line_});
  }

  Source& source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t line_ = 1;
};

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

}  // namespace

Source parse_source(std::string path, std::string_view text) {
  Source source;
  source.path = std::move(path);
  Scanner(source, text).scan();
  return source;
}

std::vector<Source> sources_below(const std::string& folder) {
  const fs::path root = DUNLIN_SOURCE_DIR;
  std::vector<Source> sources;
  for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
    const auto ending = entry.path().extension();
    if (ending != ".h" && ending != ".cpp") continue;
    sources.push_back(parse_source(entry.path().lexically_relative(root), read_file(entry.path())));
  }
  std::sort(sources.begin(), sources.end(),
            [](const Source& a, const Source& b) { return a.path < b.path; });
  return sources;
}

std::string place(const Source& source, const Token& token) {
  return source.path + ":" + std::to_string(token.line) + ": ";
}

std::string layer_of(std::string_view path) {
  if (path.starts_with("cmd/")) return "cmd";
  if (!path.starts_with("lib/")) return {};
  path.remove_prefix(4);
  const auto slash = path.find('/');
  return slash == std::string_view::npos ? "" : std::string(path.substr(0, slash));
}

}  // namespace dunlin::architecture
