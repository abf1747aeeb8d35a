#include "dunlin/json.h"

#include <nlohmann/json.hpp>

#include "base/redact.h"

namespace dunlin::cmd {

namespace {

// Straight into the text: a second tree of a long history would cost more than all the rest.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}

  void operator()(std::nullptr_t) { out_ += "null"; }
  void operator()(bool value) { out_ += value ? "true" : "false"; }
  void operator()(std::int64_t value) { out_ += std::to_string(value); }
  void operator()(const std::string& value) { string(redacted(value)); }

  void operator()(const Json::Array& values) {
    list('[', ']', values, [&](const Json& value) { std::visit(*this, value.value()); });
  }

  void operator()(const Json::Object& members) {
    list('{', '}', members, [&](const auto& member) {
      string(member.first);
      out_ += ": ";
      std::visit(*this, member.second.value());
    });
  }

 private:
  void string(const std::string& value) {
    out_ += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }

  template <class Items, class Write>
  void list(char open, char close, const Items& items, Write write) {
    out_ += open;
    indentation_ += 2;
    bool first = true;
    for (const auto& item : items) {
      if (!first) out_ += ',';
      first = false;
      new_line();
      write(item);
    }
    indentation_ -= 2;
    if (!first) new_line();
    out_ += close;
  }

  void new_line() {
    out_ += '\n';
    out_.append(indentation_, ' ');
  }

  std::string& out_;
  std::size_t indentation_ = 0;
};

}  // namespace

Json& Json::add(std::string name, Json value) {
  if (std::holds_alternative<std::nullptr_t>(value_)) value_ = Object{};
  std::get<Object>(value_).emplace_back(std::move(name), std::move(value));
  return *this;
}

Json& Json::add_all(const Json& other) {
  if (const auto* members = std::get_if<Object>(&other.value_)) {
    for (const auto& [name, value] : *members) add(name, value);
  }
  return *this;
}

std::string to_text(const Json& json) {
  std::string text;
  Writer writer(text);
  std::visit(writer, json.value());
  return text + "\n";
}

}  // namespace dunlin::cmd
