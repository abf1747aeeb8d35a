#include "db/postgres/connection.h"

#include <libpq-fe.h>

#include <charconv>
#include <cstring>
#include <utility>

#include "db/errors.h"
#include "db/postgres/wire.h"

namespace dunlin::db::postgres {
namespace {

constexpr std::string_view kBadCharacter = "22021";
constexpr std::string_view kBadCopyData = "22P04";

std::int64_t rows_touched(PGresult* result) {
  const char* text = PQcmdTuples(result);
  std::int64_t rows = 0;
  std::from_chars(text, text + std::strlen(text), rows);
  return rows;
}

/// `kept` statements were completed before.
Result copied(PGresult* answer, std::size_t kept) {
  Result result;
  const int width = PQnfields(answer);
  for (int column = 0; column < width; ++column) {
    result.columns.emplace_back(PQfname(answer, column));
  }
  const int height = PQntuples(answer);
  result.rows.reserve(static_cast<std::size_t>(height));
  for (int index = 0; index < height; ++index) {
    Row& row = result.rows.emplace_back();
    row.reserve(static_cast<std::size_t>(width));
    for (int column = 0; column < width; ++column) {
      if (PQgetisnull(answer, index, column) == 1) {
        row.emplace_back();
      } else {
        row.emplace_back(std::string(PQgetvalue(answer, index, column),
                                     static_cast<std::size_t>(PQgetlength(answer, index, column))));
      }
    }
  }
  result.affected = rows_touched(answer);
  result.completed = kept + 1;
  return result;
}

}  // namespace

PostgresConnection::PostgresConnection(pg_conn* connected)
    : session_(connected), wire_(std::make_unique<Wire>(connected)) {
  // libpqxx installs a processor that drops notices; the receiver comes before it.
  PQsetNoticeReceiver(connected, &PostgresConnection::receive_notice, this);
  PQsetErrorVerbosity(connected, PQERRORS_VERBOSE);
}

PostgresConnection::~PostgresConnection() = default;

void PostgresConnection::receive_notice(void* connection, const PGresult* result) {
  auto& self = *static_cast<PostgresConnection*>(connection);
  Report report = report_of(result);
  // Between statements the end of the session comes as a notice.
  if (report.severity == "FATAL" || report.severity == "PANIC") {
    self.end_ = std::move(report);
  } else {
    self.notices_.push_back(notice_of(report));
  }
}

Result PostgresConnection::run(std::string_view sql) {
  refuse_nul(sql, kBadCharacter);
  send(sql);
  return collect(sql);
}

Result PostgresConnection::copy_in(std::string_view sql, std::string_view data) {
  refuse_nul(sql, kBadCharacter);
  send(sql);
  return collect(sql, data);
}

Result PostgresConnection::query(std::string_view sql, const std::vector<Value>& parameters) {
  refuse_nul(sql, kBadCharacter);
  for (const Value& value : parameters) {
    if (value) refuse_nul(*value, kBadCharacter);
  }
  begin_message();
  std::optional<Session::Answer> answer;
  std::string reason;
  try {
    const SignalWatch watch(*wire_);
    answer = session_.query(std::string(sql), parameters);
  } catch (const Session::Failure& failure) {
    reason = failure.what();
  }
  // libpqxx leaves a COPY as it begins.
  if (PQtransactionStatus(handle()) == PQTRANS_ACTIVE) return collect(sql);
  if (answer) return {std::move(answer->columns), std::move(answer->rows), answer->affected, 1};
  Report report = report_of_text(PQerrorMessage(handle()));
  if (report.message.empty()) report.message = reason;
  if (wire_->broken()) throw_lost(std::move(report));
  throw_refused(report, sql, 0);
}

void PostgresConnection::begin_message() {
  // Nothing is sent to a server that has said goodbye: what it said is worth more than the
  // failure to send, and libpqxx 6 leaks memory over that.
  wire_->look();
  if (wire_->broken()) throw_lost(std::nullopt);
  ++messages_;
}

void PostgresConnection::send(std::string_view sql) {
  begin_message();
  // A failure to send is a failure of the session, and reading tells what the server said last.
  wire_->send(std::string(sql));
}

Result PostgresConnection::collect(std::string_view sql, std::optional<std::string_view> data) {
  Result result;
  std::optional<Report> failure;
  while (const Answer answer = wire_->next()) {
    switch (PQresultStatus(answer.get())) {
      case PGRES_TUPLES_OK:
      case PGRES_COMMAND_OK:
        result = copied(answer.get(), result.completed);
        break;
      case PGRES_EMPTY_QUERY:
        break;
      case PGRES_COPY_IN:
        if (data) {
          wire_->put(*std::exchange(data, std::nullopt));
        } else {
          refuse_copy(failure);
        }
        break;
      case PGRES_COPY_OUT:
        wire_->skip_data();
        break;
      default:
        // The first error is the cause; what follows it is libpq noticing that the session ended.
        if (!failure) failure = report_of(answer.get());
    }
  }
  if (wire_->broken()) throw_lost(std::move(failure));
  if (failure) throw_refused(*failure, sql, result.completed);
  if (data) throw refusal(std::string(kBadCopyData), "data for a statement that takes none");
  return result;
}

void PostgresConnection::refuse_copy(std::optional<Report>& failure) {
  // The server would wait for the data for ever, and answer its absence with 57014.
  wire_->refuse_data();
  if (failure) return;
  failure.emplace();
  failure->sqlstate = kBadCopyData;
  failure->message = "COPY FROM STDIN without its data";
}

void PostgresConnection::throw_lost(std::optional<Report> report) {
  if (!end_) end_ = report ? std::move(*report) : report_of_text(PQerrorMessage(handle()));
  throw lost(*end_);
}

Transaction PostgresConnection::transaction() const {
  switch (PQtransactionStatus(handle())) {
    case PQTRANS_INTRANS:
    case PQTRANS_ACTIVE:
      return Transaction::open;
    case PQTRANS_INERROR:
      return Transaction::failed;
    default:
      return Transaction::none;
  }
}

std::string PostgresConnection::quoted(std::string_view text) const {
  refuse_nul(text, kBadCharacter);
  try {
    return session_.quoted(std::string(text));
  } catch (const Session::Failure& failure) {
    throw refusal(std::string(kBadCharacter), failure.what());
  }
}

std::string PostgresConnection::quoted_name(std::string_view name) const {
  refuse_nul(name, kBadCharacter);
  try {
    return session_.quoted_name(std::string(name));
  } catch (const Session::Failure& failure) {
    throw refusal(std::string(kBadCharacter), failure.what());
  }
}

// Not DISCARD ALL: that gives the advisory lock away, and cannot run in a transaction.
void PostgresConnection::reset() {
  run("RESET SESSION AUTHORIZATION; RESET ALL; RESET ROLE; DEALLOCATE ALL; CLOSE ALL; UNLISTEN *; "
      "DISCARD TEMP; " +
      setup_);
}

void PostgresConnection::cancel() { wire_->cancel(); }

std::vector<Notice> PostgresConnection::take_notices() { return std::exchange(notices_, {}); }

}  // namespace dunlin::db::postgres
