// bench_generate linear|ladder COUNT DIRECTORY [dunlin|floor|dbmate]
//
// Writes a workload to try things on by hand; the benchmark writes its own.

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

#include "workload.h"

int main(int argc, char** argv) {
  using namespace dunlin::bench;
  if (argc < 4) {
    std::fprintf(stderr,
                 "usage: bench_generate linear|ladder COUNT DIRECTORY [dunlin|floor|dbmate]\n");
    return 2;
  }
  try {
    const Shape shape = std::string(argv[1]) == "ladder" ? Shape::ladder : Shape::linear;
    const auto nodes = nodes_of(shape, std::strtoul(argv[2], nullptr, 10));
    const std::string layout = argc > 4 ? argv[4] : "dunlin";
    const auto write = layout == "floor"    ? write_files
                       : layout == "dbmate" ? write_dbmate
                                            : write_folders;
    write(argv[3], nodes);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_generate: %s\n", error.what());
    return 1;
  }
}
