#include "dunlin/diagnostic.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/redact.h"
#include "base/text.h"
#include "dunlin/paint.h"

namespace dunlin::cmd {

namespace {

std::string_view word(Severity severity) {
  switch (severity) {
    case Severity::error:
      return "error";
    case Severity::warning:
      return "warning";
    case Severity::note:
      return "note";
  }
  return "error";
}

std::string_view hue(Severity severity) {
  switch (severity) {
    case Severity::error:
      return Paint::kBoldRed;
    case Severity::warning:
      return Paint::kBoldYellow;
    case Severity::note:
      return Paint::kBoldCyan;
  }
  return Paint::kBoldRed;
}

// A tab takes one column in our count and many on the screen.
std::string expanded(std::string_view line) {
  std::string out;
  for (const char c : line) out += c == '\t' ? ' ' : c;
  return out;
}

constexpr std::size_t kWidest = 160;

// A line of a megabyte is shown around the caret.
Excerpt shortened(Excerpt excerpt) {
  if (characters(excerpt.line) <= kWidest) return excerpt;
  const std::size_t from = excerpt.column > 40 ? excerpt.column - 40 : 0;
  const std::size_t begin = byte_of_character(excerpt.line, from);
  const std::size_t end = byte_of_character(excerpt.line, from + kWidest);
  excerpt.line = excerpt.line.substr(begin, end - begin);
  excerpt.column -= from;
  excerpt.length = std::min(excerpt.length, kWidest - std::min(kWidest, excerpt.column) + 1);
  return excerpt;
}

// A password hidden before the caret moves what the caret points at.
Excerpt without_secrets(Excerpt excerpt) {
  const std::string clean = redacted(excerpt.line);
  if (clean == excerpt.line) return excerpt;
  const std::size_t caret = byte_of_character(excerpt.line, excerpt.column - 1);
  const std::string before = redacted(excerpt.line.substr(0, caret));
  if (clean.starts_with(before)) excerpt.column = characters(before) + 1;
  const std::size_t width = characters(clean);
  excerpt.column = std::min(excerpt.column, width + 1);
  excerpt.length = std::clamp<std::size_t>(excerpt.length, 1, width + 2 - excerpt.column);
  excerpt.line = clean;
  return excerpt;
}

std::string indented(std::string_view text, std::string_view margin) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '\n') out += margin;
  }
  return out;
}

void add_excerpt(std::string& out, const Diagnostic& diagnostic, const std::string& margin,
                 const Paint& paint) {
  const Excerpt excerpt = shortened(without_secrets(*diagnostic.excerpt));
  const std::string number = fmt::format("{:>{}}", diagnostic.place->line, margin.size());
  const std::string bar = paint(Paint::kBoldBlue, "|");
  out += fmt::format("{} {}\n", margin, bar);
  out += fmt::format("{} {} {}\n", paint(Paint::kBoldBlue, number), bar, expanded(excerpt.line));
  out += fmt::format(
      "{} {} {}{}\n", margin, bar, std::string(excerpt.column - 1, ' '),
      paint(hue(diagnostic.severity),
            std::string(excerpt.length, '^') + (excerpt.label.empty() ? "" : " " + excerpt.label)));
}

void add_line(std::string& out, const std::string& margin, const Paint& paint,
              std::string_view label, std::string_view text) {
  const std::string lead = label.empty() ? std::string() : fmt::format("{}: ", label);
  out += fmt::format("{} {} {}{}\n", margin, paint(Paint::kBoldBlue, "="), lead,
                     indented(text, margin + "   " + std::string(lead.size(), ' ')));
}

std::string one(const Diagnostic& diagnostic, const Paint& paint) {
  std::string out =
      fmt::format("{}: {}\n",
                  paint(hue(diagnostic.severity),
                        fmt::format("{}[{}]", word(diagnostic.severity), diagnostic.code.id)),
                  indented(diagnostic.message, "  "));
  const bool excerpt = diagnostic.place && diagnostic.excerpt && diagnostic.place->line > 0;
  const std::string margin(
      excerpt ? std::to_string(diagnostic.place->line).size() + 1 : std::size_t{2}, ' ');
  if (diagnostic.place) {
    out += fmt::format("{}{} {}\n", margin, paint(Paint::kBoldBlue, "-->"),
                       to_string(*diagnostic.place));
  }
  if (excerpt) add_excerpt(out, diagnostic, margin, paint);
  if (!diagnostic.sqlstate.empty()) add_line(out, margin, paint, "sqlstate", diagnostic.sqlstate);
  if (!diagnostic.detail.empty()) add_line(out, margin, paint, "detail", diagnostic.detail);
  if (!diagnostic.hint.empty()) add_line(out, margin, paint, "hint", diagnostic.hint);
  for (const std::string& note : diagnostic.notes) add_line(out, margin, paint, "", note);
  for (const std::string& next : diagnostic.next) add_line(out, margin, paint, "next", next);
  return out;
}

}  // namespace

std::string render(std::span<const Diagnostic> diagnostics, bool color) {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!out.empty()) out += '\n';
    out += one(diagnostic, Paint{color});
  }
  return redacted(out);
}

Json to_json(const Diagnostic& diagnostic) {
  Json json;
  json.add("code", diagnostic.code.id);
  json.add("severity", word(diagnostic.severity));
  json.add("sqlstate", Json::text(diagnostic.sqlstate));
  json.add("message", Json::text(diagnostic.message));
  json.add("detail", Json::text(diagnostic.detail));
  json.add("hint", Json::text(diagnostic.hint));
  json.add("notes", Json::list(diagnostic.notes));
  json.add("next", Json::list(diagnostic.next));
  const Place place = diagnostic.place.value_or(Place{});
  json.add("file", Json::text(place.file));
  json.add("line", place.line > 0 ? Json(place.line) : Json());
  json.add("column", place.column > 0 ? Json(place.column) : Json());
  json.add("statement", diagnostic.statement > 0 ? Json(diagnostic.statement) : Json());
  return json;
}

}  // namespace dunlin::cmd
