#include "revision/applied.h"

#include <array>

namespace dunlin::revision {

namespace {

template <class E>
struct Word {
  E value;
  std::string_view name;
};

constexpr std::array kStates{Word<State>{State::running, "running"},
                             Word<State>{State::partial, "partial"},
                             Word<State>{State::applied, "applied"}};
constexpr std::array kOrigins{
    Word<Origin>{Origin::run, "run"}, Word<Origin>{Origin::satisfied, "satisfied"},
    Word<Origin>{Origin::stamped, "stamped"}, Word<Origin>{Origin::adopted, "adopted"}};
constexpr std::array kDirections{Word<Direction>{Direction::up, "up"},
                                 Word<Direction>{Direction::down, "down"}};

template <class E, std::size_t N>
std::string_view name_in(const std::array<Word<E>, N>& words, E value) {
  for (const Word<E>& word : words) {
    if (word.value == value) return word.name;
  }
  return {};
}

template <class E, std::size_t N>
std::optional<E> value_in(const std::array<Word<E>, N>& words, std::string_view name) {
  for (const Word<E>& word : words) {
    if (word.name == name) return word.value;
  }
  return std::nullopt;
}

}  // namespace

std::string_view name_of(State state) { return name_in(kStates, state); }
std::string_view name_of(Origin origin) { return name_in(kOrigins, origin); }
std::string_view name_of(Direction direction) { return name_in(kDirections, direction); }

std::optional<State> state_named(std::string_view name) { return value_in(kStates, name); }
std::optional<Origin> origin_named(std::string_view name) { return value_in(kOrigins, name); }
std::optional<Direction> direction_named(std::string_view name) {
  return value_in(kDirections, name);
}

}  // namespace dunlin::revision
