#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "execute/session.h"
#include "sql/statement.h"

namespace dunlin::execute {

/// One statement on its way to the server.
struct Piece {
  enum class Kind {
    begin,
    guard,
    waiting,    ///< how the statement behind it waits for its locks
    savepoint,  ///< what to go back to when the statement behind it gets no lock
    statement,
    record,
    commit,
  };

  Kind kind = Kind::statement;
  std::string_view text;
  std::optional<std::size_t> statement;  ///< index within the step
  std::string_view data;
  bool has_data = false;
  std::size_t count = 1;  ///< how many statements the server sees in it
};

/// A piece that the server refused.
struct Refused {
  Piece piece;
  std::optional<std::size_t> offset;  ///< byte within the piece
  db::ServerError error;
  std::size_t nth = 0;  ///< which of the piece's statements, where there is no offset
};

/// The session was lost while these pieces were under way.
struct Lost {
  bool commit_sent = false;  ///< and may have taken effect
  db::ConnectionLost error;
};

/// Sends pieces in order, as many to a message as the database takes. Nothing: all were done.
/// Stops at the first that is refused; what came before it stays done or undone with its
/// transaction. Throws Lost, Refused::error is never thrown.
std::optional<Refused> send(Session& session, const std::vector<Piece>& pieces);

}  // namespace dunlin::execute
