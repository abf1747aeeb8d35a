#include "plan/present.h"

namespace dunlin::plan {

using sql::Element;
using sql::ElementKind;

std::size_t Present::track(const Element& element) const {
  const auto found = now_.find(element);
  return found == now_.end() ? kNone : found->second;
}

bool Present::there(const Element& named) const {
  const Element element = whole(named);
  if (now_.count(element) != 0) return true;
  return ended_.count(element) == 0 && live_.find(element) != nullptr;
}

Element Present::whole(const Element& element) const {
  if (element.kind == ElementKind::function && element.part.empty()) return function(element);
  if (!element.is_part() || !element.name.empty()) return element;
  for (const auto& [name, track] : now_) {
    if (name.kind == element.kind && name.part == element.part) return name;
  }
  const catalog::Object* object = live_.find(element);
  return object == nullptr ? element : object->element;
}

Element Present::function(const Element& element) const {
  const auto made = now_.lower_bound(element);
  if (made != now_.end() && made->first.kind == element.kind &&
      made->first.schema == element.schema && made->first.name == element.name) {
    return made->first;
  }
  for (const catalog::Object* object : live_.parts(element, ElementKind::function)) {
    if (ended_.count(object->element) == 0) return object->element;
  }
  return element;
}

void Present::keep(const Element& name) {
  if (of_session(name)) sessions_.push_back(name);
}

void Present::add(const Element& name, std::size_t track) {
  now_[name] = track;
  ended_.erase(name);
  keep(name);
}

void Present::remove(const Element& name, std::size_t track) {
  const auto found = now_.find(name);
  if (found != now_.end() && found->second == track) now_.erase(found);
}

void Present::end(const Element& name, std::size_t track) {
  remove(name, track);
  ended_[name] = track;
  keep(name);
}

void Present::rename(const Element& from, const Element& to, std::size_t track) {
  now_.erase(from);
  ended_[from] = track;
  keep(from);
  add(to, track);
}

void Present::end_session() {
  for (const Element& name : sessions_) {
    now_.erase(name);
    ended_.erase(name);
  }
  sessions_.clear();
}

}  // namespace dunlin::plan
