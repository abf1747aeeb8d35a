#include "inspect/postgres/prober.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <variant>

#include "catalog/attributes.h"
#include "inspect/postgres/draft.h"
#include "inspect/postgres/names.h"
#include "inspect/postgres/retelling.h"
#include "inspect/postgres/spelling.h"
#include "inspect/postgres/trial.h"

namespace dunlin::inspect::postgres {

namespace {

using catalog::Drawing;
using catalog::Drawn;
using catalog::Frame;
using catalog::Object;
using catalog::Probe;
using sql::Element;
using sql::ElementKind;

/// The element a claim is about, and whether the server chooses its name.
struct Claimed {
  Element element;
  bool unnamed = false;
};

std::optional<Claimed> claimed_by(const sql::Claim& claim) {
  if (const auto* exists = std::get_if<sql::Exists>(&claim)) {
    return Claimed{exists->element, exists->unnamed};
  }
  if (const auto* set = std::get_if<sql::Set>(&claim)) return Claimed{set->element};
  if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) return Claimed{renamed->to};
  return std::nullopt;
}

std::vector<Claimed> claims_of(const sql::Action& action, const std::string& schema) {
  std::vector<Claimed> claims;
  for (const sql::Claim& claim : action.claims) {
    if (auto claimed = claimed_by(claim)) {
      if (claimed->element.schema.empty()) claimed->element.schema = schema;
      claims.push_back(std::move(*claimed));
    }
  }
  return claims;
}

/// The schema that the copies an action changes stand for.
std::string schema_of(const sql::Action& action, const std::string& schema) {
  const std::vector<Claimed> claims = claims_of(action, schema);
  return claims.empty() ? schema : claims.front().element.schema;
}

/// NAME in nextval('NAME'::regclass), where it has no schema: a sequence of the same place.
std::string sequence_of(const Object& column) {
  constexpr std::string_view kBegin = "nextval('";
  constexpr std::string_view kEnd = "'::regclass)";
  std::string_view text = column.get("default");
  if (!text.starts_with(kBegin) || !text.ends_with(kEnd)) return {};
  text = text.substr(kBegin.size(), text.size() - kBegin.size() - kEnd.size());
  const auto [schema, name] = parts_of(text);
  return schema.empty() ? name : std::string();
}

/// What was read of copies, as if it were in `schema`.
std::vector<Object> originals(const Outcome& outcome, const std::string& schema) {
  if (outcome.objects.empty()) return {};
  std::set<std::string> relations;
  for (const Object& object : outcome.objects) {
    if (object.element.kind == ElementKind::relation) relations.insert(object.element.name);
    // The sequence of a serial column is not read with its table.
    if (object.element.kind == ElementKind::column) relations.insert(sequence_of(object));
  }
  relations.erase("");
  const Spelling spelling(outcome.objects.front().element.schema, schema, std::move(relations));
  std::vector<Object> objects;
  for (const Object& object : outcome.objects) objects.push_back(spelling.original(object));
  return objects;
}

/// The steps of a probe: the copy, what makes room on it, and a step for each frame.
class Sketch {
 public:
  Sketch(const db::Connection& connection, const Probe& probe) : probe_(probe) {
    if (probe.copied) copy(connection, *probe.copied);
    first_frame_ = steps_.size();
    for (const Frame& frame : probe.frames) add(frame);
  }

  const Steps& steps() const { return steps_; }

  Drawing drawing(const std::vector<Outcome>& outcomes) const {
    Drawing drawing;
    for (std::size_t index = 0; index < probe_.frames.size(); ++index) {
      drawing.push_back(probe_.frames[index].wanted ? drawn(index, outcomes) : Drawn{});
    }
    return drawing;
  }

 private:
  void copy(const db::Connection& connection, const Element& original) {
    steps_.push_back(copy_of(connection, original));
    for (auto frame = probe_.frames.rbegin(); frame != probe_.frames.rend(); ++frame) {
      for (std::string& text : undoing(*frame->action)) steps_.push_back({std::move(text)});
    }
  }

  void add(const Frame& frame) {
    attempts_.push_back(attempt_of(frame));
    Step step{attempts_.back().text, attempts_.back().instead};
    step.shown = frame.wanted;
    std::set<std::string> names;
    for (const Claimed& claimed : claims_of(*frame.action, probe_.schema)) {
      names.insert(claimed.element.name);
    }
    // An index is read with its table.
    if (frame.action->draft && frame.action->draft->on) names.insert(frame.action->draft->on->name);
    step.names.assign(names.begin(), names.end());
    steps_.push_back(std::move(step));
  }

  Drawn drawn(std::size_t index, const std::vector<Outcome>& outcomes) const {
    if (attempts_.at(index).text.empty()) return {{}, "there is no form of it to try out"};
    if (probe_.copied && !outcomes.at(0).failure.empty()) {
      return {
          {},
          fmt::format("{} cannot be copied: {}", describe(*probe_.copied), outcomes.at(0).failure)};
    }
    const Outcome& outcome = outcomes.at(first_frame_ + index);
    Drawn drawn{{}, outcome.failure};
    for (Object& object : wanted(index, outcome)) drawn.objects.add(std::move(object));
    return drawn;
  }

  /// What the action of the frame claims, of all that was read.
  std::vector<Object> wanted(std::size_t index, const Outcome& outcome) const {
    const std::string schema = schema_of(*probe_.frames[index].action, probe_.schema);
    std::vector<Object> objects = originals(outcome, schema);
    std::vector<Object> wanted;
    for (const Claimed& claimed : claims_of(*probe_.frames[index].action, schema)) {
      std::optional<Element> unnamed;
      if (claimed.unnamed) unnamed = likely(index, claimed.element, objects);
      for (const Object& object : objects) {
        if (unnamed && object.element == *unnamed) {
          wanted.push_back({claimed.element, object.attributes});
        } else if (belongs(object.element, claimed.element)) {
          wanted.push_back(object);
        }
      }
    }
    finish(attempts_.at(index), wanted);
    return wanted;
  }

  static bool belongs(const Element& element, const Element& claimed) {
    if (element == claimed || element.owner() == claimed) return true;
    const bool same_name = element.schema == claimed.schema && element.name == claimed.name;
    if (!same_name) return false;
    // A function's types may be spelled in another way.
    return element.kind == ElementKind::function && claimed.kind == ElementKind::function;
  }

  /// The one object that may be what the server named by itself.
  std::optional<Element> likely(std::size_t index, const Element& claimed,
                                const std::vector<Object>& objects) const {
    std::optional<Element> found;
    for (const Object& object : objects) {
      const Element& element = object.element;
      if (element == claimed) return std::nullopt;
      if (element.kind != claimed.kind || explained(index, element)) continue;
      if (element.kind == ElementKind::relation && object.get("table").empty()) continue;
      if (element.kind != ElementKind::relation && element.name != claimed.name) continue;
      if (found) return std::nullopt;
      found = element;
    }
    return found;
  }

  /// Whether an action up to this one makes it under its own name.
  bool explained(std::size_t last, const Element& element) const {
    for (std::size_t index = 0; index <= last; ++index) {
      for (const Claimed& claimed : claims_of(*probe_.frames[index].action, element.schema)) {
        if (claimed.element == element) return true;
      }
    }
    return false;
  }

  /// What the copy could not be.
  static void finish(const Attempt& attempt, std::vector<Object>& objects) {
    for (Object& object : objects) {
      if (object.element.kind != ElementKind::relation) continue;
      if (attempt.unlogged && object.get("kind") == "table") object.set("persistence", "unlogged");
      if (attempt.materialized && object.get("kind") == "view") {
        object.set("kind", "materialized view");
        object.set("options", "");
      }
    }
  }

  const Probe& probe_;
  Steps steps_;
  std::vector<Attempt> attempts_;
  std::size_t first_frame_ = 0;
};

std::vector<Drawing> refused(const std::vector<Probe>& probes, const std::string& reason) {
  std::vector<Drawing> drawings;
  for (const Probe& probe : probes) {
    Drawing& drawing = drawings.emplace_back();
    for (const Frame& frame : probe.frames) {
      drawing.push_back(frame.wanted ? Drawn{{}, reason} : Drawn{});
    }
  }
  return drawings;
}

/// Takes over the expressions of the same object in what was read; whether any was different.
bool respell(Object& object, const std::vector<Object>& read) {
  const auto same = std::find_if(read.begin(), read.end(), [&](const Object& candidate) {
    return candidate.element == object.element;
  });
  if (same == read.end()) return false;
  bool changed = false;
  for (auto& [name, value] : object.attributes) {
    const catalog::AttributeRule* rule = catalog::rule_of(object.element.kind, name);
    const std::string_view spelled = same->get(name);
    const bool expression = rule != nullptr && rule->compare == catalog::Compare::expression;
    if (!expression || spelled.empty() || spelled == value) continue;
    value = spelled;
    changed = true;
  }
  return changed;
}

class PostgresProber final : public Prober {
 public:
  std::vector<Drawing> draw(db::Connection& connection,
                            const std::vector<Probe>& probes) const override {
    if (connection.server().standby) {
      return refused(probes, "a standby cannot make temporary tables");
    }
    std::vector<Sketch> sketches;
    std::vector<Steps> lists;
    for (const Probe& probe : probes) {
      lists.push_back(sketches.emplace_back(connection, probe).steps());
    }
    std::vector<Drawing> drawings;
    try {
      const auto outcomes = try_out(connection, lists);
      for (std::size_t index = 0; index < sketches.size(); ++index) {
        drawings.push_back(sketches[index].drawing(outcomes.at(index)));
      }
    } catch (const db::Cancelled&) {
      throw;
    } catch (const db::ServerError& error) {
      return refused(probes, error.first().message);
    }
    return drawings;
  }

  std::vector<Object> settled(db::Connection& connection,
                              const std::vector<Object>& objects) const override {
    std::vector<Object> settled = objects;
    if (connection.server().standby) return settled;
    // After the second time nothing changes any more.
    for (int round = 0; round < 2 && retell(connection, settled); ++round) {
    }
    return settled;
  }

 private:
  /// Whether any of them is spelled in another way now.
  static bool retell(db::Connection& connection, std::vector<Object>& objects) {
    std::vector<Steps> lists;
    for (const Object& object : objects) lists.push_back(retelling(connection, object));
    bool changed = false;
    try {
      const auto outcomes = try_out(connection, lists);
      for (std::size_t index = 0; index < objects.size(); ++index) {
        if (outcomes.at(index).empty()) continue;
        const std::string& schema = objects[index].element.schema;
        if (respell(objects[index], originals(outcomes.at(index).back(), schema))) changed = true;
      }
    } catch (const db::Cancelled&) {
      throw;
    } catch (const db::ServerError&) {
      return false;  // as they are: what can be drawn at all is told by draw()
    }
    return changed;
  }
};

}  // namespace

const Prober& prober() {
  static const PostgresProber kProber;
  return kProber;
}

}  // namespace dunlin::inspect::postgres
