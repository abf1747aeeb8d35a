// The connection that tests let die: it must die as a real one does.

#include "support/dying_connection.h"

#include "contract/connection_fixture.h"

namespace dunlin::db {
namespace {

using test::Death;
using test::DyingConnection;

class DyingConnectionTest : public testing::Test {
 protected:
  std::unique_ptr<Connection> open() const {
    return sqlite::open(config::parse_url("sqlite:///" + directory.file("test.db")),
                        {.create = true});
  }

  std::string rows() const {
    return open()->run("SELECT count(*) FROM t").rows.at(0).at(0).value_or("");
  }

  test::TemporaryDirectory directory;
  Result made = open()->run("CREATE TABLE t (id integer)");
};

TEST_F(DyingConnectionTest, ASessionIsLostBeforeOrAfterItsMessage) {
  for (const auto& [moment, left] :
       {std::pair(Death::Moment::before, "0"), std::pair(Death::Moment::after, "1")}) {
    DyingConnection dying(open(), {.number = 2, .moment = moment});
    dying.run("SELECT 1");
    thrown<ConnectionLost>([&] { dying.query("INSERT INTO t VALUES ($1)", {"1"}); });
    thrown<ConnectionLost>([&] { dying.run("SELECT 1"); });
    EXPECT_EQ(dying.messages(), 2u);
    EXPECT_EQ(rows(), left);
  }
}

TEST_F(DyingConnectionTest, WhatWasOpenIsRolledBack) {
  DyingConnection dying(open(), {.number = 3, .moment = Death::Moment::before});
  dying.run("BEGIN");
  dying.run("INSERT INTO t VALUES (1)");
  thrown<ConnectionLost>([&] { dying.run("COMMIT"); });
  EXPECT_EQ(dying.transaction(), Transaction::none);
  EXPECT_EQ(rows(), "0");
}

TEST_F(DyingConnectionTest, AProcessDiesWithIt) {
  EXPECT_EQ(in_child([&] {
              DyingConnection dying(open(), {.number = 1, .manner = Death::Manner::process});
              dying.run("INSERT INTO t VALUES (1)");
              return 1;
            }),
            test::kDied);
  EXPECT_EQ(rows(), "0");
}

TEST_F(DyingConnectionTest, WithoutANumberItLives) {
  DyingConnection living(open(), {});
  living.run("INSERT INTO t VALUES (1)");
  EXPECT_EQ(rows(), "1");
}

}  // namespace
}  // namespace dunlin::db
