#include "sql/name.h"

#include <fmt/format.h>

#include <functional>
#include <mutex>
#include <ostream>
#include <unordered_set>

namespace dunlin::sql {

namespace {

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>()(text);
  }
};

using Pool = std::unordered_set<std::string, Hash, std::equal_to<>>;

}  // namespace

const std::string& Name::empty_text() {
  static const std::string& kEmpty = kept("");
  return kEmpty;
}

// Never destroyed: names may outlive main().
const std::string& Name::kept(std::string_view text) {
  static std::mutex& mutex = *new std::mutex;
  static Pool& pool = *new Pool;
  const std::lock_guard lock(mutex);
  const auto found = pool.find(text);
  return found != pool.end() ? *found : *pool.emplace(text).first;
}

std::ostream& operator<<(std::ostream& out, const Name& name) { return out << name.str(); }

}  // namespace dunlin::sql

auto fmt::formatter<dunlin::sql::Name>::format(const dunlin::sql::Name& name,
                                               fmt::format_context& context) const
    -> fmt::format_context::iterator {
  return fmt::formatter<fmt::string_view>::format(name.str(), context);
}
