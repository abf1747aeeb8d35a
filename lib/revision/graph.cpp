#include "revision/graph.h"

// Before the algorithms: what makes a vector a graph is looked up where they are defined.
#include <boost/graph/vector_as_graph.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/strong_components.hpp>
#include <numeric>

#include "base/error.h"
#include "base/text.h"
#include "revision/soundness.h"

namespace dunlin::revision {

namespace {

// Notes each node once everything it points at has been noted.
class Notes : public boost::default_dfs_visitor {
 public:
  explicit Notes(std::vector<std::size_t>& order) : order_(order) {}

  template <class Vertex, class G>
  void finish_vertex(Vertex node, const G& /*graph*/) {
    order_.push_back(node);
  }

 private:
  std::vector<std::size_t>& order_;
};

Adjacency reversed(const Adjacency& adjacency) {
  Adjacency out(adjacency.size());
  for (std::size_t i = 0; i < adjacency.size(); ++i) {
    for (const std::size_t j : adjacency[i]) out[j].push_back(i);
  }
  return out;
}

// The shortest way from `start` back to itself inside its knot.
std::vector<std::size_t> circle_from(std::size_t start, const Adjacency& before,
                                     const std::vector<std::size_t>& knot) {
  std::vector<std::size_t> came_from(before.size(), before.size());
  std::vector<std::size_t> open{start};
  for (std::size_t next = 0; next < open.size(); ++next) {
    const std::size_t node = open[next];
    for (const std::size_t to : before[node]) {
      if (to == start) {
        std::vector<std::size_t> circle;
        for (std::size_t at = node; at != start; at = came_from[at]) circle.push_back(at);
        circle.push_back(start);
        std::reverse(circle.begin(), circle.end());
        return circle;
      }
      if (knot[to] != knot[start] || came_from[to] != before.size()) continue;
      came_from[to] = node;
      open.push_back(to);
    }
  }
  return {};
}

Selection without(const Adjacency& edges) {
  Selection selected(edges.size());
  for (std::size_t i = 0; i < edges.size(); ++i) selected[i] = edges[i].empty();
  return selected;
}

void spread_down(const Adjacency& edges, Selection& selected) {
  for (std::size_t i = selected.size(); i-- > 0;) {
    if (!selected[i]) continue;
    for (const std::size_t j : edges[i]) selected[j] = true;
  }
}

void spread_up(const Adjacency& edges, Selection& selected) {
  for (std::size_t i = 0; i < selected.size(); ++i) {
    if (!selected[i]) continue;
    for (const std::size_t j : edges[i]) selected[j] = true;
  }
}

// A revision is large: the names are sorted, and each is moved once.
std::vector<Revision> sorted_by_id(std::vector<Revision> revisions) {
  std::vector<std::pair<std::string_view, std::size_t>> names;
  names.reserve(revisions.size());
  for (std::size_t i = 0; i < revisions.size(); ++i) names.emplace_back(revisions[i].id, i);
  if (std::is_sorted(names.begin(), names.end())) return revisions;
  std::sort(names.begin(), names.end());
  std::vector<std::size_t> order;
  order.reserve(names.size());
  for (const auto& [name, i] : names) order.push_back(i);
  std::vector<Revision> sorted;
  sorted.reserve(revisions.size());
  for (const std::size_t i : order) sorted.push_back(std::move(revisions[i]));
  return sorted;
}

void refuse_unsound(const std::vector<Revision>& revisions) {
  std::vector<Diagnostic> problems;
  for (const Finding& finding : findings(revisions)) {
    if (finding.severity != Severity::error) continue;
    const std::string& folder = revisions[finding.revision].folder;
    problems.push_back(diagnostic_of(finding, folder.empty() ? Place{} : Place{folder}));
  }
  if (!problems.empty()) throw Error(std::move(problems));
}

}  // namespace

std::vector<std::size_t> order_of(const Adjacency& before) {
  std::vector<std::size_t> order;
  order.reserve(before.size());
  std::vector<boost::default_color_type> colors(before.size(), boost::white_color);
  const Adjacency after = reversed(before);
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (!after[i].empty()) continue;
    boost::depth_first_visit(
        before, i, Notes(order),
        boost::make_iterator_property_map(colors.begin(), boost::identity_property_map()));
  }
  return order;
}

std::vector<std::vector<std::size_t>> circles_in(const Adjacency& before) {
  std::vector<std::size_t> knot(before.size());
  const std::size_t count = boost::strong_components(
      before, boost::make_iterator_property_map(knot.begin(), boost::identity_property_map()),
      boost::vertex_index_map(boost::identity_property_map()));
  std::vector<std::size_t> size(count, 0);
  for (const std::size_t k : knot) ++size[k];
  std::vector<std::vector<std::size_t>> circles;
  for (std::size_t i = 0; i < before.size(); ++i) {
    const bool own = std::binary_search(before[i].begin(), before[i].end(), i);
    if (size[knot[i]] == 0 || (size[knot[i]] == 1 && !own)) continue;
    circles.push_back(circle_from(i, before, knot));
    size[knot[i]] = 0;  // one circle a knot
  }
  return circles;
}

Graph::Graph(std::vector<Revision> revisions) {
  refuse_unsound(revisions);
  build(std::move(revisions));
}

Graph::Graph(std::vector<Revision> revisions, Checked /*checked*/) { build(std::move(revisions)); }

void Graph::build(std::vector<Revision> revisions) {
  // The order must not depend on how the files were listed.
  revisions = sorted_by_id(std::move(revisions));
  const Links links = links_of(revisions);
  adopt(std::move(revisions), order_of(links.before));
  link(links);
  name();
}

// In place: two lists of all revisions would be most of the memory that a command takes.
void Graph::adopt(std::vector<Revision> revisions, const std::vector<std::size_t>& order) {
  by_id_.resize(order.size());
  for (std::size_t place = 0; place < order.size(); ++place) by_id_[order[place]] = place;
  revisions_ = std::move(revisions);
  std::vector<std::size_t> goes_to = by_id_;
  for (std::size_t i = 0; i < goes_to.size(); ++i) {
    while (goes_to[i] != i) {
      const std::size_t to = goes_to[i];
      std::swap(revisions_[i], revisions_[to]);
      std::swap(goes_to[i], goes_to[to]);
    }
  }
}

void Graph::link(const Links& links) {
  // Sorted by id, the place in the order is at the place in `by_id_`.
  parents_ = renumbered(links.parents, by_id_);
  requirements_ = renumbered(links.requirements, by_id_);
  std::vector<std::size_t> rank(size());
  std::iota(rank.begin(), rank.end(), std::size_t{0});
  const Adjacency parents = parents_;
  Reach reach(parents, std::move(rank));
  for (std::size_t i = 0; i < size(); ++i) {
    if (parents_[i].size() < 2) continue;
    std::erase_if(parents_[i],
                  [&](std::size_t parent) { return reach.implied(parent, parents[i]); });
  }
  children_ = reversed(parents_);
  dependents_ = reversed(requirements_);
  bases_ = without(parents_);
  find_heads(reversed(renumbered(links.before, by_id_)));
}

void Graph::find_heads(const Adjacency& after) {
  heads_ = without(after);
  tips_ = without(children_);
  for (std::size_t i = 0; i < size(); ++i) {
    // What follows by standing in for a parent is a child all the same; what is replaced is past.
    if (after[i].size() > dependents_[i].size()) tips_[i] = false;
  }
}

void Graph::name() {
  slugs_.reserve(size());
  for (std::size_t i = 0; i < size(); ++i) {
    for (const std::string& label : revisions_[i].labels) labels_.emplace_back(label, i);
    if (!revisions_[i].slug.empty()) slugs_.emplace_back(revisions_[i].slug, i);
  }
  std::sort(labels_.begin(), labels_.end());
  std::sort(slugs_.begin(), slugs_.end());
}

std::optional<std::size_t> Graph::index_of(std::string_view id) const {
  const auto at = std::lower_bound(
      by_id_.begin(), by_id_.end(), id,
      [&](std::size_t i, std::string_view name) { return revisions_[i].id < name; });
  if (at == by_id_.end() || revisions_[*at].id != id) return std::nullopt;
  return *at;
}

const Revision* Graph::find(std::string_view id) const {
  const auto index = index_of(id);
  return index ? &revisions_[*index] : nullptr;
}

const Revision& Graph::at(std::string_view id) const {
  if (const Revision* found = find(id)) return *found;
  throw with_hint(Error(code::kUnknownTarget, fmt::format("no revision has the id '{}'", id)),
                  did_you_mean(id));
}

std::vector<Id> Graph::ids() const { return ids(Selection(size(), true)); }

Selection Graph::selection(std::span<const Id> ids) const {
  Selection selected = none();
  for (const Id& id : ids) {
    if (const auto index = index_of(id)) selected[*index] = true;
  }
  return selected;
}

std::vector<Id> Graph::ids(const Selection& selected) const {
  std::vector<Id> found;
  found.reserve(static_cast<std::size_t>(std::count(selected.begin(), selected.end(), true)));
  for (std::size_t i = 0; i < selected.size(); ++i) {
    if (selected[i]) found.push_back(revisions_[i].id);
  }
  return found;
}

Selection Graph::ancestors(Selection selected) const {
  spread_down(requirements_, selected);
  return selected;
}

Selection Graph::descendants(Selection selected) const {
  spread_up(dependents_, selected);
  return selected;
}

Selection Graph::lineage(std::size_t index) const {
  Selection above = none();
  above[index] = true;
  Selection below = above;
  spread_up(children_, above);
  spread_down(parents_, below);
  for (std::size_t i = 0; i < size(); ++i) above[i] = above[i] || below[i];
  return above;
}

Selection Graph::maximal(const Selection& selected) const {
  Selection required = none();
  Selection top = none();
  for (std::size_t i = size(); i-- > 0;) {
    if (!selected[i] && !required[i]) continue;
    top[i] = selected[i] && !required[i];
    for (const std::size_t j : requirements_[i]) required[j] = true;
  }
  return top;
}

std::vector<std::size_t> Graph::starting_with(std::string_view prefix) const {
  std::vector<std::size_t> found;
  auto id = std::lower_bound(
      by_id_.begin(), by_id_.end(), prefix,
      [&](std::size_t i, std::string_view name) { return revisions_[i].id < name; });
  for (; id != by_id_.end() && revisions_[*id].id.starts_with(prefix); ++id) found.push_back(*id);
  auto label =
      std::lower_bound(labels_.begin(), labels_.end(), prefix,
                       [](const auto& entry, std::string_view name) { return entry.first < name; });
  for (; label != labels_.end() && label->first.starts_with(prefix); ++label) {
    found.push_back(label->second);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::string Graph::did_you_mean(std::string_view name) const {
  std::vector<std::string> names = ids();
  for (const auto& [label, index] : labels_) names.push_back(label);
  for (const auto& [slug, index] : slugs_) names.push_back(slug);
  return dunlin::did_you_mean(name, names);
}

}  // namespace dunlin::revision
