#include "plan/manifest.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/checksum.h"
#include "base/text.h"

namespace dunlin::plan {

namespace {

std::string digest_of_sent(const Step& step, std::size_t index) {
  const sql::Statement& statement = step.script->statements[index];
  Sha256 digest;
  std::string_view sent = statement.text;
  if (!step.judgements.empty()) {
    const Judgement& judgement = step.judgements[index];
    if (judgement.text) sent = *judgement.text;
    for (auto repair = judgement.repairs.rbegin(); repair != judgement.repairs.rend(); ++repair) {
      digest.add(*repair);
      digest.add(";\n");
    }
  }
  digest.add(sent);
  digest.add(statement.data);
  return digest.hex().substr(0, 16);
}

std::string statement_line(const Step& step, std::size_t index, std::size_t line) {
  const bool runs = step.verdict(index) != Verdict::skip;
  return fmt::format("    {} {}:{} {}\n", name_of(step.verdict(index)), step.script->path, line,
                     runs ? digest_of_sent(step, index) : "-");
}

}  // namespace

std::string manifest_of(const Plan& plan) {
  std::string out = "dunlin-plan 1\n";
  for (const Step& step : plan.steps) {
    out += fmt::format("{} {} {}\n", name_of(step.direction), step.id(),
                       step.row.token_checksum.empty() ? "-" : step.row.token_checksum);
    std::size_t line = 1;
    std::size_t at = 0;
    for (const Segment& segment : step.segments) {
      out += segment.kind == Segment::Kind::transaction ? "  transaction\n" : "  alone\n";
      for (std::size_t i = segment.first; i < segment.first + segment.count; ++i) {
        const std::size_t begin = step.script->statements[i].begin;
        const std::string_view passed = step.script->text.view().substr(at, begin - at);
        line += static_cast<std::size_t>(std::count(passed.begin(), passed.end(), '\n'));
        at = begin;
        out += statement_line(step, i, line);
      }
    }
    if (step.verify) out += fmt::format("  verify {}\n", sha256(step.verify->text.view()));
  }
  return out;
}

std::optional<ManifestDifference> difference_of(const std::string& kept, const std::string& now) {
  if (kept == now) return std::nullopt;
  const std::vector<std::string> a = split(kept, '\n');
  const std::vector<std::string> b = split(now, '\n');
  for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
    const std::string left = i < a.size() ? a[i] : "";
    const std::string right = i < b.size() ? b[i] : "";
    if (left != right)
      return ManifestDifference{std::string(trimmed(left)), std::string(trimmed(right))};
  }
  return std::nullopt;
}

}  // namespace dunlin::plan
