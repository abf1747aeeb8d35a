#include "plan/planner.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/postgres/reader.h"

namespace dunlin::plan {
namespace {

using catalog::Catalog;
using sql::Element;
using sql::ElementKind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Element relation(std::string name) {
  return {ElementKind::relation, "public", std::move(name), {}};
}
Element part(ElementKind kind, std::string table, std::string name) {
  return {kind, "public", std::move(table), std::move(name)};
}
Element column(std::string table, std::string name) {
  return part(ElementKind::column, std::move(table), std::move(name));
}
Element constraint(std::string table, std::string name) {
  return part(ElementKind::constraint, std::move(table), std::move(name));
}

/// A live database, or what a drawing shows.
class Database {
 public:
  Database() { catalog_.search_path = {"public"}; }

  Database& with(Element element, sql::Attributes attributes = {}) {
    std::sort(attributes.begin(), attributes.end());
    catalog_.add({std::move(element), std::move(attributes)});
    return *this;
  }
  Database& table(const std::string& name) { return with(relation(name), {{"kind", "table"}}); }
  Database& column(const std::string& table, const std::string& name, const std::string& type,
                   sql::Attributes more = {}) {
    more.emplace_back("type", type);
    return with(plan::column(table, name), std::move(more));
  }

  operator Catalog() const { return catalog_; }  // NOLINT: reads like what it is

 private:
  Catalog catalog_;
};

/// A route of scripts, one revision each.
class Route {
 public:
  explicit Route(std::vector<std::string> scripts) : scripts_(std::move(scripts)) {}

  Route& fresh() {
    options_.fresh = true;
    return *this;
  }
  Route& allowing(Allowances allowances) {
    allowances_ = allowances;
    return *this;
  }
  Route& below(std::vector<Element> made) {
    made_ = std::move(made);
    return *this;
  }
  /// What the database draws for the wanted frames of all probes, in order.
  Route& drawing(std::vector<Catalog> pictures) {
    pictures_ = std::move(pictures);
    return *this;
  }
  Route& failing_to_draw(std::string reason) {
    failure_ = std::move(reason);
    return *this;
  }

  /// Somebody else migrated the database, and the user says so.
  Route& accepting_what_is_there() {
    options_.accept_existing = true;
    return fresh();
  }

  std::vector<Step> on(const Catalog& live) {
    Planner planner(sql::postgres::reader(), candidates(), options_);
    const Answers answers{[this](const Element& element) {
                            return std::find(made_.begin(), made_.end(), element) != made_.end();
                          },
                          {},
                          {}};
    const auto drawings = draw(planner, live);
    return planner.finish(drawings, answers);
  }

  /// What is missing or different where all of the route has run.
  std::vector<std::string> missing_on(const Catalog& live) {
    Planner planner(sql::postgres::reader(), candidates(), options_);
    const auto drawings = draw(planner, live);
    std::vector<std::string> reasons;
    for (const Finding& finding : planner.audit(drawings)) reasons.push_back(finding.reason);
    return reasons;
  }

  std::vector<Element> needs;
  std::size_t probes = 0;

 private:
  std::vector<Candidate> candidates() const {
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < scripts_.size(); ++i) {
      Candidate candidate;
      candidate.step.row.id = fmt::format("r{}", i + 1);
      candidate.step.script =
          Source{"up.sql", std::make_shared<const std::string>(scripts_[i]), {}};
      candidate.step.script->statements =
          sql::postgres::reader().split(candidate.step.script->text.view()).statements;
      candidate.allowances = allowances_;
      candidates.push_back(std::move(candidate));
    }
    return candidates;
  }

  std::vector<catalog::Drawing> draw(Planner& planner, const Catalog& live) {
    needs = planner.needs();
    std::vector<catalog::Drawing> drawings;
    std::size_t picture = 0;
    for (const catalog::Probe& probe : planner.probes(live)) {
      catalog::Drawing drawing;
      for (const catalog::Frame& frame : probe.frames) {
        catalog::Drawn drawn;
        drawn.failure = failure_;
        if (frame.wanted && failure_.empty() && picture < pictures_.size()) {
          drawn.objects = pictures_[picture++];
        }
        drawing.push_back(std::move(drawn));
      }
      drawings.push_back(std::move(drawing));
      ++probes;
    }
    return drawings;
  }

  std::vector<std::string> scripts_;
  std::vector<Element> made_;
  std::vector<Catalog> pictures_;
  std::string failure_;
  Allowances allowances_;
  PlannerOptions options_;
};

/// `run skip | stop`: the verdicts of the statements, revisions apart.
std::string verdicts(const std::vector<Step>& steps) {
  std::string out;
  for (const Step& step : steps) {
    if (!out.empty()) out += " |";
    for (const Judgement& judgement : step.judgements) {
      if (!out.empty()) out += " ";
      out += name_of(judgement.verdict);
    }
  }
  return out;
}

const Decision& decision(const std::vector<Step>& steps, std::size_t step, std::size_t statement,
                         std::size_t action = 0) {
  return steps[step].judgements[statement].actions[action];
}

TEST(PlannerTest, AnEmptyDatabaseIsAskedNothingMore) {
  Route route(
      {"CREATE TABLE users (id int PRIMARY KEY, email text);", "CREATE INDEX ON users (email);"});
  EXPECT_EQ(verdicts(route.on(Database())), "run | run");
  EXPECT_EQ(route.probes, 0U);
}

TEST(PlannerTest, ATableThatIsThereAndTheSameIsSkipped) {
  const Database live = Database().table("users").column("users", "id", "integer");
  Route route({"CREATE TABLE users (id int);"});
  route.drawing({live});
  const auto steps = route.on(live);
  EXPECT_EQ(verdicts(steps), "skip");
  EXPECT_TRUE(steps[0].satisfied());
  EXPECT_EQ(steps[0].row.origin, revision::Origin::satisfied);
}

TEST(PlannerTest, PresenceIsNotEquality) {
  Route route({"CREATE TABLE users (id int);"});
  route.drawing({Database().table("users").column("users", "id", "integer")});
  const auto steps = route.on(Database().table("users").column("users", "id", "bigint"));
  EXPECT_EQ(verdicts(steps), "stop");
  EXPECT_EQ(decision(steps, 0, 0).obstacle, Obstacle::drift);
  EXPECT_THAT(decision(steps, 0, 0).differences,
              Contains(Difference{Difference::Kind::different, column("users", "id"), "type",
                                  "integer", "bigint"}));
}

TEST(PlannerTest, AViewUnderTheNameOfATableIsDrift) {
  Route route({"CREATE TABLE IF NOT EXISTS users (id int);"});
  route.drawing({Database().table("users").column("users", "id", "integer")});
  const auto steps = route.on(
      Database().with(relation("users"), {{"kind", "view"}}).column("users", "id", "integer"));
  EXPECT_EQ(verdicts(steps), "stop");
}

TEST(PlannerTest, ATableWithAColumnMissingIsDriftAndNotSkipped) {
  Route route({"CREATE TABLE users (id int, email text);"});
  route.drawing({Database()
                     .table("users")
                     .column("users", "id", "integer")
                     .column("users", "email", "text")});
  const auto steps = route.on(Database().table("users").column("users", "id", "integer"));
  EXPECT_EQ(verdicts(steps), "stop");
  EXPECT_THAT(decision(steps, 0, 0).reason, HasSubstr("email"));
}

TEST(PlannerTest, WhatALaterRevisionChangedIsNoDrift) {
  const Database made = Database().table("users").column("users", "id", "integer");
  const Database now =
      Database().table("users").column("users", "id", "bigint").column("users", "email", "text");
  Route route({"CREATE TABLE users (id int);",
               "ALTER TABLE users ALTER COLUMN id TYPE bigint, ADD COLUMN email text;"});
  route.drawing({made, now, now});
  const auto steps = route.on(now);
  EXPECT_EQ(verdicts(steps), "skip | skip");
}

TEST(PlannerTest, WhatIsThereOfAnAlterTableIsCutOut) {
  const Database live =
      Database().table("users").column("users", "id", "integer").column("users", "email", "text");
  Route route({"ALTER TABLE users ADD COLUMN email text, ADD COLUMN phone text;"});
  route.drawing({live, live});
  const auto steps = route.on(live);
  EXPECT_EQ(verdicts(steps), "run");
  EXPECT_EQ(steps[0].judgements[0].text, "ALTER TABLE users ADD COLUMN phone text");
}

TEST(PlannerTest, ADropThatWasATypoDoesNotCountAsDone) {
  const Database live = Database().table("users").column("users", "email", "text");
  const auto steps = Route({"ALTER TABLE users DROP COLUMN emial;"}).on(live);
  EXPECT_EQ(decision(steps, 0, 0).obstacle, Obstacle::missing);
  EXPECT_THAT(decision(steps, 0, 0).reason, HasSubstr("'email'"));
}

TEST(PlannerTest, ColumnsThatAQueryMadeCanBeRenamed) {
  EXPECT_EQ(verdicts(Route({"CREATE TABLE t AS SELECT 1 AS a, 2 AS b;"
                            "ALTER TABLE t ALTER COLUMN a SET NOT NULL, ADD PRIMARY KEY (a);",
                            "ALTER TABLE t RENAME COLUMN a TO c; ALTER TABLE t RENAME b TO d;"})
                         .on(Database().table("other"))),
            "run run | run run");
}

TEST(PlannerTest, WhatAStatementMadeInPassingCanBeDropped) {
  EXPECT_EQ(verdicts(Route({"CREATE TABLE t (id serial);",
                            "ALTER TABLE t ALTER id DROP DEFAULT; DROP SEQUENCE t_id_seq;"})
                         .on(Database().table("other"))),
            "run | run run");
}

TEST(PlannerTest, ATemporaryTableIsMeantByItsNameUntilItsRevisionEnds) {
  EXPECT_EQ(verdicts(Route({"CREATE TEMP TABLE old AS SELECT 1 AS a;"
                            "ALTER TABLE old ADD COLUMN b int; CREATE INDEX ON old (b);"
                            "DROP TABLE old;"})
                         .on(Database().table("other"))),
            "run run run run");
  const auto steps = Route({"CREATE TEMP TABLE old AS SELECT 1 AS a;", "DROP TABLE old;"})
                         .on(Database().table("other"));
  EXPECT_EQ(verdicts(steps), "run | stop");
}

TEST(PlannerTest, AFunctionIsFoundWithoutTheTypesOfItsArguments) {
  EXPECT_EQ(verdicts(Route({"CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql AS 'SELECT 1';",
                            "ALTER FUNCTION f RENAME TO g; DROP FUNCTION g;"})
                         .on(Database())),
            "run | run run");
}

TEST(PlannerTest, ARenameThatFindsNothingLeavesTheNameFree) {
  EXPECT_EQ(verdicts(Route({"CREATE TABLE t (a int);",
                            "ALTER INDEX IF EXISTS i RENAME TO j;"
                            "CREATE INDEX IF NOT EXISTS j ON t (a);",
                            "DROP INDEX IF EXISTS j;"})
                         .on(Database())),
            "run | skip run | run");
}

TEST(PlannerTest, ADropBehindADoBlockIsLeftToTheServer) {
  EXPECT_EQ(verdicts(Route({"DO $$ BEGIN EXECUTE 'CREATE TABLE tmp (id int)'; END $$;"
                            "DROP TABLE tmp;"})
                         .on(Database().table("other"))),
            "run run");
}

TEST(PlannerTest, ADropOfWhatARevisionBelowMadeIsDone) {
  const Database live = Database().table("users");
  const auto steps =
      Route({"ALTER TABLE users DROP COLUMN email;"}).below({column("users", "email")}).on(live);
  EXPECT_EQ(verdicts(steps), "skip");
}

TEST(PlannerTest, IfExistsReckonsWithIt) {
  EXPECT_EQ(verdicts(Route({"DROP TABLE IF EXISTS users;"}).on(Database().table("other"))), "skip");
}

TEST(PlannerTest, ARenameIsDoneWhenOnlyTheNewNameIsThere) {
  const std::string rename = "ALTER TABLE people RENAME TO users;";
  EXPECT_EQ(verdicts(Route({rename}).on(Database().table("people"))), "run");
  EXPECT_EQ(verdicts(Route({rename}).on(Database().table("users"))), "skip");
  EXPECT_EQ(verdicts(Route({rename}).on(Database().table("users").table("people"))), "stop");
  EXPECT_EQ(verdicts(Route({rename}).on(Database().table("other"))), "stop");
}

TEST(PlannerTest, AColumnIsFoundUnderTheNewNameOfItsTable) {
  const Database live = Database().table("users").column("users", "email", "text");
  Route route({"ALTER TABLE people RENAME TO users; ALTER TABLE users ADD COLUMN email text;"});
  route.drawing({live});
  EXPECT_EQ(verdicts(route.on(live)), "skip skip");
}

TEST(PlannerTest, WhatWasSetBeforeARenamingIsNoDrift) {
  const Catalog live = Database().table("u").column("u", "a", "text", {{"default", "'x'::text"}});
  const Catalog plain = Database().table("t").column("t", "a", "text");
  const Catalog set = Database().table("t").column("t", "a", "text", {{"default", "'x'::text"}});
  const auto steps =
      Route({"CREATE TABLE t (a text)", "ALTER TABLE t ALTER COLUMN a SET DEFAULT 'x'",
             "ALTER TABLE t RENAME TO u"})
          .drawing({plain, set})
          .on(live);
  EXPECT_EQ(verdicts(steps), "skip | skip | skip");
}

TEST(PlannerTest, AViewThatIsDroppedAndMadeAnewRunsWhenItIsTheOldOne) {
  const auto view = [](const std::string& text) {
    return Database().with(relation("v"), {{"kind", "view"}, {"definition", text}});
  };
  const std::string script = "DROP VIEW v; CREATE VIEW v AS SELECT 2 AS a;";
  Route old({script});
  old.drawing({view("SELECT 2")});
  EXPECT_EQ(verdicts(old.on(view("SELECT 1"))), "run run");
  Route now({script});
  now.drawing({view("SELECT 2")});
  EXPECT_EQ(verdicts(now.on(view("SELECT 2"))), "skip skip");
}

TEST(PlannerTest, AViewThatCannotBeDrawnYetIsTheOldOne) {
  const Database live =
      Database().table("t").with(relation("v"), {{"kind", "view"}, {"definition", "SELECT 1"}});
  Route route({"ALTER TABLE t ADD COLUMN c int; DROP VIEW v; CREATE VIEW v AS SELECT c FROM t;"});
  route.failing_to_draw("column \"c\" does not exist");
  EXPECT_EQ(verdicts(route.on(live)), "run run run");
}

TEST(PlannerTest, ReplacedFunctionsRunWhenTheyDiffer) {
  const Element f{ElementKind::function, "public", "f", "()"};
  const auto function = [&](const std::string& body) {
    return Database().with(f, {{"kind", "function"}, {"body", body}});
  };
  const std::string script =
      "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';";
  Route differs({script});
  differs.drawing({function("SELECT 2")});
  EXPECT_EQ(verdicts(differs.on(function("SELECT 1"))), "run");
  Route same({script});
  same.drawing({function("SELECT 2")});
  EXPECT_EQ(verdicts(same.on(function("SELECT 2"))), "skip");
}

TEST(PlannerTest, AForeignKeyIsComparedByItsParts) {
  const auto live = [](const std::string& on_delete) {
    sql::Attributes attributes{{"kind", "foreign key"},
                               {"columns", "owner"},
                               {"references", "public.users"},
                               {"referenced_columns", "id"}};
    if (!on_delete.empty()) attributes.emplace_back("on_delete", on_delete);
    return Database()
        .table("users")
        .table("projects")
        .with(constraint("projects", "fk"), attributes);
  };
  const std::string script =
      "ALTER TABLE projects ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES users (id)";
  EXPECT_EQ(verdicts(Route({script + ";"}).on(live(""))), "skip");
  EXPECT_EQ(verdicts(Route({script + ";"}).on(live("cascade"))), "stop");
  EXPECT_EQ(verdicts(Route({script + " ON DELETE CASCADE;"}).on(live("cascade"))), "skip");
}

TEST(PlannerTest, AnUnnamedForeignKeyIsFoundByItsShape) {
  const Database live =
      Database()
          .table("users")
          .table("projects")
          .with(constraint("projects", "somebodys_name"), {{"kind", "foreign key"},
                                                           {"columns", "owner"},
                                                           {"references", "public.users"},
                                                           {"referenced_columns", "id"}});
  EXPECT_EQ(
      verdicts(Route({"ALTER TABLE projects ADD FOREIGN KEY (owner) REFERENCES users;"}).on(live)),
      "skip");
}

TEST(PlannerTest, AnUnvalidatedConstraintIsRepaired) {
  const Database live = Database()
                            .table("users")
                            .table("projects")
                            .with(constraint("projects", "fk"), {{"kind", "foreign key"},
                                                                 {"columns", "owner"},
                                                                 {"references", "public.users"},
                                                                 {"referenced_columns", "id"},
                                                                 {"not_valid", "true"}});
  const auto steps =
      Route({"ALTER TABLE projects ADD CONSTRAINT fk FOREIGN KEY (owner) REFERENCES users (id);"})
          .on(live);
  EXPECT_EQ(verdicts(steps), "repair");
  EXPECT_THAT(steps[0].judgements[0].repairs,
              ElementsAre("ALTER TABLE \"public\".\"projects\" VALIDATE CONSTRAINT \"fk\""));
  EXPECT_EQ(steps[0].judgements[0].text, "") << "it is there, only not validated";
}

TEST(PlannerTest, AnIndexThatWasNotBuiltToItsEndIsDroppedAndBuiltAgain) {
  const auto index = [](bool invalid) {
    sql::Attributes attributes{{"kind", "index"}, {"table", "public.t"}, {"keys", "a"}};
    if (invalid) attributes.emplace_back("invalid", "true");
    return Database().table("t").with(relation("i"), attributes);
  };
  Route route({"CREATE INDEX CONCURRENTLY i ON t (a);"});
  route.drawing({index(false)});
  const auto steps = route.on(index(true));
  EXPECT_EQ(verdicts(steps), "repair");
  EXPECT_THAT(steps[0].judgements[0].repairs,
              ElementsAre("DROP INDEX CONCURRENTLY \"public\".\"i\""));
  EXPECT_EQ(steps[0].judgements[0].text, std::nullopt);
}

TEST(PlannerTest, SetsRunWhenTheyDifferAndAreSkippedWhenTheyHold) {
  const std::string script = "ALTER TABLE users ALTER COLUMN email SET NOT NULL;";
  const auto live = [](sql::Attributes more) {
    return Database().table("users").column("users", "email", "text", std::move(more));
  };
  EXPECT_EQ(verdicts(Route({script}).on(live({}))), "run");
  EXPECT_EQ(verdicts(Route({script}).on(live({{"not_null", "true"}}))), "skip");
}

TEST(PlannerTest, UsingIsNotAppliedTwice) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route({"ALTER TABLE t ALTER COLUMN a TYPE int USING a::int * 100; UPDATE t SET a = a;"});
  route.drawing({live});
  EXPECT_EQ(verdicts(route.on(live)), "skip run");
}

TEST(PlannerTest, EnumLabelsHaveAnOrder) {
  const auto live = [](const std::string& labels) {
    Database database;
    database.with({ElementKind::type, "public", "mood", {}},
                  {{"kind", "enum"}, {"labels", labels}});
    for (const char* label : {"sad", "ok", "happy"}) {
      if (labels.find(label) != std::string::npos) {
        database.with(part(ElementKind::label, "mood", label));
      }
    }
    return database;
  };
  const std::string script = "ALTER TYPE mood ADD VALUE 'ok' BEFORE 'happy';";
  EXPECT_EQ(verdicts(Route({script}).on(live("sad\nhappy"))), "run");
  EXPECT_EQ(verdicts(Route({script}).on(live("sad\nok\nhappy"))), "skip");
  EXPECT_EQ(verdicts(Route({script}).on(live("sad\nhappy\nok"))), "stop");
}

TEST(PlannerTest, LabelsThatTheRouteAddsLaterAreNoDrift) {
  const auto type = [](const std::string& labels) {
    return Database().with({ElementKind::type, "public", "mood", {}},
                           {{"kind", "enum"}, {"labels", labels}});
  };
  const Database live = type("sad\nok\nhappy").with(part(ElementKind::label, "mood", "ok"));
  Route route({"CREATE TYPE mood AS ENUM ('sad', 'happy');",
               "ALTER TYPE mood ADD VALUE 'ok' BEFORE 'happy';"});
  route.drawing({type("sad\nhappy")});
  EXPECT_EQ(verdicts(route.on(live)), "skip | skip");
}

TEST(PlannerTest, ALabelThatIsUsedLaterInTheFileCutsTheTransaction) {
  const Database live = Database().table("people").with({ElementKind::type, "public", "mood", {}},
                                                        {{"kind", "enum"}, {"labels", "sad"}});
  const auto cut = Route({"ALTER TYPE mood ADD VALUE 'ok'; SELECT 1;"
                          "INSERT INTO people (mood) VALUES ('ok');"})
                       .on(live);
  EXPECT_THAT(cut[0].segments, ElementsAre(Segment{Segment::Kind::transaction, 0, 2},
                                           Segment{Segment::Kind::transaction, 2, 1}));
  const auto whole = Route({"ALTER TYPE mood ADD VALUE 'ok'; SELECT 1;"}).on(live);
  EXPECT_EQ(whole[0].segments.size(), 1U);
}

TEST(PlannerTest, GrantsAndRevokesLookAtTheirLinesOnly) {
  const auto live = [](const std::string& acl) {
    return Database().with(relation("t"), {{"kind", "table"}, {"acl", acl}});
  };
  EXPECT_EQ(verdicts(Route({"GRANT SELECT ON t TO reader;"}).on(live("app=INSERT"))), "run");
  EXPECT_EQ(verdicts(Route({"GRANT SELECT ON t TO reader;"}).on(live("app=INSERT\nreader=SELECT"))),
            "skip");
  EXPECT_EQ(verdicts(Route({"REVOKE INSERT ON t FROM app;"}).on(live("app=INSERT"))), "run");
  EXPECT_EQ(verdicts(Route({"REVOKE INSERT ON t FROM app;"}).on(live("reader=SELECT"))), "skip");
}

TEST(PlannerTest, WhatIsThereWithoutAReasonStopsWhereItCannotBeCompared) {
  Route route({"CREATE TABLE users (id int);"});
  route.failing_to_draw("permission denied");
  const auto steps = route.on(Database().table("users").column("users", "id", "integer"));
  EXPECT_EQ(decision(steps, 0, 0).obstacle, Obstacle::incomparable);
  EXPECT_THAT(decision(steps, 0, 0).reason, HasSubstr("permission denied"));
}

TEST(PlannerTest, ConstraintsKeepUpWithRenamings) {
  const Database live = Database().table("users").table("tasks").with(
      constraint("tasks", "fk"), {{"kind", "foreign key"},
                                  {"columns", "user_id"},
                                  {"references", "public.users"},
                                  {"referenced_columns", "id"}});
  EXPECT_EQ(verdicts(Route({"ALTER TABLE tasks ADD CONSTRAINT fk FOREIGN KEY (owner)"
                            " REFERENCES people (id);",
                            "ALTER TABLE tasks RENAME COLUMN owner TO user_id;"
                            "ALTER TABLE people RENAME TO users;"})
                         .on(Database(live).column("tasks", "user_id", "integer"))),
            "skip | skip skip");
}

TEST(PlannerTest, ATriggerIsFoundByItsNameAlone) {
  const Database live = Database().table("t").with(part(ElementKind::trigger, "t", "touch"));
  EXPECT_EQ(verdicts(Route({"DROP TRIGGER touch ON t;"}).on(live)), "run");
}

TEST(PlannerTest, MadeAndDroppedAgainRuns) {
  const Database live = Database().table("users").column("users", "n", "integer");
  EXPECT_EQ(
      verdicts(
          Route({"CREATE TABLE tmp (id int); UPDATE users SET n = 1; DROP TABLE tmp;"}).on(live)),
      "run run run");
}

TEST(PlannerTest, CostsAreToldForTablesThatAreThere) {
  const Database live = Database().table("users");
  const auto steps = Route({"ALTER TABLE users ADD COLUMN n int; CREATE TABLE fresh (id int);"
                            "DROP TABLE users;"})
                         .on(live);
  const auto& judgements = steps[0].judgements;
  ASSERT_EQ(judgements[0].locks.size(), 1U);
  EXPECT_EQ(judgements[0].locks[0].mode, sql::LockMode::access_exclusive);
  EXPECT_THAT(judgements[1].locks, IsEmpty());
  EXPECT_TRUE(judgements[2].loses_data);
}

TEST(PlannerTest, NeedsNameOwnersNotParts) {
  Route route({"ALTER TABLE users ADD COLUMN n int;"});
  route.on(Database());
  EXPECT_THAT(route.needs, ElementsAre(Element{ElementKind::relation, "", "users", ""}));
}

Database with_index(Database database, const std::string& name, const std::string& keys) {
  return database.with(relation(name), {{"kind", "index"}, {"table", "public.t"}, {"keys", keys}});
}

TEST(AuditTest, OnlyTheLastHolderOfANameHasToBeThere) {
  Database live = Database().table("t").column("t", "a", "integer");
  live = with_index(live, "i", "b");
  Database before = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a int); CREATE INDEX i ON t (a);",
               "DROP INDEX i; CREATE INDEX i ON t (b);"});
  route.drawing({before, with_index(before, "i", "a"), live});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
  route.drawing({before, before, with_index(before, "i", "c")});
  EXPECT_THAT(route.missing_on(live), ElementsAre("index \"i\" is there and different"));
}

TEST(AuditTest, WhatWasDroppedAndIsThereIsToldOnce) {
  const Database live = Database().table("t").column("t", "a", "integer").table("u");
  Route route({"CREATE TABLE t (a int); CREATE TABLE u (); DROP TABLE u;"});
  route.drawing({Database().table("t").column("t", "a", "integer")});
  EXPECT_THAT(route.missing_on(live), ElementsAre("table \"u\" is there"));
}

TEST(AuditTest, AnIndexGoesWithAColumnOfIts) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route(
      {"CREATE TABLE t (a int, b int, UNIQUE (a, b), CONSTRAINT c CHECK (a > b));"
       "CREATE INDEX i ON t (a, b); ALTER TABLE t ADD CONSTRAINT d CHECK (b > a);",
       "ALTER TABLE t DROP COLUMN b;"});
  route.drawing({live, live, live});
  EXPECT_THAT(route.missing_on(live),
              ElementsAre(HasSubstr("constraint \"c\" of \"t\" is not there")));
}

TEST(AuditTest, AnEnumThatWasMadeAnewNeedsNoLabelOfTheOld) {
  const Database live =
      Database().with({ElementKind::type, "public", "s", {}}, {{"kind", "enum"}, {"labels", "a"}});
  Route route({"CREATE TYPE s AS ENUM ('a');", "ALTER TYPE s ADD VALUE 'b';",
               "CREATE TYPE s_new AS ENUM ('a'); ALTER TYPE s RENAME TO s_old;"
               "ALTER TYPE s_new RENAME TO s; DROP TYPE s_old;"});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
}

TEST(AuditTest, CascadeTakesWhatWasMadeOfIt) {
  const std::vector<std::string> scripts = {
      "CREATE TABLE t (a int); CREATE TABLE u (b int);"
      "CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT b FROM u;"};
  std::vector<std::string> cascading = scripts;
  cascading.emplace_back("DROP TABLE t CASCADE;");
  const Database live = Database().table("u").column("u", "b", "integer");
  Route route(cascading);
  route.drawing({live});
  EXPECT_THAT(route.missing_on(live), ElementsAre("view \"w\" is not there"));
}

TEST(AuditTest, ABlockThatNamesSomethingMayHaveTakenItAway) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a int); CREATE INDEX i ON t (a); CREATE INDEX j ON t (a);",
               "DO $$ BEGIN EXECUTE 'DROP INDEX i'; END $$;"});
  route.drawing({live});
  EXPECT_THAT(route.missing_on(live), ElementsAre("index \"j\" is not there"));
}

TEST(AuditTest, IfNotExistsAsksForNothingWhereTheRouteMadeItBefore) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a int);", "CREATE TABLE IF NOT EXISTS t (a text, b int);"});
  route.drawing({live});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
}

TEST(AuditTest, AnIndexThatBecameAKeyHasItsName) {
  Database live = Database()
                      .table("t")
                      .column("t", "a", "integer")
                      .with(constraint("t", "p"), {{"kind", "primary key"}, {"columns", "a"}});
  live = with_index(live, "p", "a");
  const Database table = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a);",
               "ALTER TABLE t ADD CONSTRAINT p PRIMARY KEY USING INDEX i;"});
  route.drawing({table, with_index(table, "i", "a")});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
}

TEST(AuditTest, TheSequenceOfASerialMayHaveANumber) {
  const auto serial = [](const std::string& sequence) {
    return Database().table("t").column(
        "t", "a", "integer", {{"default", "nextval('public." + sequence + "'::regclass)"}});
  };
  Route route({"CREATE TABLE t (a serial);"});
  route.drawing({serial("t_a_seq")});
  EXPECT_THAT(route.missing_on(serial("t_a_seq1")), IsEmpty());
  EXPECT_THAT(route.missing_on(serial("t_b_seq")), testing::SizeIs(1));
}

TEST(AcceptingTest, ATableThatMovedAsideAndWasMadeAnew) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a text);",
               "ALTER TABLE t RENAME TO t_old; CREATE TABLE t (a int);"
               "INSERT INTO t SELECT a::int FROM t_old; DROP TABLE t_old;",
               "CREATE TABLE u (a int);"});
  route.drawing({Database().table("t").column("t", "a", "text"), live})
      .allowing({DataStatements::skip})
      .accepting_what_is_there();
  EXPECT_EQ(verdicts(route.on(live)), "skip | skip skip skip skip | run");
}

TEST(AcceptingTest, DataBehindWhatIsProvenIsInDoubt) {
  const Database live = Database().table("t").column("t", "a", "integer");
  const std::vector<std::string> scripts = {"CREATE TABLE t (a int);", "INSERT INTO t VALUES (1);",
                                            "CREATE TABLE u (a int);"};
  Route asking(scripts);
  asking.drawing({live}).accepting_what_is_there();
  EXPECT_EQ(verdicts(asking.on(live)), "skip | stop | run");
  Route skipping(scripts);
  skipping.drawing({live}).allowing({DataStatements::skip}).accepting_what_is_there();
  EXPECT_EQ(verdicts(skipping.on(live)), "skip | skip | run");
}

TEST(AcceptingTest, ADropBehindWhatIsProvenIsDone) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route({"CREATE TABLE t (a int); CREATE TABLE u (); CREATE INDEX i ON t (a);",
               "DROP TABLE u;", "DROP INDEX i;"});
  route.drawing({live}).accepting_what_is_there();
  EXPECT_EQ(verdicts(route.on(live)), "skip skip skip | skip | skip");
}

TEST(PlannerTest, AConstraintOfADomainIsPartOfAType) {
  const Element low = part(ElementKind::domain_constraint, "d", "low");
  Database live;
  live.with({ElementKind::type, "public", "d", {}}, {{"kind", "domain"}})
      .with(low, {{"kind", "check"}, {"definition", "CHECK ((VALUE > 0))"}});
  EXPECT_EQ(verdicts(Route({"COMMENT ON CONSTRAINT low ON DOMAIN d IS NULL;"}).on(live)), "skip");
  EXPECT_EQ(verdicts(Route({"ALTER DOMAIN d DROP CONSTRAINT low;"}).on(live)), "run");
  EXPECT_EQ(verdicts(Route({"ALTER DOMAIN d RENAME CONSTRAINT high TO low;"}).on(live)), "skip");
}

TEST(PlannerTest, AnUnvalidatedConstraintOfADomainIsRepaired) {
  const Element low = part(ElementKind::domain_constraint, "d", "low");
  Database live;
  live.with({ElementKind::type, "public", "d", {}}, {{"kind", "domain"}})
      .with(low, {{"kind", "check"}, {"not_valid", "true"}});
  Route route({"ALTER DOMAIN d ADD CONSTRAINT low CHECK (value > 0);"});
  route.drawing({Database().with(low, {{"kind", "check"}})});
  const auto steps = route.on(live);
  EXPECT_EQ(verdicts(steps), "repair");
  EXPECT_THAT(steps[0].judgements[0].repairs,
              ElementsAre("ALTER DOMAIN \"public\".\"d\" VALIDATE CONSTRAINT \"low\""));
}

TEST(PlannerTest, ACommentOnAColumnMayBeOnAnAttribute) {
  Database live;
  live.with({ElementKind::type, "public", "pair", {}}, {{"kind", "composite"}})
      .with(part(ElementKind::attribute, "pair", "a"), {{"type", "integer"}, {"comment", "x"}});
  EXPECT_EQ(verdicts(Route({"COMMENT ON COLUMN pair.a IS 'x';"}).on(live)), "skip");
  EXPECT_EQ(verdicts(Route({"COMMENT ON COLUMN pair.a IS 'y';"}).on(live)), "run");
}

TEST(PlannerTest, AFunctionIsFoundByTheTypesThatTheNamesOfItsArgumentsLeadTo) {
  const Element f{ElementKind::function, "public", "f", "(public.t, integer)"};
  const Database live = Database().table("t").with(f, {{"kind", "function"}});
  Route made({"CREATE FUNCTION f(t, int) RETURNS int LANGUAGE plpgsql AS '';"});
  made.drawing({Database().with(f, {{"kind", "function"}})});
  EXPECT_EQ(verdicts(made.on(live)), "skip");
  EXPECT_EQ(verdicts(Route({"DROP FUNCTION f(t, int);"}).on(live)), "run");
  EXPECT_EQ(verdicts(Route({"DROP FUNCTION f(public.t, int);"}).on(live)), "run");
}

TEST(PlannerTest, AFunctionIsFoundByItsNameAlone) {
  const Element f{ElementKind::function, "public", "f", "(integer)"};
  const Database live = Database().with(f, {{"kind", "function"}, {"comment", "x"}});
  EXPECT_EQ(verdicts(Route({"COMMENT ON FUNCTION f IS 'x';"}).on(live)), "skip");
  EXPECT_EQ(verdicts(Route({"DROP FUNCTION f;"}).on(live)), "run");
  EXPECT_EQ(verdicts(Route({"ALTER FUNCTION f RENAME TO g;"}).on(live)), "run");
}

TEST(PlannerTest, WhatAValueNamesWithoutASchemaIsFoundAlongThePath) {
  const Element e{ElementKind::event_trigger, {}, "e", {}};
  const Database live = Database()
                            .table("t")
                            .with({ElementKind::function, "public", "ev", "()"})
                            .with(e, {{"event", "sql_drop"}, {"function", "public.ev"}});
  EXPECT_EQ(verdicts(Route({"CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION ev();"}).on(live)),
            "skip");
  const Element p{ElementKind::publication, {}, "p", {}};
  EXPECT_EQ(verdicts(Route({"CREATE PUBLICATION p FOR TABLE t;"})
                         .on(Database().table("t").with(p, {{"tables", "public.t"}}))),
            "skip");
}

TEST(PlannerTest, WhatPreparesTheSessionRunsForWhatRunsBehindIt) {
  const Database live = Database().table("t").column("t", "a", "integer");
  Route route(
      {"SET statement_timeout = 0; ALTER TABLE t ADD COLUMN a int;"
       "ALTER TABLE t ADD COLUMN b int;"});
  route.drawing({live, live});
  EXPECT_EQ(verdicts(route.on(live)), "run skip run");
  Route done({"SET statement_timeout = 0; ALTER TABLE t ADD COLUMN a int;"});
  done.drawing({live});
  EXPECT_EQ(verdicts(done.on(live)), "skip skip");
}

TEST(PlannerTest, AnIndexThatBecameAConstraintIsComparedUnderItsNewName) {
  const auto live = [](const std::string& column) {
    return Database()
        .table("t")
        .with(relation("u"),
              {{"kind", "index"}, {"table", "public.t"}, {"keys", column}, {"constraint", "u"}})
        .with(constraint("t", "u"), {{"kind", "unique"}, {"columns", column}});
  };
  const std::string script =
      "CREATE UNIQUE INDEX i ON t (a); ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i;";
  const Catalog drawn =
      Database().with(relation("i"), {{"kind", "index"}, {"table", "public.t"}, {"keys", "a"}});
  Route same({script});
  same.drawing({drawn});
  EXPECT_EQ(verdicts(same.on(live("a"))), "skip skip");
  Route other({script});
  other.drawing({drawn});
  EXPECT_EQ(verdicts(other.on(live("b"))), "stop skip");
  const auto below = Route({"ALTER TABLE t ADD CONSTRAINT u UNIQUE USING INDEX i;"}).on(live("a"));
  EXPECT_EQ(decision(below, 0, 0).obstacle, Obstacle::incomparable);
}

TEST(PlannerTest, TheColumnsOfATableThatAQueryMadeAreCompared) {
  const auto made = [](const std::string& type) {
    return Database().table("t").column("t", "a", type);
  };
  Route differs({"CREATE TABLE t AS SELECT 1 AS a;"});
  differs.drawing({made("integer")});
  EXPECT_EQ(verdicts(differs.on(made("bigint"))), "stop");
  Route later({"CREATE TABLE t AS SELECT 1 AS a;", "ALTER TABLE t ALTER a TYPE bigint;"});
  later.drawing({made("integer"), made("bigint")});
  EXPECT_EQ(verdicts(later.on(made("bigint"))), "skip | skip");
}

TEST(PlannerTest, AttributesThatTheRouteAddsLaterAreNoDrift) {
  const auto type = [](const std::string& attributes) {
    return Database().with({ElementKind::type, "public", "pair", {}},
                           {{"kind", "composite"}, {"attributes", attributes}});
  };
  const auto attribute = [](const std::string& name) {
    return part(ElementKind::attribute, "pair", name);
  };
  const Database live = type("a\nb").with(attribute("a")).with(attribute("b"));
  const Catalog drawn = type("a").with(attribute("a"));
  Route route({"CREATE TYPE pair AS (a int);", "ALTER TYPE pair ADD ATTRIBUTE b int;"});
  route.drawing({drawn, live});
  EXPECT_EQ(verdicts(route.on(live)), "skip | skip");
  Route alone({"CREATE TYPE pair AS (a int);"});
  alone.drawing({drawn});
  EXPECT_EQ(verdicts(alone.on(live)), "stop");
}

TEST(PlannerTest, APartitionThatIsDetachedLivesOn) {
  const Database live = Database().table("p1");
  Route route(
      {"CREATE TABLE p (a int) PARTITION BY LIST (a);"
       "CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1);"
       "ALTER TABLE p DETACH PARTITION p1; DROP TABLE p;"});
  route.drawing({Database().table("p1")});
  EXPECT_EQ(verdicts(route.on(live)), "skip skip skip skip");
}

TEST(PlannerTest, ATemporaryTableHidesOthersUntilItIsDropped) {
  EXPECT_EQ(
      verdicts(
          Route({"CREATE TEMP TABLE tmp (a int); DROP TABLE tmp;"}).on(Database().table("other"))),
      "run run");
}

TEST(PlannerTest, WhatIsKnownByNameAloneCannotBeCompared) {
  const Element collation{ElementKind::other, "public", "c", "collation"};
  const Database live = Database().with(collation);
  const auto steps = Route({"CREATE COLLATION c (locale = 'C');"}).on(live);
  EXPECT_EQ(decision(steps, 0, 0).obstacle, Obstacle::incomparable);
  EXPECT_EQ(verdicts(Route({"DROP COLLATION c;"}).on(live)), "run");
}

TEST(PlannerTest, WhatLivesInNoSchemaIsFoundWithoutOne) {
  const Element cast{ElementKind::other, "", "integer AS text", "cast"};
  const Database live = Database().with(cast, {{"definition", "inout explicit"}});
  EXPECT_EQ(verdicts(Route({"CREATE CAST (int AS text) WITH INOUT;"}).on(live)), "skip");
  EXPECT_EQ(verdicts(Route({"CREATE CAST (int AS text) WITH INOUT AS IMPLICIT;"}).on(live)),
            "stop");
}

// Keys are spelled as the database spells them: with quotes where a name needs them.
TEST(PlannerTest, AnIndexFollowsItsColumnToANameInQuotes) {
  const auto index = [](const std::string& keys) {
    return Catalog(
        Database().with(relation("i"), {{"kind", "index"}, {"keys", keys}, {"table", "public.t"}}));
  };
  Route route({"CREATE TABLE t (org_id int); CREATE INDEX i ON t (org_id)",
               "ALTER TABLE t RENAME org_id TO \"orgId\""});
  route.drawing({Catalog(Database().table("t").column("t", "org_id", "integer")), index("org_id")});
  EXPECT_THAT(route.missing_on(
                  Database()
                      .table("t")
                      .column("t", "orgId", "integer")
                      .with(relation("i"),
                            {{"keys", "\"orgId\""}, {"kind", "index"}, {"table", "public.t"}})),
              testing::IsEmpty());
}

// What goes by IF EXISTS and never was there takes nothing of its name along.
TEST(PlannerTest, AnIndexStaysWhereAConstraintOfItsNameNeverWas) {
  Route route({"CREATE TABLE t (a int); CREATE UNIQUE INDEX t_key ON t (a)",
               "ALTER TABLE t DROP CONSTRAINT IF EXISTS t_key; DROP INDEX IF EXISTS t_key; "
               "CREATE UNIQUE INDEX t_key ON t (a)"});
  EXPECT_EQ(verdicts(route.on(Database())), "run run | run run run");
}

// A key and its index have one name, and either renames both (PostgreSQL).
TEST(PlannerTest, AKeyIsRenamedByTheNameOfItsIndex) {
  Route route({"CREATE TABLE t (a int, CONSTRAINT t_key UNIQUE (a))",
               "ALTER INDEX t_key RENAME TO t_a_key"});
  const Catalog live =
      Database()
          .table("t")
          .column("t", "a", "integer")
          .with(constraint("t", "t_a_key"), {{"kind", "unique"}, {"columns", "a"}});
  route.drawing(
      {Catalog(Database()
                   .table("t")
                   .column("t", "a", "integer")
                   .with(constraint("t", "t_key"), {{"kind", "unique"}, {"columns", "a"}}))});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
  EXPECT_EQ(verdicts(route.on(live)), "skip | skip");
}

TEST(PlannerTest, AnIndexThatAKeyTookOverIsRenamedWithIt) {
  Route route({"CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a)",
               "ALTER TABLE t ADD CONSTRAINT i UNIQUE USING INDEX i;"
               "ALTER TABLE t RENAME CONSTRAINT i TO k; CREATE INDEX i ON t (a)",
               "DROP INDEX i"});
  EXPECT_EQ(verdicts(route.on(Database())), "run run | run run run | run");
}

TEST(PlannerTest, AnIndexGoesWithTheKeyThatTookItOver) {
  Route route({"CREATE TABLE t (a int); CREATE UNIQUE INDEX i ON t (a)",
               "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i",
               "ALTER TABLE t DROP CONSTRAINT k"});
  route.drawing({Catalog(Database().table("t").column("t", "a", "integer"))});
  EXPECT_THAT(route.missing_on(Database().table("t").column("t", "a", "integer")), IsEmpty());
}

// The block names the table alone, and its index goes with it.
TEST(PlannerTest, AnIndexMayGoWithTheTableThatADoBlockMakesAnew) {
  Route route({"CREATE TABLE t (a int); CREATE INDEX ON t (a)",
               "DO $$ BEGIN DROP TABLE t; CREATE TABLE t (a int); END $$"});
  route.drawing({Catalog(Database().table("t").column("t", "a", "integer"))});
  EXPECT_THAT(route.missing_on(Database().table("t").column("t", "a", "integer")), IsEmpty());
}

/// A table of `a` and one more column, with a key.
Database with_key(const std::string& column, const std::string& columns) {
  return Database()
      .table("t")
      .column("t", "a", "integer")
      .column("t", column, "integer")
      .with(constraint("t", "k"), {{"kind", "unique"}, {"columns", columns}});
}

// What is read whole lists the key, and not the index below it.
TEST(PlannerTest, AnIndexThatAKeyTookOverIsThereAsTheKey) {
  Route route({"CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (a, b)",
               "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i"});
  route.drawing(
      {Catalog(Database().table("t").column("t", "a", "integer").column("t", "b", "integer"))});
  EXPECT_THAT(route.missing_on(with_key("b", "a\nb")), IsEmpty());
  EXPECT_THAT(route.missing_on(with_key("b", "a")),
              Contains(HasSubstr("is there, as that of a key, and different")));
}

TEST(PlannerTest, AKeyIsComparedByWhatItsColumnsAreCalledByNow) {
  Route route({"CREATE TABLE t (a int, b int); CREATE UNIQUE INDEX i ON t (a, b)",
               "ALTER TABLE t ADD CONSTRAINT k UNIQUE USING INDEX i",
               "ALTER TABLE t RENAME COLUMN b TO c"});
  route.drawing(
      {Catalog(Database().table("t").column("t", "a", "integer").column("t", "b", "integer"))});
  EXPECT_THAT(route.missing_on(with_key("c", "a\nc")), IsEmpty());
  EXPECT_THAT(route.missing_on(with_key("c", "c\na")), Contains(HasSubstr("and different")));
}

// Only a key shares its name with an index.
TEST(PlannerTest, ACheckOfTheNameOfAnIndexLeavesItAlone) {
  Route route({"CREATE TABLE t (a int); CREATE INDEX i ON t (a)",
               "ALTER TABLE t ADD CONSTRAINT i CHECK (a > 0); ALTER TABLE t DROP CONSTRAINT i",
               "DROP INDEX i"});
  EXPECT_EQ(verdicts(route.on(Database())), "run run | run run | run");
  const Database live = with_index(Database().table("t").column("t", "a", "integer"), "i", "a");
  Route kept({"CREATE TABLE t (a int); CREATE INDEX i ON t (a)",
              "ALTER TABLE t ADD CONSTRAINT i CHECK (a > 0); ALTER TABLE t DROP CONSTRAINT i"});
  const Database table = Database().table("t").column("t", "a", "integer");
  kept.drawing({table, with_index(table, "i", "a")});
  EXPECT_THAT(kept.missing_on(live), IsEmpty());
}

TEST(PlannerTest, ADropOfWhatADoBlockMadeHasRunWhereTheRestHas) {
  const Database live = Database().table("t").column("t", "a", "integer").table("u");
  Route route({"CREATE TABLE t (a int); DO $$ BEGIN EXECUTE 'CREATE INDEX i ON t (a)'; END $$",
               "DROP INDEX i", "CREATE TABLE u ()"});
  route.drawing(
      {Catalog(Database().table("t").column("t", "a", "integer")), Catalog(Database().table("u"))});
  EXPECT_THAT(route.missing_on(live), IsEmpty());
  route.allowing({DataStatements::skip}).accepting_what_is_there();
  EXPECT_EQ(verdicts(route.on(live)), "skip skip | skip | skip");
}

TEST(PlannerTest, AnIndexMayGoWithATableThatNoStatementNamesWhereItIsMade) {
  const std::string block = "DO $$ BEGIN EXECUTE format('CREATE TABLE t_%s (a int)', 1); END $$;";
  const std::string index = "CREATE INDEX i ON t_1 (a);";
  EXPECT_THAT(Route({block + index, "SELECT drop_partitions()"}).missing_on(Database()), IsEmpty());
  EXPECT_THAT(Route({index}).missing_on(Database()), Contains(HasSubstr("is not there")));
  EXPECT_EQ(verdicts(Route({block + index}).on(Database())), "run run");
}

}  // namespace
}  // namespace dunlin::plan
