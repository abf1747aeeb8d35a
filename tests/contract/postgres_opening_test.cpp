// How sessions with PostgreSQL begin, and why they do not.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <signal.h>
#include <sys/socket.h>

#include "contract/connection_fixture.h"
#include "db/errors.h"
#include "db/postgres/database.h"

namespace dunlin::db {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;

Unreachable failure_of(const std::string& url, const OpenOptions& options = {}) {
  try {
    postgres::open(config::parse_url(url), options);
  } catch (const Unreachable& error) {
    return error;
  }
  ADD_FAILURE() << "connected to " << url;
  return Unreachable({}, false);
}

/// A port that takes connections and never says a word.
class SilentPort {
 public:
  SilentPort() : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::listen(fd_, 8), 0);
    ::getsockname(fd_, reinterpret_cast<sockaddr*>(&address), &size);
    port = ntohs(address.sin_port);
  }
  ~SilentPort() { ::close(fd_); }
  SilentPort(const SilentPort&) = delete;
  SilentPort& operator=(const SilentPort&) = delete;

  int port = 0;

 private:
  int fd_;
};

class PostgresOpeningTest : public PostgresTest {};

TEST_F(PostgresOpeningTest, OneMessageSetsTheSessionUp) {
  const auto connection = open();
  EXPECT_EQ(connection->messages(), 1u);
  const auto shown = [&](const std::string& name) {
    return connection->run("SHOW " + name).rows.at(0).at(0).value_or("");
  };
  EXPECT_EQ(shown("standard_conforming_strings"), "on");
  EXPECT_EQ(shown("idle_in_transaction_session_timeout"), "0");
  EXPECT_EQ(shown("client_encoding"), "UTF8");
  EXPECT_EQ(shown("application_name"), "dunlin");
  if (connection->server().version_number >= 140000) {
    EXPECT_EQ(shown("client_connection_check_interval"), "1s");
  }
}

TEST_F(PostgresOpeningTest, OptionsAreSetForTheSession) {
  server.ask("DROP ROLE IF EXISTS app_owner");
  server.ask("CREATE ROLE app_owner");
  {
    const auto connection = open({.read_only = true,
                                  .search_path = "app, public",
                                  .role = "app_owner",
                                  .application_name = "dunlin r1"});
    const auto shown = [&](const std::string& name) {
      return connection->run("SHOW " + name).rows.at(0).at(0).value_or("");
    };
    EXPECT_EQ(shown("search_path"), "app, public");
    EXPECT_EQ(shown("application_name"), "dunlin r1");
    EXPECT_EQ(shown("role"), "app_owner");
    EXPECT_EQ(connection->server().user, "app_owner");
    EXPECT_FALSE(connection->server().read_only);
    EXPECT_EQ(thrown<ServerError>([&] { connection->run("CREATE TABLE t (id integer)"); }).sqlstate,
              "25006");
  }
  server.ask("DROP ROLE app_owner");
}

TEST_F(PostgresOpeningTest, OptionsOfTheUrlAreSetOnceConnected) {
  const auto connection = postgres::open(config::parse_url(
      database.url() + "&options=-c%20search_path%3Dshop%20-c%20statement_timeout%3D7s"));
  EXPECT_EQ(connection->run("SHOW search_path").rows, (std::vector<Row>{{"shop"}}));
  EXPECT_EQ(connection->run("SHOW statement_timeout").rows, (std::vector<Row>{{"7s"}}));
  EXPECT_EQ(connection->run("SELECT source FROM pg_settings WHERE name = 'statement_timeout'").rows,
            (std::vector<Row>{{"session"}}));
}

TEST_F(PostgresOpeningTest, TheServerIsDescribed) {
  server.ask("ALTER DATABASE " + database.name() + " SET default_transaction_read_only = on");
  const Server described = open()->server();
  EXPECT_EQ(described.database, database.name());
  EXPECT_EQ(described.user, "postgres");
  EXPECT_EQ(described.host, server.socket_directory() + ":" + std::to_string(server.port()));
  EXPECT_GT(described.session, 0);
  EXPECT_TRUE(described.read_only);
  EXPECT_EQ(described.version.find(' '), std::string::npos);
}

TEST_F(PostgresOpeningTest, AnUnknownDatabaseDoesNotHeal) {
  const Unreachable error = failure_of(server.url("nothing_here"));
  EXPECT_EQ(error.code(), code::kDatabaseMissing);
  EXPECT_EQ(error.first().sqlstate, "3D000");
  EXPECT_THAT(error.first().next, ElementsAre("dunlin create"));
  EXPECT_FALSE(error.can_heal);
}

TEST_F(PostgresOpeningTest, AWrongPasswordDoesNotHealAndIsNotShown) {
  const Unreachable error = failure_of(server.tcp_url(database.name(), "postgres", "wr0ngpw"));
  EXPECT_EQ(error.code(), code::kConnectRefused);
  EXPECT_EQ(error.first().sqlstate, "28P01");
  EXPECT_EQ(error.first().message.find("wr0ngpw"), std::string::npos);
  EXPECT_FALSE(error.can_heal);
  EXPECT_EQ(postgres::open(config::parse_url(server.tcp_url(database.name())))->server().database,
            database.name());
}

TEST_F(PostgresOpeningTest, AnUnknownUserOrRoleDoesNotHeal) {
  const Unreachable user = failure_of(server.tcp_url(database.name(), "stranger", "x"));
  EXPECT_EQ(user.code(), code::kConnectRefused);
  EXPECT_FALSE(user.can_heal);
  const Unreachable role = failure_of(database.url(), {.role = "stranger"});
  EXPECT_EQ(role.code(), code::kConnectRefused);
  EXPECT_THAT(role.first().message, HasSubstr("stranger"));
  EXPECT_FALSE(role.can_heal);
}

TEST_F(PostgresOpeningTest, AMissingTlsDoesNotHeal) {
  const Unreachable error = failure_of(server.tcp_url(database.name()) + "?sslmode=require");
  EXPECT_EQ(error.code(), code::kConnectRefused);
  EXPECT_THAT(error.first().message, HasSubstr("SSL"));
  EXPECT_FALSE(error.can_heal);
}

TEST_F(PostgresOpeningTest, ANonsenseKeywordDoesNotHeal) {
  const Unreachable error = failure_of(server.tcp_url(database.name()) + "?sslmode=perhaps");
  EXPECT_THAT(error.first().message, HasSubstr("perhaps"));
  EXPECT_FALSE(error.can_heal);
}

TEST_F(PostgresOpeningTest, AClosedPortAndAMissingSocketHeal) {
  const Unreachable port = failure_of("postgresql://x@127.0.0.1:1/x");
  EXPECT_EQ(port.code(), code::kUnreachable);
  EXPECT_THAT(port.first().message, HasSubstr("Connection refused"));
  EXPECT_TRUE(port.can_heal);
  EXPECT_TRUE(failure_of("postgresql://x@/x?host=/nothing/here").can_heal);
}

TEST_F(PostgresOpeningTest, AnUnknownHostHeals) {
  const Unreachable error = failure_of("postgresql://x@no..host/x");
  EXPECT_EQ(error.code(), code::kUnreachable) << error.what();
  EXPECT_TRUE(error.can_heal);
}

TEST_F(PostgresOpeningTest, TooManyClientsHeal) {
  server.ask("DROP ROLE IF EXISTS crowded");
  server.ask("CREATE ROLE crowded LOGIN PASSWORD 'x' CONNECTION LIMIT 0");
  const Unreachable error = failure_of(server.tcp_url(database.name(), "crowded", "x"));
  server.ask("DROP ROLE crowded");
  EXPECT_EQ(error.first().sqlstate, "53300");
  EXPECT_EQ(error.code(), code::kUnreachable);
  EXPECT_TRUE(error.can_heal);
}

TEST_F(PostgresOpeningTest, AServerThatNeverAnswersIsGivenUp) {
  const SilentPort silent;
  const auto begin = std::chrono::steady_clock::now();
  const Unreachable error =
      failure_of("postgresql://x@127.0.0.1:" + std::to_string(silent.port) + "/x",
                 {.connect_timeout = Milliseconds(300)});
  EXPECT_THAT(error.first().message, HasSubstr("no answer within"));
  EXPECT_TRUE(error.can_heal);
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(5));
}

TEST_F(PostgresOpeningTest, TheNextHostIsTriedAfterOneThatIsDown) {
  const SilentPort silent;
  const auto connection = postgres::open(
      config::parse_url(
          "postgresql://postgres:secret@127.0.0.1:1,127.0.0.1:" + std::to_string(silent.port) +
          ",127.0.0.1:" + std::to_string(server.port()) + "/" + database.name()),
      {.connect_timeout = Milliseconds(2000)});
  EXPECT_EQ(connection->server().database, database.name());
}

TEST_F(PostgresOpeningTest, ADatabaseThatTakesNoConnectionsDoesNotHeal) {
  server.ask("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
  EXPECT_FALSE(failure_of(database.url()).can_heal);
}

TEST_F(PostgresOpeningTest, ASignalEndsConnecting) {
  const SilentPort silent;
  const int code = in_child([&] {
    Interrupt::install();
    const Soon kill([] { ::kill(::getpid(), SIGTERM); });
    try {
      postgres::open(
          config::parse_url("postgresql://x@127.0.0.1:" + std::to_string(silent.port) + "/x"));
    } catch (const Error& error) {
      return error.code() == code::kTerminated ? 42 : 1;
    }
    return 2;
  });
  EXPECT_EQ(code, 42);
}

TEST_F(PostgresOpeningTest, DatabasesAreMadeOnceAndDropped) {
  const config::Url url = config::parse_url(server.url("Made \"here\""));
  EXPECT_FALSE(postgres::database_exists(url));
  EXPECT_TRUE(postgres::create_database(url));
  EXPECT_FALSE(postgres::create_database(url));
  EXPECT_TRUE(postgres::database_exists(url));
  EXPECT_TRUE(postgres::drop_database(url));
  EXPECT_FALSE(postgres::drop_database(url));
}

TEST_F(PostgresOpeningTest, ADatabaseInUseIsNotDropped) {
  const auto connection = open({.application_name = "the shop"});
  const auto error =
      thrown<ServerError>([&] { postgres::drop_database(config::parse_url(database.url())); });
  EXPECT_THAT(error.first().message, HasSubstr("1 session is connected"));
  EXPECT_THAT(error.first().notes, Contains(HasSubstr("the shop (pid ")));
}

}  // namespace
}  // namespace dunlin::db
