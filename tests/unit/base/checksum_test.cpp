#include "base/checksum.h"

#include <gtest/gtest.h>

namespace dunlin {
namespace {

TEST(ChecksumTest, IsSha256) {
  EXPECT_EQ(sha256(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(ChecksumTest, PiecesCountAsTheirWhole) {
  Sha256 digest;
  digest.add("a");
  digest.add("");
  digest.add("bc");
  EXPECT_EQ(digest.hex(), sha256("abc"));
  digest.add("abc");
  EXPECT_EQ(digest.hex(), sha256("abc")) << "hex() starts over";
}

}  // namespace
}  // namespace dunlin
