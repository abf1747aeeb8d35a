#include "base/yaml_simple.h"

#include <algorithm>
#include <array>

namespace dunlin::yaml {

namespace {

// Keys are compared with all before them; a text with more of them is no revision.yaml.
constexpr std::size_t kMostKeys = 24;
// yaml-cpp gives up on keys of more than 1024 bytes.
constexpr std::size_t kLongestKey = 64;

// What a byte may do in a plain scalar. Left out is whatever has a meaning somewhere in YAML, and
// everything beyond ASCII.
enum : unsigned char { kNowhere = 0, kInside = 1, kFirst = 2 };

constexpr std::array<unsigned char, 256> kRole = [] {
  std::array<unsigned char, 256> role{};
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                       "0123456789_/")) {
    role[static_cast<unsigned char>(c)] = kFirst | kInside;
  }
  for (const char c : std::string_view(" .@+()'-")) role[static_cast<unsigned char>(c)] = kInside;
  return role;
}();

bool may_start(char c) { return (kRole[static_cast<unsigned char>(c)] & kFirst) != 0; }
bool may_continue(char c) { return (kRole[static_cast<unsigned char>(c)] & kInside) != 0; }

bool is_null(std::string_view word) { return word == "null" || word == "Null" || word == "NULL"; }

class Lines {
 public:
  Lines(std::string_view text, const std::string& file) : text_(text), file_(file) {}

  std::optional<Node> read() {
    Node root = node(Node::Kind::mapping, 0);
    while (at_ < text_.size()) {
      ++line_;
      const std::size_t newline = text_.find('\n', at_);
      begin_ = at_;
      end_ = newline == std::string_view::npos ? text_.size() : newline;
      if (!is_blank_or_comment()) {
        if (root.entries.empty()) root.place.line = line_;
        if (root.entries.size() == kMostKeys || !entry(root)) return std::nullopt;
      }
      at_ = end_ + 1;
    }
    if (root.entries.empty()) return std::nullopt;
    return root;
  }

 private:
  Node node(Node::Kind kind, std::size_t offset) const {
    Node made;
    made.kind = kind;
    made.place.file = file_;
    made.place.line = line_;
    made.place.column = offset - begin_ + 1;
    return made;
  }

  bool is_blank_or_comment() const {
    if (begin_ == end_) return true;
    const std::string_view line = text_.substr(begin_, end_ - begin_);
    if (line.front() == '#') {
      return std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; });
    }
    return line.find_first_not_of(' ') == std::string_view::npos;
  }

  bool entry(Node& root) {
    while (at_ < end_ && ((text_[at_] >= 'a' && text_[at_] <= 'z') || text_[at_] == '_')) ++at_;
    const std::string_view name = text_.substr(begin_, at_ - begin_);
    if (name.empty() || name.size() > kLongestKey || is_null(name)) return false;
    if (root.find(name) != nullptr || !text_.substr(at_, end_ - at_).starts_with(": ")) {
      return false;
    }
    at_ = text_.find_first_not_of(' ', at_ + 1);
    if (at_ >= end_) return false;
    if (root.entries.empty()) root.entries.reserve(12);
    auto& [key, value] = root.entries.emplace_back(node(Node::Kind::scalar, begin_), Node());
    key.scalar = name;
    if (text_[at_] == '[') return list(value);
    return plain(value) && at_ == end_;
  }

  // Reads to the first character that cannot continue the scalar; blanks before it are not part.
  bool plain(Node& value) {
    const std::size_t start = at_;
    if (at_ == end_ || !may_start(text_[at_])) return false;
    while (at_ < end_ && may_continue(text_[at_])) ++at_;
    std::string_view word = text_.substr(start, at_ - start);
    word = word.substr(0, word.find_last_not_of(' ') + 1);
    value = node(is_null(word) ? Node::Kind::null : Node::Kind::scalar, start);
    if (value.kind == Node::Kind::scalar) value.scalar = word;
    return true;
  }

  void blanks() {
    while (at_ < end_ && text_[at_] == ' ') ++at_;
  }

  bool list(Node& value) {
    value = node(Node::Kind::sequence, at_);
    ++at_;
    blanks();
    if (at_ < end_ && text_[at_] == ']') return list_end();
    while (true) {
      blanks();
      if (!plain(value.items.emplace_back()) || at_ == end_) return false;
      if (text_[at_] == ']') return list_end();
      if (text_[at_] != ',') return false;
      ++at_;
    }
  }

  bool list_end() {
    ++at_;
    blanks();
    return at_ == end_;
  }

  std::string_view text_;
  const std::string& file_;
  std::size_t line_ = 0;
  std::size_t begin_ = 0;  // of the line
  std::size_t end_ = 0;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<Node> parse_simple(std::string_view text, const std::string& file) {
  return Lines(text, file).read();
}

}  // namespace dunlin::yaml
