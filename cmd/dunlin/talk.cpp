#include "dunlin/talk.h"

#include <algorithm>
#include <cstdio>

#include "base/text.h"
#include "dunlin/diagnostic.h"

namespace dunlin::cmd {

namespace {

log::Fields fields_of(const Diagnostic& diagnostic) {
  log::Fields fields{{"code", std::string(diagnostic.code.id)}};
  const auto add = [&](const char* name, std::string value) {
    if (!value.empty()) fields.emplace_back(name, std::move(value));
  };
  if (diagnostic.place) add("place", to_string(*diagnostic.place));
  add("sqlstate", diagnostic.sqlstate);
  add("detail", diagnostic.detail);
  add("hint", diagnostic.hint);
  add("notes", joined(diagnostic.notes, "; "));
  add("next", joined(diagnostic.next, "; "));
  return fields;
}

log::Level level_of(Severity severity) {
  switch (severity) {
    case Severity::error:
      return log::Level::error;
    case Severity::warning:
      return log::Level::warning;
    case Severity::note:
      break;
  }
  return log::Level::info;
}

constexpr std::size_t kWidestPage = 100;

}  // namespace

Look look_of(const Speech& speech) {
  if (speech.format == Format::json) return {};
  return {{speech.terminal.color_output}, std::min(speech.terminal.width, kWidestPage)};
}

void tell(std::span<const Diagnostic> diagnostics, const Speech& speech) {
  if (speech.format == Format::json || diagnostics.empty()) return;
  if (speech.log == log::Format::text) {
    const std::string text = render(diagnostics, speech.terminal.color_talk);
    std::fwrite(text.data(), 1, text.size(), stderr);
    return;
  }
  for (const Diagnostic& diagnostic : diagnostics) {
    log::write(level_of(diagnostic.severity), diagnostic.message, fields_of(diagnostic));
  }
}

}  // namespace dunlin::cmd
