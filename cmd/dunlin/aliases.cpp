#include "dunlin/command.h"

namespace dunlin::cmd {

std::span<const Alias> all_aliases() {
  static const std::vector<Alias> kAliases = {
      {{"up"}, "upgrade", "dbmate, goose"},
      {{"down"}, "downgrade", "dbmate, goose"},
      {{"rollback"}, "downgrade", "dbmate", "-1"},
      {{"up-to"}, "upgrade", "goose"},
      {{"up-by-one"}, "upgrade", "goose", "+1"},
      {{"down-to"}, "downgrade", "goose"},
      {{"validate"}, "check", "goose, Flyway"},
      {{"info"}, "status", "Flyway"},
      {{"revision"}, "new", "Alembic"},
      {{"migrate", "deploy"}, "upgrade", "Prisma"},
      {{"migrate", "status"}, "status", "Prisma"},
      {{"migrate", "resolve"}, "resolve", "Prisma"},
      {{"migrate", "reset"}, "reset", "Prisma"},
      {{"db", "init"}, "init", "Flask-Migrate"},
      {{"db", "revision"}, "new", "Flask-Migrate"},
      {{"db", "upgrade"}, "upgrade", "Flask-Migrate"},
      {{"db", "downgrade"}, "downgrade", "Flask-Migrate", "-1"},
      {{"db", "heads"}, "heads", "Flask-Migrate"},
      {{"db", "branches"}, "branches", "Flask-Migrate"},
      {{"db", "history"}, "history", "Flask-Migrate"},
      {{"db", "current"}, "current", "Flask-Migrate"},
      {{"db", "show"}, "show", "Flask-Migrate"},
      {{"db", "merge"}, "merge", "Flask-Migrate"},
      {{"db", "stamp"}, "stamp", "Flask-Migrate"},
      {{"db", "check"}, "check", "Flask-Migrate"},
      {{"db", "status"}, "status", "Flask-Migrate"},
  };
  return kAliases;
}

}  // namespace dunlin::cmd
