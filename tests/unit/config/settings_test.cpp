#include "config/settings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "base/redact.h"
#include "config/explain.h"

namespace dunlin::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

using Variables = std::map<std::string, std::string>;

constexpr const char* kTwo = R"(project: shop
default_environment: development
environments:
  development: {url: "sqlite:///dev.db"}
  production: {url: "${PROD_URL}", direct_url: "postgres://direct/shop", protected: true, wait: 5s}
)";

Config config_of(const std::string& text, const std::string& path = "dunlin.yaml") {
  return load(*memory_files({{path, text}}), path);
}

struct Outcome {
  std::string environment;  // or "unnamed"
  std::string shown;
  std::string origin;
  std::vector<std::string> warnings;
};

Outcome outcome(const GlobalFlags& flags, const Variables& variables, const Config& config) {
  const Settings settings = resolve(flags, variables, config, Need::database);
  const UrlSource& source = settings.environment.source;
  return {
      settings.environment_name.value_or("unnamed"),
      database_url(settings, config, variables, *memory_files({{"/secret", "postgres://f/x\n"}}))
          .shown(),
      source.url ? source.url->origin : source.url_file->origin, settings.warnings};
}

Diagnostic refusal(const GlobalFlags& flags, const Variables& variables, const Config& config) {
  try {
    outcome(flags, variables, config);
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "accepted";
  return {};
}

GlobalFlags environment_flag(const std::string& name) {
  GlobalFlags flags;
  flags.environment = name;
  return flags;
}

GlobalFlags url_flag(const std::string& url) {
  GlobalFlags flags;
  flags.url = url;
  return flags;
}

class SettingsTest : public testing::Test {
 protected:
  void TearDown() override { forget_secrets(); }
  const Config two_ = config_of(kTwo);
};

TEST_F(SettingsTest, TheDefaultEnvironmentIsUsedWhenNobodyChooses) {
  const Outcome found = outcome({}, {}, two_);
  EXPECT_EQ(found.environment, "development");
  EXPECT_EQ(found.shown, "sqlite:///dev.db");
  EXPECT_EQ(found.origin, "dunlin.yaml:4:22");
}

TEST_F(SettingsTest, TheOnlyEnvironmentNeedsNoName) {
  EXPECT_EQ(
      outcome({}, {}, config_of("environments: {ci: {url: \"sqlite:///ci.db\"}}\n")).environment,
      "ci");
}

TEST_F(SettingsTest, SeveralWithoutADefaultAreNeverGuessed) {
  const Diagnostic problem =
      refusal({}, {}, config_of("environments: {a: {url: x}, production: {url: y}}\n"));
  EXPECT_EQ(problem.code, code::kNoDatabase);
  EXPECT_THAT(problem.notes, ElementsAre(HasSubstr("a and production")));
}

TEST_F(SettingsTest, NothingAtAllPointsToInit) {
  const Diagnostic problem = refusal({}, {}, {});
  EXPECT_EQ(problem.code, code::kNoDatabase);
  EXPECT_THAT(problem.next, ElementsAre("dunlin init", HasSubstr("--url")));
  EXPECT_NO_THROW(resolve({}, {}, {}, Need::files));
}

TEST_F(SettingsTest, AFlagBeatsEverything) {
  const Variables variables = {{"DUNLIN_DATABASE_URL", "postgres://b/x"},
                               {"DATABASE_URL", "postgres://c/x"},
                               {"DUNLIN_ENV", "development"}};
  EXPECT_EQ(outcome(url_flag("postgres://a/x"), variables, two_).shown, "postgresql://a/x");
  GlobalFlags both = url_flag("postgres://a/x");
  both.environment = "production";
  const Outcome found = outcome(both, variables, two_);
  EXPECT_EQ(found.environment, "production");
  EXPECT_EQ(found.origin, "flag --url");
  EXPECT_FALSE(resolve(both, variables, two_, Need::database).environment.direct_url);
}

TEST_F(SettingsTest, ABareUrlIsUnnamedAndNoBlockApplies) {
  const Settings settings = resolve(url_flag("postgres://a/x"), {}, two_, Need::database);
  EXPECT_EQ(settings.environment_name, std::nullopt);
  EXPECT_FALSE(settings.environment.is_protected.value);
  EXPECT_EQ(settings.project.value, "shop");
}

TEST_F(SettingsTest, DunlinsVariableBeatsTheBlockAlsoWhenItWasChosen) {
  const Variables variables = {{"DUNLIN_DATABASE_URL", "postgres://b/x"},
                               {"DATABASE_URL", "postgres://c/x"}};
  EXPECT_EQ(outcome({}, variables, two_).environment, "unnamed");
  const Outcome found = outcome(environment_flag("production"), variables, two_);
  EXPECT_EQ(found.environment, "production");
  EXPECT_EQ(found.shown, "postgresql://b/x");
  EXPECT_EQ(found.origin, "DUNLIN_DATABASE_URL");
}

TEST_F(SettingsTest, DatabaseUrlCountsOnlyWhereNoEnvironmentWasChosen) {
  const Variables variables = {{"DATABASE_URL", "postgres://c/x"}, {"PROD_URL", "postgres://p/x"}};
  const Outcome bare = outcome({}, variables, two_);
  EXPECT_EQ(bare.environment, "unnamed");
  EXPECT_EQ(bare.shown, "postgresql://c/x");
  const Outcome chosen = outcome(environment_flag("production"), variables, two_);
  EXPECT_EQ(chosen.shown, "postgresql://p/x");
  EXPECT_THAT(chosen.warnings, ElementsAre(HasSubstr("DATABASE_URL is set and not used")));
  Variables by_variable = variables;
  by_variable["DUNLIN_ENV"] = "production";
  EXPECT_EQ(outcome({}, by_variable, two_).shown, "postgresql://p/x");
}

TEST_F(SettingsTest, TheSameUrlInBothPlacesNeedsNoWarning) {
  const Variables variables = {{"DATABASE_URL", "postgres://p/x"}, {"PROD_URL", "postgres://p/x"}};
  EXPECT_THAT(outcome(environment_flag("production"), variables, two_).warnings, IsEmpty());
}

TEST_F(SettingsTest, UrlsMayBeInFilesThatVariablesName) {
  const Outcome found = outcome({}, {{"DATABASE_URL_FILE", "/secret"}}, two_);
  EXPECT_EQ(found.shown, "postgresql://f/x");
  EXPECT_EQ(found.origin, "DATABASE_URL_FILE");
  EXPECT_EQ(outcome({}, {{"DUNLIN_DATABASE_URL_FILE", "/secret"}}, two_).shown, "postgresql://f/x");
  EXPECT_EQ(refusal({}, {{"DATABASE_URL_FILE", "/none"}}, two_).code, code::kSecretUnreadable);
  EXPECT_EQ(refusal({}, {{"DATABASE_URL_FILE", "/secret"}, {"DATABASE_URL", "x"}}, two_).code,
            code::kBadConfig);
}

TEST_F(SettingsTest, EmptyVariablesCountAsNotSet) {
  EXPECT_EQ(outcome({}, {{"DATABASE_URL", ""}, {"DUNLIN_ENV", ""}}, two_).environment,
            "development");
}

TEST_F(SettingsTest, UnknownEnvironmentsGetANearestName) {
  const Diagnostic problem = refusal(environment_flag("prodution"), {}, two_);
  EXPECT_EQ(problem.code, code::kUnknownEnvironment);
  EXPECT_EQ(problem.hint, "did you mean 'production'?");
  EXPECT_EQ(refusal({}, {{"DUNLIN_ENV", "x"}}, {}).code, code::kUnknownEnvironment);
}

TEST_F(SettingsTest, AnEnvironmentWithoutAUrlSaysWhereToAddIt) {
  const Diagnostic problem =
      refusal(environment_flag("a"), {}, config_of("environments: {a: {create: true}}\n"));
  EXPECT_EQ(problem.code, code::kNoDatabase);
  EXPECT_THAT(problem.next, ElementsAre(HasSubstr("dunlin.yaml:1:16")));
}

TEST_F(SettingsTest, SqlitePathsAreRelativeToWhatNamesThem) {
  const Config config = config_of(kTwo, "conf/dunlin.yaml");
  EXPECT_EQ(outcome({}, {}, config).shown, "sqlite:///conf/dev.db");
  EXPECT_EQ(outcome(url_flag("sqlite:///dev.db"), {}, config).shown, "sqlite:///dev.db");
  EXPECT_EQ(outcome({}, {{"DATABASE_URL", "sqlite:///dev.db"}}, config).shown, "sqlite:///dev.db");
}

TEST_F(SettingsTest, DollarsOfAGivenUrlAreNotVariables) {
  const Settings settings =
      resolve(url_flag("postgres://u:a$$b${X}@h/x"), {}, two_, Need::database);
  EXPECT_EQ(database_url(settings, two_, {}, *memory_files({})).keyword("password"), "a$$b${X}");
}

TEST_F(SettingsTest, TimesAndFoldersFollowTheSameOrder) {
  GlobalFlags flags = environment_flag("production");
  const Variables variables = {
      {"DUNLIN_WAIT", "7s"}, {"DUNLIN_LOCK_WAIT", "8s"}, {"DUNLIN_DIR", "v"}};
  EXPECT_EQ(resolve(flags, {}, two_, Need::files).environment.wait.value, std::chrono::seconds(5));
  const Settings by_variable = resolve(flags, variables, two_, Need::files);
  EXPECT_EQ(by_variable.environment.wait.value, std::chrono::seconds(7));
  EXPECT_EQ(by_variable.environment.lock_wait.origin, "DUNLIN_LOCK_WAIT");
  EXPECT_EQ(by_variable.directory.value, "v");
  flags.wait = Milliseconds(9);
  flags.directory = "f";
  flags.schema = "tenant";
  const Settings by_flag = resolve(flags, variables, two_, Need::files);
  EXPECT_EQ(by_flag.environment.wait.origin, "flag --wait");
  EXPECT_EQ(by_flag.directory.origin, "flag -d");
  EXPECT_EQ(by_flag.environment.search_path->value, "tenant");
  EXPECT_THROW(resolve(flags, {{"DUNLIN_LOCK_WAIT", "soon"}}, two_, Need::files), Error);
}

TEST_F(SettingsTest, TheConfigurationFileMayBeNamed) {
  GlobalFlags flags;
  EXPECT_EQ(config_path(flags, {}), std::nullopt);
  EXPECT_EQ(config_path(flags, {{"DUNLIN_CONFIG", "v.yaml"}}), "v.yaml");
  flags.config = "f.yaml";
  EXPECT_EQ(config_path(flags, {{"DUNLIN_CONFIG", "v.yaml"}}), "f.yaml");
}

TEST_F(SettingsTest, DirectUrlsAreReadLikewise) {
  const Settings settings = resolve(environment_flag("production"),
                                    {{"PROD_URL", "postgres://p/x"}}, two_, Need::database);
  EXPECT_EQ(direct_url(settings, two_, {})->shown(), "postgresql://direct/shop");
}

TEST_F(SettingsTest, ErrorsNameTheOriginAndNotTheUrl) {
  const Diagnostic problem = refusal(url_flag("postgres://u:hunter2"), {}, two_);
  EXPECT_EQ(problem.code, code::kBadUrl);
  EXPECT_THAT(problem.notes, ElementsAre("the URL is that of flag --url"));
  EXPECT_THAT(problem.message, testing::Not(HasSubstr("hunter2")));
  const Diagnostic missing = refusal(environment_flag("production"), {}, two_);
  EXPECT_EQ(missing.code, code::kMissingVariable);
  EXPECT_THAT(missing.notes, ElementsAre("needed at dunlin.yaml:5:21"));
}

TEST_F(SettingsTest, ExplainShowsEveryValueWithItsOrigin) {
  GlobalFlags flags = url_flag("postgres://u:hunter2@h/x");
  flags.environment = "production";
  std::vector<std::string> rows;
  for (const Explained& row : explain(two_, resolve(flags, {}, two_, Need::database))) {
    rows.push_back(row.key + " = " + row.value + " | " + row.origin);
  }
  EXPECT_THAT(rows, testing::IsSupersetOf({
                        "project = shop | dunlin.yaml:1:10",
                        "directory = migrations | default",
                        "environment = production | flag -e",
                        "url = postgres://u:***@h/x | flag --url",
                        "protected = true | dunlin.yaml:5:85",
                        "wait = 5s | dunlin.yaml:5:97",
                        "lock_wait = 10m | default",
                        "edited = stop | default",
                    }));
}

}  // namespace
}  // namespace dunlin::config
