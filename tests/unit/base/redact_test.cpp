#include "base/redact.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <thread>
#include <vector>

namespace dunlin {
namespace {

class RedactTest : public testing::Test {
 protected:
  void TearDown() override { forget_secrets(); }
};

TEST_F(RedactTest, PasswordsOfUrlsAreHidden) {
  EXPECT_EQ(redacted("connecting to postgres://bob:s3cret@db:5432/shop"),
            "connecting to postgres://bob:***@db:5432/shop");
  EXPECT_EQ(redacted("jdbc:postgresql://db/shop?user=bob&password=s3cret&ssl=true"),
            "jdbc:postgresql://db/shop?user=bob&password=***&ssl=true");
  EXPECT_EQ(redacted("get https://bob:token@example.com/a:b@c"),
            "get https://bob:***@example.com/a:b@c");
  EXPECT_EQ(redacted("url: \"postgres:/bob:s3cret@db/shop\""),
            "url: \"postgres:/bob:***@db/shop\"");
}

TEST_F(RedactTest, PasswordsThatWereNotEncodedAreHiddenWhole) {
  EXPECT_EQ(redacted("postgres://bob:p@ss@db/shop"), "postgres://bob:***@db/shop");
  EXPECT_EQ(redacted("postgres://bob:p/s?s#@db/shop"), "postgres://bob:***@db/shop");
  EXPECT_EQ(redacted("postgres://bob:p'ss@db/shop"), "postgres://bob:***@db/shop");
  EXPECT_EQ(redacted("postgres://bob:cut-off"), "postgres://bob:***");
}

TEST_F(RedactTest, UrlsWithoutPasswordStayAsTheyAre) {
  for (const std::string text :
       {"postgres://bob@db:5432/shop", "postgres://db:5432/shop?options=a@b",
        "postgres://[::1]:5432/shop", "postgres://a:5432,b:5433/shop", "postgres://db:5432",
        "http://localhost:8080/x?mail=a@b", "see https://example.com: it is good",
        "sqlite:///dev.db", "a::b", "at 10:30 mail bob@example.com"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST_F(RedactTest, QueryWithAnAtSignDoesNotHideTheHost) {
  EXPECT_EQ(redacted("postgres://bob:pw1@db/shop?user=bob@azure"),
            "postgres://bob:***@db/shop?user=bob@azure");
}

TEST_F(RedactTest, KeywordStringsAreHidden) {
  EXPECT_EQ(redacted("host=db password=s3cret dbname=shop"), "host=db password=*** dbname=shop");
  EXPECT_EQ(redacted("password = 's3 cr\\'et' host=db"), "password = '***' host=db");
  EXPECT_EQ(redacted("password=a\\ b host=db"), "password=*** host=db");
  EXPECT_EQ(redacted("sslpassword=abc"), "sslpassword=***");
  EXPECT_EQ(redacted("PGPASSWORD=s3cret psql"), "PGPASSWORD=*** psql");
  EXPECT_EQ(redacted("{\"password\": \"a\\\"b\", \"user\": \"bob\"}"),
            "{\"password\": \"***\", \"user\": \"bob\"}");
}

TEST_F(RedactTest, PasswordsInSqlAreHidden) {
  EXPECT_EQ(redacted("ALTER ROLE bob PASSWORD 's3''cret';"), "ALTER ROLE bob PASSWORD '***';");
  EXPECT_EQ(redacted("ALTER ROLE bob ENCRYPTED password\n  E's3\\'cret' LOGIN"),
            "ALTER ROLE bob ENCRYPTED password\n  E'***' LOGIN");
  EXPECT_EQ(redacted("CREATE USER bob PASSWORD /* why */ $$s3cret$$;"),
            "CREATE USER bob PASSWORD /* why */ $$***$$;");
  EXPECT_EQ(redacted("CREATE USER bob PASSWORD $x$s3$$cret$x$;"),
            "CREATE USER bob PASSWORD $x$***$x$;");
  EXPECT_EQ(redacted("EXECUTE 'ALTER ROLE bob PASSWORD ''s3cret''';"),
            "EXECUTE 'ALTER ROLE bob PASSWORD ''***''';");
  EXPECT_EQ(
      redacted("CREATE USER MAPPING FOR bob SERVER s OPTIONS (user 'bob', password 's3cret')"),
      "CREATE USER MAPPING FOR bob SERVER s OPTIONS (user 'bob', password '***')");
  EXPECT_EQ(redacted("ALTER USER MAPPING FOR bob SERVER s OPTIONS (SET \"password\" 's3cret')"),
            "ALTER USER MAPPING FOR bob SERVER s OPTIONS (SET \"password\" '***')");
  EXPECT_EQ(redacted("CREATE SUBSCRIPTION s CONNECTION 'host=db password=s3cret' PUBLICATION p"),
            "CREATE SUBSCRIPTION s CONNECTION 'host=db password=***' PUBLICATION p");
  EXPECT_EQ(redacted("CONNECTION 'password=''s3 cret'' host=db'"),
            "CONNECTION 'password=''***'' host=db'");
  EXPECT_EQ(redacted("ALTER ROLE bob PASSWORD 'open"), "ALTER ROLE bob PASSWORD '***");
}

TEST_F(RedactTest, TheWordPasswordIsNoPassword) {
  for (const std::string text :
       {"password authentication failed for user \"bob\"", "write '@' in a password as '%40'",
        "CREATE TABLE users (password text NOT NULL DEFAULT 'x', password_hint text)",
        "ALTER TABLE users ADD COLUMN \"password\" text", "ALTER ROLE bob PASSWORD NULL",
        "INSERT INTO users (name, password) VALUES ('a', 'b')", "the password: none",
        "password=", "SET password = crypt(secret, 'salt')", "PASSWORD $1", "passwords = 3"}) {
    EXPECT_EQ(redacted(text), text);
  }
}

TEST_F(RedactTest, KnownSecretsAreHiddenInEverySpelling) {
  add_secret("p@ss'w\"rd/ä");
  EXPECT_EQ(redacted("x p@ss'w\"rd/ä y"), "x *** y");
  EXPECT_EQ(redacted("x p%40ss%27w%22rd%2F%C3%A4 y"), "x *** y");
  EXPECT_EQ(redacted("x p%40ss%27w%22rd%2f%c3%a4 y"), "x *** y");
  EXPECT_EQ(redacted("'p@ss''w\"rd/ä'"), "'***'");
  EXPECT_EQ(redacted("\"p@ss'w\\\"rd/ä\""), "\"***\"");
  forget_secrets();
  EXPECT_EQ(redacted("p@ss'w\"rd/ä"), "p@ss'w\"rd/ä");
}

TEST_F(RedactTest, ShortAndPlainSecretsAreHiddenAsWordsOnly) {
  add_secret("postgres");
  add_secret("7");
  EXPECT_EQ(redacted("postgresql 17: role postgres, 7 rows"), "postgresql 17: role ***, *** rows");
}

TEST_F(RedactTest, EmptyAndStarrySecretsAreIgnored) {
  add_secret("");
  add_secret("**");
  EXPECT_EQ(redacted("a ** b"), "a ** b");
}

TEST_F(RedactTest, SecretsMayBeAddedWhileOthersPrint) {
  std::thread adder([] {
    for (int i = 0; i < 200; ++i) add_secret("secret-" + std::to_string(i));
  });
  for (int i = 0; i < 200; ++i) redacted("secret-1 of 200");
  adder.join();
  EXPECT_EQ(redacted("secret-199!"), "***!");
}

// What the rules act on, in any order.
const std::vector<std::string> kPieces = {
    "postgres://", "postgres:", "https://", ":",    "@",  "/",  "?",  "password", "PASSWORD", "=",
    " ",           "'",         "''",       "\"",   "$$", "E'", "x*", "*",        "***",      "abc",
    "\\",          "\n",        "&",        "5432", "--", "/*", "(",  ")"};

rc::Gen<std::string> talk() {
  const auto pieces = rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces));
  return rc::gen::map(pieces, [](const auto& drawn) {
    std::string text;
    for (const std::string& each : drawn) text += each;
    return text;
  });
}

RC_GTEST_FIXTURE_PROP(RedactTest, RedactingTwiceChangesNothing, ()) {
  add_secret("x*");
  add_secret("hunter2");
  const std::string once = redacted(*talk());
  RC_ASSERT(redacted(once) == once);
}

RC_GTEST_FIXTURE_PROP(RedactTest, KnownSecretsNeverPass, ()) {
  add_secret("hunter2");
  RC_ASSERT(redacted(*talk() + "hunter2" + *talk()).find("hunter2") == std::string::npos);
}

}  // namespace
}  // namespace dunlin
