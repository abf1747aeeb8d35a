#include "config/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace dunlin::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

Config loaded(const std::string& text, const std::string& path = "dunlin.yaml") {
  return load(*memory_files({{path, text}}), path);
}

std::vector<Diagnostic> problems(const std::string& text) {
  try {
    loaded(text);
  } catch (const Error& error) {
    return error.diagnostics();
  }
  return {};
}

// Each problem as `DN0202 2:3 message (hint)`.
std::vector<std::string> told(const std::string& text) {
  std::vector<std::string> lines;
  for (const Diagnostic& problem : problems(text)) {
    EXPECT_TRUE(problem.excerpt.has_value());
    EXPECT_EQ(problem.place->file, "dunlin.yaml");
    lines.push_back(std::string(problem.code.id) + " " + std::to_string(problem.place->line) + ":" +
                    std::to_string(problem.place->column) + " " + problem.message +
                    (problem.hint.empty() ? "" : " (" + problem.hint + ")"));
  }
  return lines;
}

constexpr const char* kWhole = R"(version: 1
project: shop
directory: migrations
default_environment: development
ledger: {schema: public, prefix: dunlin_}
defaults: {wait: 5s, lock_wait: 1m, timeouts: {lock: 0, statement: 0}, edited: warn, backup: never, if_ahead: ok}
environments:
  development: {url: "sqlite:///dev.db", create: true}
  staging:     {url: "${STAGING_DATABASE_URL}"}
  production:
    url_file: /run/secrets/db_url
    direct_url: "${DIRECT_URL}"
    pooler: none
    protected: true
    allow: {downgrade: false, destructive: true, out_of_order: false}
    expect: {database: shop, not_replica: true, min_server: 13}
    session: {role: app_owner, search_path: app}
    backup: never
    coexist: null
    ignore: []
    timeouts: {statement: 0}
    edited: stop
hooks: {before_upgrade: [], after_upgrade: ["./notify.sh"], on_failure: [[./page.sh, --now]]}
)";

TEST(ConfigTest, EveryKeyIsRead) {
  const Config config = loaded(kWhole);
  EXPECT_EQ(config.project.value, "shop");
  EXPECT_EQ(config.ledger_schema.value, "public");
  EXPECT_EQ(config.ledger_prefix.value, "dunlin_");
  EXPECT_EQ(config.default_environment->value, "development");
  ASSERT_EQ(config.environments.size(), 3U);
  EXPECT_EQ(config.environments[0].source.url->value, "sqlite:///dev.db");
  EXPECT_TRUE(config.environments[0].create.value);
  EXPECT_EQ(config.environments[1].source.url->value, "${STAGING_DATABASE_URL}");
  EXPECT_THAT(config.hooks.before_upgrade, IsEmpty());
  EXPECT_THAT(config.hooks.after_upgrade, ElementsAre(ElementsAre("./notify.sh")));
  EXPECT_THAT(config.hooks.on_failure, ElementsAre(ElementsAre("./page.sh", "--now")));
}

TEST(ConfigTest, EveryKeyOfAnEnvironmentIsRead) {
  const Config config = loaded(kWhole);
  const Environment& production = *config.find("production");
  EXPECT_EQ(production.source.url_file->value, "/run/secrets/db_url");
  EXPECT_EQ(production.direct_url->value, "${DIRECT_URL}");
  EXPECT_EQ(production.pooler->value, Pooler::none);
  EXPECT_TRUE(production.is_protected.value);
  EXPECT_FALSE(production.allow_downgrade.value);
  EXPECT_TRUE(production.allow_destructive.value);
  EXPECT_FALSE(production.allow_out_of_order.value);
  EXPECT_EQ(production.expect_database->value, "shop");
  EXPECT_TRUE(production.expect_not_replica->value);
  EXPECT_EQ(production.expect_min_server->value, 13);
  EXPECT_EQ(production.role->value, "app_owner");
  EXPECT_EQ(production.search_path->value, "app");
  EXPECT_EQ(production.place, (Place{"dunlin.yaml", 10, 3}));
}

TEST(ConfigTest, BlocksFallBackToTheDefaultsWithTheirOrigin) {
  const Config config = loaded(kWhole);
  const Environment& production = *config.find("production");
  EXPECT_EQ(production.edited.value, Edited::stop);
  EXPECT_EQ(production.edited.origin, "dunlin.yaml:22:13");
  EXPECT_EQ(production.statement_timeout.origin, "dunlin.yaml:21:27");
  EXPECT_EQ(production.lock_timeout.origin, "dunlin.yaml:6:54");
  EXPECT_EQ(production.wait.value, std::chrono::seconds(5));
  EXPECT_EQ(production.create.origin, "default");
  EXPECT_EQ(production.if_ahead->value, IfAhead::ok);
}

TEST(ConfigTest, BuiltInValuesHoldWithoutAFile) {
  const Config config = load(*memory_files({}), std::nullopt);
  EXPECT_EQ(config.path, std::nullopt);
  EXPECT_EQ(config.project.value, "default");
  EXPECT_EQ(config.directory.value, "migrations");
  EXPECT_EQ(config.defaults.lock_wait.value, std::chrono::minutes(10));
  EXPECT_EQ(config.defaults.lock_timeout.value, std::chrono::milliseconds(500));
  EXPECT_EQ(config.defaults.if_ahead, std::nullopt);
  EXPECT_EQ(loaded("").path, "dunlin.yaml");
}

TEST(ConfigTest, TheFileOfTheWorkingDirectoryIsFound) {
  EXPECT_EQ(load(*memory_files({{"dunlin.yaml", "project: a\n"}}), std::nullopt).project.value,
            "a");
}

TEST(ConfigTest, AFileThatWasAskedForMustBeThere) {
  try {
    load(*memory_files({}), "conf/x.yaml");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kConfigMissing);
    EXPECT_THAT(error.what(), HasSubstr("'conf/x.yaml'"));
  }
}

TEST(ConfigTest, TheDirectoryIsRelativeToTheFile) {
  EXPECT_EQ(loaded("directory: db/migrations\n", "conf/dunlin.yaml").directory.value,
            "conf/db/migrations");
  EXPECT_EQ(loaded("directory: /srv/m\n", "conf/dunlin.yaml").directory.value, "/srv/m");
  EXPECT_EQ(loaded("version: 1\n", "conf/dunlin.yaml").directory.value, "conf/migrations");
  EXPECT_EQ(loaded("", "/dunlin.yaml").base_directory(), "/");
  EXPECT_EQ(loaded("", "dunlin.yaml").base_directory(), "");
}

TEST(ConfigTest, AllProblemsAreToldAtOnceInTheOrderOfTheFile) {
  EXPECT_THAT(
      told(R"(version: 2
projekt: shop
default_environment: developmnt
environments:
  development: {url: x, url_file: y, create: yes, protected: "true"}
  staging: {url: x, wait: 5, pooler: pgbouncer, url: y}
  "a b": 7
)"),
      ElementsAre(
          "DN0201 1:10 this dunlin reads 'version: 1' of the file",
          "DN0202 2:1 unknown key 'projekt' (did you mean 'project'?)",
          "DN0205 3:22 'environments' holds no 'developmnt' (did you mean 'development'?)",
          HasSubstr("DN0201 5:25 'url_file' beside 'url'"),
          "DN0201 5:46 'create' must be true or false, not 'yes'",
          "DN0201 5:62 'protected' must be true or false, not 'true' (without quotes)",
          "DN0201 6:27 'wait' must be a duration, not '5' (write 500ms, 60s, 10m, 2h, 1d or 0)",
          "DN0201 6:38 'pooler' must be one of none, session and transaction, not 'pgbouncer'",
          "DN0203 6:49 'url' is given twice",
          HasSubstr("DN0201 7:3 'a b' cannot be the name of an environment"),
          HasSubstr("DN0201 7:10 the environment 'a b' must be a mapping")));
}

TEST(ConfigTest, UnknownKeysAreFoundEverywhere) {
  EXPECT_THAT(told("ledger: {shema: x}\ndefaults: {waits: 1s, timeouts: {locks: 1s}}\n"
                   "environments:\n  a: {allow: {x: true}, expect: {x: 1}, session: {x: 1}}\n"
                   "hooks: {after: []}\n"),
              testing::Each(HasSubstr("unknown key")));
  EXPECT_EQ(problems("ledger: {shema: x}\n").size(), 1U);
}

TEST(ConfigTest, WhatIsNotBuiltYetSaysSo) {
  const auto lines = told(R"(ledger: {owner_role: a, readers: [b]}
defaults: {backup: auto}
environments:
  production: {pooler: transaction, allow: {destructive: false}, backup: auto, coexist: prisma}
)");
  EXPECT_EQ(lines.size(), 7U);
  EXPECT_THAT(lines,
              testing::Each(testing::AllOf(HasSubstr("DN0204"), HasSubstr("is not built yet"))));
  EXPECT_THAT(told("environments:\n  a: {pooler: session}\n"), IsEmpty());
}

TEST(ConfigTest, WrongShapesAreToldWithoutCrashing) {
  for (const char* text : {"[a]\n",
                           "word\n",
                           "environments: []\n",
                           "environments:\n",
                           "environments: {a: [b]}\n",
                           "ledger: x\n",
                           "hooks: {after_upgrade: x}\n",
                           "hooks: {after_upgrade: [{a: b}]}\n",
                           "hooks: {after_upgrade: [[]]}\n",
                           "hooks: {after_upgrade: [[a, [b]]]}\n",
                           "project: [a]\n",
                           "project: 'a b'\n",
                           "project: \"\"\n",
                           "version: one\n",
                           "version: '1'\n",
                           "defaults: {timeouts: 5s}\n",
                           "environments: {a: {url: }}\n",
                           "environments: {a: {url_command: []}}\n",
                           "environments: {a: {url_command: x}}\n",
                           "environments: {a: {ignore: x}}\n",
                           "environments: {a: {expect: {min_server: x}}}\n"}) {
    EXPECT_FALSE(problems(text).empty()) << text;
  }
}

TEST(ConfigTest, BrokenYamlKeepsItsPlace) {
  EXPECT_THAT(told("version: 1\nproject: \"open\n"),
              ElementsAre("DN0200 2:10 a quote that is not closed"));
}

}  // namespace
}  // namespace dunlin::config
