#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/attribution.h"
#include "plan/decision.h"
#include "plan/shapes.h"
#include "plan/timeline.h"

namespace dunlin::plan {

/// Whether nobody can tell what an action leaves behind: data statements change rows of the tables
/// they name, others do as they please.
bool may_make_anything(const sql::Action& action);

/// What a claim is about, by its name before the statement; nothing where it names nothing.
const sql::Element* element_of(const sql::Claim& claim);

/// What the live database says about one claim.
enum class Standing {
  todo,          ///< it has not run
  done,          ///< it has run: nothing else explains what is there
  holds,         ///< what it wants is so already, which says nothing about who did it
  either,        ///< both explain what is there
  half,          ///< it ran and was not finished
  drift,         ///< neither explains what is there
  missing,       ///< what it is about is not there
  incomparable,  ///< something is there, and nobody can tell whether it is the same
  once,          ///< only the ledger can tell
  repeatable,    ///< nothing to look up, no harm in running it
  session,       ///< the same, and what runs behind it needs it
};

struct Evidence {
  Standing standing = Standing::todo;
  std::string reason = {};
  std::vector<Difference> differences = {};
  const catalog::Object* object = nullptr;  ///< half: what is to be repaired
  /// either: the act before it that made what this one is about. Both run, or neither.
  std::size_t tied = kNone;
};

/// Everything an evaluator may look at.
struct Witness {
  const std::vector<Act>& acts;
  const Timeline& timeline;
  const Shapes& shapes;
  const Attribution& attribution;
  const catalog::Catalog& live;
  /// Whether a revision below the route made an element of this name.
  std::function<bool(const sql::Element&)> made_before;

  /// Whether statements below the route may have made anything at all.
  std::function<bool()> unsure_before;

  Premise premise = {};
  std::function<std::string_view(const Act&)> text_of = {};
  /// The names that things like this one have in the live database, for a hint; may be nothing.
  std::function<std::vector<std::string>(const sql::Element&)> names_beside = {};

  /// Whether something before this act may have made anything at all: a DO block, a function that
  /// was called. What is not there then may be made by it.
  bool unsure(std::size_t act) const;

  /// Whether something of this name is live, and it is no element of the route.
  bool nobodys(const sql::Element& name) const;

  /// Whether a statement behind this act that ran and may do anything names the element.
  bool meddled(std::size_t act, const sql::Element& element) const;

  /// Whether what this act needed is not there any more as it was, so that it cannot be drawn: it
  /// ran, and an act behind it dropped or renamed a type, or one before it may have made anything.
  bool outdated(std::size_t act) const;
  bool changes_behind(std::size_t act, const sql::Element& element) const;

  /// The track of the table, type … that an act shapes; kNone where it shapes none.
  std::size_t subject_of(std::size_t act) const;

  /// Both with and without it, the live database is explained.
  Evidence either(std::string reason, std::size_t act, std::size_t track) const;

  /// What it is called in a sentence: without the schema that names lead to by themselves.
  std::string say(const sql::Element& element) const;
  std::string say(const catalog::Object& object) const;
  /// Something that is wanted, as far as the text tells what it is.
  std::string say(const sql::Exists& claim) const;
};

/// What is live about the claim of an act, one evaluator for each kind of claim
/// (lib/plan/claims).
Evidence weigh(const Witness& witness, std::size_t act, std::size_t claim);

/// What is live about all that an action claims.
Evidence weigh(const Witness& witness, std::size_t act);

}  // namespace dunlin::plan
