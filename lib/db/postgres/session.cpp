// The one file that includes libpqxx. It is compiled as C++17: Ubuntu 24.04 ships libpqxx 7.8
// built so, and its ABI differs from that of C++20 (std::source_location in its exceptions).
// For the same reason no exception of libpqxx leaves this file.

#include "db/postgres/session.h"

#include <libpq-fe.h>

#include <pqxx/pqxx>
#include <utility>

namespace dunlin::db::postgres {
namespace {

#if PQXX_VERSION_MAJOR < 7

/// Hands over one established connection, once. libpqxx 6 opens another in silence when it finds
/// its connection broken, and the session's locks and settings are gone; here it gets an error.
class OneShot : public pqxx::connectionpolicy {
 public:
  explicit OneShot(PGconn* connected) : pqxx::connectionpolicy(""), connected_(connected) {}

  handle do_startconnect(handle current) override {
    if (current != nullptr) return current;  // as it is: broken, if it broke
    if (connected_ == nullptr) throw pqxx::broken_connection("the session is gone");
    return std::exchange(connected_, nullptr);
  }
  handle do_completeconnect(handle current) override { return current; }
  handle do_dropconnect(handle) noexcept override { return nullptr; }
  // The handle is not libpqxx's to close: what it says about its end is still wanted.
  handle do_disconnect(handle) noexcept override { return nullptr; }
  bool is_ready(handle current) const noexcept override { return current != nullptr; }

 private:
  PGconn* connected_;
};

class Connection : private std::unique_ptr<PGconn, decltype(&PQfinish)>,
                   private OneShot,
                   public pqxx::connection_base {
 public:
  explicit Connection(PGconn* connected)
      : unique_ptr(connected, &PQfinish),
        OneShot(connected),
        connection_base(static_cast<OneShot&>(*this)) {
    init();
  }
  ~Connection() { close(); }
};

#else

class Connection : public pqxx::connection {
 public:
  explicit Connection(PGconn* connected)
      : pqxx::connection(pqxx::connection::seize_raw_connection(connected)) {}
};

#endif

#if PQXX_VERSION_MAJOR < 7

pqxx::result execute(pqxx::nontransaction& session, const std::string& sql,
                     const std::vector<Session::Text>& parameters) {
  std::vector<const char*> values;
  values.reserve(parameters.size());
  for (const Session::Text& value : parameters) values.push_back(value ? value->c_str() : nullptr);
  return session.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
}

#else

pqxx::result execute(pqxx::nontransaction& session, const std::string& sql,
                     const std::vector<Session::Text>& parameters) {
  pqxx::params values;
  for (const Session::Text& value : parameters) {
    if (value) {
      values.append(*value);
    } else {
      values.append();
    }
  }
#if PQXX_VERSION_MAJOR > 7 || PQXX_VERSION_MINOR >= 10
  return session.exec(sql, values);
#else
  return session.exec_params(sql, values);
#endif
}

#endif

Session::Answer copied(const pqxx::result& result) {
  Session::Answer answer;
  const auto width = result.columns();
  for (auto column = width - width; column < width; ++column) {
    answer.columns.emplace_back(result.column_name(column));
  }
  answer.rows.reserve(static_cast<std::size_t>(result.size()));
  for (auto index = result.size() - result.size(); index < result.size(); ++index) {
    const pqxx::row row = result[index];
    auto& cells = answer.rows.emplace_back();
    cells.reserve(static_cast<std::size_t>(width));
    for (auto column = width - width; column < width; ++column) {
      const pqxx::field field = row[column];
      cells.emplace_back(field.is_null() ? Session::Text()
                                         : Session::Text(std::string(field.c_str(), field.size())));
    }
  }
  answer.affected = static_cast<std::int64_t>(result.affected_rows());
  return answer;
}

}  // namespace

struct Session::State {
  explicit State(PGconn* connected) : handle(connected), connection(connected) {}

  PGconn* handle;
  mutable Connection connection;
};

Session::Session(pg_conn* connected) try : state_(std::make_unique<State>(connected)) {
} catch (const std::exception& error) {
  throw Failure(error.what());
}

Session::~Session() = default;

pg_conn* Session::handle() const { return state_->handle; }

Session::Answer Session::query(const std::string& sql, const std::vector<Text>& parameters) {
  try {
    pqxx::nontransaction session(state_->connection);
    return copied(execute(session, sql, parameters));
  } catch (const std::exception& error) {
    throw Failure(error.what());
  }
}

std::string Session::quoted(const std::string& text) const {
  try {
    return state_->connection.quote(text);
  } catch (const std::exception& error) {
    throw Failure(error.what());
  }
}

std::string Session::quoted_name(const std::string& name) const {
  try {
    return state_->connection.quote_name(name);
  } catch (const std::exception& error) {
    throw Failure(error.what());
  }
}

}  // namespace dunlin::db::postgres
