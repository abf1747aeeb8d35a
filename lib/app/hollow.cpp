#include "app/hollow.h"

#include <fmt/format.h>

#include "base/text.h"

namespace dunlin::app {

void tell_if_hollow(Context& context, const plan::Step& step) {
  if (!step.script || step.statements() > 0 || trimmed(*step.script->text).empty()) return;
  const bool up = step.direction == revision::Direction::up;
  if (!up && step.row.statements_total == 0) return;  // there is nothing to undo
  Diagnostic note;
  note.code = code::kHollowScript;
  note.severity = Severity::note;
  note.message = fmt::format("{} has no statements: {}", step.script->path,
                             up ? "the revision is recorded, and changes nothing"
                                : "the revision is forgotten, and nothing of it undone");
  context.observer().warned(note);
}

}  // namespace dunlin::app
