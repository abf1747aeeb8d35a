#include "revision/applied.h"

#include <gmock/gmock.h>

namespace dunlin::revision {
namespace {

TEST(AppliedTest, EveryWordReadsBack) {
  for (const State state : {State::running, State::partial, State::applied}) {
    EXPECT_EQ(state_named(name_of(state)), state);
  }
  for (const Origin origin : {Origin::run, Origin::satisfied, Origin::stamped, Origin::adopted}) {
    EXPECT_EQ(origin_named(name_of(origin)), origin);
  }
  for (const Direction direction : {Direction::up, Direction::down}) {
    EXPECT_EQ(direction_named(name_of(direction)), direction);
  }
  EXPECT_EQ(state_named("Applied"), std::nullopt);
}

}  // namespace
}  // namespace dunlin::revision
