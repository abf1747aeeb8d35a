#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "pattern.h"

namespace dunlin::scenario {

/// Makes what a program printed the same on every machine and at every time: `<time>` for a
/// duration, `<when>` for a moment, `<host>`, `<pid>`, `<version>`, `<id1>`, `<id2>`, ... for the
/// ids of revisions made during the scenario, and what add() says. Idempotent.
class Normaliser {
 public:
  Normaliser();

  /// Each `text` becomes `name`. Given earlier, replaced earlier.
  void add(std::string text, std::string name);

  /// Each URL that holds `database`, however it is spelled, becomes `name`.
  void add_url_of(const std::string& database, std::string name);

  std::string operator()(std::string text);

 private:
  std::string new_ids(std::string text);

  std::vector<std::pair<std::string, std::string>> literals_;
  std::vector<std::pair<std::unique_ptr<Pattern>, std::string>> urls_;
  std::vector<std::string> ids_;
  std::string begin_;  ///< the oldest id that this scenario can have made
};

}  // namespace dunlin::scenario
