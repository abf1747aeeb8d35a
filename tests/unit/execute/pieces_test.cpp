#include "execute/pieces.h"

#include <gmock/gmock.h>

#include "execute/postgres/discipline.h"
#include "execute/sqlite/discipline.h"
#include "unit/execute/session.h"

namespace dunlin::execute {
namespace {

using testing::ElementsAre;
using testing::SizeIs;
using Kind = Piece::Kind;

Piece piece(Kind kind, std::string_view text, std::size_t statement = 0) {
  return {kind, text, statement, {}, false};
}

const std::vector<Piece> kRevision = {
    piece(Kind::begin, "BEGIN"),        piece(Kind::guard, "GUARD"),
    piece(Kind::statement, "ONE -- x"), piece(Kind::statement, "TWO;", 1),
    piece(Kind::record, "RECORD"),      piece(Kind::commit, "COMMIT")};

db::ServerError refusal(std::optional<std::size_t> offset, std::size_t completed) {
  Diagnostic diagnostic;
  diagnostic.code = code::kServerError;
  db::ServerError error(diagnostic);
  error.offset = offset;
  error.completed = completed;
  return error;
}

db::ConnectionLost loss(std::string sqlstate, std::size_t completed) {
  Diagnostic diagnostic;
  diagnostic.code = code::kConnectionLost;
  diagnostic.sqlstate = std::move(sqlstate);
  db::ConnectionLost error(diagnostic);
  error.completed = completed;
  return error;
}

TEST(PiecesTest, AServerThatTakesItGetsOneMessage) {
  Nowhere nowhere(postgres::discipline());
  EXPECT_FALSE(send(nowhere.session, kRevision));
  EXPECT_THAT(nowhere.connection.sent,
              ElementsAre("BEGIN\n;\nGUARD\n;\nONE -- x\n;\nTWO;\nRECORD\n;\nCOMMIT\n;\n"));
}

TEST(PiecesTest, OneThatDoesNotGetsThemOneByOne) {
  Nowhere nowhere(sqlite::discipline());
  EXPECT_FALSE(send(nowhere.session, kRevision));
  EXPECT_THAT(nowhere.connection.sent,
              ElementsAre("BEGIN IMMEDIATE", "GUARD", "ONE -- x", "TWO;", "RECORD", "COMMIT"));
}

TEST(PiecesTest, DataOfACopyGoesAMessageOfItsOwn) {
  Nowhere nowhere(postgres::discipline());
  std::vector<Piece> pieces = kRevision;
  pieces[3].data = "1\n";
  pieces[3].has_data = true;
  send(nowhere.session, pieces);
  EXPECT_THAT(nowhere.connection.sent, ElementsAre("BEGIN\n;\nGUARD\n;\nONE -- x\n;\n", "TWO;|1\n",
                                                   "RECORD\n;\nCOMMIT\n;\n"));
}

TEST(PiecesTest, NoMessageGrowsWithoutBound) {
  Nowhere nowhere(postgres::discipline());
  const std::string large(700'000, 'x');
  send(nowhere.session, {piece(Kind::statement, large), piece(Kind::statement, large)});
  EXPECT_THAT(nowhere.connection.sent, SizeIs(2));
}

TEST(PiecesTest, AnErrorWithAPositionIsFoundByIt) {
  Nowhere nowhere(postgres::discipline());
  nowhere.connection.answer = [](const std::string& message) -> db::Result {
    throw refusal(message.find("WO;"), 0);
  };
  const auto refused = send(nowhere.session, kRevision);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->piece.text, "TWO;");
  EXPECT_EQ(refused->piece.statement, 1U);
  EXPECT_EQ(refused->offset, 1U);
}

TEST(PiecesTest, AnErrorWithoutOneIsFoundByWhatWasDoneBefore) {
  Nowhere nowhere(postgres::discipline());
  nowhere.connection.answer = [](const std::string&) -> db::Result {
    throw refusal(std::nullopt, 4);
  };
  const auto refused = send(nowhere.session, kRevision);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->piece.kind, Kind::record);
  EXPECT_FALSE(refused->offset);
}

TEST(PiecesTest, ACommitIsInDoubtUnlessTheServerSaidFarewellBeforeIt) {
  const auto in_doubt = [](std::string sqlstate, std::size_t completed) {
    Nowhere nowhere(postgres::discipline());
    nowhere.connection.answer = [&](const std::string&) -> db::Result {
      throw loss(sqlstate, completed);
    };
    try {
      send(nowhere.session, kRevision);
    } catch (const Lost& lost) {
      return lost.commit_sent;
    }
    ADD_FAILURE() << "nothing was thrown";
    return false;
  };
  EXPECT_TRUE(in_doubt("", 0));
  EXPECT_TRUE(in_doubt("", 5));
  EXPECT_TRUE(in_doubt("57P01", 5));
  EXPECT_FALSE(in_doubt("57P01", 2));
}

TEST(PiecesTest, WithoutACommitNothingIsInDoubt) {
  Nowhere nowhere(postgres::discipline());
  nowhere.connection.answer = [](const std::string&) -> db::Result { throw loss("", 0); };
  try {
    send(nowhere.session, {piece(Kind::statement, "ONE")});
    ADD_FAILURE() << "nothing was thrown";
  } catch (const Lost& lost) {
    EXPECT_FALSE(lost.commit_sent);
  }
}

TEST(PiecesTest, AStatementThatEndsTheTransactionIsRefused) {
  Nowhere nowhere(sqlite::discipline());
  nowhere.connection.answer = [&](const std::string& message) {
    if (message == "ONE -- x") nowhere.connection.state = db::Transaction::none;
    return db::Result{};
  };
  const auto refused = send(nowhere.session, kRevision);
  ASSERT_TRUE(refused);
  EXPECT_EQ(refused->error.code(), code::kEndedTransaction);
  EXPECT_THAT(nowhere.connection.sent, ElementsAre("BEGIN IMMEDIATE", "GUARD", "ONE -- x"));
}

}  // namespace
}  // namespace dunlin::execute
