#include "revision/heads.h"

#include <gmock/gmock.h>

namespace dunlin::revision {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(HeadsTest, HasOneIdPerLineAndABlankLineBetween) {
  EXPECT_EQ(heads_file({"b", "a"}), "a\n\nb\n");
  EXPECT_EQ(heads_file({}), "");
}

TEST(HeadsTest, ReadsBackWhatWasWritten) {
  EXPECT_THAT(read_heads(heads_file({"it's", "a b"})).ids, ElementsAre("a b", "it's"));
  EXPECT_THAT(read_heads("a\r\n\r\nb\r\n").ids, ElementsAre("a", "b"));
  EXPECT_THAT(read_heads("").ids, IsEmpty());
}

TEST(HeadsTest, ReadsThroughConflictMarkers) {
  const Heads heads = read_heads(
      "<<<<<<< HEAD\nb\n||||||| merged common ancestors\na\n=======\nc\n>>>>>>> other\n");

  EXPECT_TRUE(heads.conflicted);
  EXPECT_THAT(heads.ids, ElementsAre("b", "a", "c"));
  EXPECT_FALSE(heads.agrees_with({"a", "b", "c"}));
}

TEST(HeadsTest, AgreesInAnyOrder) {
  EXPECT_TRUE(read_heads("b\n\na\n").agrees_with({"a", "b"}));
  EXPECT_FALSE(read_heads("b\n").agrees_with({"a", "b"}));
}

}  // namespace
}  // namespace dunlin::revision
