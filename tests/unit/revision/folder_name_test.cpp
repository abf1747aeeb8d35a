#include "revision/folder_name.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

namespace dunlin::revision {
namespace {

TEST(FolderNameTest, TheFirstTwoUnderscoresEndTheId) {
  EXPECT_EQ(read_folder_name("20261120091502__add_orders"),
            (FolderName{"20261120091502", "add_orders"}));
  EXPECT_EQ(read_folder_name("a__b__c"), (FolderName{"a", "b__c"}));
  EXPECT_EQ(read_folder_name("a_b"), (FolderName{"a_b", ""}));
  EXPECT_EQ(read_folder_name("a___b"), (FolderName{"a", "_b"}));
}

TEST(FolderNameTest, IdsArePercentDecodedAndSlugsAreNot) {
  EXPECT_EQ(read_folder_name("a%2Fb%5f%5Fc__100%"), (FolderName{"a/b__c", "100%"}));
  EXPECT_EQ(read_folder_name("a%2"), std::nullopt);
  EXPECT_EQ(read_folder_name("50%__x"), std::nullopt);
}

TEST(FolderNameTest, WhatAFileNameCannotHoldIsEncoded) {
  EXPECT_EQ(folder_name("a/b", "x"), "a%2Fb__x");
  EXPECT_EQ(folder_name("a__b", ""), "a%5F%5Fb");
  EXPECT_EQ(folder_name("a_", "x"), "a%5F__x");
  EXPECT_EQ(folder_name("..", ""), "%2E.");
  EXPECT_EQ(folder_name("100%", ""), "100%25");
  EXPECT_EQ(folder_name("HEADS", ""), "%48EADS");
  EXPECT_EQ(folder_name("it's v1.0 \xC3\xBC", "x"), "it's v1.0 \xC3\xBC__x");
}

RC_GTEST_PROP(FolderNameProperty, WhatIsWrittenReadsBackTheSame, ()) {
  const auto id = *rc::gen::nonEmpty(
      rc::gen::container<std::string>(rc::gen::elementOf(std::string("a_%/.B\x01 "))));
  const auto slug = *rc::gen::container<std::string>(rc::gen::elementOf(std::string("a_%.B")));
  const std::string name = folder_name(id, slug);

  RC_ASSERT(read_folder_name(name) == (FolderName{id, slug}));
  RC_ASSERT(name.find('/') == std::string::npos);
  RC_ASSERT(name.front() != '.');
}

TEST(FolderNameTest, ASlugIsLowerCaseWords) {
  EXPECT_EQ(slugify("Add orders"), "add_orders");
  EXPECT_EQ(slugify("  Don't  drop `users.email`!  "), "dont_drop_users_email");
  EXPECT_EQ(slugify("caf\xC3\xA9 no. 2"), "caf_no_2");
  EXPECT_EQ(slugify("!?"), "");
}

TEST(FolderNameTest, ASlugIsCutBetweenWords) {
  EXPECT_EQ(slugify("one two three four five six seven eight nine"),
            "one_two_three_four_five_six_seven_eight");
  EXPECT_EQ(slugify(std::string(50, 'x') + " y"), std::string(40, 'x'));
}

}  // namespace
}  // namespace dunlin::revision
