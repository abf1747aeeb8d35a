#include "execute/postgres/script.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/checksum.h"
#include "base/text.h"
#include "execute/hygiene.h"
#include "execute/lock.h"
#include "execute/postgres/checks.h"
#include "execute/postgres/discipline.h"
#include "execute/postgres/lone.h"
#include "execute/postgres/psql.h"
#include "ledger/postgres.h"
#include "ledger/script.h"

namespace dunlin::execute::postgres {

namespace {

using plan::Segment;
using plan::Step;
using revision::Direction;
using revision::Id;

constexpr ledger::ScriptRunner kRunner{
    .run =
        "pg_catalog.lpad(pg_catalog.to_hex((pg_catalog.random() * 4294967295)::bigint), 8, '0') "
        "|| pg_catalog.lpad(pg_catalog.to_hex((pg_catalog.random() * 4294967295)::bigint), 8, "
        "'0')",
    .actor = "session_user",
    .host = "coalesce(pg_catalog.host(pg_catalog.inet_client_addr()), 'local')",
    .pid = "pg_catalog.pg_backend_pid()",
};

// psql has no loop, and a session that waits inside the server holds a snapshot: the holder's
// CREATE INDEX CONCURRENTLY would wait for it, and it for the holder. Each round is a transaction.
std::string waiting(const std::string& key) {
  return fmt::format(R"(
DECLARE
  since timestamptz := pg_catalog.clock_timestamp();
BEGIN
  WHILE NOT pg_catalog.pg_try_advisory_lock({}) LOOP
    IF pg_catalog.clock_timestamp() > since + interval '10 minutes' THEN
      RAISE EXCEPTION 'another runner of dunlin holds the lock, also after 10 minutes';
    END IF;
    COMMIT;
    PERFORM pg_catalog.pg_sleep(0.2);
    COMMIT;
  END LOOP;
END
)",
                     key);
}

class Writing {
 public:
  explicit Writing(const Script& script)
      : script_(script),
        ledger_(ledger::postgres(), script.names, script.project, kRunner),
        sink_(ledger_.table("meta") + " (value)"),
        elapsed_(ledger::postgres().elapsed) {}

  std::vector<ScriptPart> all() {
    std::vector<ScriptPart> parts;
    parts.push_back({{}, beginning()});
    if (script_.steps.empty()) return parts;
    for (const ScriptStep& step : script_.steps) {
      parts.push_back({step.step.id(), text_of(step, parts.size())});
    }
    parts.push_back({{}, end()});
    return parts;
  }

 private:
  std::string key() const { return lock_key(lock_name(script_.names, script_.project)); }

  // ---- before the first revision ---------------------------------------------------------------

  std::string beginning() const {
    std::string out = script_header(
        script_, Dialect::postgresql,
        {"Run it with psql 10 or newer, over a connection of its own (a pooler in transaction mode",
         "takes the lock away):", "",
         "    psql -X -v ON_ERROR_STOP=1 -f THIS_FILE \"$DATABASE_URL\"", "",
         "It takes the lock of the project, makes the ledger where there is none, and commits each",
         "revision with its row. What the ledger says is done is left out, so it can be run again",
         "at any time, also after it failed or was cut off: it goes on where it stopped."});
    if (script_.steps.empty()) return out;
    out +=
        "\n\\set ON_ERROR_STOP on\n\\set ON_ERROR_ROLLBACK off\n\\set AUTOCOMMIT on\n"
        "\\set QUIET on\n\\unset FETCH_COUNT\n";
    out += settings() + expectations();
    out += fmt::format("\n-- the lock\nDO {};\n", dollar_quoted(waiting(key())));
    out += "\n-- the ledger\n" + bootstrap();
    if (script_.claim) out += "\n-- what this database says it is\n" + claim(*script_.claim);
    return out;
  }

  std::string settings() const {
    std::string out =
        "SET client_encoding = 'UTF8';\nSET standard_conforming_strings = on;\n"
        "SET idle_in_transaction_session_timeout = 0;\nSET application_name = 'dunlin script';\n";
    const auto set = [&](std::string_view name, const std::optional<std::string>& value) {
      if (!value) return;
      out += fmt::format("SELECT pg_catalog.set_config('{}', {}, false) AS dunlin_set \\gset\n",
                         name, ledger_.quoted(*value));
    };
    set("search_path", script_.search_path);
    set("role", script_.role);
    return out;
  }

  std::string expectations() const {
    const Expectations& expected = script_.expected;
    Checks checks;
    if (expected.schema) {
      checks.refuse_if(
          fmt::format("NOT EXISTS (SELECT FROM pg_catalog.pg_namespace WHERE nspname = {})",
                      ledger_.quoted(*expected.schema)),
          fmt::format("there is no schema '{}' in this database", *expected.schema));
    }
    if (expected.database) {
      checks.refuse_if(
          fmt::format("pg_catalog.current_database() <> {}", ledger_.quoted(*expected.database)),
          fmt::format("this is not the database '{}'", *expected.database));
    }
    if (expected.not_replica) {
      checks.refuse_if("pg_catalog.pg_is_in_recovery()", "this server is a replica");
    }
    if (expected.least_server) {
      checks.refuse_if(fmt::format("pg_catalog.current_setting('server_version_num')::integer < {}",
                                   *expected.least_server * 10000),
                       fmt::format("this server is older than version {}", *expected.least_server));
    }
    return checks.text();
  }

  std::string bootstrap() const {
    std::string out = fmt::format(
        "SELECT pg_catalog.count(*) = 2 AS dunlin_ledger FROM ({}) AS tables \\gset\n"
        "\\if :dunlin_ledger\n\\else\nBEGIN;\n",
        ledger_.existing());
    if (const std::string place = ledger_.place(); !place.empty()) out += place + ";\n";
    out += ledger_.tables() + ledger_.format() + ";\nCOMMIT;\n\\endif\n";
    Checks checks;
    checks.refuse_if("NOT " + ledger_.has_format(),
                     fmt::format("the ledger has another format than {}", ledger::kFormat),
                     "have the script written by the dunlin that wrote this ledger");
    out += checks.text();
    out += fmt::format(
        "BEGIN;\n{};\n{};\nSELECT token AS dunlin_token FROM {} WHERE project = {} "
        "\\gset\nCOMMIT;\n",
        ledger_.lock_row(), ledger_.take(script_.runner), ledger_.table("lock"), ledger_.project());
    return out;
  }

  std::string claim(const ledger::Claim& claim) const {
    Checks checks;
    checks.refuse_if(ledger_.is_elsewhere(claim),
                     fmt::format("the database says that it is another environment than '{}', and "
                                 "one of both is protected: this may be the wrong database",
                                 claim.environment),
                     fmt::format("dunlin claim {}", claim.environment));
    const std::string unclaimed = "NOT " + ledger_.is_claimed(claim);
    std::string out = checks.text();
    out += fmt::format("SELECT {} AS dunlin_now \\gset\n\\if :dunlin_now\nBEGIN;\n", unclaimed);
    for (const std::string& statement :
         {guard(), ledger_.note_claim(script_.runner, unclaimed), ledger_.forget_claim(unclaimed),
          ledger_.set_claim(claim, unclaimed)}) {
      out += statement + ";\n";
    }
    return out + "COMMIT;\n\\endif\n";
  }

  std::string end() const {
    return fmt::format(
        "\nSELECT pg_catalog.pg_advisory_unlock({}) AS dunlin_unlocked \\gset\n\\echo 'done'\n",
        key());
  }

  // ---- a revision ------------------------------------------------------------------------------

  std::string guard() const { return ledger_.guard(":dunlin_token"); }

  std::string text_of(const ScriptStep& own, std::size_t number) const {
    const Step& step = own.step;
    const bool up = step.direction == Direction::up;
    std::string out = "\n" + script_title(own, number) + "\n";
    out += fmt::format(
        "SELECT {} AS dunlin_run, {} AS dunlin_done \\gset\n",
        up ? "NOT (" + settled(own.settled, step.id()) + ")" : ledger_.is_recorded(step.id()),
        ledger_.done(step.id(), step.direction));
    const std::string title =
        on_one_line(step.row.slug.empty() ? step.id() : step.id() + "  " + step.row.slug);
    const auto said = [&](std::string_view what) {
      return fmt::format("\\echo {}\n", psql_quoted(fmt::format("{:5} {}", what, title)));
    };
    out += "\\if :dunlin_run\n" + said(name_of(step.direction)) + checks(own) + "\\else\n" +
           said(up ? "there" : "gone") + "\\endif\n";
    for (const Segment& segment : step.segments) {
      out += is_bare(own, segment) ? alone(own, segment) : transaction(own, segment);
    }
    if (verifies_apart(own)) out += verification_apart(own);
    if (touches_session(step)) out += clean_up();
    return out;
  }

  // The next revision starts from the session that this one was given.
  std::string clean_up() const {
    return "RESET SESSION AUTHORIZATION;\nRESET ALL;\nRESET ROLE;\nDEALLOCATE ALL;\nCLOSE ALL;\n"
           "UNLISTEN *;\nDISCARD TEMP;\n" +
           settings();
  }

  // What counts as applied: its row, or one of the ways around it.
  std::string settled(const Ways& ways, const Id& id) const {
    std::string out = ledger_.is_applied(id);
    for (const std::vector<Id>& way : ways) {
      std::string all;
      for (const Id& one : way) all += (all.empty() ? "" : " AND ") + ledger_.is_applied(one);
      out += " OR (" + all + ")";
    }
    return out;
  }

  std::string checks(const ScriptStep& own) const {
    const Step& step = own.step;
    const std::string name = "revision " + on_one_line(step.id());
    Checks checks;
    const std::string resolve = fmt::format("dunlin resolve --retry {}", step.id());
    checks.refuse_if(ledger_.is_stopped_elsewhere(step.row, step.direction, borders(own)),
                     name + " is unfinished, and not between two segments of this script", resolve);
    if (step.direction == Direction::up) {
      for (const Need& need : own.needs) {
        checks.refuse_if("NOT (" + settled(need.ways, need.id) + ")",
                         fmt::format("{} needs {}, which is not applied here", name, need.id),
                         "run a script that begins below it");
      }
      if (!own.pieces.empty()) {
        std::string any;
        for (const Id& piece : own.pieces) {
          any += (any.empty() ? "" : " OR ") + ledger_.is_recorded(piece);
        }
        checks.refuse_if(any, name + " replaces others of which only some are applied here",
                         "finish them first: dunlin upgrade");
      }
      checks.refuse_any(ledger_.standing_on(step.id(), "E'\\n'"),
                        name + " is missing below what is applied: ", "dunlin upgrade --fill-gaps");
    } else {
      checks.refuse_any(ledger_.standing_on(step.id(), "E'\\n'"),
                        "what is applied stands on " + name + ": ",
                        "run a script that begins above it");
    }
    return checks.text();
  }

  static bool last(const Step& step, const Segment& segment) {
    return &segment == &step.segments.back();
  }

  // In several pieces, or with nothing around its statement: the ledger is told in between.
  static bool is_cut(const ScriptStep& own) {
    return own.step.segments.size() > 1 || own.step.segments.front().kind == Segment::Kind::alone;
  }

  static bool is_bare(const ScriptStep& own, const Segment& segment) {
    if (segment.kind == Segment::Kind::transaction) return false;
    return must_be_bare(own.step.script->statements[segment.first], own.facts[segment.first]);
  }

  static bool verifies_apart(const ScriptStep& own) {
    return own.step.verify.has_value() && is_bare(own, own.step.segments.back());
  }

  static std::vector<std::size_t> borders(const ScriptStep& own) {
    std::vector<std::size_t> borders;
    for (const Segment& segment : own.step.segments) borders.push_back(segment.first);
    if (verifies_apart(own)) borders.push_back(own.step.statements());
    return borders;
  }

  std::string due(const Segment& segment) const {
    return fmt::format(
        "SELECT :'dunlin_run'::boolean AND :dunlin_done <= {} AS dunlin_now \\gset\n",
        segment.first);
  }

  std::string transaction(const ScriptStep& own, const Segment& segment) const {
    const Step& step = own.step;
    std::string out = due(segment);
    Conditional now(out, "dunlin_now", sink_);
    now.add("BEGIN;\n" + guard() + ";\n");
    for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
      now.add(step.script->statements[i]);
    }
    // A literal of ours must be read as it is written, whatever the script has set.
    if (touches_session(step)) now.add("SET standard_conforming_strings = on;\n");
    if (last(step, segment)) {
      now.add(verification(step) + final_record(own));
    } else {
      now.add(progress(step, segment.first + segment.count));
    }
    now.add("COMMIT;\n");
    now.end();
    return out;
  }

  std::string alone(const ScriptStep& own, const Segment& segment) const {
    const Step& step = own.step;
    const std::size_t index = segment.first;
    const sql::Statement& statement = step.script->statements[index];
    std::string out = due(segment);
    out += "\\set dunlin_due :dunlin_now\n\\if :dunlin_now\n";
    out += fmt::format("SELECT {} AS dunlin_begun \\gset\n",
                       ledger_.has_begun(step.id(), step.direction, index));
    out += lookup_before(own.facts[index], fmt::format("statement {} of revision {}", index + 1,
                                                       on_one_line(step.id())));
    out += "\\endif\n\\if :dunlin_now\nBEGIN;\n" + guard() + ";\n" + progress(step, index) +
           ledger_.journal(step.id(), step.direction, index, sha256(statement.text)) +
           ";\nCOMMIT;\n" + shielded(statement.text) + ";\n\\endif\n\\if :dunlin_due\nBEGIN;\n" +
           guard() + ";\n";
    out +=
        last(step, segment) && !verifies_apart(own) ? final_record(own) : progress(step, index + 1);
    return out + "COMMIT;\n\\endif\n";
  }

  std::string verification_apart(const ScriptStep& own) const {
    return "\\if :dunlin_run\nBEGIN;\n" + guard() + ";\n" + verification(own.step) +
           final_record(own) + "COMMIT;\n\\endif\n";
  }

  std::string progress(const Step& step, std::size_t done) const {
    if (step.direction == Direction::down) {
      return ledger_.going_down(step.id(), done, step.statements()) + ";\n";
    }
    revision::Applied row = step.row;
    row.state = revision::State::running;
    row.statements_done = done;
    row.statements_total = step.statements();
    return ledger_.erase(row.id) + ";\n" + ledger_.record(row, elapsed_) + ";\n";
  }

  std::string final_record(const ScriptStep& own) const {
    const Step& step = own.step;
    const bool up = step.direction == Direction::up;
    std::string out;
    if (is_cut(own)) out += ledger_.forget_journal(step.id()) + ";\n";
    if (is_cut(own) || !up) out += ledger_.erase(step.id()) + ";\n";
    if (up) out += ledger_.record(step.row, elapsed_) + ";\n";
    ledger::Event event;
    event.runner = script_.runner;
    event.revision = step.id();
    event.direction = name_of(step.direction);
    event.outcome = up ? "applied" : "reverted";
    return out + ledger_.note(event, elapsed_) + ";\n";
  }

  // ---- verify.sql ------------------------------------------------------------------------------

  std::string verification(const Step& step) const {
    if (!step.verify || step.verify->statements.empty()) return {};
    std::string out = fmt::format("{};\n", discipline().begin_reading());
    for (std::size_t i = 0; i < step.verify->statements.size(); ++i) {
      out += fmt::format("DO {};\n", dollar_quoted(verification(step, i)));
    }
    return out + fmt::format("{};\n", discipline().end_reading());
  }

  // The first column of the first row, as text: its name and type are anybody's.
  std::string verification(const Step& step, std::size_t index) const {
    const std::string_view text = step.verify->statements[index].text;
    const std::string place = place_of(*step.verify, index);
    if (step.verify_mode == revision::VerifyMode::errors || !is_query(text)) {
      return fmt::format("\nBEGIN\n  -- {}\n  EXECUTE {};\nEND\n", place, dollar_quoted(text));
    }
    return fmt::format(R"(
DECLARE
  answer record;
  answers bigint;
  said text;
BEGIN
  EXECUTE {} INTO answer;
  GET DIAGNOSTICS answers = ROW_COUNT;
  IF answers > 0 THEN
    SELECT value INTO said FROM pg_catalog.json_each_text(pg_catalog.row_to_json(answer)) LIMIT 1;
  END IF;
  IF said IS NULL OR said IN ('f', '0', 'false') THEN
    RAISE EXCEPTION USING MESSAGE = {} ||
      CASE WHEN answers = 0 THEN 'no row' ELSE coalesce(said, 'NULL') END;
  END IF;
END
)",
                       dollar_quoted(text),
                       ledger_.quoted(fmt::format("{}: the verification does not hold: ", place)));
  }

  const Script& script_;
  ledger::ScriptLedger ledger_;
  std::string sink_;
  std::string elapsed_;
};

class PostgresScribe final : public Scribe {
 public:
  std::vector<ScriptPart> write(const Script& script) const override {
    return Writing(script).all();
  }
};

}  // namespace

const Scribe& scribe() {
  static const PostgresScribe kScribe;
  return kScribe;
}

}  // namespace dunlin::execute::postgres
