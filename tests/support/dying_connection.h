#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"

namespace dunlin::test {

/// When and how a connection dies: at its message `number` (from 1; 0: never), before it is sent
/// or after it was answered; with the process, or with the session alone.
struct Death {
  enum class Moment { before, after };
  enum class Manner { process, session };

  std::uint64_t number = 0;
  Moment moment = Moment::before;
  Manner manner = Manner::session;
};

/// What a process that died so exits with.
inline constexpr int kDied = 99;

/// A connection that dies at a chosen message, as a crash or a broken network would have it. A
/// clean run tells by messages() how many deaths there are to try.
class DyingConnection final : public db::Connection {
 public:
  DyingConnection(std::unique_ptr<db::Connection> inner, Death death);

  const db::Server& server() const override { return server_; }
  db::Result run(std::string_view sql) override;
  db::Result query(std::string_view sql, const std::vector<db::Value>& parameters) override;
  db::Result copy_in(std::string_view sql, std::string_view data) override;
  db::Transaction transaction() const override;
  std::string quoted(std::string_view text) const override;
  std::string quoted_name(std::string_view name) const override;
  void reset() override;
  void cancel() override;
  std::vector<db::Notice> take_notices() override;
  /// Those sent through here; the message at which it died counts.
  std::uint64_t messages() const override { return messages_; }

 private:
  template <class Send>
  db::Result pass(Send send);
  void die_at(Death::Moment moment);
  db::Connection& alive() const;

  std::unique_ptr<db::Connection> inner_;
  db::Server server_;
  Death death_;
  std::uint64_t messages_ = 0;
};

}  // namespace dunlin::test
