#include "plan/preflight.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/text.h"

namespace dunlin::plan {

namespace {

using catalog::Answer;
using catalog::Check;
using catalog::Object;
using sql::Element;
using sql::ElementKind;

bool has_owner(const Element& element) {
  const ElementKind kind = element.owner().kind;
  return kind == ElementKind::relation || kind == ElementKind::type;
}

// A grant is given by whoever may grant, and a trigger is made by whoever has TRIGGER.
bool asks_no_owner(const sql::Claim& claim) {
  if (const auto* set = std::get_if<sql::Set>(&claim)) {
    return std::any_of(set->wanted.begin(), set->wanted.end(),
                       [](const auto& attribute) { return attribute.first == "acl"; });
  }
  const auto* exists = std::get_if<sql::Exists>(&claim);
  return exists != nullptr && exists->element.kind == ElementKind::trigger;
}

bool changes_type(const sql::Claim& claim) {
  const auto* set = std::get_if<sql::Set>(&claim);
  if (set == nullptr || set->element.kind != ElementKind::column) return false;
  const auto is_type = [](const sql::Name& name) { return name == "type"; };
  return std::any_of(set->drawn.begin(), set->drawn.end(), is_type) ||
         std::any_of(set->wanted.begin(), set->wanted.end(),
                     [&](const auto& attribute) { return is_type(attribute.first); });
}

bool is_once(const sql::Claim& claim) { return std::holds_alternative<sql::Once>(claim); }

std::string many(std::size_t count, std::string_view one, std::string_view more) {
  if (count >= Answer::kMany) return fmt::format("{} or more {}", Answer::kMany, more);
  return fmt::format("{} {}", count, count == 1 ? one : more);
}

std::string columns_of(const Check& check) {
  std::vector<std::string> quoted;
  for (const std::string& column : check.columns) quoted.push_back(fmt::format("\"{}\"", column));
  return fmt::format("{}", fmt::join(quoted, ", "));
}

std::string rows_in_the_way(const Check& check, const Answer& answer, const std::string& table) {
  switch (check.kind) {
    case Check::Kind::no_rows:
      return fmt::format("{} has rows, and column {} can only be added to an empty one", table,
                         columns_of(check));
    case Check::Kind::no_null:
      return fmt::format("{} of {} {} no value in {}", many(answer.count, "row", "rows"), table,
                         answer.count == 1 ? "has" : "have", columns_of(check));
    default:
      return fmt::format("{} of {} in {} {} more than once", many(answer.count, "value", "values"),
                         columns_of(check), table, answer.count == 1 ? "is there" : "are there");
  }
}

Decision& decision_at(std::vector<Step>& steps, const Act& act) {
  Judgement& judgement = steps[act.step].judgements[act.statement];
  return judgement.actions[act.action];
}

}  // namespace

void Preflight::add(std::size_t act, const Decision& decision) {
  if (decision.verdict != Verdict::run && decision.verdict != Verdict::repair) return;
  if (unsure_) return;
  const Act& at = witness_.acts[act];
  running_.insert(act);
  demand(act);
  rights(act);
  for (std::size_t i = 0; i < at.what->claims.size(); ++i) users(act, at.what->claims[i], i);
  if (std::any_of(at.what->claims.begin(), at.what->claims.end(), is_once)) rows_may_change_ = true;
  if (may_make_anything(*at.what)) unsure_ = true;
  const std::string text = lower(witness_.text_of(at));
  if (text.find("role") != std::string::npos || text.find("authorization") != std::string::npos) {
    role_may_change_ = at.step;
  }
}

void Preflight::ask(std::size_t act, Check check) {
  const auto found = std::find(checks_.begin(), checks_.end(), check);
  concerns_.push_back({act, static_cast<std::size_t>(found - checks_.begin())});
  if (found == checks_.end()) checks_.push_back(std::move(check));
}

// ---- rows ---------------------------------------------------------------------------------------

void Preflight::demand(std::size_t act) {
  const sql::Action& action = *witness_.acts[act].what;
  if (action.demands.empty() || rows_may_change_) return;
  const std::size_t subject = witness_.subject_of(act);
  if (subject == kNone) return;
  const Object* table = witness_.attribution.live(subject);
  if (table == nullptr || table->get("kind") != "table") return;
  for (const sql::Demand& demand : action.demands) {
    Check check;
    check.element = table->element;
    switch (demand.kind) {
      case sql::Demand::Kind::no_rows:
        check.kind = Check::Kind::no_rows;
        break;
      case sql::Demand::Kind::no_null:
        check.kind = Check::Kind::no_null;
        break;
      case sql::Demand::Kind::distinct:
        check.kind = Check::Kind::distinct;
        break;
    }
    const Element& now = witness_.timeline.track(subject).name_behind(act);
    if (check.kind == Check::Kind::no_rows) {
      check.columns = demand.columns;
    } else if (!columns_of(act, now, demand.columns, check.columns)) {
      continue;
    }
    ask(act, std::move(check));
  }
}

// What they are called now; false where one is not there, or where the route changes it before.
bool Preflight::columns_of(std::size_t act, const Element& table,
                           const std::vector<std::string>& names,
                           std::vector<std::string>& live) const {
  for (const std::string& name : names) {
    const Element column{ElementKind::column, table.schema, table.name, name};
    const std::size_t track = holder_of(act, column);
    if (track == kNone || changes_before(act, track)) return false;
    const Object* object = witness_.attribution.live(track);
    if (object == nullptr) return false;
    live.push_back(object->element.part.str());
  }
  return true;
}

// Which of the tracks of that name has it once this act has run.
std::size_t Preflight::holder_of(std::size_t act, const Element& name) const {
  for (const std::size_t track : witness_.timeline.holders(name)) {
    if (witness_.timeline.track(track).name_behind(act) == name) return track;
  }
  return kNone;
}

// Whether something that runs before it, or in the same statement, gives it another value.
bool Preflight::changes_before(std::size_t act, std::size_t track) const {
  const std::vector<Write>& writes = witness_.timeline.track(track).writes;
  return std::any_of(writes.begin(), writes.end(), [&](const Write& write) {
    return write.act < end_of_statement(act) && write.attribute != "not_null" && write.act != act;
  });
}

std::size_t Preflight::end_of_statement(std::size_t act) const {
  const Act& at = witness_.acts[act];
  std::size_t end = act + 1;
  while (end < witness_.acts.size() && witness_.acts[end].step == at.step &&
         witness_.acts[end].statement == at.statement) {
    ++end;
  }
  return end;
}

// ---- rights -------------------------------------------------------------------------------------

void Preflight::rights(std::size_t act) {
  const Act& at = witness_.acts[act];
  if (role_may_change_ == at.step) return;
  for (std::size_t i = 0; i < at.what->claims.size(); ++i) right_of(act, at.what->claims[i], i);
}

void Preflight::right_of(std::size_t act, const sql::Claim& claim, std::size_t index) {
  const Element* element = element_of(claim);
  if (element == nullptr || asks_no_owner(claim)) return;
  const std::size_t track = witness_.timeline.at(act, index).track;
  const Object* object = track == kNone ? nullptr : witness_.attribution.live(track);
  const bool makes = std::holds_alternative<sql::Exists>(claim) && object == nullptr;
  if (makes && !element->is_part()) make(act, *element);
  if (!has_owner(*element)) return;
  // What is made on a table is a matter of the table: a column, a constraint, an index.
  const std::size_t subject = makes ? witness_.subject_of(act) : track;
  const Object* owned = subject == kNone ? nullptr : witness_.attribution.live(subject);
  if (owned == nullptr || !has_owner(owned->element)) return;
  const bool drops = std::holds_alternative<sql::Gone>(claim) && !owned->element.is_part();
  ask(act, {drops ? Check::Kind::dropper : Check::Kind::owner, owned->element.owner(), {}});
}

void Preflight::make(std::size_t act, const Element& element) {
  if (element.kind == ElementKind::extension) {
    ask(act, {Check::Kind::extension, element, {}});
  } else if (element.kind == ElementKind::schema) {
    ask(act, {Check::Kind::maker, {ElementKind::database, {}, {}, {}}, {}});
  } else if (has_owner(element) || element.kind == ElementKind::function) {
    const Element schema{ElementKind::schema, {}, element.schema, {}};
    if (element.schema.empty() || !witness_.timeline.holders(schema).empty()) return;
    ask(act, {Check::Kind::maker, schema, {}});
  }
}

// ---- what needs it ------------------------------------------------------------------------------

void Preflight::users(std::size_t act, const sql::Claim& claim, std::size_t index) {
  const auto* gone = std::get_if<sql::Gone>(&claim);
  if (gone == nullptr && !changes_type(claim)) return;
  const std::size_t track = witness_.timeline.at(act, index).track;
  const Object* object = track == kNone ? nullptr : witness_.attribution.live(track);
  if (object == nullptr) return;
  if (gone == nullptr) return ask(act, {Check::Kind::unexpressed, object->element, {}});
  const ElementKind kind = object->element.kind;
  if (gone->cascades) {
    cascades_ = true;
  } else if (kind == ElementKind::relation || kind == ElementKind::column ||
             kind == ElementKind::type) {
    ask(act, {Check::Kind::unused, object->element, {}});
  }
}

// The users that nothing of the route takes away or makes anew before, or in the same statement.
std::vector<Element> Preflight::left(std::size_t act, const Answer& answer) const {
  std::vector<Element> users = answer.users;
  const auto end = running_.lower_bound(end_of_statement(act));
  for (auto running = running_.begin(); running != end; ++running) {
    const std::vector<sql::Claim>& claims = witness_.acts[*running].what->claims;
    for (std::size_t i = 0; i < claims.size(); ++i) {
      const std::size_t track = witness_.timeline.at(*running, i).track;
      const Object* object = track == kNone ? nullptr : witness_.attribution.live(track);
      if (object == nullptr) continue;
      const bool drops = std::holds_alternative<sql::Gone>(claims[i]);
      std::erase_if(users, [&](const Element& user) {
        return user == object->element || (drops && user.owner() == object->element);
      });
    }
  }
  return users;
}

// ---- the answers --------------------------------------------------------------------------------

std::optional<Decision> Preflight::stop(const Concern& concern, const Answer& answer) const {
  const Check& check = checks_[concern.check];
  Decision stop{Verdict::stop, Obstacle::fails, {}, {}};
  const Object* object = witness_.live.find(check.element);
  const std::string what = object == nullptr ? witness_.say(check.element) : witness_.say(*object);
  if (check.is_about_rows()) {
    stop.reason = rows_in_the_way(check, answer, what);
    return stop;
  }
  if (check.kind != Check::Kind::unused && check.kind != Check::Kind::unexpressed) {
    stop.obstacle = Obstacle::forbidden;
    const bool database = check.element.kind == ElementKind::database;
    stop.reason = fmt::format("{} {}", database ? "the database" : what, answer.why);
    return stop;
  }
  std::vector<std::string> users;
  for (const Element& user : left(concern.act, answer)) {
    users.push_back(user.kind == ElementKind::relation ? fmt::format("view \"{}\"", user.name)
                                                       : witness_.say(user));
  }
  if (cascades_ || users.empty()) return std::nullopt;
  stop.reason = fmt::format("{} {} {}", fmt::join(users, " and "),
                            users.size() == 1 ? "needs" : "need", what);
  return stop;
}

void Preflight::heed(const std::vector<Answer>& answers, std::vector<Step>& steps) const {
  for (const Concern& concern : concerns_) {
    if (concern.check >= answers.size()) continue;
    const Answer& answer = answers[concern.check];
    const Act& act = witness_.acts[concern.act];
    Decision& decision = decision_at(steps, act);
    if (!answer.known) decision.reason += fmt::format("; not checked beforehand: {}", answer.why);
    if (answer.holds() || decision.verdict == Verdict::stop) continue;
    auto stop = this->stop(concern, answer);
    if (!stop) continue;
    decision = std::move(*stop);
    steps[act.step].judgements[act.statement].verdict = Verdict::stop;
  }
}

}  // namespace dunlin::plan
