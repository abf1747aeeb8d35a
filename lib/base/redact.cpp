#include "base/redact.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <utility>
#include <vector>

#include "base/percent.h"
#include "base/redact_patterns.h"
#include "base/text.h"

namespace dunlin {

namespace {

struct LongestFirst {
  bool operator()(const std::string& a, const std::string& b) const {
    return a.size() != b.size() ? a.size() > b.size() : a < b;
  }
};

struct Secrets {
  std::shared_mutex mutex;
  std::set<std::string, LongestFirst> spellings;
};

Secrets& secrets() {
  static Secrets instance;
  return instance;
}

std::string escaped(std::string_view secret, std::string_view specials, char with) {
  std::string out;
  for (const char c : secret) {
    if (specials.find(c) != std::string_view::npos) out += with;
    out += c;
  }
  return out;
}

// As is, percent-encoded, and as literals of SQL, of libpq and of JSON write it.
std::vector<std::string> spellings_of(std::string_view secret) {
  const std::string encoded = percent_encoded(secret);
  std::string encoded_lower;
  for (std::size_t i = 0; i < encoded.size(); ++i) {
    const bool is_hex = (i >= 1 && encoded[i - 1] == '%') || (i >= 2 && encoded[i - 2] == '%');
    encoded_lower += is_hex ? lower(encoded.substr(i, 1)) : encoded.substr(i, 1);
  }
  return {std::string(secret),
          encoded,
          encoded_lower,
          escaped(secret, "'", '\''),
          escaped(secret, "'\\", '\\'),
          escaped(secret, "\"\\", '\\')};
}

bool is_letter_or_digit(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// A password like `postgres` or `7` hides as a word of its own, not inside `postgresql` or `17`.
bool hides_as_word_only(std::string_view secret) {
  const bool is_lower_case =
      std::all_of(secret.begin(), secret.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  const bool is_word = std::all_of(secret.begin(), secret.end(), is_letter_or_digit);
  return (is_lower_case && secret.size() < 12) || (is_word && secret.size() < 4);
}

bool stands_alone(std::string_view text, std::size_t at, std::size_t length) {
  const bool before = at > 0 && is_letter_or_digit(text[at - 1]);
  const bool after = at + length < text.size() && is_letter_or_digit(text[at + length]);
  return !before && !after;
}

std::string without(std::string text, const std::string& secret) {
  std::size_t found = text.find(secret);
  if (found == std::string::npos) return text;
  const bool word_only = hides_as_word_only(secret);
  std::string out;
  std::size_t done = 0;
  while (found != std::string::npos) {
    std::size_t next = found + 1;
    if (!word_only || stands_alone(text, found, secret.size())) {
      out.append(text, done, found - done).append(kHidden);
      done = next = found + secret.size();
    }
    found = text.find(secret, next);
  }
  return out.append(text, done);
}

std::string redacted_once(std::string_view text) {
  std::string out(text);
  {
    const std::shared_lock lock(secrets().mutex);
    for (const std::string& secret : secrets().spellings) out = without(std::move(out), secret);
  }
  // Last, because they may take a part of a known secret for the whole.
  return hide_named_passwords(hide_url_passwords(std::move(out)));
}

}  // namespace

void add_secret(std::string_view secret) {
  // Asterisks are what we would put in their place.
  if (secret.find_first_not_of('*') == std::string_view::npos) return;
  std::vector<std::string> spellings = spellings_of(secret);
  const std::unique_lock lock(secrets().mutex);
  for (std::string& spelling : spellings) secrets().spellings.insert(std::move(spelling));
}

std::string redacted(std::string_view text) {
  std::string out = redacted_once(text);
  if (out == text) return out;
  // What was hidden may have kept apart what now reads as a password; every round leaves fewer
  // characters that are not asterisks, and hardly ever is there a second.
  while (true) {
    std::string again = redacted_once(out);
    if (again == out) return out;
    out = std::move(again);
  }
}

void forget_secrets() {
  const std::unique_lock lock(secrets().mutex);
  secrets().spellings.clear();
}

}  // namespace dunlin
