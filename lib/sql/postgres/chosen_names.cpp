#include "sql/postgres/chosen_names.h"

#include "sql/postgres/spelling.h"

namespace dunlin::sql::postgres {

namespace {

constexpr std::size_t kMost = 63;  // NAMEDATALEN - 1

}  // namespace

std::string object_name(std::string_view first, std::string_view second, std::string_view label) {
  const std::size_t overhead = label.size() + 1 + (second.empty() ? 0 : 1);
  const std::size_t room = kMost - std::min(overhead, kMost);
  std::size_t first_size = first.size();
  std::size_t second_size = second.size();
  while (first_size + second_size > room) {
    if (first_size > second_size) {
      --first_size;
    } else {
      --second_size;
    }
  }
  std::string name = cut_name(first, first_size);
  if (!second.empty()) name += "_" + cut_name(second, second_size);
  return name.append("_").append(label);
}

std::string joined_columns(const std::vector<std::string>& columns) {
  std::string joined;
  for (const std::string& column : columns) {
    if (!joined.empty()) joined += '_';
    joined += column;
    if (joined.size() > kMost) break;
  }
  return joined;
}

std::string ChosenNames::choose(std::string_view table, std::string_view addition,
                                std::string_view label) {
  for (std::size_t pass = 0;; ++pass) {
    const std::string numbered = std::string(label) + (pass == 0 ? "" : std::to_string(pass));
    std::string name = object_name(table, addition, numbered);
    if (taken_.insert(name).second) return name;
  }
}

}  // namespace dunlin::sql::postgres
