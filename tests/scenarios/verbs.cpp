#include "verbs.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string_view>
#include <system_error>

#include "difference.h"
#include "pattern.h"

namespace dunlin::scenario {
namespace {

namespace fs = std::filesystem;

using Arguments = std::vector<std::string>;

/// Whether the last command came to what the step expects.
void judge(const Session& session, const Step& step) {
  if (step.expect == Expect::success && session.exit_code != 0) {
    throw Failure("should succeed, and exits " + std::to_string(session.exit_code));
  }
  if (step.expect == Expect::failure && session.exit_code == 0) {
    throw Failure("should fail, and exits 0");
  }
}

void exec(Session& session, const Step& step, const Arguments& arguments) {
  session.start("", arguments);
  session.finish("");
  judge(session, step);
}

void dunlin(Session& session, const Step& step, const Arguments& arguments) {
  Arguments all{"dunlin"};
  all.insert(all.end(), arguments.begin(), arguments.end());
  exec(session, step, all);
}

void background(Session& session, const Step&, const Arguments& arguments) {
  const bool other = arguments[1] == "exec" && arguments.size() > 2;
  session.start(arguments[0], {arguments.begin() + (other ? 2 : 1), arguments.end()});
}

void wait(Session& session, const Step& step, const Arguments& arguments) {
  session.finish(arguments[0]);
  judge(session, step);
}

void signal(Session& session, const Step&, const Arguments& arguments) {
  static const std::map<std::string, int> kSignals = {
      {"INT", SIGINT}, {"TERM", SIGTERM}, {"KILL", SIGKILL}, {"STOP", SIGSTOP}, {"CONT", SIGCONT}};
  const auto number = kSignals.find(arguments[1]);
  if (number == kSignals.end()) throw Failure("no such signal: '" + arguments[1] + "'");
  session.running(arguments[0]).signal(number->second);
}

/// `sql 'SELECT 1'`, or `sql DATABASE2_URL 'SELECT 1'`, or a URL in place of the variable.
void sql(Session& session, const Step& step, const Arguments& arguments) {
  std::string where = arguments.size() == 2 ? arguments[0] : "DATABASE_URL";
  if (where.find(':') == std::string::npos) where = session.expanded(Word{{{"$" + where, false}}});
  session.out.clear();
  session.errors.clear();
  session.exit_code = 0;
  try {
    session.out = session.normalised(run_sql(where, session.here, arguments.back()));
  } catch (const SqlError& error) {
    session.errors = session.normalised(std::string(error.what()) + "\n");
    session.exit_code = 1;
  }
  judge(session, step);
}

void exit(Session& session, const Step&, const Arguments& arguments) {
  if (std::to_string(session.exit_code) == arguments[0]) return;
  throw Failure("the last command exited " + std::to_string(session.exit_code));
}

void match(const Step& step, const std::string& expression, const std::string& text) {
  const bool found = Pattern(expression).found_in(text);
  if (found == (step.expect == Expect::success)) return;
  throw Failure(found ? "it is there" : "it is not there");
}

void out(Session& session, const Step& step, const Arguments& arguments) {
  match(step, arguments[0], session.out);
}

void errors(Session& session, const Step& step, const Arguments& arguments) {
  match(step, arguments[0], session.errors);
}

std::string text_of(Session& session, const std::string& name) {
  if (name == "stdout") return session.out;
  if (name == "stderr") return session.errors;
  return session.normalised(read_file(session.path(name)));
}

void cmp(Session& session, const Step& step, const Arguments& arguments) {
  std::string found = text_of(session, arguments[0]);
  if (!found.empty() && !found.ends_with('\n')) found += '\n';  // as an archive holds it
  const bool missing = !fs::exists(session.path(arguments[1]));
  if (missing && !session.accepts()) throw Failure("no such file: " + arguments[1]);
  const std::string differ =
      missing ? found : difference(read_file(session.path(arguments[1])), found);
  if (step.expect == Expect::failure) {
    if (differ.empty()) throw Failure("they are the same");
  } else if (!differ.empty() || missing) {
    if (!session.accepts()) throw Failure("they differ\n" + differ);
    session.rewrite(arguments[1], found);
  }
}

void exists(Session& session, const Step& step, const Arguments& arguments) {
  for (const std::string& name : arguments) {
    const bool found = !session.paths(name).empty();
    if (found == (step.expect == Expect::success)) continue;
    throw Failure("'" + name + (found ? "' exists" : "' does not exist"));
  }
}

void cat(Session& session, const Step&, const Arguments& arguments) {
  session.out.clear();
  session.errors.clear();
  session.exit_code = 0;
  for (const std::string& name : arguments) {
    const auto found = session.paths(name);
    if (found.empty()) throw Failure("'" + name + "' does not exist");
    for (const fs::path& file : found) session.out += session.normalised(read_file(file));
  }
}

void input(Session& session, const Step&, const Arguments& arguments) {
  session.input = session.path(arguments[0]);
}

void env(Session& session, const Step&, const Arguments& arguments) {
  for (const std::string& assignment : arguments) {
    const auto equals = assignment.find('=');
    if (equals == std::string::npos) throw Failure("write NAME=value");
    session.environment[assignment.substr(0, equals)] = assignment.substr(equals + 1);
  }
}

void unset(Session& session, const Step&, const Arguments& arguments) {
  for (const std::string& name : arguments) session.environment.erase(name);
}

void cd(Session& session, const Step&, const Arguments& arguments) {
  const fs::path directory = session.path(arguments[0]);
  if (!fs::is_directory(directory)) throw Failure("no such directory: " + arguments[0]);
  session.here = directory;
}

void mkdir(Session& session, const Step&, const Arguments& arguments) {
  for (const std::string& name : arguments) fs::create_directories(session.path(name));
}

void rm(Session& session, const Step&, const Arguments& arguments) {
  for (const std::string& name : arguments) {
    const auto found = session.paths(name);
    if (found.empty()) throw Failure("'" + name + "' does not exist");
    for (const fs::path& file : found) fs::remove_all(file);
  }
}

fs::path only_file(const Session& session, const std::string& pattern) {
  const auto found = session.paths(pattern);
  if (found.size() != 1) {
    throw Failure("'" + pattern + "' is " + std::to_string(found.size()) + " files");
  }
  return found[0];
}

/// Like cp and mv: into a directory that is there, else to that name.
fs::path destination(const Session& session, const fs::path& from, const std::string& to) {
  const fs::path path = session.path(to);
  return fs::is_directory(path) ? path / from.filename() : path;
}

void cp(Session& session, const Step&, const Arguments& arguments) {
  const fs::path from = only_file(session, arguments[0]);
  fs::copy(from, destination(session, from, arguments[1]),
           fs::copy_options::recursive | fs::copy_options::overwrite_existing);
}

void mv(Session& session, const Step&, const Arguments& arguments) {
  const fs::path from = only_file(session, arguments[0]);
  fs::rename(from, destination(session, from, arguments[1]));
}

void write(Session& session, const Step&, const Arguments& arguments) {
  write_file(session.path(arguments[0]), arguments[1] + "\n", std::ios::trunc);
}

void append(Session& session, const Step&, const Arguments& arguments) {
  write_file(session.path(arguments[0]), arguments[1] + "\n", std::ios::app);
}

bool on_path(const Session& session, const std::string& program) {
  const auto path = session.environment.find("PATH");
  if (path == session.environment.end()) return false;
  for (std::string_view rest = path->second; !rest.empty();) {
    const std::string_view folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), folder.size() + 1));
    std::error_code unreadable;
    if (fs::exists(fs::path(folder) / program, unreadable)) return true;
  }
  return false;
}

std::string last_line(std::string_view text) {
  while (text.ends_with('\n')) text.remove_suffix(1);
  return std::string(text.substr(text.rfind('\n') + 1));
}

/// `skip-unless podman`: it is installed. `skip-unless exec podman info`: it works.
void skip_unless(Session& session, const Step&, const Arguments& arguments) {
  if (arguments[0] == "exec" && arguments.size() > 1) {
    session.start("", {arguments.begin() + 1, arguments.end()});
    session.finish("");
    if (session.exit_code != 0) {
      throw Unavailable(arguments[1] + " does not work here: " + last_line(session.errors));
    }
    return;
  }
  for (const std::string& program : arguments) {
    if (!on_path(session, program)) throw Unavailable(program + " is missing");
  }
}

enum class Prints { nothing, output };
enum class Negation { none, failure };

struct Verb {
  std::string_view name;
  std::size_t least;  ///< arguments
  std::size_t most;
  Negation negation;  ///< whether it can be expected to fail
  void (*run)(Session&, const Step&, const Arguments&);
  Prints prints = Prints::nothing;
};

constexpr std::size_t kAny = 1000;

constexpr std::array kVerbs = {
    Verb{"dunlin", 0, kAny, Negation::failure, dunlin, Prints::output},
    Verb{"exec", 1, kAny, Negation::failure, exec, Prints::output},
    Verb{"background", 2, kAny, Negation::none, background},
    Verb{"wait", 1, 1, Negation::failure, wait, Prints::output},
    Verb{"signal", 2, 2, Negation::none, signal},
    Verb{"sql", 1, 2, Negation::failure, sql, Prints::output},
    Verb{"exit", 1, 1, Negation::none, exit},
    Verb{"stdout", 1, 1, Negation::failure, out},
    Verb{"stderr", 1, 1, Negation::failure, errors},
    Verb{"cmp", 2, 2, Negation::failure, cmp},
    Verb{"exists", 1, kAny, Negation::failure, exists},
    Verb{"cat", 1, kAny, Negation::none, cat, Prints::output},
    Verb{"stdin", 1, 1, Negation::none, input},
    Verb{"env", 1, kAny, Negation::none, env},
    Verb{"unset", 1, kAny, Negation::none, unset},
    Verb{"cd", 1, 1, Negation::none, cd},
    Verb{"mkdir", 1, kAny, Negation::none, mkdir},
    Verb{"rm", 1, kAny, Negation::none, rm},
    Verb{"cp", 2, 2, Negation::none, cp},
    Verb{"mv", 2, 2, Negation::none, mv},
    Verb{"write", 2, 2, Negation::none, write},
    Verb{"append", 2, 2, Negation::none, append},
    Verb{"skip-unless", 1, kAny, Negation::none, skip_unless},
};

const Verb* verb_named(std::string_view name) {
  const auto* at = std::find_if(kVerbs.begin(), kVerbs.end(),
                                [&](const Verb& verb) { return verb.name == name; });
  return at == kVerbs.end() ? nullptr : at;
}

}  // namespace

void check(const Step& step) {
  const Verb* verb = verb_named(step.command);
  if (verb == nullptr) throw ScriptError(step.line, "no such command: '" + step.command + "'");
  if (step.arguments.size() < verb->least) throw ScriptError(step.line, "too few words");
  if (step.arguments.size() > verb->most) {
    throw ScriptError(step.line, "too many words: quote what belongs together");
  }
  if (step.expect == Expect::failure && verb->negation == Negation::none) {
    throw ScriptError(step.line, "'" + step.command + "' cannot be expected to fail");
  }
  if (step.expect == Expect::either && verb->prints == Prints::nothing) {
    throw ScriptError(step.line, "'?' is for programs");
  }
}

bool prints(const Step& step) { return verb_named(step.command)->prints == Prints::output; }

void perform(Session& session, const Step& step) {
  Arguments arguments;
  for (const Word& word : step.arguments) arguments.push_back(session.expanded(word));
  verb_named(step.command)->run(session, step, arguments);
}

}  // namespace dunlin::scenario
