#include "execute/sqlite/script.h"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "base/checksum.h"
#include "base/text.h"
#include "execute/hygiene.h"
#include "execute/sqlite/discipline.h"
#include "execute/sqlite/foreign_keys.h"
#include "execute/sqlite/shell.h"
#include "ledger/script.h"
#include "ledger/sqlite.h"

namespace dunlin::execute::sqlite {

namespace {

using plan::Segment;
using plan::Step;
using revision::Direction;
using revision::Id;

constexpr ledger::ScriptRunner kRunner{
    .run = "lower(hex(randomblob(8)))", .actor = "'sqlite3'", .host = "'unknown'", .pid = "0"};

constexpr std::string_view kOrphans =
    "SELECT \"table\", \"rowid\", \"parent\", \"fkid\", count(*) AS n FROM "
    "pragma_foreign_key_check "
    "GROUP BY 1, 2, 3, 4";

std::string if_not_exists(std::string text) {
  constexpr std::string_view kCreate = "CREATE TABLE ";
  for (std::size_t at = text.find(kCreate); at != std::string::npos; at = text.find(kCreate, at)) {
    at += kCreate.size();
    text.insert(at, "IF NOT EXISTS ");
  }
  return text;
}

class Writing {
 public:
  explicit Writing(const Script& script)
      : script_(script), ledger_(ledger::sqlite(), script.names, script.project, kRunner) {}

  std::vector<ScriptPart> all() {
    std::vector<ScriptPart> parts;
    parts.push_back({{}, beginning()});
    if (script_.steps.empty()) return parts;
    for (const ScriptStep& step : script_.steps) {
      parts.push_back({step.step.id(), text_of(step, parts.size())});
    }
    return parts;
  }

 private:
  // ---- before the first revision ---------------------------------------------------------------

  std::string beginning() const {
    std::string out = script_header(
        script_, Dialect::sqlite,
        {"Run it with the sqlite3 shell:", "", "    sqlite3 -bail FILE.db < THIS_FILE", "",
         "It makes the ledger where there is none, and commits each revision with its row, which "
         "it",
         "writes first. So it stops at a revision that is applied already (UNIQUE constraint "
         "failed),",
         "and changes nothing from there on. Where it was cut off, go on with a script that begins",
         "at the last revision that is applied:", "",
         fmt::format("    sqlite3 FILE.db 'SELECT id FROM {} ORDER BY sequence'",
                     ledger_.table("revision"))});
    if (script_.steps.empty()) return out;
    out += fmt::format("\n.bail on\n.timeout 60000\n{};\n", discipline().prepare());
    out += "\n-- the ledger\nBEGIN IMMEDIATE;\n" + if_not_exists(ledger_.tables());
    out += fmt::format(
        "{};\n{}{};\nCOMMIT;\n", ledger_.format(),
        check(fmt::format("the ledger has format {}", ledger::kFormat), ledger_.has_format()),
        ledger_.lock_row());
    return out;
  }

  // In the first transaction: where that is undone, nothing is left of it.
  std::string opening() const {
    std::string out = ledger_.take(script_.runner) + ";\n";
    return script_.claim ? out + claim(*script_.claim) : out;
  }

  std::string claim(const ledger::Claim& claim) const {
    const std::string unclaimed = "NOT " + ledger_.is_claimed(claim);
    std::string out = check(
        fmt::format("a protected database does not say that it is another environment than {}",
                    on_one_line(claim.environment)),
        "NOT " + ledger_.is_elsewhere(claim));
    for (const std::string& statement :
         {ledger_.guard() + " AND " + unclaimed, ledger_.note_claim(script_.runner, unclaimed),
          ledger_.forget_claim(unclaimed), ledger_.set_claim(claim, unclaimed)}) {
      out += statement + ";\n";
    }
    return out;
  }

  // ---- a revision ------------------------------------------------------------------------------

  std::string text_of(const ScriptStep& own, std::size_t number) const {
    const Step& step = own.step;
    std::string out = "\n" + script_title(own, number) + "\n";
    for (const Segment& segment : step.segments) {
      const std::string first = is_first(step, segment) ? start(own, number == 1) : std::string();
      out += is_bare(step, segment) ? alone(own, segment, first) : transaction(own, segment, first);
    }
    if (verifies_apart(step)) {
      out += begin() + verification(step) + final_record(step) + "COMMIT;\n";
    }
    // The next revision starts from the session that this one was given, as far as can be said.
    if (touches_session(step)) out += fmt::format("{};\n", discipline().prepare());
    return out;
  }

  std::string begin() const {
    return fmt::format("{};\n{};\n", discipline().begin(), ledger_.guard());
  }

  static bool is_first(const Step& step, const Segment& segment) {
    return &segment == &step.segments.front();
  }
  static bool is_last(const Step& step, const Segment& segment) {
    return &segment == &step.segments.back();
  }
  static bool is_cut(const Step& step) {
    return step.segments.size() > 1 || is_bare(step, step.segments.front());
  }
  // What could have a transaction commits together with the ledger's word of it.
  static bool is_bare(const Step& step, const Segment& segment) {
    return segment.kind == Segment::Kind::alone && step.script->statements[segment.first].alone;
  }
  static bool verifies_apart(const Step& step) {
    return step.verify.has_value() && is_bare(step, step.segments.back());
  }

  // The first transaction of a revision as far as its statements: its row goes first.
  std::string start(const ScriptStep& own, bool opens) const {
    const Step& step = own.step;
    std::string out = fmt::format("{};\n", discipline().begin());
    if (opens) out += opening();
    out += ledger_.guard() + ";\n";
    const bool up = step.direction == Direction::up;
    if (!up)
      out += check(fmt::format("revision {} is applied", name(step.id())),
                   ledger_.is_applied(step.id()));
    const Segment& segment = step.segments.front();
    if (!up && !is_cut(step)) {
      out += ledger_.erase(step.id()) + ";\n";
    } else if (up && !is_cut(step)) {
      out += ledger_.record(step.row, "0") + ";\n";
    } else {
      out += progress(step, is_bare(step, segment) ? 0 : segment.count, up);
    }
    return out + (up ? checks_up(own) : checks_down(step.id()));
  }

  static std::string name(const Id& id) { return on_one_line(id); }

  std::string checks_up(const ScriptStep& own) const {
    const Id& id = own.step.id();
    std::string out;
    for (const Need& need : own.needs) {
      out += check(fmt::format("revision {} needs {}", name(id), name(need.id)),
                   settled(ledger_.is_applied(need.id), need.ways));
    }
    if (!own.settled.empty()) {
      out += check(fmt::format("revision {} is not applied by another one", name(id)),
                   fmt::format("NOT ({})", settled("0", own.settled)));
    }
    for (const Id& piece : own.pieces) {
      out +=
          check(fmt::format("revision {} replaces {}, which is not applied", name(id), name(piece)),
                "NOT " + ledger_.is_recorded(piece));
    }
    return out + check(fmt::format("revision {} is not missing below what is applied", name(id)),
                       fmt::format("NOT EXISTS ({})", ledger_.standing_on(id, "char(10)")));
  }

  std::string checks_down(const Id& id) const {
    return check(fmt::format("nothing that is applied stands on revision {}", name(id)),
                 fmt::format("NOT EXISTS ({})", ledger_.standing_on(id, "char(10)")));
  }

  std::string settled(std::string out, const Ways& ways) const {
    for (const std::vector<Id>& way : ways) {
      std::string all;
      for (const Id& one : way) all += (all.empty() ? "" : " AND ") + ledger_.is_applied(one);
      out += " OR (" + all + ")";
    }
    return "(" + out + ")";
  }

  static std::span<const sql::Statement> statements(const Step& step, const Segment& segment) {
    if (!step.script) return {};
    return std::span(step.script->statements).subspan(segment.first, segment.count);
  }

  std::string transaction(const ScriptStep& own, const Segment& segment,
                          const std::string& first) const {
    const Step& step = own.step;
    std::string out = first.empty() ? begin() : first;
    const auto statements = Writing::statements(step, segment);
    const bool watched = may_make_orphans(statements);
    if (watched) out += fmt::format("CREATE TEMP TABLE dunlin_orphans AS {};\n", kOrphans);
    for (const sql::Statement& statement : statements) out += shielded(statement.text) + ";\n";
    if (watched) out += no_new_orphans(step.id());
    if (is_last(step, segment)) {
      out += verification(step) + final_record(step);
    } else if (first.empty()) {
      out += progress(step, segment.first + segment.count, false);
    }
    return out + "COMMIT;\n";
  }

  static std::string no_new_orphans(const Id& id) {
    return check(
               fmt::format("revision {} leaves no rows without the row they refer to", name(id)),
               fmt::format("NOT EXISTS (SELECT 1 FROM ({}) AS now LEFT JOIN temp.dunlin_orphans AS "
                           "old ON now.\"table\" IS old.\"table\" AND now.\"rowid\" IS "
                           "old.\"rowid\" AND now.\"parent\" IS old.\"parent\" AND now.\"fkid\" IS "
                           "old.\"fkid\" WHERE now.n > coalesce(old.n, 0))",
                           kOrphans)) +
           "DROP TABLE temp.dunlin_orphans;\n";
  }

  std::string alone(const ScriptStep& own, const Segment& segment, const std::string& first) const {
    const Step& step = own.step;
    const std::string_view text = step.script->statements[segment.first].text;
    std::string out = first.empty() ? begin() + progress(step, segment.first, false) : first;
    out += ledger_.journal(step.id(), step.direction, segment.first, sha256(text)) + ";\nCOMMIT;\n";
    out += shielded(text) + ";\n" + begin();
    out += is_last(step, segment) && !verifies_apart(step)
               ? final_record(step)
               : progress(step, segment.first + 1, false);
    return out + "COMMIT;\n";
  }

  std::string progress(const Step& step, std::size_t done, bool fresh) const {
    if (step.direction == Direction::down) {
      return ledger_.going_down(step.id(), done, step.statements()) + ";\n";
    }
    revision::Applied row = step.row;
    row.state = revision::State::running;
    row.statements_done = done;
    row.statements_total = step.statements();
    const std::string record = ledger_.record(row, "0") + ";\n";
    return fresh ? record : ledger_.erase(row.id) + ";\n" + record;
  }

  // The row was written first where the revision is one transaction; then only its time is missing.
  std::string final_record(const Step& step) const {
    const Id& id = step.id();
    const bool up = step.direction == Direction::up;
    std::string out;
    if (is_cut(step)) {
      out += ledger_.forget_journal(id) + ";\n" + ledger_.erase(id) + ";\n";
      if (up) out += ledger_.record(step.row, "0") + ";\n";
    } else if (up) {
      out += ledger_.set_duration(id,
                                  "CAST(max(0, (julianday('now') - julianday(applied_at)) * "
                                  "86400000) AS integer)") +
             ";\n";
    }
    ledger::Event event;
    event.runner = script_.runner;
    event.revision = id;
    event.direction = name_of(step.direction);
    event.outcome = up ? "applied" : "reverted";
    return out + ledger_.note(event, up ? ledger_.duration(id) : "0") + ";\n";
  }

  // ---- verify.sql ------------------------------------------------------------------------------

  static std::string verification(const Step& step) {
    std::string out;
    for (std::size_t i = 0; step.verify && i < step.verify->statements.size(); ++i) {
      out += verification(step, i);
    }
    return out;
  }

  static std::string verification(const Step& step, std::size_t index) {
    const std::string text = shielded(step.verify->statements[index].text);
    const std::string place = place_of(*step.verify, index);
    if (step.verify_mode == revision::VerifyMode::errors || !is_query(text)) {
      return fmt::format("{};\n{};\n{};\n", discipline().begin_reading(), text,
                         discipline().end_reading());
    }
    const auto columns = columns_of_query(text);
    if (!columns) {
      return fmt::format(
          "-- NOT CHECKED: {} (the shell can only check a query that lists its "
          "columns)\n",
          place);
    }
    std::string names;
    for (std::size_t i = 1; i <= *columns; ++i) names += fmt::format("{}c{}", i > 1 ? ", " : "", i);
    return check(
        fmt::format("the verification holds: {}", place),
        fmt::format("(WITH dunlin_answer ({}) AS (\n{}\n) SELECT c1 IS NOT NULL AND CAST(c1 "
                    "AS text) NOT IN ('f', '0', 'false') FROM dunlin_answer LIMIT 1)",
                    names, text));
  }

  const Script& script_;
  ledger::ScriptLedger ledger_;
};

class SqliteScribe final : public Scribe {
 public:
  std::vector<ScriptPart> write(const Script& script) const override {
    return Writing(script).all();
  }
};

}  // namespace

const Scribe& scribe() {
  static const SqliteScribe kScribe;
  return kScribe;
}

}  // namespace dunlin::execute::sqlite
