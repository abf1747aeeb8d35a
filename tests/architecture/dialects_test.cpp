// A third database must be a new folder, not a search through the program: the names of databases
// stand where the differences are, and nowhere else.

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <filesystem>

#include "source.h"

namespace dunlin::architecture {
namespace {

namespace fs = std::filesystem;

constexpr std::array<std::string_view, 2> kNames = {"postgres", "sqlite"};

/// The few places outside the folders of a dialect that know their names.
constexpr std::array<std::string_view, 4> kPlaces = {
    "lib/config/url", "lib/base/dialect.h", "lib/app/backends.cpp",
    "lib/base/redact",  // the URLs that may hide a password
};

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

bool names_a_dialect(const std::string& text) {
  return std::any_of(kNames.begin(), kNames.end(), [&](std::string_view name) {
    return lower(text).find(name) != std::string::npos;
  });
}

/// A string that is a name and not a sentence about one.
bool is_a_dialect(const std::string& literal) {
  return lower(literal) == "postgresql" || lower(literal) == "postgres" ||
         lower(literal) == "sqlite" || lower(literal) == "sqlite3";
}

/// lib/sql/postgres/lexer.cpp, lib/ledger/sqlite.cpp.
bool belongs_to_a_dialect(const std::string& path) {
  const fs::path parts = path;
  return std::any_of(parts.begin(), parts.end(), [](const fs::path& part) {
    return part.string().starts_with("postgres") || part.string().starts_with("sqlite");
  });
}

bool may_name_dialects(const std::string& path) {
  return belongs_to_a_dialect(path) ||
         std::any_of(kPlaces.begin(), kPlaces.end(),
                     [&](std::string_view place) { return path.starts_with(place); });
}

void expect_none(const Source& source, const std::vector<Token>& tokens,
                 bool (*is_one)(const std::string&)) {
  for (const Token& token : tokens) {
    EXPECT_FALSE(is_one(token.text))
        << place(source, token) << "'" << token.text << "' belongs in a folder of that database";
  }
}

TEST(DialectsTest, AreNamedWhereTheyDifferAndNowhereElse) {
  for (const char* folder : {"lib", "cmd"}) {
    for (const Source& source : sources_below(folder)) {
      if (may_name_dialects(source.path)) continue;
      expect_none(source, source.identifiers, names_a_dialect);
      expect_none(source, source.own_includes, names_a_dialect);
      expect_none(source, source.literals, is_a_dialect);
    }
  }
}

TEST(DialectsTest, DoNotKnowEachOther) {
  for (const Source& source : sources_below("lib")) {
    const bool postgres = source.path.find("/postgres") != std::string::npos;
    const bool sqlite = source.path.find("/sqlite") != std::string::npos;
    EXPECT_FALSE(postgres && sqlite) << source.path;
    for (const Token& include : source.own_includes) {
      EXPECT_FALSE(postgres && include.text.find("/sqlite") != std::string::npos)
          << place(source, include) << include.text;
      EXPECT_FALSE(sqlite && include.text.find("/postgres") != std::string::npos)
          << place(source, include) << include.text;
    }
  }
}

}  // namespace
}  // namespace dunlin::architecture
