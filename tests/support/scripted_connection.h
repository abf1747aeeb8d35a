#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"

namespace dunlin::test {

/// A connection to nowhere: remembers what was sent, and answers as the test says.
class ScriptedConnection final : public db::Connection {
 public:
  const db::Server& server() const override { return server_; }
  db::Result run(std::string_view sql) override {
    sent.emplace_back(sql);
    return answer ? answer(sent.back()) : db::Result{};
  }
  db::Result query(std::string_view sql, const std::vector<db::Value>& /*parameters*/) override {
    return run(sql);
  }
  db::Result copy_in(std::string_view sql, std::string_view data) override {
    return run(std::string(sql) + "|" + std::string(data));
  }
  db::Transaction transaction() const override { return state; }
  std::string quoted(std::string_view text) const override { return "'" + std::string(text) + "'"; }
  std::string quoted_name(std::string_view name) const override { return std::string(name); }
  void reset() override { sent.emplace_back("reset()"); }
  void cancel() override {}
  std::vector<db::Notice> take_notices() override { return {}; }
  std::uint64_t messages() const override { return sent.size(); }

  std::function<db::Result(const std::string&)> answer;
  std::vector<std::string> sent;
  db::Transaction state = db::Transaction::open;

 private:
  db::Server server_;
};

}  // namespace dunlin::test
