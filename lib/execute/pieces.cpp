#include "execute/pieces.h"

#include <fmt/format.h>

#include <algorithm>

#include "execute/lock.h"

namespace dunlin::execute {

namespace {

// Larger messages save nothing and cost their size again in memory.
constexpr std::size_t kMessageLimit = std::size_t{1} << 20U;

// The pieces of one message and where each begins in its text.
struct Message {
  std::string text;
  std::vector<const Piece*> pieces;
  std::vector<std::size_t> begins;

  std::size_t statements() const {
    std::size_t all = 0;
    for (const Piece* piece : pieces) all += piece->count;
    return all;
  }

  void add(const Piece& piece) {
    pieces.push_back(&piece);
    begins.push_back(text.size());
    text += piece.text;
    // A line comment at the end of a piece must not swallow the separator.
    text += piece.text.ends_with(';') ? "\n" : "\n;\n";
  }
};

// A server that knows the position of an error tells it within the whole message; one that does
// not has still told which statements it completed.
Refused located(const Message& message, const db::ServerError& error) {
  std::size_t index = 0;
  std::size_t nth = error.completed;
  while (index + 1 < message.pieces.size() && nth >= message.pieces[index]->count) {
    nth -= message.pieces[index++]->count;
  }
  std::optional<std::size_t> within;
  if (error.offset) {
    const auto after =
        std::upper_bound(message.begins.begin(), message.begins.end(), *error.offset);
    index = static_cast<std::size_t>(after - message.begins.begin()) - 1;
    within = *error.offset - message.begins[index];
  }
  return {*message.pieces[index], within, error, nth};
}

bool holds_commit(const Message& message) {
  return !message.pieces.empty() && message.pieces.back()->kind == Piece::Kind::commit;
}

std::optional<Refused> flush(Session& session, Message& message) {
  if (message.pieces.empty()) return std::nullopt;
  try {
    session.connection.run(message.text);
  } catch (const db::ServerError& error) {
    return located(message, error);
  } catch (const db::ConnectionLost& error) {
    // The server's own farewell comes in order: what it had not answered it had not done.
    const bool known =
        !error.first().sqlstate.empty() && error.completed + 1 < message.statements();
    throw Lost{holds_commit(message) && !known, error};
  }
  message = {};
  return std::nullopt;
}

std::optional<Refused> send_whole(Session& session, const std::vector<Piece>& pieces) {
  Message message;
  for (const Piece& piece : pieces) {
    if (piece.has_data || message.text.size() + piece.text.size() > kMessageLimit) {
      if (auto refused = flush(session, message)) return refused;
    }
    if (!piece.has_data) {
      message.add(piece);
      continue;
    }
    try {
      session.connection.copy_in(piece.text, piece.data);
    } catch (const db::ServerError& error) {
      return Refused{piece, error.offset, error};
    } catch (const db::ConnectionLost& error) {
      throw Lost{false, error};
    }
  }
  return flush(session, message);
}

// What a statement did to the transaction around it, where only the connection can tell.
std::optional<Refused> ended(const Session& session, const Piece& piece) {
  if (piece.kind != Piece::Kind::statement) return std::nullopt;
  if (session.connection.transaction() == db::Transaction::open) return std::nullopt;
  Diagnostic diagnostic;
  diagnostic.code = code::kEndedTransaction;
  diagnostic.message = "this statement ended the transaction of its revision";
  return Refused{piece, 0, db::ServerError(diagnostic)};
}

std::optional<Refused> send_one(Session& session, const Piece& piece) {
  try {
    switch (piece.kind) {
      case Piece::Kind::begin:
        begin(session);
        break;
      case Piece::Kind::commit:
        commit(session);
        break;
      default:
        if (piece.has_data) {
          session.connection.copy_in(piece.text, piece.data);
        } else {
          session.connection.run(piece.text);
        }
    }
  } catch (const db::ServerError& error) {
    return Refused{piece, error.offset, error, error.completed};
  } catch (const db::ConnectionLost& error) {
    throw Lost{piece.kind == Piece::Kind::commit, error};
  }
  return ended(session, piece);
}

}  // namespace

std::optional<Refused> send(Session& session, const std::vector<Piece>& pieces) {
  if (session.discipline.whole_messages()) return send_whole(session, pieces);
  for (const Piece& piece : pieces) {
    if (auto refused = send_one(session, piece)) return refused;
  }
  return std::nullopt;
}

}  // namespace dunlin::execute
