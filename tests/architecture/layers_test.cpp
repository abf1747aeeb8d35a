// Which layer may include which: the arrows that keep deciding apart from doing.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <sstream>

#include "source.h"

namespace dunlin::architecture {
namespace {

namespace fs = std::filesystem;

using testing::Contains;
using testing::IsSubsetOf;
using testing::Not;

using Layers = std::set<std::string>;

/// Beside itself and base, which is open to all.
const std::map<std::string, Layers>& arrows() {
  static const std::map<std::string, Layers> kArrows = {
      // What decides: these know no database.
      {"base", {}},
      {"config", {}},
      {"sql", {}},
      {"catalog", {"sql"}},
      {"revision", {"sql"}},
      {"plan", {"sql", "catalog", "revision"}},
      // What does.
      {"db", {"config"}},
      {"ledger", {"revision", "db"}},
      {"inspect", {"sql", "catalog", "db"}},
      {"execute", {"sql", "revision", "plan", "db", "ledger"}},
      {"adopt", {"sql", "revision", "db", "ledger"}},
      {"lint", {"sql", "catalog", "revision"}},
      {"app",
       {"config", "sql", "catalog", "revision", "plan", "db", "ledger", "inspect", "execute",
        "adopt", "lint"}},
      // The use cases, and the values it prints.
      {"cmd", {"app", "config", "sql", "catalog", "revision", "plan", "ledger", "execute", "db"}},
  };
  return kArrows;
}

/// The folder named by `#include "FOLDER/..."`.
std::string folder_of(const Token& include) {
  return include.text.substr(0, include.text.find('/'));
}

/// The layers that lib/LAYER/CMakeLists.txt names after USES.
Layers used_by(const std::string& layer) {
  std::ifstream stream(fs::path(DUNLIN_SOURCE_DIR) / "lib" / layer / "CMakeLists.txt");
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  const auto begin = text.find("dunlin_layer(" + layer);
  std::istringstream words(text.substr(begin, text.find(')', begin) - begin));
  Layers layers;
  bool in_uses = false;
  for (std::string word; words >> word;) {
    if (word == "USES" || word == "LIBRARIES") {
      in_uses = word == "USES";
    } else if (in_uses) {
      layers.insert(word);
    }
  }
  return layers;
}

TEST(LayersTest, EveryFolderOfLibIsALayer) {
  for (const auto& entry : fs::directory_iterator(fs::path(DUNLIN_SOURCE_DIR) / "lib")) {
    if (!entry.is_directory()) continue;
    EXPECT_TRUE(arrows().contains(entry.path().filename()))
        << "lib/" << entry.path().filename() << " has no arrows: see " << __FILE__;
  }
}

TEST(LayersTest, IncludesFollowTheArrows) {
  for (const char* folder : {"lib", "cmd"}) {
    for (const Source& source : sources_below(folder)) {
      const std::string from = layer_of(source.path);
      for (const Token& include : source.own_includes) {
        const std::string to = folder_of(include);
        const bool own = to == from || (from == "cmd" && to == "dunlin");
        EXPECT_TRUE(own || to == "base" || arrows().at(from).contains(to))
            << place(source, include) << from << " may not include " << include.text;
      }
    }
  }
}

TEST(LayersTest, IncludesNameFoldersFromTheTopOfLib) {
  for (const Source& source : sources_below("lib")) {
    for (const Token& include : source.own_includes) {
      EXPECT_TRUE(fs::exists(fs::path(DUNLIN_SOURCE_DIR) / "lib" / include.text))
          << place(source, include) << "write the path below lib/: " << include.text;
    }
  }
}

TEST(LayersTest, CMakeNamesWhatIsIncluded) {
  std::map<std::string, Layers> included;
  for (const Source& source : sources_below("lib")) {
    const std::string from = layer_of(source.path);
    for (const Token& include : source.own_includes) {
      if (folder_of(include) != from) included[from].insert(folder_of(include));
    }
  }
  for (const auto& [layer, layers] : included) {
    EXPECT_THAT(layers, IsSubsetOf(used_by(layer))) << "USES in lib/" << layer << "/CMakeLists.txt";
    Layers allowed = arrows().at(layer);
    allowed.insert("base");
    EXPECT_THAT(used_by(layer), IsSubsetOf(allowed)) << "lib/" << layer << "/CMakeLists.txt";
  }
}

TEST(LayersTest, TheArrowsRunOneWay) {
  // By repeated removal of layers that use nothing but what was removed.
  Layers removed = {"base"};
  for (std::size_t before = 0; before != removed.size();) {
    before = removed.size();
    for (const auto& [layer, layers] : arrows()) {
      if (std::includes(removed.begin(), removed.end(), layers.begin(), layers.end())) {
        removed.insert(layer);
      }
    }
  }
  EXPECT_EQ(removed.size(), arrows().size());
}

}  // namespace
}  // namespace dunlin::architecture
