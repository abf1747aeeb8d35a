#include "workload.h"

#include <array>
#include <cstdio>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace dunlin::bench {
namespace {

namespace fs = std::filesystem;

using Column = std::pair<std::string_view, std::string_view>;

constexpr std::array<Column, 8> kColumns = {{
    {"id", "bigint NOT NULL"},
    {"name", "varchar(100) NOT NULL"},
    {"email", "text"},
    {"amount", "numeric(12,2) DEFAULT 0"},
    {"active", "boolean DEFAULT true NOT NULL"},
    {"created_at", "timestamp DEFAULT CURRENT_TIMESTAMP"},
    {"note", "text"},
    {"ref_id", "integer"},
}};

constexpr std::size_t kEpisode = 20;  // of a ladder

void write(const fs::path& path, const std::string& text) {
  std::ofstream stream(path, std::ios::binary);
  if (!(stream << text)) throw std::runtime_error("cannot write " + path.string());
}

/// A branch point, two arms side by side, a merge; `first` is the branch point's number.
void add_episode(std::vector<Node>& nodes, std::size_t first) {
  std::vector<std::size_t> below;
  if (first > 1) below.push_back(first - 1);
  nodes.push_back({first, below});
  std::size_t left = first;
  std::size_t right = first;
  for (std::size_t number = first + 1; number + 1 < first + kEpisode - 1; number += 2) {
    nodes.push_back({number, {left}});
    nodes.push_back({number + 1, {right}});
    left = number;
    right = number + 1;
  }
  nodes.push_back({first + kEpisode - 1, {left, right}});
}

std::string parents_of(const Node& node) {
  std::string list;
  for (const std::size_t parent : node.parents) {
    list.append(list.empty() ? "" : ", ").append(id_of(parent));
  }
  return "parents: [" + list + "]\n";
}

}  // namespace

std::vector<Node> nodes_of(Shape shape, std::size_t count) {
  std::vector<Node> nodes;
  if (shape == Shape::ladder) {
    while (nodes.size() + kEpisode <= count) add_episode(nodes, nodes.size() + 1);
  }
  for (std::size_t number = nodes.size() + 1; number <= count; ++number) {
    nodes.push_back({number, {}});
    if (number > 1) nodes.back().parents.push_back(number - 1);
  }
  return nodes;
}

std::string id_of(std::size_t number) {
  constexpr std::time_t kBegin = 1577836800;  // 2020-01-01
  const std::time_t moment = kBegin + static_cast<std::time_t>(number) * 60;
  std::tm parts{};
  gmtime_r(&moment, &parts);
  std::array<char, 16> text{};
  std::strftime(text.data(), text.size(), "%Y%m%d%H%M%S", &parts);
  return text.data();
}

std::string table_of(std::size_t number) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "t%05zu", number);
  return text.data();
}

std::string up_of(std::size_t number) {
  const std::string table = table_of(number);
  std::string text = "CREATE TABLE " + table + " (\n";
  for (const auto& [name, type] : kColumns) {
    text.append("    ").append(name).append(" ").append(type);
    text.append(name == kColumns.back().first ? "\n" : ",\n");
  }
  text += ");\nCREATE INDEX ix_" + table + "_ref ON " + table + " (ref_id);\n";
  return text + "ALTER TABLE " + table + " ADD COLUMN extra text;\n";
}

std::string down_of(std::size_t number) { return "DROP TABLE " + table_of(number) + ";\n"; }

void write_folders(const std::string& directory, const std::vector<Node>& nodes) {
  for (const Node& node : nodes) {
    const fs::path folder =
        fs::path(directory) / (id_of(node.number) + "__" + table_of(node.number));
    fs::create_directories(folder);
    const bool merge = node.parents.size() > 1;
    write(folder / "revision.yaml", parents_of(node));
    write(folder / "up.sql", merge ? "" : up_of(node.number));
    write(folder / "down.sql", merge ? "" : down_of(node.number));
  }
}

void write_files(const std::string& directory, const std::vector<Node>& nodes) {
  fs::create_directories(directory);
  for (const Node& node : nodes) {
    const std::string name = id_of(node.number) + "_" + table_of(node.number) + ".sql";
    write(fs::path(directory) / name, up_of(node.number));
  }
}

void write_dbmate(const std::string& directory, const std::vector<Node>& nodes) {
  fs::create_directories(directory);
  for (const Node& node : nodes) {
    const std::string name = id_of(node.number) + "_" + table_of(node.number) + ".sql";
    write(fs::path(directory) / name,
          "-- migrate:up\n" + up_of(node.number) + "\n-- migrate:down\n" + down_of(node.number));
  }
}

}  // namespace dunlin::bench
