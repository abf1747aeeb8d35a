#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dunlin::sql::postgres {

/// A value of a Tree, and in front of what is in it.
struct Value {
  enum class Kind : std::uint8_t { absent, object, array, text, literal };

  Kind kind = Kind::absent;
  std::uint32_t size = 1;  ///< how many values it is, itself included
  std::string_view key;    ///< its name in the object it is part of
  std::string_view text;   ///< of a string or literal
};

/// A place in a Tree, or in none: what was left out is there as a node that is false, empty, zero
/// and has nothing in it. Valid as long as its tree.
class Node {
 public:
  Node() = default;
  explicit Node(const Value* value) : value_(value) {}

  explicit operator bool() const { return value_->kind != Value::Kind::absent; }

  /// A member of an object.
  Node operator[](std::string_view key) const;

  std::string_view key() const { return value_->key; }
  std::string_view text() const { return value_->text; }
  bool flag() const { return value_->text == "true"; }
  long number() const;
  /// Of the token it begins with, in bytes.
  std::size_t location() const { return static_cast<std::size_t>((*this)["location"].number()); }

  /// A node of any type is written as an object of one member: `{"RangeVar": {…}}`. Its type, and
  /// what is in it.
  std::string_view type() const;
  Node inside() const;
  bool is(std::string_view type) const { return this->type() == type; }

  bool is_object() const { return value_->kind == Value::Kind::object; }
  bool is_array() const { return value_->kind == Value::Kind::array; }

  /// Members or items, in order.
  class Iterator {
   public:
    explicit Iterator(const Value* at) : at_(at) {}
    Node operator*() const { return Node(at_); }
    Iterator& operator++() {
      at_ += at_->size;
      return *this;
    }
    bool operator!=(const Iterator& other) const { return at_ != other.at_; }

   private:
    const Value* at_;
  };
  Iterator begin() const { return Iterator(value_ + 1); }
  Iterator end() const { return Iterator(value_ + value_->size); }
  std::size_t count() const;
  Node last() const;

  /// Itself and everything in it, however deep, each behind what it is in.
  const Value* first_value() const { return value_; }
  const Value* last_value() const { return value_ + value_->size; }

 private:
  static const Value kAbsent;
  const Value* value_ = &kAbsent;
};

/// JSON as the parser writes it, read without recursion into one array.
class Tree {
 public:
  explicit Tree(std::string json);
  Tree(const Tree&) = delete;
  Tree& operator=(const Tree&) = delete;

  /// Nothing when the text was no JSON.
  Node root() const { return values_.empty() ? Node() : Node(values_.data()); }

 private:
  std::string json_;  // what the values point into; escapes are undone in place
  std::vector<Value> values_;
};

}  // namespace dunlin::sql::postgres
