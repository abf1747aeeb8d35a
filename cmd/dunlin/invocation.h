#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/context.h"
#include "app/policy.h"
#include "base/error.h"
#include "dunlin/arguments.h"
#include "dunlin/document.h"
#include "dunlin/paint.h"
#include "dunlin/progress.h"
#include "dunlin/whereabouts.h"

namespace dunlin::cmd {

/// One run of one command: its arguments, and what it may use.
class Invocation {
 public:
  Invocation(const Arguments& arguments, app::Context& context, const Speech& speech,
             Progress& progress)
      : arguments_(arguments),
        where_(arguments),
        context_(context),
        speech_(speech),
        progress_(progress) {}

  const Arguments& arguments() const { return arguments_; }
  app::Context& context() { return context_; }
  const Progress& progress() const { return progress_; }
  bool json() const { return speech_.format == Format::json; }
  const Whereabouts& where() const { return where_; }
  /// Whether a person reads the result, and colours for it.
  bool on_terminal() const { return speech_.terminal.output; }
  std::size_t width() const { return speech_.terminal.width; }
  bool verbose() const { return speech_.least == log::Level::debug; }
  Look look() const { return look_of(speech_); }
  Paint paint() const { return {speech_.terminal.color_output}; }

  bool has(std::string_view flag) const { return arguments_.has(flag); }
  std::optional<std::string> flag(std::string_view name) const { return arguments_.flag(name); }
  std::optional<std::string> value(std::string_view argument) const {
    return arguments_.value(argument);
  }
  /// A flag that takes a count. Throws Error(kUsage).
  std::optional<std::size_t> count(std::string_view flag) const;
  /// A variable of the process, or empty.
  std::string variable(const std::string& name) const;

  /// `dunlin COMMAND` with the flags that say where to work: what to type to go on.
  std::string next(std::string_view command) const;
  /// `next: ...` and a line feed: the last line of a result.
  std::string next_line(std::string_view command) const;

  /// The command as it was typed, without the flag `less` and with `more` behind it.
  std::string again(std::string_view less, const std::string& more) const;

  /// What a person would call the database that the flags point at, before it is opened.
  std::string database() const;

  /// Whether there is somebody to ask.
  bool can_ask() const { return speech_.terminal.input && speech_.terminal.talk; }
  /// A line typed on the terminal. Throws Error(kConfirmation) when there is none.
  std::string ask(const std::string& question) const;
  /// Asks on the terminal that this be done (`this deletes ...`), unless --yes was given. Throws
  /// Error(kConfirmation) when the answer is no, or when there is nobody to ask.
  void confirm(const std::string& what) const;

  /// Calls `work` with the environment's name by --confirm or DUNLIN_CONFIRM. Where `work` wants
  /// one and none was given, it is asked for on the terminal.
  template <class Work>
  auto with_name(Work work) const {
    const std::optional<std::string> given = confirmed();
    try {
      return work(given);
    } catch (const app::Unconfirmed& error) {
      if (given || !can_ask()) {
        throw with_next(error, again("confirm", "--confirm " + shell_word(error.environment)));
      }
      return work(std::optional(ask(std::string(error.what()) + ". Type it: ")));
    }
  }

  /// The document of this command as far as it has come, for hooks.
  Json report(const Json& body, const std::vector<Diagnostic>& errors = {}) const;

  /// Says something to look at, which does not end the command.
  void warn(const Diagnostic& warning) { progress_.warned(warning); }

 private:
  std::optional<std::string> confirmed() const;

  const Arguments& arguments_;
  Whereabouts where_;
  app::Context& context_;
  const Speech& speech_;
  Progress& progress_;
};

/// The name of the command, or nothing where none was given.
std::string name_of(const Arguments& arguments);

}  // namespace dunlin::cmd
