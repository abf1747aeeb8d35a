#include "support/dying_connection.h"

#include <unistd.h>

#include <utility>

namespace dunlin::test {
namespace {

[[noreturn]] void throw_lost() {
  Diagnostic diagnostic;
  diagnostic.code = code::kConnectionLost;
  diagnostic.message = "connection lost: a test wanted it";
  diagnostic.sqlstate = "08006";
  throw db::ConnectionLost(std::move(diagnostic));
}

}  // namespace

DyingConnection::DyingConnection(std::unique_ptr<db::Connection> inner, Death death)
    : inner_(std::move(inner)), server_(inner_->server()), death_(death) {}

template <class Send>
db::Result DyingConnection::pass(Send send) {
  db::Connection& connection = alive();
  ++messages_;
  die_at(Death::Moment::before);
  try {
    db::Result result = send(connection);
    die_at(Death::Moment::after);
    return result;
  } catch (const db::ServerError&) {
    die_at(Death::Moment::after);
    throw;
  }
}

void DyingConnection::die_at(Death::Moment moment) {
  if (messages_ != death_.number || moment != death_.moment) return;
  if (death_.manner == Death::Manner::process) ::_exit(kDied);
  inner_.reset();
  throw_lost();
}

db::Connection& DyingConnection::alive() const {
  if (!inner_) throw_lost();
  return *inner_;
}

db::Result DyingConnection::run(std::string_view sql) {
  return pass([&](db::Connection& inner) { return inner.run(sql); });
}

db::Result DyingConnection::query(std::string_view sql, const std::vector<db::Value>& parameters) {
  return pass([&](db::Connection& inner) { return inner.query(sql, parameters); });
}

db::Result DyingConnection::copy_in(std::string_view sql, std::string_view data) {
  return pass([&](db::Connection& inner) { return inner.copy_in(sql, data); });
}

db::Transaction DyingConnection::transaction() const {
  return inner_ ? inner_->transaction() : db::Transaction::none;
}

std::string DyingConnection::quoted(std::string_view text) const { return alive().quoted(text); }

std::string DyingConnection::quoted_name(std::string_view name) const {
  return alive().quoted_name(name);
}

void DyingConnection::reset() {
  pass([](db::Connection& connection) {
    connection.reset();
    return db::Result{};
  });
}

void DyingConnection::cancel() {
  if (inner_) inner_->cancel();
}

std::vector<db::Notice> DyingConnection::take_notices() {
  return inner_ ? inner_->take_notices() : std::vector<db::Notice>();
}

}  // namespace dunlin::test
