#include "normalise.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <ctime>

namespace dunlin::scenario {
namespace {

constexpr std::size_t kIdDigits = 14;
constexpr std::time_t kAnHour = 3600;

/// A moment as an id: YYYYMMDDhhmmss, UTC.
std::string id_of(std::time_t moment) {
  std::tm parts{};
  gmtime_r(&moment, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y%m%d%H%M%S", &parts);
  return text.data();
}

std::string host_name() {
  std::array<char, 256> name{};
  gethostname(name.data(), name.size() - 1);
  return name.data();
}

std::string quoted(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '.' ? std::string("\\.") : std::string(1, c);
  return out;
}

struct Rule {
  Rule(const std::string& expression, std::string name)
      : pattern(expression), replacement(std::move(name)) {}

  Pattern pattern;
  std::string replacement;
};

std::string by_rules(std::string text) {
  static const std::string kHost = quoted(host_name());
  static const Rule kRules[] = {
      {"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?"
       "( ?(Z|UTC|[+-][0-9]{2}(:?[0-9]{2})?))?",
       "<when>"},
      {"\\b[0-9]+ (second|minute)s? ago\\b|\\bjust now\\b", "<when>"},
      {"\\b[0-9]+(\\.[0-9]+)? (ns|us|µs|ms|s|min|h)\\b", "<time>"},
      {"(\"[a-z_]*(_ms|_seconds|duration)\": ?)[0-9.]+", "\\1<time>"},
      {"(\"[a-z_]*pid\": ?)[0-9]+", "\\1<pid>"},
      {"\\b(pid|process|backend) [0-9]+", "\\1 <pid>"},
      {"\\bby [^ ]+ on " + kHost + "\\b", "by <user> on <host>"},
      {"[A-Za-z0-9_.-]+@" + kHost + "\\b", "<user>@<host>"},
      {"\\b" + kHost + "\\b", "<host>"},
      {"(\"(user|applied_by|by|actor)\": ?)\"[^\"]*\"", "\\1\"<user>\""},
      {"(\"[a-z_]*version\": ?)\"[^\"]*\"", "\\1\"<version>\""},
      {"\\b(server is version) [0-9]+(\\.[0-9]+)*", "\\1 <version>"},
      {"\\b(dunlin|PostgreSQL|SQLite) v?[0-9]+(\\.[0-9]+)+[^ ,;:)]*", "\\1 <version>"},
      // Columns are as wide as what was in them.
      {" {3,}(<(time|when|pid|host|user)>)", "  \\1"},
      {"(<(time|when|pid|host|user)>) {3,}", "\\1  "},
  };
  for (const Rule& rule : kRules) text = rule.pattern.replaced(text, rule.replacement);
  return text;
}

bool is_digit(char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }

}  // namespace

Normaliser::Normaliser() : begin_(id_of(std::time(nullptr) - 1)) {}

void Normaliser::add(std::string text, std::string name) {
  if (!text.empty()) literals_.emplace_back(std::move(text), std::move(name));
}

void Normaliser::add_url_of(const std::string& database, std::string name) {
  const std::string part = "[^][ \"'`,;<>()|]*";
  const std::string last = "[^][ \"'`,;<>()|:.]";  // a colon after it belongs to the sentence
  urls_.emplace_back(std::make_unique<Pattern>("(postgres(ql)?|sqlite):" + part + quoted(database) +
                                               "(" + part + last + ")?"),
                     std::move(name));
}

std::string Normaliser::operator()(std::string text) {
  for (const auto& [pattern, name] : urls_) text = pattern->replaced(text, name);
  for (const auto& [literal, name] : literals_) {
    for (auto at = text.find(literal); at != std::string::npos;
         at = text.find(literal, at + name.size())) {
      text.replace(at, literal.size(), name);
    }
  }
  return new_ids(by_rules(std::move(text)));
}

std::string Normaliser::new_ids(std::string text) {
  const std::string end = id_of(std::time(nullptr) + kAnHour);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto digits_end =
        std::find_if_not(text.begin() + static_cast<std::ptrdiff_t>(at), text.end(), is_digit);
    std::string word(text.begin() + static_cast<std::ptrdiff_t>(at), digits_end);
    at += word.size();
    if (word.size() == kIdDigits && word >= begin_ && word < end) {
      auto known = std::find(ids_.begin(), ids_.end(), word);
      if (known == ids_.end()) known = ids_.insert(ids_.end(), word);
      word = "<id" + std::to_string(known - ids_.begin() + 1) + ">";
    }
    out += word;
    if (at < text.size()) out += text[at++];
  }
  return out;
}

}  // namespace dunlin::scenario
