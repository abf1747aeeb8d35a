#include "inspect/postgres/queries.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>

#include "inspect/postgres/array.h"
#include "sql/postgres/lexer.h"

namespace dunlin::inspect::postgres {

// Compiled in.
const std::map<std::string_view, std::string_view>& query_files();
const std::map<std::string_view, std::string_view>& choice_files();

namespace {

using sql::ElementKind;

constexpr std::array kKeys = {"kind_of_element", "key_schema", "key_name", "key_part"};
constexpr int kVersionsOfAMajor = 10'000;
constexpr std::string_view kWanted = "{wanted}";

enum Column : std::size_t { file, kind, schema, name, part, attributes };

struct KindName {
  std::string_view name;
  ElementKind kind;
};

constexpr auto kKinds = std::to_array<KindName>({
    {"schema", ElementKind::schema},
    {"relation", ElementKind::relation},
    {"column", ElementKind::column},
    {"constraint", ElementKind::constraint},
    {"type", ElementKind::type},
    {"label", ElementKind::label},
    {"attribute", ElementKind::attribute},
    {"domain_constraint", ElementKind::domain_constraint},
    {"function", ElementKind::function},
    {"trigger", ElementKind::trigger},
    {"policy", ElementKind::policy},
    {"rule", ElementKind::rule},
    {"extension", ElementKind::extension},
    {"statistics", ElementKind::statistics},
    {"publication", ElementKind::publication},
    {"subscription", ElementKind::subscription},
    {"event_trigger", ElementKind::event_trigger},
    {"role", ElementKind::role},
    {"database", ElementKind::database},
});

ElementKind kind_named(std::string_view name) {
  const auto* at = std::find_if(kKinds.begin(), kKinds.end(),
                                [&](const KindName& known) { return known.name == name; });
  return at == kKinds.end() ? ElementKind::other : at->kind;
}

/// The number behind `-- WORD ` at the end of a line.
std::optional<int> version_behind(std::string_view line, std::string_view word) {
  const std::string mark = fmt::format("-- {} ", word);
  const std::size_t at = line.rfind(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::string_view digits = line.substr(at + mark.size());
  int version = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), version);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return version;
}

const std::string& text_of(const db::Value& value) {
  static const std::string kNothing;
  return value ? *value : kNothing;
}

}  // namespace

std::string lines_for(int major, std::string_view text) {
  std::string lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const auto from = version_behind(line, "from");
    const auto before = version_behind(line, "before");
    if ((from && major < *from) || (before && major >= *before)) continue;
    lines.append(line).push_back('\n');
  }
  return lines;
}

std::vector<std::string> columns_of(std::string_view text) {
  std::vector<std::string> columns;
  sql::postgres::Lexer lexer(text);
  int depth = 0;
  bool named = false;
  while (lexer.next() == sql::Found::token) {
    const sql::Token& token = lexer.token();
    if (sql::is_symbol(token, "(")) ++depth;
    if (sql::is_symbol(token, ")")) --depth;
    if (depth > 0) continue;
    if (named) columns.emplace_back(token.text);
    if (!named && sql::is_word(token, "from")) break;
    named = !named && sql::is_word(token, "as");
  }
  return columns;
}

Queries::Queries(int version) : major_(version / kVersionsOfAMajor) {
  for (const auto& [stem, content] : query_files()) {
    File file{lines_for(major_, content), {}};
    for (std::string& column : columns_of(file.text)) {
      const bool key = std::find(kKeys.begin(), kKeys.end(), column) != kKeys.end();
      if (!key) file.attributes.push_back(std::move(column));
    }
    std::sort(file.attributes.begin(), file.attributes.end());
    files_.push_back(std::move(file));
  }
}

std::string Queries::chosen(std::string_view choice) const {
  std::string text = lines_for(major_, choice_files().at(choice));
  std::string_view joint;
  for (std::size_t index = 0; index < files_.size(); ++index) {
    text += fmt::format(
        "{}SELECT {}, q.kind_of_element::text, q.key_schema::text, "
        "q.key_name::text, q.key_part::text, ARRAY[",
        joint, index);
    joint = "UNION ALL\n";
    std::string_view comma;
    for (const std::string& attribute : files_[index].attributes) {
      text += fmt::format("{}q.{}::text", comma, attribute);
      comma = ", ";
    }
    text += fmt::format("]::text[] FROM (\n{}) q\n", files_[index].text);
  }
  return text;
}

std::string Queries::all() const { return chosen("all"); }

std::string Queries::named(std::string_view wanted) const {
  std::string text = chosen("named");
  return text.replace(text.find(kWanted), kWanted.size(), wanted);
}

std::vector<std::pair<ElementKind, std::string>> Queries::vocabulary() const {
  std::vector<std::pair<ElementKind, std::string>> names;
  for (const File& file : files_) {
    // It begins with SELECT 'kind' AS kind_of_element.
    const std::size_t begin = file.text.find('\'') + 1;
    const ElementKind kind =
        kind_named(std::string_view(file.text).substr(begin, file.text.find('\'', begin) - begin));
    for (const std::string& attribute : file.attributes) names.emplace_back(kind, attribute);
  }
  return names;
}

catalog::Object Queries::object(const db::Row& row) const {
  catalog::Object object;
  object.element = {kind_named(text_of(row.at(kind))), text_of(row.at(schema)),
                    text_of(row.at(name)), text_of(row.at(part))};
  std::size_t index = 0;
  const std::string& number = text_of(row.at(file));
  std::from_chars(number.data(), number.data() + number.size(), index);
  const std::vector<std::string>& names = files_.at(index).attributes;
  std::vector<db::Value> values = elements_of(text_of(row.at(attributes)));
  for (std::size_t at = 0; at < std::min(names.size(), values.size()); ++at) {
    if (!values[at] || values[at]->empty()) continue;
    object.attributes.emplace_back(names[at], std::move(*values[at]));
  }
  return object;
}

}  // namespace dunlin::inspect::postgres
