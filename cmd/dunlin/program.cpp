#include "dunlin/program.h"

#include <fmt/format.h>

#include "app/backends.h"
#include "base/process.h"
#include "base/redact.h"
#include "dunlin/failure.h"
#include "dunlin/help.h"
#include "dunlin/invocation.h"
#include "dunlin/options.h"
#include "dunlin/output.h"
#include "dunlin/runner.h"

namespace dunlin::cmd {

namespace {

// Parsing a URL makes its password known. In one that cannot be read it may be anywhere.
void know_secrets(const Arguments& arguments) {
  const auto url = arguments.flag("url");
  if (!url) return;
  try {
    config::parse_url(*url);
  } catch (const Error&) {
    if (url->find_first_of("@=") != std::string::npos) add_secret(*url);
  }
}

Diagnostic password_warning() {
  Diagnostic diagnostic;
  diagnostic.code = code::kUsage;
  diagnostic.severity = Severity::warning;
  diagnostic.message = "the password on the command line can be read by others on this machine";
  diagnostic.next = {"set DUNLIN_DATABASE_URL, or write url_file into dunlin.yaml"};
  return diagnostic;
}

// `dunlin -e production $COMMAND` with an empty variable must not look like success.
void require_command(const Arguments& arguments) {
  if (arguments.has("help")) return;
  for (const char* flag : {"environment", "url", "config", "dir", "schema", "yes", "wait"}) {
    if (!arguments.has(flag)) continue;
    throw with_next(Error(code::kUsage, fmt::format("--{} is given, but no command", flag)),
                    "dunlin help");
  }
}

// `dunlin upgrade --help`, `dunlin --version`, `dunlin`.
std::optional<Reply> informed(const Arguments& arguments, const Speech& speech) {
  Reply reply;
  if (arguments.has("version")) {
    reply.text = fmt::format("dunlin {}\n", DUNLIN_VERSION);
    reply.body.add("version", DUNLIN_VERSION);
  } else if (arguments.command == nullptr) {
    require_command(arguments);
    reply.text = overview();
    reply.body.add("text", reply.text);
  } else if (arguments.has("help")) {
    reply.text = help_of(*arguments.command, look_of(speech));
    reply.body.add("text", reply.text);
  } else {
    return std::nullopt;
  }
  return reply;
}

app::Opener opener() {
  return [](const config::Url& url, const db::OpenOptions& options) {
    return app::backend_of(url.dialect).open(url, options);
  };
}

void print(const Reply& reply, Outcome outcome, const Speech& speech,
           const app::Context::Seen& seen) {
  tell(reply.problems, speech);
  if (speech.format == Format::text) {
    put(redacted(reply.text));
    return;
  }
  outcome.exit = reply.exit;
  outcome.body = reply.body;
  for (const Diagnostic& problem : reply.problems) outcome.add(problem);
  const std::string text = to_text(document(outcome, seen));
  if (reply.program.empty()) {
    put(text);
  } else {
    fmt::print(stderr, "{}", text);  // standard output is the program's
  }
}

void print(const Error& error, Outcome outcome, const Speech& speech,
           const app::Context::Seen& seen) {
  if (speech.format == Format::text) {
    tell(error.diagnostics(), speech);
    return;
  }
  outcome.exit = error.exit();
  for (const Diagnostic& diagnostic : error.diagnostics()) outcome.add(diagnostic);
  try {
    put(to_text(document(outcome, seen)));
  } catch (const Error&) {
    tell(error.diagnostics(), speech);  // standard output is full or closed; this one may not be
  }
}

Exit run_command(const Arguments& arguments, const Speech& speech, bool password_in_words) {
  const auto files = disk_files();
  const Variables variables = config::process_variables();
  Progress progress(speech, Whereabouts(arguments));
  app::Context context(*files, global_flags_of(arguments), variables,
                       runner_of(name_of(arguments), variables, *files), progress, opener());
  Invocation invocation(arguments, context, speech, progress);
  Outcome outcome{name_of(arguments), Exit::done, {}, {}, {}};
  try {
    if (password_in_words) progress.warned(password_warning());
    Reply reply = arguments.command->run(invocation);
    for (Diagnostic& problem : reply.problems) invocation.where().complete(problem);
    outcome.warnings = progress.warnings();
    print(reply, std::move(outcome), speech, context.seen);
    if (!reply.program.empty()) become(reply.program);
    return reply.exit;
  } catch (const Error& error) {
    const Error explained = explain_failure(error, invocation);
    outcome.body = failed_body(progress);
    outcome.warnings = progress.warnings();
    print(explained, std::move(outcome), speech, context.seen);
    return explained.exit();
  }
}

Error unexpected(const std::exception& error) {
  Error told(code::kInternal,
             fmt::format("dunlin met something it did not expect: {}", error.what()));
  told.first().notes.emplace_back("what was committed is recorded; running again is safe");
  told.first().next = {"dunlin status",
                       "report it with the output of: dunlin version, and this command with -v"};
  return told;
}

Exit fail(const Error& error, const std::string& command, const Speech& speech) {
  print(error, {command, error.exit(), {}, {}, {}}, speech, {});
  return error.exit();
}

Exit run_words(const std::vector<std::string>& words, bool password_in_words, Speech& speech,
               std::string& command) {
  const Arguments arguments = parse_arguments(words);
  command = name_of(arguments);
  know_secrets(arguments);
  speech = speech_of(arguments, config::process_variables());
  log::configure(speech.log, speech.least, speech.terminal.color_talk);
  if (const auto reply = informed(arguments, speech)) {
    print(*reply, {command.empty() ? "help" : command, Exit::done, {}, {}, {}}, speech, {});
    return reply->exit;
  }
  return run_command(arguments, speech, password_in_words);
}

}  // namespace

Exit run_program(const std::vector<std::string>& words, bool password_in_words) {
  std::string command;
  Speech speech;
  try {
    speech = guessed_speech(words, config::process_variables());
    log::configure(speech.log, speech.least, speech.terminal.color_talk);
    return run_words(words, password_in_words, speech, command);
  } catch (const Error& error) {
    return fail(error, command, speech);
  } catch (const std::exception& error) {
    return fail(unexpected(error), command, speech);
  }
}

}  // namespace dunlin::cmd
