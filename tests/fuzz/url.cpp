// Whatever a password holds and however the URL around it is mangled, nothing that dunlin says
// holds the password.

#include "config/url.h"

#include <cstdint>
#include <cstdlib>
#include <string>

#include "base/error.h"
#include "base/redact.h"

namespace {

constexpr std::string_view kToken = "Hunter2Swordfish";

void require(bool holds) {
  if (!holds) std::abort();
}

void require_silence(const std::string& said) { require(said.find(kToken) == std::string::npos); }

void require_silence(const dunlin::Error& error) {
  for (const dunlin::Diagnostic& problem : error.diagnostics()) {
    require_silence(problem.message);
    require_silence(problem.hint);
    require(!problem.excerpt);
    for (const std::string& note : problem.notes) require_silence(note);
    for (const std::string& next : problem.next) require_silence(next);
  }
}

// The text as it is, for crashes and for redacted() being idempotent.
void read_anything(const std::string& text) {
  try {
    const dunlin::config::Url url = dunlin::config::parse_url(text);
    const std::string shown = url.shown();
    require(dunlin::redacted(shown) == shown);
  } catch (const dunlin::Error&) {
  }
  const std::string once = dunlin::redacted(text);
  require(dunlin::redacted(once) == once);
}

// `1234?user=…` and `p@host/x?user=…` make a URL in its own right: who could tell?
bool is_complete_before_query(const std::string& password) {
  const std::size_t query = password.find('?');
  if (query == std::string::npos || query == 0) return false;
  try {
    dunlin::config::parse_url("postgres://bob:" + password.substr(0, query));
  } catch (const dunlin::Error&) {
    return false;
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  dunlin::forget_secrets();
  const std::string text(reinterpret_cast<const char*>(data), size);
  read_anything(text);
  dunlin::forget_secrets();

  // The input is the rest of the password, on either side of a word that can be looked for.
  const std::size_t half = size / 2;
  if (is_complete_before_query(text)) return 0;
  const std::string url = "postgres://bob:" + text.substr(0, half) + std::string(kToken) +
                          text.substr(half) + "@db:5432/shop?sslmode=require";
  try {
    const dunlin::config::Url parsed = dunlin::config::parse_url(url);
    require_silence(parsed.shown());
    for (const std::string& warning : parsed.warnings) require_silence(warning);
  } catch (const dunlin::Error& error) {
    require_silence(error);
  }
  require_silence(dunlin::redacted(url));
  return 0;
}
