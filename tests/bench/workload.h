#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace dunlin::bench {

/// The shape of a history.
enum class Shape {
  linear,  ///< a chain
  ladder,  ///< episodes of 20: a branch point, two arms of 9, a merge
};

/// One revision of a workload, numbered from 1; parents have lower numbers.
struct Node {
  std::size_t number = 0;
  std::vector<std::size_t> parents;
};

std::vector<Node> nodes_of(Shape shape, std::size_t count);

/// `20200101000100`: 14 digits, a minute apart.
std::string id_of(std::size_t number);
/// `t00001`
std::string table_of(std::size_t number);
/// CREATE TABLE of eight columns, CREATE INDEX, ADD COLUMN; one statement to a `;` and line feed.
std::string up_of(std::size_t number);
std::string down_of(std::size_t number);

/// dunlin's layout: a folder a revision. Merges hold no statements.
void write_folders(const std::string& directory, const std::vector<Node>& nodes);
/// One file a revision, `ID_TABLE.sql`, for the floor.
void write_files(const std::string& directory, const std::vector<Node>& nodes);
/// dbmate's layout: one file a revision, with its marks.
void write_dbmate(const std::string& directory, const std::vector<Node>& nodes);

}  // namespace dunlin::bench
