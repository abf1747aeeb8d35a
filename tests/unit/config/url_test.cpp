#include "config/url.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/percent.h"
#include "base/redact.h"

namespace dunlin::config {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Pair;

class UrlTest : public testing::Test {
 protected:
  void TearDown() override { forget_secrets(); }
};

// The keywords as `host=db port=5432`.
std::string keywords(std::string_view text) {
  std::string out;
  const Url url = parse_url(text);
  EXPECT_EQ(url.dialect, Dialect::postgresql);
  for (const auto& [name, value] : url.keywords)
    out += (out.empty() ? "" : " ") + name + "=" + value;
  return out;
}

std::string path(std::string_view text) {
  const Url url = parse_url(text);
  EXPECT_EQ(url.dialect, Dialect::sqlite);
  return url.path;
}

Diagnostic refusal(std::string_view text) {
  try {
    parse_url(text);
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

TEST_F(UrlTest, EveryWayToWriteAPostgresqlUrlMeansTheSame) {
  const std::string expected = "user=bob password=pw host=db port=5432 dbname=shop";
  EXPECT_EQ(keywords("postgres://bob:pw@db:5432/shop"), expected);
  EXPECT_EQ(keywords("postgresql://bob:pw@db:5432/shop"), expected);
  EXPECT_EQ(keywords("POSTGRESQL://bob:pw@db:5432/shop"), expected);
  EXPECT_EQ(keywords("postgresql+psycopg2://bob:pw@db:5432/shop"), expected);
  EXPECT_EQ(keywords("postgres+asyncpg://bob:pw@db:5432/shop\n"), expected);
  EXPECT_EQ(keywords("jdbc:postgresql://db:5432/shop?user=bob&password=pw"),
            "host=db port=5432 dbname=shop user=bob password=pw");
  EXPECT_EQ(keywords("user=bob password=pw host=db port=5432 dbname=shop"), expected);
}

TEST_F(UrlTest, EveryPartMayBeMissing) {
  EXPECT_EQ(keywords("postgres://"), "");
  EXPECT_EQ(keywords("postgres:///shop"), "dbname=shop");
  EXPECT_EQ(keywords("postgres://db"), "host=db");
  EXPECT_EQ(keywords("postgres://:5433"), "port=5433");
  EXPECT_EQ(keywords("postgres://bob@/shop"), "user=bob dbname=shop");
  EXPECT_EQ(keywords("postgres://:pw@db"), "password=pw host=db");
  EXPECT_EQ(keywords("postgres://bob:@db:/"), "user=bob host=db");
}

TEST_F(UrlTest, PartsArePercentDecoded) {
  EXPECT_EQ(keywords("postgres://b%40b:p%40s%2Fs%3A%25@db/sh%20op"),
            "user=b@b password=p@s/s:% host=db dbname=sh op");
  EXPECT_EQ(keywords("postgres://%2Fvar%2Frun/shop"), "host=/var/run dbname=shop");
  EXPECT_EQ(keywords("postgres://b:p:w@db"), "user=b password=p:w host=db");
}

TEST_F(UrlTest, HostsMayBeSeveralOrAddressesOrSockets) {
  EXPECT_EQ(keywords("postgres://a:1,b,c:3/shop?target_session_attrs=read-write"),
            "host=a,b,c port=1,,3 dbname=shop target_session_attrs=read-write");
  EXPECT_EQ(keywords("postgres://bob@[::1]:5432/shop"), "user=bob host=::1 port=5432 dbname=shop");
  EXPECT_EQ(keywords("postgres://[2001:db8::1],b"), "host=2001:db8::1,b");
  EXPECT_EQ(keywords("postgresql:///shop?host=/var/run/postgresql"),
            "dbname=shop host=/var/run/postgresql");
  EXPECT_EQ(keywords("postgresql://db/shop?host=other"), "host=other dbname=shop");
}

TEST_F(UrlTest, SslParametersPass) {
  EXPECT_EQ(keywords("postgres://db/?sslmode=verify-full&sslrootcert=/ca.pem&sslcert=/c&sslkey=/k"),
            "host=db sslmode=verify-full sslrootcert=/ca.pem sslcert=/c sslkey=/k");
  EXPECT_EQ(keywords("postgres://db/?ssl=true"), "host=db sslmode=require");
  EXPECT_EQ(keywords("postgres://db/?ssl=verify-ca"), "host=db sslmode=verify-ca");
}

TEST_F(UrlTest, KeywordStringsFollowLibpqsQuoting) {
  EXPECT_EQ(keywords("  host = db  user='b ob' password='it\\'s \\\\' dbname="),
            "host=db user=b ob password=it's \\ dbname=");
  EXPECT_EQ(keywords("password=a\\ b host=db"), "password=a b host=db");
  EXPECT_EQ(keywords("service=prod"), "service=prod");
  EXPECT_THAT(refusal("host=db password='open").message, HasSubstr("not closed"));
  EXPECT_THAT(refusal("host=db shop").message, HasSubstr("has no '='"));
  EXPECT_THAT(refusal("password='a'b").message, HasSubstr("a blank must follow"));
  EXPECT_EQ(refusal("host=db pasword=x").hint, "did you mean 'password'?");
}

TEST_F(UrlTest, PrismasParametersAreTranslatedOrDropped) {
  const Url url = parse_url(
      "postgresql://db/shop?schema=app&connection_limit=5&pool_timeout=2&pgbouncer=true"
      "&connect_timeout=10");
  EXPECT_EQ(url.search_path, "app");
  EXPECT_THAT(url.keywords, ElementsAre(Pair("host", "db"), Pair("dbname", "shop"),
                                        Pair("connect_timeout", "10")));
  EXPECT_THAT(url.warnings, ElementsAre("'connection_limit' in the URL is ignored",
                                        "'pool_timeout' in the URL is ignored",
                                        HasSubstr("detects a pooler itself")));
  EXPECT_EQ(keywords("postgres://db/?sslmode=require&sslaccept=strict&sslcert=/ca.pem"),
            "host=db sslmode=verify-full sslrootcert=/ca.pem");
  EXPECT_EQ(keywords("postgres://db/?sslmode=require&sslaccept=accept_invalid_certs"),
            "host=db sslmode=require");
}

TEST_F(UrlTest, SearchPathIsTakenOutOfOptions) {
  const Url url = parse_url("postgres://db/?options=-csearch_path%3Dapp,public");
  EXPECT_EQ(url.search_path, "app,public");
  EXPECT_EQ(url.keyword("options"), "");
  const Url both =
      parse_url("postgres://db/?options=-c%20search_path%3Dapp%20-c%20geqo%3Doff%20--a%3Db%5C%20c");
  EXPECT_EQ(both.search_path, "app");
  EXPECT_EQ(both.keyword("options"), "-c geqo=off --a=b\\ c");
  EXPECT_EQ(parse_url("jdbc:postgresql://db/?currentSchema=app").search_path, "app");
}

TEST_F(UrlTest, EveryWayToWriteASqliteUrl) {
  EXPECT_EQ(path("sqlite:///dev.db"), "dev.db");
  EXPECT_EQ(path("sqlite:////srv/app.db"), "/srv/app.db");
  EXPECT_EQ(path("sqlite:dev.db"), "dev.db");
  EXPECT_EQ(path("sqlite:/srv/app.db"), "/srv/app.db");
  EXPECT_EQ(path("sqlite3:db/dev.db"), "db/dev.db");
  EXPECT_EQ(path("sqlite+aiosqlite:///dev.db"), "dev.db");
  EXPECT_EQ(path("jdbc:sqlite:dev.db"), "dev.db");
  EXPECT_EQ(path("file:./dev.db"), "./dev.db");
  EXPECT_EQ(path("file:///srv/app.db"), "/srv/app.db");
  EXPECT_EQ(path("sqlite:///a%20b%23.db"), "a b#.db");
  EXPECT_EQ(path("sqlite:///100%.db"), "100%.db");
}

TEST_F(UrlTest, SqliteInMemoryHasNoPath) {
  for (const char* text : {"sqlite://", "sqlite:///", "sqlite:///:memory:", "sqlite::memory:",
                           "file::memory:?cache=shared", "file:x?mode=memory"}) {
    EXPECT_EQ(path(text), "") << text;
    EXPECT_TRUE(parse_url(text).in_memory()) << text;
  }
  EXPECT_TRUE(parse_url("file:/shop?vfs=memdb").in_memory());
  EXPECT_FALSE(parse_url("sqlite:///dev.db").in_memory());
  EXPECT_FALSE(parse_url("postgresql://db/shop").in_memory());
}

TEST_F(UrlTest, SqliteParameters) {
  const Url url = parse_url(
      "sqlite:///dev.db?mode=ro&vfs=unix-dotfile&busy_timeout=500"
      "&check_same_thread=false");
  EXPECT_THAT(url.parameters, ElementsAre(Pair("busy_timeout", "500"), Pair("mode", "ro"),
                                          Pair("vfs", "unix-dotfile")));
  EXPECT_THAT(url.warnings, ElementsAre("'check_same_thread' in the URL is ignored"));
  EXPECT_EQ(refusal("sqlite:///a.db?mode=rx").code, code::kBadUrl);
  EXPECT_EQ(refusal("sqlite:///a.db?busy_timeout=1s").code, code::kBadUrl);
  EXPECT_EQ(refusal("sqlite:///a.db?busy_timout=1").hint, "did you mean 'busy_timeout'?");
}

TEST_F(UrlTest, TwoSlashesBeforeASqlitePathAreExplained) {
  EXPECT_THAT(refusal("sqlite://dev.db").message, HasSubstr("three slashes"));
  EXPECT_THAT(refusal("file://dev.db").message, HasSubstr("names no host"));
}

TEST_F(UrlTest, BarePathsGetTheUrlToWrite) {
  const Diagnostic problem = refusal("data/dev.sqlite3");
  EXPECT_EQ(problem.message, "a path is no URL; write 'sqlite:///data/dev.sqlite3'");
  EXPECT_THAT(problem.next, ElementsAre("--url sqlite:///data/dev.sqlite3"));
  EXPECT_EQ(refusal("/srv/app.db").message, "a path is no URL; write 'sqlite:////srv/app.db'");
}

TEST_F(UrlTest, OtherDatabasesAreNamed) {
  EXPECT_EQ(refusal("mysql+pymysql://bob:pw@db/shop").code, code::kUnknownScheme);
  EXPECT_THAT(refusal("mysql://bob:pw@db/shop").message, HasSubstr("not 'mysql'"));
  EXPECT_EQ(refusal("hunter2:x").code, code::kUnknownScheme);
  EXPECT_THAT(refusal("hunter2:x").message, testing::Not(HasSubstr("hunter2")));
}

TEST_F(UrlTest, UnescapedCharactersInAPasswordAreExplained) {
  EXPECT_THAT(refusal("postgres://bob:p@ss@db/shop").message,
              HasSubstr("write '@' in a password as '%40'"));
  EXPECT_THAT(refusal("postgres://bob:p/ss@db/shop").message,
              HasSubstr("write '/' in a password as '%2F'"));
  EXPECT_THAT(refusal("postgres://bob:12/ss@db/shop").message, HasSubstr("'%2F'"));
  EXPECT_THAT(refusal("postgres://bob:p?ss@db/shop").message,
              HasSubstr("write '?' in a password as '%3F'"));
  EXPECT_THAT(refusal("postgres://bob:p#ss@db/shop").message,
              HasSubstr("write '#' in a password as '%23'"));
  EXPECT_THAT(refusal("postgres://bob:p%ss@db/shop").message, HasSubstr("write '%' as '%25'"));
  EXPECT_THAT(refusal("postgres://bob:p@s/s@db/shop").message, HasSubstr("'%40'"));
}

TEST_F(UrlTest, MalformedUrlsAreRefused) {
  EXPECT_THAT(refusal("postgres:/bob:pw@db/shop").message, HasSubstr("two slashes"));
  EXPECT_THAT(refusal("postgres:bob:pw@db/shop").message, HasSubstr("two slashes"));
  EXPECT_THAT(refusal("postgres://bob:pw").message, HasSubstr("the port is no number"));
  EXPECT_THAT(refusal("postgres://db:0/shop").message, HasSubstr("the port is no number"));
  EXPECT_THAT(refusal("postgres://db:65536/shop").message, HasSubstr("the port is no number"));
  EXPECT_THAT(refusal("postgres://[::1/shop").message, HasSubstr("no ']'"));
  EXPECT_THAT(refusal("postgres://[::1]x/shop").message, HasSubstr("only a port"));
  EXPECT_THAT(refusal("postgres://a,b,/shop").message, HasSubstr("ends in a ','"));
  EXPECT_THAT(refusal("postgres://db/a/b").message, HasSubstr("'%2F'"));
  EXPECT_THAT(refusal("postgres://db/shop?sslmode").message, HasSubstr("no '='"));
  EXPECT_THAT(refusal("postgres://db/shop%00").message, HasSubstr("'%00'"));
  EXPECT_EQ(refusal("postgres://db/shop?sslmod=x").hint, "did you mean 'sslmode'?");
  EXPECT_THAT(refusal("").message, HasSubstr("empty"));
  EXPECT_THAT(refusal("postgres://db\n/shop").message, HasSubstr("control character"));
  EXPECT_THAT(refusal("nonsense").message, HasSubstr("not a database URL"));
}

TEST_F(UrlTest, TheRedactorKnowsThePassword) {
  parse_url("postgres://bob:s3%40cret@db/shop");
  EXPECT_EQ(redacted("s3@cret s3%40cret"), "*** ***");
  EXPECT_THROW(parse_url("postgres:/bob:t0p@db/shop"), Error);
  EXPECT_EQ(redacted("t0p"), "***");
  parse_url("host=db password='u p' sslpassword=v3ry");
  EXPECT_EQ(redacted("<u p> v3ry"), "<***> ***");
}

TEST_F(UrlTest, WhatIsShownHasNoPasswordAndReadsBack) {
  const auto shown = [](std::string_view text) { return parse_url(text).shown(); };
  EXPECT_EQ(shown("postgres+asyncpg://bob:s3cret@db:5432/shop?sslmode=require&pool_timeout=1"),
            "postgresql://bob:***@db:5432/shop?sslmode=require");
  EXPECT_EQ(shown("postgres://a:1,[::1]:2/shop?schema=app"),
            "postgresql://a:1,[::1]:2/shop?search_path=app");
  EXPECT_EQ(shown("host=/tmp user=bob"), "postgresql://bob@?host=/tmp");
  EXPECT_EQ(shown("postgres://bob:s3cret@%2Frun%2Fpostgresql:5433/shop"),
            "postgresql://bob:***@/shop?host=/run/postgresql&port=5433");
  EXPECT_EQ(shown("postgres:///?host=/run/a,@b"), "postgresql:///?host=/run/a,%40b");
  EXPECT_EQ(shown("service=prod"), "postgresql:///?service=prod");
  EXPECT_EQ(shown("sslpassword=hush host=db"), "postgresql://db?sslpassword=***");
  EXPECT_EQ(shown("sqlite:dev.db?mode=ro"), "sqlite:///dev.db?mode=ro");
  EXPECT_EQ(shown("sqlite:////srv/a b.db"), "sqlite:////srv/a b.db");
  EXPECT_EQ(shown("sqlite://"), "sqlite://");
  for (const char* text : {"postgres:///?host=/run/a,@b", "postgres://bob@?host=/tmp&port=5433"}) {
    EXPECT_EQ(keywords(shown(text)), keywords(text));
  }
  EXPECT_EQ(keywords(shown("postgres://a:1,b/sh%2Fop?application_name=x%26y")),
            keywords("postgres://a:1,b/sh%2Fop?application_name=x%26y"));
}

TEST_F(UrlTest, AnotherDatabaseOfTheSameServer) {
  EXPECT_EQ(parse_url("postgres://db/shop").with_database("postgres").shown(),
            "postgresql://db/postgres");
  EXPECT_EQ(parse_url("postgres://db").with_database("x").keyword("dbname"), "x");
  EXPECT_EQ(parse_url("sqlite:///a.db").with_database("b.db").path, "b.db");
}

RC_GTEST_FIXTURE_PROP(UrlTest, EncodedPartsComeBackWhole, ()) {
  const auto part =
      rc::gen::nonEmpty(rc::gen::container<std::string>(rc::gen::inRange('\x01', '\x7F')));
  const std::string user = *part;
  const std::string password = *part;
  const std::string database = *part;
  const Url url = parse_url("postgres://" + percent_encoded(user) + ":" +
                            percent_encoded(password) + "@db/" + percent_encoded(database));
  RC_ASSERT(url.keyword("user") == user);
  RC_ASSERT(url.keyword("password") == password);
  RC_ASSERT(url.keyword("dbname") == database);
}

RC_GTEST_FIXTURE_PROP(UrlTest, ThePasswordIsNeverSaid, ()) {
  const std::vector<std::string> pieces = {"@",       "/", "?", "#", "%", ":",
                                           "hunter2", "1", "=", "&", " ", "'"};
  std::string password;
  for (const auto& piece :
       *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(pieces))) {
    password += piece;
  }
  password += "hunter2";
  const std::string text =
      *rc::gen::element<std::string>("postgres://bob:", "postgres:/bob:", "jdbc:postgresql://b:") +
      password + *rc::gen::element<std::string>("@db/shop", "@db");
  std::string said;
  try {
    said = parse_url(text).shown();
  } catch (const Error& error) {
    said = error.first().message + error.first().hint;
    RC_ASSERT(redacted(text).find("hunter2") == std::string::npos);
  }
  RC_ASSERT(said.find("hunter2") == std::string::npos);
}

}  // namespace
}  // namespace dunlin::config
