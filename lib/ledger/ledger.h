#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "db/connection.h"
#include "ledger/event.h"
#include "ledger/language.h"
#include "revision/applied.h"

namespace dunlin::ledger {

/// The newest format this program writes and the only one it reads.
inline constexpr int kFormat = 1;

/// Which environment a database says it is.
struct Claim {
  std::string environment;
  bool is_protected = false;

  friend bool operator==(const Claim&, const Claim&) = default;
};

/// Enough of a row to see that nothing is to be done.
struct Brief {
  std::string id;
  std::string state;
  std::string raw_checksum;
};

/// Statements without their semicolons, in order.
using Statements = std::vector<std::string>;

/// One text of them all.
std::string joined(const Statements& statements);

/// Everything one project's ledger says, read in one go.
struct Snapshot {
  bool exists = false;  ///< whether there is a ledger in this database
  revision::Basis basis;
  std::optional<Claim> claim;
  revision::AppliedRows rows;  ///< by sequence, without their down scripts
};

/// Who holds, or last held, the lock.
struct Holder {
  std::string run;
  std::string name;  ///< `user@host`, the command
  std::int64_t pid = 0;
  std::string since;
};

/// The tables in the target database that remember what was applied, seen through one connection.
/// Always addressed by qualified names. Reading never creates anything. Errors: the connection's,
/// and Error(kLedgerUnreadable, kLedgerUnwritable, kLedgerNewer).
///
/// What is written comes as text, so that the executor can send it in one message with the
/// revision it is about, in the same transaction. Each such text fails, instead of writing
/// nothing, when the basis it was made for no longer holds.
class Ledger {
 public:
  /// The connection must outlive the ledger.
  Ledger(db::Connection& connection, const Language& language, Names names, std::string project);

  bool exists();
  Snapshot read();
  std::vector<Brief> read_briefly();
  std::optional<Claim> claim();
  std::optional<Holder> holder();
  std::optional<std::string> down_script(const std::string& id);
  /// The revisions that were reverted at some time.
  std::set<std::string> reverted();
  /// The newest events first, at most `limit`.
  std::vector<Event> events(std::size_t limit);

  /// Creates what is missing of the ledger and of this project's rows in it. Only under the lock;
  /// inside a transaction that the caller opened.
  void bootstrap();

  /// Makes this run the one whose token counts, and returns the basis from now on. Inside a
  /// transaction that the caller opened.
  revision::Basis take(const Runner& runner);

  /// A statement that moves the sequence on by one, from `basis` to `after(basis)`; it fails with a
  /// NOT NULL violation when the ledger stands at another basis.
  std::string guard(const revision::Basis& basis) const;

  static revision::Basis after(const revision::Basis& basis) {
    return {basis.token, basis.sequence + 1};
  }

  /// Statements for the transaction that guard(basis) opened. `record` and `note` fail with a
  /// NOT NULL violation, too, where the lock's row is gone; whatever changes the ledger notes it.
  /// `elapsed`: the milliseconds to record, or nothing where the server counts them itself.
  std::string record(const revision::Applied& row, const revision::Basis& basis,
                     std::optional<std::int64_t> elapsed) const;
  std::string note(const Event& event, const revision::Basis& basis,
                   std::optional<std::int64_t> elapsed) const;
  /// record() and note() of a revision that `runner` has just applied; one statement where
  /// prepare() has been called for that runner.
  Statements applied(const revision::Applied& row, const Runner& runner,
                     const revision::Basis& basis, std::optional<std::int64_t> elapsed) const;
  std::string erase(const std::string& id) const;
  std::string accept(const std::string& id, std::string_view raw, std::string_view token) const;
  std::string forget_claim() const;
  Statements set_claim(const Claim& claim) const;
  std::string forget_journal(const std::string& id) const;
  Statements journal(const std::string& id, revision::Direction direction, std::size_t statement,
                     std::string_view state, std::string_view checksum, const Runner& runner,
                     const revision::Basis& basis, std::string_view error) const;

  /// Has the server parse and plan guard() and applied() once for the session, where it can: a
  /// quarter of a revision's time there. Until forget_prepared(), their texts are calls.
  void prepare(const Runner& runner);
  /// The session no longer has what prepare() made, or may lose it.
  void forget_prepared() { prepared_.reset(); }

  const Names& names() const { return names_; }
  const std::string& project() const { return project_; }
  /// The qualified name of one of the ledger's tables.
  std::string table(std::string_view name) const;

 private:
  std::string text(std::string_view value) const;
  std::string preparation(const Runner& runner) const;
  std::string guard_of(const std::string& token, const std::string& sequence) const;
  std::string fence(const std::string& token, const std::string& sequence) const;
  std::string fence(const revision::Basis& basis) const;
  std::string milliseconds(std::optional<std::int64_t> elapsed) const;
  revision::AppliedRows read_rows();
  void check_format();
  template <class Work>
  auto reading(Work work) -> decltype(work());

  db::Connection& connection_;
  const Language& language_;
  Names names_;
  std::string project_;
  std::optional<Runner> prepared_;  ///< whom the prepared statements are for
};

}  // namespace dunlin::ledger
