// Every third-party library has one home, and its headers reach nobody else.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <sstream>

#include "source.h"

namespace dunlin::architecture {
namespace {

namespace fs = std::filesystem;

using testing::HasSubstr;
using testing::Not;

struct Library {
  const char* headers;  ///< what its includes begin with
  const char* home;     ///< what the paths of the files that may include them begin with
};

constexpr std::array kLibraries = {
    Library{"pqxx/", "lib/db/postgres/"},
    Library{"libpq-fe.h", "lib/db/postgres/"},
    Library{"libpq/", "lib/db/postgres/"},
    Library{"sqlite3.h", "lib/db/sqlite/"},
    Library{"yaml-cpp/", "lib/base/yaml.cpp"},
    Library{"boost/", "lib/revision/graph.cpp"},
    Library{"pg_query.h", "lib/sql/postgres/parser.cpp"},
    Library{"spdlog/", "lib/base/log.cpp"},
    Library{"openssl/", "lib/base/checksum.cpp"},
    Library{"CLI/", "cmd/dunlin/parse.cpp"},
    Library{"nlohmann/", "cmd/dunlin/json.cpp"},
    Library{"fmt/", ""},  // everywhere
};

const Library* library_of(const std::string& header) {
  const auto* at = std::find_if(kLibraries.begin(), kLibraries.end(), [&](const Library& library) {
    return header.starts_with(library.headers);
  });
  return at == kLibraries.end() ? nullptr : at;
}

/// Whether it comes with the compiler or the C library.
bool is_of_the_system(const std::string& header) {
  static const std::set<std::string> kPosix = {
      "dirent.h",  "dlfcn.h",  "errno.h",  "fcntl.h",     "fnmatch.h",   "glob.h",
      "grp.h",     "netdb.h",  "poll.h",   "pthread.h",   "pwd.h",       "regex.h",
      "sched.h",   "signal.h", "spawn.h",  "stdlib.h",    "string.h",    "syslog.h",
      "termios.h", "time.h",   "unistd.h", "arpa/inet.h", "netinet/in.h"};
  const bool of_the_language = header.find_first_of("./") == std::string::npos;
  return of_the_language || header.starts_with("sys/") || header.starts_with("linux/") ||
         kPosix.contains(header);
}

std::vector<Source> all_sources() {
  std::vector<Source> sources = sources_below("lib");
  for (Source& source : sources_below("cmd")) sources.push_back(std::move(source));
  return sources;
}

TEST(LibrariesTest, HeadersAppearInTheirHomeAlone) {
  for (const Source& source : all_sources()) {
    for (const Token& include : source.foreign_includes) {
      if (is_of_the_system(include.text)) continue;
      const Library* library = library_of(include.text);
      ASSERT_NE(library, nullptr) << place(source, include) << "a library without a home: <"
                                  << include.text << ">; see " << __FILE__;
      EXPECT_TRUE(source.path.starts_with(library->home))
          << place(source, include) << "<" << include.text << "> is for " << library->home;
    }
  }
}

TEST(LibrariesTest, AHeaderThatShowsALibraryStaysInItsFolder) {
  std::set<std::string> showing;
  for (const Source& source : all_sources()) {
    if (!source.path.ends_with(".h")) continue;
    for (const Token& include : source.foreign_includes) {
      const Library* library = library_of(include.text);
      if (library != nullptr && *library->home != '\0') showing.insert(source.path);
    }
  }
  for (const Source& source : all_sources()) {
    for (const Token& include : source.own_includes) {
      const std::string header = "lib/" + include.text;
      if (!showing.contains(header)) continue;
      EXPECT_EQ(fs::path(source.path).parent_path(), fs::path(header).parent_path())
          << place(source, include) << include.text << " shows a library";
    }
  }
}

TEST(LibrariesTest, NobodyPaysForStdRegex) {
  for (const Source& source : all_sources()) {
    for (const Token& include : source.foreign_includes) {
      EXPECT_NE(include.text, "regex") << place(source, include) << "costs seconds of compiler";
    }
  }
}

std::string output_of(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (fgets(buffer.data(), buffer.size(), pipe.get()) != nullptr) output += buffer.data();
  return output;
}

/// The unit tests of the layers that decide, which are linked with what the layer is linked with.
TEST(LibrariesTest, WhatDecidesLinksNoDatabase) {
  std::istringstream programs(DUNLIN_PURE_PROGRAMS);
  int seen = 0;
  for (std::string program; std::getline(programs, program, ','); ++seen) {
    const std::string libraries = output_of("ldd '" + program + "'");
    EXPECT_THAT(libraries, HasSubstr("libc.so")) << program;
    EXPECT_THAT(libraries, Not(HasSubstr("libpq"))) << program;
    EXPECT_THAT(libraries, Not(HasSubstr("libsqlite3"))) << program;
  }
  EXPECT_GE(seen, 3) << "of sql, revision and plan; found: " << DUNLIN_PURE_PROGRAMS;
}

}  // namespace
}  // namespace dunlin::architecture
