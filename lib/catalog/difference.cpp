#include "catalog/difference.h"

#include <algorithm>
#include <utility>

#include "catalog/attributes.h"

namespace dunlin::catalog {

namespace {

/// Whether a text matches a glob of `*` and `?`. Linear in practice: only the last star is tried
/// again.
bool globs(std::string_view pattern, std::string_view text) {
  std::size_t p = 0;
  std::size_t t = 0;
  std::size_t star = std::string_view::npos;
  std::size_t resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  return pattern.find_first_not_of('*', p) == std::string_view::npos;
}

class Comparison {
 public:
  Comparison(const Catalog& wanted, const Catalog& actual, const std::vector<std::string>& ignore)
      : wanted_(wanted), actual_(actual), ignore_(ignore) {}

  std::vector<Difference> run() {
    auto want = wanted_.all().begin();
    auto have = actual_.all().begin();
    while (want != wanted_.all().end() || have != actual_.all().end()) {
      const bool more_wanted = want != wanted_.all().end();
      const bool more_there = have != actual_.all().end();
      if (!more_there || (more_wanted && want->first < have->first)) {
        add_alone(Difference::Kind::missing, want->first, actual_);
        ++want;
      } else if (!more_wanted || have->first < want->first) {
        add_alone(Difference::Kind::extra, have->first, wanted_);
        ++have;
      } else {
        compare(want->second, have->second);
        ++want;
        ++have;
      }
    }
    return std::move(found_);
  }

 private:
  /// An element that one side has; parts go with an owner that the other side does not have.
  void add_alone(Difference::Kind kind, const Element& element, const Catalog& other) {
    if (element.is_part() && other.find(element.owner()) == nullptr) return;
    if (!is_ignored(element)) found_.push_back({kind, element});
  }

  void compare(const Object& want, const Object& have) {
    if (want.attributes == have.attributes) return;
    auto w = want.attributes.begin();
    auto h = have.attributes.begin();
    while (w != want.attributes.end() || h != have.attributes.end()) {
      const bool more_wanted = w != want.attributes.end();
      const bool more_there = h != have.attributes.end();
      if (!more_there || (more_wanted && w->first < h->first)) {
        add_values(want.element, w->first, w->second, {});
        ++w;
      } else if (!more_wanted || h->first < w->first) {
        add_values(want.element, h->first, {}, h->second);
        ++h;
      } else {
        add_values(want.element, w->first, w->second, h->second);
        ++w;
        ++h;
      }
    }
  }

  void add_values(const Element& element, const std::string& attribute, const std::string& want,
                  const std::string& have) {
    if (want == have) return;
    const AttributeRule* rule = rule_of(element.kind, attribute);
    if (rule != nullptr && !rule->counts) return;
    if (same_value(element.kind, attribute, want, have) || is_ignored(element)) return;
    found_.push_back({Difference::Kind::different, element, attribute, want, have});
  }

  bool is_ignored(const Element& element) const {
    return std::any_of(ignore_.begin(), ignore_.end(),
                       [&](const std::string& pattern) { return matches(pattern, element); });
  }

  const Catalog& wanted_;
  const Catalog& actual_;
  const std::vector<std::string>& ignore_;
  std::vector<Difference> found_;
};

}  // namespace

bool matches(std::string_view pattern, const Element& element) {
  const bool with_schema = pattern.find('.') != std::string_view::npos;
  return globs(pattern, with_schema ? element.schema + "." + element.name : element.name.str());
}

std::vector<Difference> differences(const Catalog& wanted, const Catalog& actual,
                                    const std::vector<std::string>& ignore) {
  return Comparison(wanted, actual, ignore).run();
}

}  // namespace dunlin::catalog
