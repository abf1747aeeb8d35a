#include "db/open.h"

#include <gmock/gmock.h>

#include <vector>

#include "db/errors.h"

namespace dunlin::db {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

/// A connection that is only there.
class Idle final : public Connection {
 public:
  const Server& server() const override { return server_; }
  Result run(std::string_view) override { return {}; }
  Result query(std::string_view, const std::vector<Value>&) override { return {}; }
  Result copy_in(std::string_view, std::string_view) override { return {}; }
  Transaction transaction() const override { return Transaction::none; }
  std::string quoted(std::string_view text) const override { return std::string(text); }
  std::string quoted_name(std::string_view name) const override { return std::string(name); }
  void reset() override {}
  void cancel() override {}
  std::vector<Notice> take_notices() override { return {}; }
  std::uint64_t messages() const override { return 0; }

 private:
  Server server_;
};

Unreachable unreachable(bool heals) {
  Diagnostic diagnostic;
  diagnostic.code = code::kUnreachable;
  diagnostic.message = "Connection refused";
  return {diagnostic, heals};
}

class OpenWaitingTest : public testing::Test {
 protected:
  /// Fails so many times, then succeeds.
  auto failing(int times, bool heals = true) {
    return [this, times, heals]() -> std::unique_ptr<Connection> {
      if (++attempts <= times) throw unreachable(heals);
      return std::make_unique<Idle>();
    };
  }

  std::function<void(const Diagnostic&)> listen() {
    return [this](const Diagnostic& reason) { heard.push_back(reason.message); };
  }

  int attempts = 0;
  std::vector<std::string> heard;
};

TEST_F(OpenWaitingTest, TriesUntilItWorksAndSaysWhyItWaits) {
  EXPECT_NE(open_waiting(failing(3), Milliseconds(10'000), listen()), nullptr);
  EXPECT_EQ(attempts, 4);
  EXPECT_THAT(heard, ElementsAre("Connection refused"));
}

TEST_F(OpenWaitingTest, FailsAtOnceOnWhatCannotHeal) {
  EXPECT_THROW(open_waiting(failing(1, false), Milliseconds(10'000), listen()), Unreachable);
  EXPECT_EQ(attempts, 1);
}

TEST_F(OpenWaitingTest, TriesOnceWhenThereIsNothingToWait) {
  EXPECT_THROW(open_waiting(failing(1), Milliseconds(0), listen()), Unreachable);
  EXPECT_EQ(attempts, 1);
}

TEST_F(OpenWaitingTest, GivesUpWhenTheTimeIsOverAndSaysHowOftenItTried) {
  try {
    open_waiting(failing(1000), Milliseconds(250), {});
    FAIL();
  } catch (const Unreachable& error) {
    EXPECT_THAT(error.first().notes, Contains(HasSubstr("times in")));
  }
  EXPECT_GE(attempts, 3);
}

TEST_F(OpenWaitingTest, OtherErrorsPass) {
  const auto broken = []() -> std::unique_ptr<Connection> {
    throw Error(code::kBadUrl, "no such keyword");
  };
  EXPECT_THROW(open_waiting(broken, Milliseconds(10'000), {}), Error);
}

}  // namespace
}  // namespace dunlin::db
