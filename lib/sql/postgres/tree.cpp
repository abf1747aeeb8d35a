#include "sql/postgres/tree.h"

#include <charconv>
#include <utility>

namespace dunlin::sql::postgres {

namespace {

/// Appends the values of a JSON text, in which it undoes the escapes.
class JsonReader {
 public:
  JsonReader(std::string& json, std::vector<Value>& values) : json_(json), values_(values) {}

  bool read() {
    while (at_ < json_.size()) {
      if (!step()) return false;
    }
    return open_.empty() && !values_.empty();
  }

 private:
  bool step() {
    switch (json_[at_]) {
      case '{':
        return open(Value::Kind::object);
      case '[':
        return open(Value::Kind::array);
      case '}':
      case ']':
        return close();
      case '"':
        return string();
      case ',':
      case ':':
      case ' ':
      case '\n':
        ++at_;
        return true;
      default:
        return literal();
    }
  }

  void add(Value::Kind kind, std::string_view text) {
    Value& value = values_.emplace_back();
    value.kind = kind;
    value.text = text;
    value.key = std::exchange(key_, {});
  }

  bool open(Value::Kind kind) {
    open_.push_back(values_.size());
    add(kind, {});
    ++at_;
    return true;
  }

  bool close() {
    if (open_.empty()) return false;
    values_[open_.back()].size = static_cast<std::uint32_t>(values_.size() - open_.back());
    open_.pop_back();
    ++at_;
    return true;
  }

  bool literal() {
    const std::size_t end = std::min(json_.find_first_of(",}] \n", at_), json_.size());
    add(Value::Kind::literal, std::string_view(json_).substr(at_, end - at_));
    at_ = end;
    return true;
  }

  bool string() {
    const std::size_t begin = ++at_;
    std::size_t out = begin;
    for (;;) {
      // Most strings have nothing to undo: go to the next quote or backslash at once.
      std::size_t next = at_;
      while (next < json_.size() && json_[next] != '"' && json_[next] != '\\') ++next;
      if (next == json_.size()) return false;
      if (out != at_) json_.replace(out, next - at_, json_, at_, next - at_);
      out += next - at_;
      at_ = next;
      if (json_[at_] == '"') break;
      if (!escape(out)) return false;
    }
    ++at_;
    const std::string_view text = std::string_view(json_).substr(begin, out - begin);
    if (at_ < json_.size() && json_[at_] == ':') {
      key_ = text;
    } else {
      add(Value::Kind::text, text);
    }
    return true;
  }

  // At a backslash: writes what it stands for, which is never longer.
  bool escape(std::size_t& out) {
    if (at_ + 1 >= json_.size()) return false;
    const char letter = json_[at_ + 1];
    at_ += 2;
    switch (letter) {
      case 'n':
        json_[out++] = '\n';
        return true;
      case 't':
        json_[out++] = '\t';
        return true;
      case 'r':
        json_[out++] = '\r';
        return true;
      case 'b':
        json_[out++] = '\b';
        return true;
      case 'f':
        json_[out++] = '\f';
        return true;
      case 'u':
        return code_unit(out);
      default:
        json_[out++] = letter;
        return true;
    }
  }

  // The parser writes so only what is ASCII.
  bool code_unit(std::size_t& out) {
    unsigned code = 0;
    if (at_ + 4 > json_.size()) return false;
    const char* const digits = json_.data() + at_;
    if (std::from_chars(digits, digits + 4, code, 16).ptr != digits + 4 || code > 0x7F) {
      return false;
    }
    json_[out++] = static_cast<char>(code);
    at_ += 4;
    return true;
  }

  std::string& json_;
  std::vector<Value>& values_;
  std::vector<std::size_t> open_;
  std::string_view key_;
  std::size_t at_ = 0;
};

}  // namespace

const Value Node::kAbsent = {};

Node Node::operator[](std::string_view key) const {
  if (!is_object()) return {};
  for (const Node member : *this) {
    if (member.key() == key) return member;
  }
  return {};
}

long Node::number() const {
  long number = 0;
  std::from_chars(text().data(), text().data() + text().size(), number);
  return number;
}

std::string_view Node::type() const {
  return is_object() && value_->size > 1 ? (value_ + 1)->key : std::string_view();
}

Node Node::inside() const { return is_object() && value_->size > 1 ? Node(value_ + 1) : Node(); }

std::size_t Node::count() const {
  std::size_t count = 0;
  for (Iterator at = begin(); at != end(); ++at) ++count;
  return count;
}

Node Node::last() const {
  Node last;
  for (const Node item : *this) last = item;
  return last;
}

Tree::Tree(std::string json) : json_(std::move(json)) {
  values_.reserve(json_.size() / 20 + 8);
  if (!JsonReader(json_, values_).read()) values_.clear();
}

}  // namespace dunlin::sql::postgres
