#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "db/connection.h"

namespace dunlin::test {

/// A connection that hands everything on to another one: the base of those that watch.
class ForwardingConnection : public db::Connection {
 public:
  explicit ForwardingConnection(std::unique_ptr<db::Connection> inner) : inner_(std::move(inner)) {}

  const db::Server& server() const override { return inner_->server(); }
  db::Result run(std::string_view sql) override { return inner_->run(sql); }
  db::Result query(std::string_view sql, const std::vector<db::Value>& parameters) override {
    return inner_->query(sql, parameters);
  }
  db::Result copy_in(std::string_view sql, std::string_view data) override {
    return inner_->copy_in(sql, data);
  }
  db::Transaction transaction() const override { return inner_->transaction(); }
  std::string quoted(std::string_view text) const override { return inner_->quoted(text); }
  std::string quoted_name(std::string_view name) const override {
    return inner_->quoted_name(name);
  }
  void reset() override { inner_->reset(); }
  void cancel() override { inner_->cancel(); }
  std::vector<db::Notice> take_notices() override { return inner_->take_notices(); }
  std::uint64_t messages() const override { return inner_->messages(); }

 private:
  std::unique_ptr<db::Connection> inner_;
};

/// Remembers the text of every message.
class RecordingConnection final : public ForwardingConnection {
 public:
  using ForwardingConnection::ForwardingConnection;

  db::Result run(std::string_view sql) override {
    sent.emplace_back(sql);
    return ForwardingConnection::run(sql);
  }

  std::vector<std::string> sent;
};

}  // namespace dunlin::test
