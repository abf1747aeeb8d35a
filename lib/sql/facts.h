#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "sql/element.h"

namespace dunlin::sql {

/// Bytes [begin, end) of a statement's text.
struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;

  friend bool operator==(const Range&, const Range&) = default;
};

/// Named values, each name once, sorted by name. The names are those of the catalog
/// (catalog/attributes.cpp), and so is the spelling.
using Attributes = std::vector<std::pair<Name, std::string>>;

/// What a statement does with an element.
enum class Access { create, drop, rename, change, read };

struct Effect {
  Access access = Access::read;
  Element element;
  Element to = {};  ///< rename: what it is called afterwards

  friend bool operator==(const Effect&, const Effect&) = default;
};

// ---- claims: what holds once a statement has run ------------------------------------------------

/// The element is there, and looks like this. With attributes that only the database can spell
/// (`drawn`), the action has a Draft.
struct Exists {
  Element element;
  Attributes stated = {};  ///< what the text says, spelled as the catalog spells it
  bool drawn = false;      ///< more is stated: what the draft shows of this element
  bool replaces = false;   ///< OR REPLACE: another shape is replaced, not refused
  bool tolerant = false;   ///< IF NOT EXISTS: the author reckons with it
  bool unnamed =
      false;  ///< the server chooses the name (`element` has its likely one): found by shape
  bool full = false;   ///< `stated` is all that counts: what it leaves out is not so
  bool whole = false;  ///< its columns, which the text does not name, are those of the draft

  friend bool operator==(const Exists&, const Exists&) = default;
};

/// The element is not there.
struct Gone {
  Element element;
  bool tolerant = false;  ///< IF EXISTS
  bool cascades = false;

  friend bool operator==(const Gone&, const Gone&) = default;
};

/// What was called `from` is called `to`: another name, or another schema.
struct Renamed {
  Element from;
  Element to;
  bool tolerant = false;  ///< IF EXISTS

  friend bool operator==(const Renamed&, const Renamed&) = default;
};

/// Attributes of an element that is there have these values.
struct Set {
  enum class How {
    equal,     ///< the value is this
    includes,  ///< a list of lines that has these among others (GRANT)
    excludes,  ///< a list of lines that has none of these (REVOKE)
  };

  Element element;
  Attributes wanted = {};
  std::vector<Name> drawn = {};  ///< names of attributes that the draft shows
  How how = How::equal;
  bool once = false;  ///< running it again, when it holds, would do harm (USING f(column))

  friend bool operator==(const Set&, const Set&) = default;
};

/// The constraint is there and validated.
struct Valid {
  Element element;

  friend bool operator==(const Valid&, const Valid&) = default;
};

/// The enum has this label, on the right side of its neighbour.
struct Label {
  Element element;  ///< kind label
  std::optional<Name> before = {};
  std::optional<Name> after = {};
  bool tolerant = false;  ///< IF NOT EXISTS

  friend bool operator==(const Label&, const Label&) = default;
};

/// Leaves nothing that could be looked up, and does no harm when it runs again.
struct Repeatable {
  bool session = false;  ///< prepares the session for what runs behind it in the revision

  friend bool operator==(const Repeatable&, const Repeatable&) = default;
};

/// Changes data, or nobody knows what: only the ledger can tell whether it ran.
struct Once {
  friend bool operator==(const Once&, const Once&) = default;
};

using Claim = std::variant<Exists, Gone, Renamed, Set, Valid, Label, Repeatable, Once>;

// ---- what it costs
// -------------------------------------------------------------------------------

/// PostgreSQL's table-level lock modes, weakest first; SQLite locks the whole file and says none.
enum class LockMode {
  none,
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive,
};

std::string_view name_of(LockMode mode);

struct Lock {
  LockMode mode = LockMode::none;
  Element relation;

  friend bool operator==(const Lock&, const Lock&) = default;
};

/// What a statement does to the rows of a table that exists.
enum class Work {
  none,           ///< catalog only
  scan,           ///< reads them all
  build,          ///< builds an index over them
  maybe_rewrite,  ///< writes them all anew unless the types allow it to be left out
  rewrite,        ///< writes them all anew
};

/// What the rows that a table has must be like, or the statement fails.
struct Demand {
  enum class Kind {
    no_rows,   ///< there are none: nothing gives them a value for the new column
    no_null,   ///< they have a value in these columns
    distinct,  ///< no two are the same in these columns, but for those with a NULL in one
  };

  Kind kind = Kind::no_rows;
  std::vector<std::string> columns =
      {};  ///< of the table that the action shapes; no_rows: the new one

  friend bool operator==(const Demand&, const Demand&) = default;
};

// ---- how the database is asked to spell it
// -------------------------------------------------------

/// How the whole statement (ranges count from its start; other sub-commands are cuts) is changed so
/// that its result can be looked at without touching what is there: on a copy, in another place.
struct Draft {
  /// Names that are to be read in the place of copies: what is created, or the table it is on.
  /// Each is a whole name, its schema included. Ascending.
  std::vector<Range> names = {};
  std::vector<Range> cuts = {};    ///< what is left out (foreign keys, CONCURRENTLY). Ascending.
  std::optional<Element> on = {};  ///< the table that must be there as a copy

  friend bool operator==(const Draft&, const Draft&) = default;
};

/// The smallest part of a statement that can be run or left out by itself: a sub-command of ALTER
/// TABLE, or the whole statement.
struct Action {
  Range text = {};  ///< of the sub-command; the whole statement where it has only one part
  std::vector<Effect> effects = {};
  std::vector<Claim> claims = {};  ///< the first is the main one
  std::vector<Lock> locks = {};
  Work work = Work::none;
  std::vector<Demand> demands = {};
  bool loses_data = false;  ///< may throw away rows or values
  std::optional<Draft> draft = {};
};

/// What a statement reaches.
enum class Scope {
  table,     ///< objects of this database
  database,  ///< the database as such
  cluster,   ///< roles, tablespaces, other databases
  outside,   ///< files, programs, other servers
};

/// What one statement does, as far as its text tells. A statement that is not understood is
/// opaque: one action with the claim Once, which the database alone can judge.
struct Facts {
  std::vector<Action> actions = {};  ///< in the order of the text, at least one
  bool opaque = false;               ///< the effects are not known, or are on data
  bool parsed = true;                ///< false: the parser does not know this syntax
  Scope scope = Scope::table;
  /// SET search_path: where names without a schema lead from here on, to the end of the revision.
  std::optional<std::vector<std::string>> search_path = {};
  /// The string constants in it that may be enum labels: one that was added in the same transaction
  /// cannot be used there (PostgreSQL, 55P04).
  std::vector<std::string> words = {};
};

}  // namespace dunlin::sql
