#include "execute/lock_timeouts.h"

#include <algorithm>

#include "base/text.h"

namespace dunlin::execute {

namespace {

// A setting is short; a text of rows is not searched.
constexpr std::size_t kLongestSetting = 500;

bool sets_lock_timeout(std::string_view statement) {
  return statement.size() < kLongestSetting &&
         lower(statement).find("lock_timeout") != std::string::npos;
}

// Of ALTER TABLE, what leaves the partitions alone names a partition or says ONLY; renaming and
// policies are the parent's own.
bool goes_through_partitions(std::string_view statement) {
  const std::string text = lower(statement.substr(0, kLongestSetting));
  if (text.starts_with("drop table")) return true;
  if (!text.starts_with("alter table")) return false;
  const auto says = [&](std::string_view word) { return text.find(word) != std::string::npos; };
  return !says("partition") && !says("only") && !says("rename") && !says("row level");
}

}  // namespace

std::vector<sql::Lock> strong_locks(const plan::Step& step, std::size_t statement,
                                    const sql::Reader& reader) {
  std::vector<sql::Lock> locks;
  const auto add = [&](const sql::Lock& lock) {
    if (lock.mode >= sql::LockMode::share) locks.push_back(lock);
  };
  if (!step.judgements.empty()) {
    const std::vector<sql::Lock>& all = step.judgements[statement].locks;
    std::for_each(all.begin(), all.end(), add);
    return locks;
  }
  const sql::Facts facts = reader.facts(step.script->statements[statement]);
  for (const sql::Action& action : facts.actions) {
    std::for_each(action.locks.begin(), action.locks.end(), add);
  }
  return locks;
}

void LockTimeouts::begin() {
  texts_.clear();
  bounded_ = strong_ = worked_ = own_ = false;
}

void LockTimeouts::add(std::vector<Piece>& pieces, Piece::Kind kind, std::size_t statement,
                       std::string text) {
  pieces.push_back({kind, texts_.emplace_back(std::move(text)), statement, {}, false});
}

void LockTimeouts::add_ahead(std::vector<Piece>& pieces, const plan::Step& step,
                             std::size_t statement) {
  const Locking* locking = discipline_.locking();
  if (locking == nullptr || step.timeouts.lock.count() == 0 || own_) return;
  if (sets_lock_timeout(step.script->statements[statement].text)) {
    own_ = true;
    return;
  }
  const std::vector<sql::Lock> locks = strong_locks(step, statement, discipline_.reader());
  if (locks.empty()) {
    add_behind(pieces);
    worked_ = true;
    return;
  }
  if (!strong_ && worked_) {
    add(pieces, Piece::Kind::savepoint, statement, std::string(kSavepoint));
  }
  if (!bounded_) {
    add(pieces, Piece::Kind::waiting, statement, locking->limited(Limit::lock, limit(step)));
  }
  bounded_ = strong_ = true;
  add_taking(pieces, step, statement, locks);
}

void LockTimeouts::add_behind(std::vector<Piece>& pieces) {
  if (!bounded_) return;
  bounded_ = false;
  pieces.push_back({Piece::Kind::waiting,
                    texts_.emplace_back(discipline_.locking()->unlimited(Limit::lock)),
                    {},
                    {},
                    false});
}

void LockTimeouts::add_taking(std::vector<Piece>& pieces, const plan::Step& step,
                              std::size_t statement, const std::vector<sql::Lock>& locks) {
  if (step.judgements.empty() ||
      !goes_through_partitions(step.script->statements[statement].text)) {
    return;
  }
  const Locking& locking = *discipline_.locking();
  for (const sql::Element& relation : step.judgements[statement].partitioned) {
    const auto lock = std::find_if(locks.begin(), locks.end(),
                                   [&](const auto& one) { return one.relation == relation; });
    // Whoever may not own it may not lock it either.
    if (lock == locks.end() || lock->mode != sql::LockMode::access_exclusive) continue;
    add(pieces, Piece::Kind::waiting, statement, locking.limited(Limit::taking, limit(step)));
    add(pieces, Piece::Kind::waiting, statement, locking.taking(*lock));
    add(pieces, Piece::Kind::waiting, statement, locking.unlimited(Limit::taking));
  }
}

}  // namespace dunlin::execute
