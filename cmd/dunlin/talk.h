#pragma once

#include <span>

#include "base/error.h"
#include "base/log.h"
#include "dunlin/paint.h"
#include "dunlin/terminal.h"

namespace dunlin::cmd {

enum class Format { text, json };

/// How this run speaks: what it prints on standard output, and how it talks on standard error.
struct Speech {
  Format format = Format::text;
  log::Format log = log::Format::text;
  log::Level least = log::Level::info;
  ColorChoice color = ColorChoice::automatic;
  Terminal terminal;
};

/// How pages are laid out on standard output: as wide as people read, plain within a document.
Look look_of(const Speech& speech);

/// Tells diagnostics on standard error: as rustc would, or a JSON object a line with
/// --log-format json. With --format json they belong into the document, and nothing is told.
void tell(std::span<const Diagnostic> diagnostics, const Speech& speech);

}  // namespace dunlin::cmd
