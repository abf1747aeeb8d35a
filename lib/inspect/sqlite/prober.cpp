#include "inspect/sqlite/prober.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

#include "db/open.h"
#include "db/sqlite/open.h"
#include "inspect/sqlite/inspector.h"

namespace dunlin::inspect::sqlite {

namespace {

using catalog::Catalog;
using catalog::Drawing;
using catalog::Drawn;
using catalog::Element;
using catalog::Frame;
using catalog::Probe;

/// The elements that an action's claims are about.
std::vector<Element> claimed(const sql::Action& action) {
  std::vector<Element> elements;
  for (const sql::Claim& claim : action.claims) {
    if (const auto* exists = std::get_if<sql::Exists>(&claim)) {
      elements.push_back(exists->element);
    } else if (const auto* set = std::get_if<sql::Set>(&claim)) {
      elements.push_back(set->element);
    } else if (const auto* renamed = std::get_if<sql::Renamed>(&claim)) {
      elements.push_back(renamed->to);
    }
  }
  for (Element& element : elements) {
    if (element.schema.empty()) element.schema = "main";
  }
  return elements;
}

/// A database in memory that has what a probe starts from.
class Sketch {
 public:
  Sketch(db::Connection& source, const Probe& probe)
      : memory_(db::sqlite::open({})) {  // no path: in memory
    if (probe.copied) copy(source, probe.copied->name);
  }

  /// Runs the frame; what it made if that is wanted.
  Drawn draw(const Frame& frame) {
    if (!failure_.empty()) return failed(frame);
    try {
      memory_->run(frame.statement);
    } catch (const db::ServerError& error) {
      failure_ = error.first().message;
      return failed(frame);
    }
    if (!frame.wanted || frame.action == nullptr) return {};
    const std::vector<Element> elements = claimed(*frame.action);
    const Catalog made = inspector().read(*memory_, elements);
    Drawn drawn;
    drawn.objects.search_path = made.search_path;
    const bool creates = std::any_of(elements.begin(), elements.end(), [](const Element& element) {
      return element.kind == sql::ElementKind::relation;
    });
    for (const auto& [element, object] : made.all()) {
      // With a table come its columns and constraints, whether the text names them or not.
      const bool named = std::find(elements.begin(), elements.end(), element) != elements.end();
      if (named || creates) drawn.objects.add(object);
    }
    return drawn;
  }

 private:
  // Tables come before what is on them. A table that is referred to need not be there.
  void copy(db::Connection& source, const std::string& name) {
    const db::Result result = source.query(
        "SELECT sql FROM main.sqlite_master WHERE sql IS NOT NULL AND tbl_name = $1 "
        "COLLATE NOCASE AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY type <> 'table', rowid",
        {name});
    for (const db::Row& row : result.rows) {
      try {
        memory_->run(row.front().value_or(""));
      } catch (const db::ServerError& error) {
        failure_ = error.first().message;
        return;
      }
    }
  }

  Drawn failed(const Frame& frame) const {
    Drawn drawn;
    if (frame.wanted) drawn.failure = failure_;
    return drawn;
  }

  std::unique_ptr<db::Connection> memory_;
  std::string failure_;
};

class SqliteProber final : public Prober {
 public:
  std::vector<Drawing> draw(db::Connection& connection,
                            const std::vector<Probe>& probes) const override {
    std::vector<Drawing> drawings;
    for (const Probe& probe : probes) {
      Sketch sketch(connection, probe);
      Drawing& drawing = drawings.emplace_back();
      for (const Frame& frame : probe.frames) drawing.push_back(sketch.draw(frame));
    }
    return drawings;
  }
};

}  // namespace

const Prober& prober() {
  static const SqliteProber kProber;
  return kProber;
}

}  // namespace dunlin::inspect::sqlite
