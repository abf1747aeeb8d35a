// What is asked of the live database before a plan runs, and what its answers stop.

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "plan/planner.h"
#include "sql/postgres/reader.h"

namespace dunlin::plan {
namespace {

using catalog::Answer;
using catalog::Catalog;
using catalog::Check;
using sql::Element;
using sql::ElementKind;

Element relation(std::string name) { return {ElementKind::relation, "public", name, {}}; }
Element column(std::string table, std::string name) {
  return {ElementKind::column, "public", table, name};
}

/// A table `t` (a integer, b text), which rows and others may use.
Catalog live() {
  Catalog live;
  live.search_path = {"public"};
  live.add({relation("t"), {{"kind", "table"}}});
  live.add({column("t", "a"), {{"type", "integer"}}});
  live.add({column("t", "b"), {{"type", "text"}}});
  live.add({relation("v"), {{"kind", "view"}}});
  return live;
}

/// What a route asks, and what becomes of it.
struct Flight {
  std::vector<std::string> asked;
  std::vector<std::string> reasons;  ///< of what stops

  std::string questions() const { return fmt::format("{}", fmt::join(asked, ", ")); }
  std::string stops() const { return fmt::format("{}", fmt::join(reasons, ", ")); }
};

using Answering = std::function<Answer(const Check&)>;

Flight fly(const std::vector<std::string>& scripts, const Answering& answering = {}) {
  std::vector<Candidate> candidates;
  for (const std::string& script : scripts) {
    Candidate& candidate = candidates.emplace_back();
    candidate.step.script = Source{"up.sql", std::make_shared<const std::string>(script), {}};
    candidate.step.script->statements =
        sql::postgres::reader().split(candidate.step.script->text.view()).statements;
  }
  Flight flight;
  Answers answers{[](const Element&) { return false; }, {}, {}, {}};
  answers.examined = [&](const std::vector<Check>& checks) {
    std::vector<Answer> all;
    for (const Check& check : checks) {
      std::string name = std::string(name_of(check.kind)) + " " + check.element.name.str();
      if (!check.element.part.empty()) name += "." + check.element.part.str();
      if (!check.columns.empty()) name += fmt::format("({})", fmt::join(check.columns, ","));
      flight.asked.push_back(name);
      all.push_back(answering ? answering(check) : Answer{});
    }
    return all;
  };
  Planner planner(sql::postgres::reader(), std::move(candidates), {});
  std::vector<catalog::Drawing> drawings;
  for (const catalog::Probe& probe : planner.probes(live())) {
    catalog::Drawing& drawing = drawings.emplace_back();
    for (const catalog::Frame& frame : probe.frames) {
      catalog::Drawn& drawn = drawing.emplace_back();
      // Every type is to become bigint.
      if (frame.wanted) drawn.objects.add({column("t", "a"), {{"type", "bigint"}}});
    }
  }
  for (const Step& step : planner.finish(drawings, answers)) {
    for (const Judgement& judgement : step.judgements) {
      for (const Decision& decision : judgement.actions) {
        if (decision.verdict == Verdict::stop) flight.reasons.push_back(decision.reason);
      }
    }
  }
  return flight;
}

Answering rows(std::size_t count) {
  return [count](const Check& check) {
    Answer answer;
    if (check.is_about_rows()) answer.count = count;
    return answer;
  };
}

Answering used_by(Element user) {
  return [user](const Check& check) {
    Answer answer;
    const bool asked = check.kind == Check::Kind::unused || check.kind == Check::Kind::unexpressed;
    if (asked) answer.users = {user};
    return answer;
  };
}

TEST(PreflightTest, RowsAreAskedForWhatAStatementDemands) {
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a SET NOT NULL"}).questions(), "no null t(a), owner t");
  EXPECT_EQ(fly({"CREATE UNIQUE INDEX i ON t (a, b)"}).questions(),
            "distinct t(a,b), maker public, owner t");
  EXPECT_EQ(fly({"ALTER TABLE t ADD c int NOT NULL"}).questions(), "no rows t(c), owner t");
}

TEST(PreflightTest, RowsThatDoNotAllowItStopThePlan) {
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a SET NOT NULL"}, rows(1)).stops(),
            "1 row of table \"t\" has no value in \"a\"");
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a SET NOT NULL"}, rows(1000)).stops(),
            "1000 or more rows of table \"t\" have no value in \"a\"");
  EXPECT_EQ(fly({"CREATE UNIQUE INDEX i ON t (a, b)"}, rows(2)).stops(),
            "2 values of \"a\", \"b\" in table \"t\" are there more than once");
  EXPECT_EQ(fly({"ALTER TABLE t ADD c int NOT NULL"}, rows(7)).stops(),
            "table \"t\" has rows, and column \"c\" can only be added to an empty one");
}

TEST(PreflightTest, NothingIsAskedOfRowsThatTheRouteChangesFirst) {
  const std::string then = "ALTER TABLE t ALTER a SET NOT NULL";
  EXPECT_EQ(fly({"UPDATE t SET a = 0 WHERE a IS NULL", then}).questions(), "owner t");
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a TYPE bigint USING coalesce(a, 0)", then}).questions(),
            "owner t, unexpressed t.a");
  EXPECT_EQ(fly({"DO $$ BEGIN PERFORM 1; END $$", then}).questions(), "");
  EXPECT_EQ(fly({"CREATE TABLE u (a int); ALTER TABLE u ALTER a SET NOT NULL"}).questions(),
            "maker public");
}

TEST(PreflightTest, ColumnsAreAskedForByTheirNameOfNow) {
  EXPECT_EQ(fly({"ALTER TABLE t RENAME a TO z", "ALTER TABLE t ALTER z SET NOT NULL"}).questions(),
            "owner t, no null t(a)");
  EXPECT_EQ(fly({"ALTER TABLE t RENAME TO u", "ALTER TABLE u ALTER a SET NOT NULL"}).questions(),
            "owner t, no null t(a)");
}

TEST(PreflightTest, WhatIsTouchedHasToBeOurs) {
  EXPECT_EQ(fly({"ALTER TABLE t ADD c int"}).questions(), "owner t");
  EXPECT_EQ(fly({"DROP VIEW v"}).questions(), "dropper v, unused v");
  EXPECT_EQ(fly({"COMMENT ON TABLE t IS 'x'"}).questions(), "owner t");
  EXPECT_EQ(fly({"CREATE TABLE u (id int)"}).questions(), "maker public");
  EXPECT_EQ(fly({"CREATE SCHEMA s; CREATE TABLE s.u (id int)"}).questions(), "maker ");
  EXPECT_EQ(fly({"CREATE EXTENSION citext"}).questions(), "extension citext");
}

TEST(PreflightTest, RightsThatOthersMayGiveAreNotAskedFor) {
  EXPECT_EQ(fly({"GRANT SELECT ON t TO PUBLIC"}).questions(), "");
  EXPECT_EQ(fly({"CREATE TRIGGER g AFTER INSERT ON t EXECUTE FUNCTION f()"}).questions(), "");
  EXPECT_EQ(fly({"SET ROLE admin; ALTER TABLE t ADD c int"}).questions(), "");
  EXPECT_EQ(fly({"SET ROLE admin", "ALTER TABLE t ADD c int"}).questions(), "owner t");
}

TEST(PreflightTest, ARightThatIsMissingForbidsIt) {
  const auto refused = [](const Check& check) {
    Answer answer;
    answer.why = check.kind == Check::Kind::owner ? "belongs to the role \"admin\"" : "is not so";
    return answer;
  };
  EXPECT_EQ(fly({"ALTER TABLE t ADD c int"}, refused).stops(),
            "table \"t\" belongs to the role \"admin\"");
}

TEST(PreflightTest, WhatNeedsItStopsWhatGoes) {
  EXPECT_EQ(fly({"ALTER TABLE t DROP a"}, used_by(relation("v"))).stops(),
            "view \"v\" needs column \"a\" of \"t\"");
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a TYPE bigint"}, used_by(relation("v"))).stops(),
            "view \"v\" needs column \"a\" of \"t\"");
  EXPECT_EQ(fly({"ALTER TABLE t DROP a CASCADE"}, used_by(relation("v"))).stops(), "");
}

TEST(PreflightTest, WhatTheRouteTakesAwayFirstNeedsNothing) {
  EXPECT_EQ(fly({"DROP VIEW v", "ALTER TABLE t DROP a"}, used_by(relation("v"))).stops(), "");
  EXPECT_EQ(fly({"DROP TABLE t, v"}, used_by(relation("v"))).stops(), "");
  EXPECT_EQ(fly({"ALTER TABLE t DROP a", "DROP VIEW v"}, used_by(relation("v"))).stops(),
            "view \"v\" needs column \"a\" of \"t\"");
}

TEST(PreflightTest, WhatIsNotKnownStopsNothing) {
  const auto unknown = [](const Check&) {
    Answer answer;
    answer.known = false;
    answer.why = "it takes too long";
    return answer;
  };
  EXPECT_EQ(fly({"ALTER TABLE t ALTER a SET NOT NULL"}, unknown).stops(), "");
}

}  // namespace
}  // namespace dunlin::plan
