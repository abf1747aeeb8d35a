#include "app/hollow.h"

#include <fmt/format.h>

#include "base/text.h"

namespace dunlin::app {

bool is_hollow(const std::optional<plan::Source>& script) {
  return script && script->statements.empty() && !trimmed(script->text.view()).empty();
}

void tell_if_hollow(Context& context, const plan::Step& step) {
  if (!is_hollow(step.script)) return;
  Diagnostic note;
  note.code = code::kHollowScript;
  note.severity = Severity::note;
  note.message = fmt::format("{} has no statements: the revision is recorded, and changes nothing",
                             step.script->path);
  context.observer().warned(note);
}

}  // namespace dunlin::app
