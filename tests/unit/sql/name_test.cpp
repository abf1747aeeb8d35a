#include "sql/name.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <thread>
#include <vector>

namespace dunlin::sql {
namespace {

TEST(NameTest, EqualTextsAreOneName) {
  const std::string users = "users";
  EXPECT_EQ(Name("users"), Name(users));
  EXPECT_EQ(&Name("users").str(), &Name(users).str());
  EXPECT_NE(Name("users"), Name("Users"));
  EXPECT_EQ(Name("users"), "users");
  EXPECT_EQ(Name(), Name(""));
  EXPECT_TRUE(Name().empty());
}

TEST(NameTest, IsOrderedByItsBytes) {
  const std::set<Name> names = {"b", "a\xFF", "", "a"};
  EXPECT_EQ(std::vector<std::string>(names.begin(), names.end()),
            (std::vector<std::string>{"", "a", "a\xFF", "b"}));
}

TEST(NameTest, ReadsAndPrintsAsText) {
  const Name name("users");
  EXPECT_EQ("public." + name + "_" + name, "public.users_users");
  EXPECT_EQ(fmt::format("{:>7}", name), "  users");
  EXPECT_EQ(std::string_view(name).substr(1), "sers");
}

TEST(NameTest, MayBeMadeByManyThreads) {
  std::vector<std::thread> threads;
  std::vector<const std::string*> kept(4);
  for (const std::string*& text : kept) {
    threads.emplace_back([&text] {
      for (int i = 0; i < 1000; ++i) text = &Name("thread " + std::to_string(i)).str();
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(std::set(kept.begin(), kept.end()).size(), 1);
}

}  // namespace
}  // namespace dunlin::sql
