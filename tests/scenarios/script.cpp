#include "script.h"

#include <algorithm>
#include <initializer_list>

namespace dunlin::scenario {
namespace {

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

bool is_blank(std::string_view line) {
  return std::all_of(line.begin(), line.end(), [](char c) { return is_blank(c); });
}

/// Cuts the words off a line, one after the other.
class Words {
 public:
  Words(std::string_view line, std::size_t number) : rest_(line), number_(number) { skip_blanks(); }

  bool done() const { return rest_.empty() || rest_.front() == '#'; }

  Word next() {
    Word word;
    while (!rest_.empty() && !is_blank(rest_.front())) word.pieces.push_back(piece());
    skip_blanks();
    return word;
  }

 private:
  Piece piece() {
    if (rest_.front() == '\'') return {quoted('\''), true};
    if (rest_.front() == '"') return {quoted('"'), false};
    const auto end = std::min(rest_.find_first_of(" \t\r'\""), rest_.size());
    Piece plain{std::string(rest_.substr(0, end)), false};
    rest_.remove_prefix(end);
    return plain;
  }

  /// What is in quotes; a doubled quote stands for one.
  std::string quoted(char quote) {
    std::string text;
    for (std::size_t i = 1; i < rest_.size(); ++i) {
      if (rest_[i] != quote) {
        text += rest_[i];
      } else if (i + 1 < rest_.size() && rest_[i + 1] == quote) {
        text += rest_[i++];
      } else {
        rest_.remove_prefix(i + 1);
        return text;
      }
    }
    throw ScriptError(number_, "a quote that does not end");
  }

  void skip_blanks() {
    while (!rest_.empty() && is_blank(rest_.front())) rest_.remove_prefix(1);
  }

  std::string_view rest_;
  std::size_t number_;
};

std::string condition(const Word& word, std::size_t line) {
  const std::string text = word.text();
  if (!text.starts_with('[') || !text.ends_with(']')) return {};
  std::string name = text.substr(1, text.size() - 2);
  if (!one_of(name, {"sqlite", "postgres"})) {
    throw ScriptError(line, "'" + text + "': write [sqlite] or [postgres]");
  }
  return name;
}

Step parse_step(std::string_view line, std::size_t number) {
  Step step{.line = number, .text = std::string(line)};
  std::vector<Word> words;
  for (Words cut(line, number); !cut.done();) words.push_back(cut.next());
  auto at = words.begin();
  if (step.only = condition(*at, number); !step.only.empty()) ++at;
  if (at != words.end() && one_of(at->text(), {"!", "?"})) {
    step.expect = at->text() == "!" ? Expect::failure : Expect::either;
    ++at;
  }
  if (at == words.end()) throw ScriptError(number, "a condition without a command");
  step.command = at->text();
  step.arguments.assign(at + 1, words.end());
  return step;
}

bool is_check(const Step& step) {
  return step.expect == Expect::failure ||
         one_of(step.command, {"exit", "stdout", "stderr", "cmp", "exists"});
}

void add_databases(Script& script, const Step& step) {
  for (const Word& word : step.arguments) {
    if (!one_of(word.text(), {"sqlite", "postgres", "none"})) {
      throw ScriptError(step.line, "no such database: '" + word.text() + "'");
    }
    script.databases.push_back(word.text());
  }
}

void set_label(Script& script, const Step& step) {
  if (step.arguments.size() != 1 || !one_of(step.arguments[0].text(), {"slow", "container"})) {
    throw ScriptError(step.line, "write 'label slow' or 'label container'");
  }
  script.label = step.arguments[0].text();
}

/// Whether the line is one that describes the scenario instead of doing something.
bool read_header(Script& script, const Step& step) {
  if (step.command == "database") {
    add_databases(script, step);
  } else if (step.command == "label") {
    set_label(script, step);
  } else if (step.command == "slow" && step.arguments.empty()) {
    script.label = "slow";
  } else {
    return false;
  }
  return true;
}

}  // namespace

std::string Word::text() const {
  std::string whole;
  for (const Piece& piece : pieces) whole += piece.text;
  return whole;
}

Script parse_script(std::string_view text) {
  Script script;
  if (!text.starts_with("# ")) throw ScriptError(1, "begins with '# ' and what it shows");
  bool in_title = true;
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(text.size(), line.size() + 1));
    if (line.starts_with('#')) {
      if (in_title) script.title.append(line.substr(1)).append("\n");
      continue;
    }
    in_title = false;
    if (is_blank(line)) continue;
    Step step = parse_step(line, number);
    if (!read_header(script, step)) script.steps.push_back(std::move(step));
  }
  if (script.databases.empty()) {
    throw ScriptError(1, "names no database: write 'database sqlite postgres', or 'database none'");
  }
  if (std::none_of(script.steps.begin(), script.steps.end(), is_check)) {
    throw ScriptError(1, "checks nothing");
  }
  return script;
}

}  // namespace dunlin::scenario
