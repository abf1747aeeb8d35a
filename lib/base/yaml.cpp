#include "base/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <optional>
#include <streambuf>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "base/yaml_simple.h"

namespace dunlin::yaml {

namespace {

/// The text as yaml-cpp sees it, and the way from its marks to our places.
class Source {
 public:
  Source(std::string_view text, const std::string& file) : text_(text), file_(file) {
    // yaml-cpp takes the mark for the encoding and counts from behind it.
    if (text_.starts_with("\xEF\xBB\xBF")) text_.remove_prefix(3);
    lines_.push_back(0);
    for (std::size_t i = 0; i < text_.size(); ++i) {
      if (text_[i] == '\n') lines_.push_back(i + 1);
    }
  }

  std::string_view text() const { return text_; }

  // Marks count from 0, and columns in bytes.
  std::size_t offset(const YAML::Mark& mark) const {
    if (mark.is_null()) return text_.size();
    const auto line = std::min(static_cast<std::size_t>(mark.line), lines_.size() - 1);
    return std::min(lines_[line] + static_cast<std::size_t>(mark.column), text_.size());
  }

  Place place(std::size_t offset) const {
    const auto after = std::upper_bound(lines_.begin(), lines_.end(), offset);
    const std::size_t begin = *std::prev(after);
    return {file_, static_cast<std::size_t>(after - lines_.begin()),
            characters(text_.substr(begin, offset - begin)) + 1};
  }
  Place place(const YAML::Mark& mark) const { return place(offset(mark)); }

  Diagnostic problem(const Code& code, std::size_t offset, std::size_t length,
                     std::string message) const {
    Diagnostic diagnostic;
    diagnostic.code = code;
    diagnostic.message = std::move(message);
    diagnostic.place = place(offset);
    diagnostic.excerpt = excerpt_at(text_, offset, length);
    return diagnostic;
  }
  Error refused(const YAML::Mark& mark, std::string message, std::size_t length = 1) const {
    return Error(problem(code::kBadYaml, offset(mark), length, std::move(message)));
  }

 private:
  std::string_view text_;
  const std::string& file_;
  std::vector<std::size_t> lines_;  // the offset at which each begins
};

// yaml-cpp would guess UTF-16 from zero bytes, replace what is not UTF-8, and stop at U+0004.
void check_bytes(const Source& source) {
  const std::string_view text = source.text();
  if (const auto bad = invalid_utf8(text)) {
    throw Error(source.problem(code::kBadYaml, *bad, 1, "not valid UTF-8"));
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const bool ends_line = byte == '\r' && i + 1 < text.size() && text[i + 1] == '\n';
    if ((byte < 0x20 && byte != '\n' && byte != '\t' && !ends_line) || byte == 0x7F) {
      throw Error(source.problem(code::kBadYaml, i, 1,
                                 fmt::format("control character 0x{:02X}", unsigned{byte})));
    }
  }
}

// The offset behind the closing quote of the scalar whose opening quote is at `start`, or npos.
std::size_t closing_quote(std::string_view text, std::size_t start) {
  const char quote = text[start];
  for (std::size_t i = start + 1; i < text.size(); ++i) {
    if (quote == '"' && text[i] == '\\') {
      ++i;
    } else if (text[i] == quote) {
      if (quote != '\'' || i + 1 == text.size() || text[i + 1] != '\'') return i + 1;
      ++i;
    }
  }
  return std::string_view::npos;
}

/// Turns events into the tree, and refuses what a strict reader does not know.
class Builder final : public YAML::EventHandler {
 public:
  Builder(const Source& source, std::vector<Diagnostic>& problems)
      : source_(source), problems_(problems) {}

  Node take() { return std::move(root_); }

  // Where the last event was; the scanner may be far ahead.
  std::size_t reached() const { return reached_; }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (started_) throw source_.refused(mark, "a second document, or text behind the end");
    started_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    check(mark, "?", anchor);
    if (expects_key()) throw source_.refused(mark, "a key is missing before ':', or is null");
    add(made(Node::Kind::null, mark));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw source_.refused(mark, "aliases (*name) are not accepted here; write the value out");
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check(mark, tag, anchor);
    Node node = made(Node::Kind::scalar, mark);
    node.scalar = value;
    node.quoted = tag == "!" && is_quote(mark);
    if (node.quoted && closing_quote(source_.text(), source_.offset(mark)) == std::string::npos) {
      throw source_.refused(mark, "a quote that is not closed");
    }
    if (expects_key() && value == "<<" && !node.quoted) {
      throw source_.refused(mark, "merge keys (<<) are not accepted here", 2);
    }
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::sequence);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(mark, tag, anchor, Node::Kind::mapping);
  }
  void OnMapEnd() override {
    check_duplicates(open_.back().node);
    close();
  }

 private:
  struct Level {
    Node node;
    std::optional<Node> key;  // read, and waiting for its value
  };

  Node made(Node::Kind kind, const YAML::Mark& mark) const {
    Node node;
    node.kind = kind;
    node.place = source_.place(mark);
    return node;
  }

  bool is_quote(const YAML::Mark& mark) const {
    const std::size_t at = source_.offset(mark);
    return at < source_.text().size() && (source_.text()[at] == '"' || source_.text()[at] == '\'');
  }

  void check(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    reached_ = source_.offset(mark);
    if (anchor != 0) throw source_.refused(mark, "anchors (&name) are not accepted here");
    // A quoted scalar has the tag "!" as well.
    const bool written = reached_ < source_.text().size() && source_.text()[reached_] == '!';
    if (written || (tag != "?" && tag != "!" && !tag.empty())) {
      throw source_.refused(mark, "tags (!name) are not accepted here");
    }
  }

  bool expects_key() const {
    return !open_.empty() && open_.back().node.kind == Node::Kind::mapping && !open_.back().key;
  }

  void open(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
            Node::Kind kind) {
    check(mark, tag, anchor);
    if (expects_key()) throw source_.refused(mark, "a key must be a word, not a list or a mapping");
    open_.push_back({made(kind, mark), std::nullopt});
  }

  void close() {
    Node node = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(node));
  }

  void add(Node node) {
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Level& level = open_.back();
    if (level.node.kind == Node::Kind::sequence) {
      level.node.items.push_back(std::move(node));
    } else if (!level.key) {
      level.key = std::move(node);
    } else {
      level.node.entries.emplace_back(*std::exchange(level.key, std::nullopt), std::move(node));
    }
  }

  void check_duplicates(const Node& mapping) {
    std::unordered_map<std::string_view, const Place*> seen;
    for (const auto& [key, value] : mapping.entries) {
      const auto [first, is_new] = seen.emplace(key.scalar, &key.place);
      if (is_new) continue;
      Diagnostic problem =
          source_.problem(code::kDuplicateKey, offset_of(source_.text(), key.place),
                          key.scalar.size(), fmt::format("'{}' is given twice", key.scalar));
      problem.notes.push_back(fmt::format("first given at {}", to_string(*first->second)));
      problems_.push_back(std::move(problem));
    }
  }

  const Source& source_;
  std::vector<Diagnostic>& problems_;
  std::vector<Level> open_;
  Node root_;
  std::size_t reached_ = 0;
  bool started_ = false;
};

// The first quote from `offset` on that opens a scalar and is never closed.
std::optional<std::size_t> open_quote(std::string_view text, std::size_t offset) {
  while (true) {
    const std::size_t at = text.find_first_of("'\"", offset);
    if (at == std::string_view::npos) return std::nullopt;
    offset = at + 1;
    const bool opens =
        at == 0 || std::string_view(" \t\n[{,").find(text[at - 1]) != std::string::npos;
    if (!opens) continue;
    offset = closing_quote(text, at);
    if (offset == std::string_view::npos) return at;
  }
}

// What yaml-cpp says of mistakes that people make by hand.
const std::pair<std::string_view, std::string_view> kWords[] = {
    {YAML::ErrorMsg::END_OF_SEQ_FLOW, "a '[' that is not closed"},
    {YAML::ErrorMsg::END_OF_MAP_FLOW, "a '{' that is not closed"},
    {YAML::ErrorMsg::MAP_VALUE, "a ':' in the wrong place; a text with ': ' in it needs quotes"},
};

std::string in_our_words(const std::string& message) {
  for (const auto& [theirs, ours] : kWords) {
    if (message == theirs) return std::string(ours);
  }
  return message;
}

Error in_our_words(const YAML::Exception& e, const Source& source, std::size_t reached) {
  const auto open = open_quote(source.text(), reached);
  // yaml-cpp notices only at the end of the text.
  if (open && source.offset(e.mark) + 1 >= source.text().size()) {
    return Error(source.problem(code::kBadYaml, *open, 1, "a quote that is not closed"));
  }
  return source.refused(e.mark, in_our_words(e.msg));
}

// A stream that reads the text where it is.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());
    setg(begin, begin, begin + text.size());
  }
};

Node parse_events(std::string_view text, const std::string& file,
                  std::vector<Diagnostic>& problems) {
  const Source source(text, file);
  check_bytes(source);
  TextBuffer buffer(source.text());
  std::istream stream(&buffer);
  Builder builder(source, problems);
  try {
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& e) {
    throw in_our_words(e, source, builder.reached());
  }
  Node root = builder.take();
  if (root.place.line == 0) root.place = {file, 1, 1};
  return root;
}

}  // namespace

Node::Node() = default;
Node::Node(const Node&) = default;
Node::Node(Node&&) noexcept = default;
Node& Node::operator=(const Node&) = default;
Node& Node::operator=(Node&&) noexcept = default;
Node::~Node() = default;

const Node* Node::find(std::string_view key) const {
  for (const auto& [name, value] : entries) {
    if (name.scalar == key) return &value;
  }
  return nullptr;
}

Node parse(std::string_view text, const std::string& file, std::vector<Diagnostic>& problems) {
  if (std::optional<Node> simple = parse_simple(text, file)) return std::move(*simple);
  return parse_events(text, file, problems);
}

Node parse_fully(std::string_view text, const std::string& file) {
  std::vector<Diagnostic> problems;
  Node root = parse_events(text, file, problems);
  if (!problems.empty()) throw Error(std::move(problems));
  return root;
}

Node parse(std::string_view text, const std::string& file) {
  if (std::optional<Node> simple = parse_simple(text, file)) return std::move(*simple);
  return parse_fully(text, file);
}

}  // namespace dunlin::yaml
