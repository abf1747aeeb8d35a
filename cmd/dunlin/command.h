#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "dunlin/json.h"

namespace dunlin::cmd {

class Invocation;

/// What a command says when it is done: text for people or the members of the JSON document,
/// whichever was asked for.
struct Reply {
  Exit exit = Exit::done;
  std::string text;
  Json body;
  std::vector<Diagnostic> problems;  ///< what was found wrong, without ending the command
  std::vector<std::string> program;  ///< what to become, once the reply is out
};

/// `--name`, `--name VALUE` or, with `implied`, `--name[=VALUE]`.
struct Flag {
  std::string_view name;         ///< without its dashes
  std::string_view letter = {};  ///< a short form, or empty
  std::string_view value = {};   ///< what to call its value; empty: a switch
  std::string_view help = {};
  std::string_view implied = {};  ///< the value when none is given
  bool many = false;              ///< may be given more than once
  std::string_view also = {};     ///< other long names, as other tools call it: `head,splice`
};

struct Argument {
  std::string_view name;
  std::string_view help;
  bool required = false;
  bool many = false;
};

enum class Group { run, inspect, author, repair, database, meta };

/// A command as data: what the parser, the help, the man page and the completions are made from.
/// Its page docs/commands/<name>.md is its long help; a test finds every flag in it.
struct Command {
  std::string_view name;
  Group group = Group::meta;
  std::string_view summary;
  std::vector<Argument> arguments;
  std::vector<Flag> flags;
  bool takes_program = false;  ///< `-- CMD ARGS...`
  Reply (*run)(Invocation&) = nullptr;
};

/// A word that people bring from another tool, and what it stands for here.
struct Alias {
  std::vector<std::string_view> words;  ///< `db upgrade`, `migrate deploy`
  std::string_view stands_for;          ///< `upgrade`
  std::string_view from;                ///< the tool they know it from
  std::string_view target = {};         ///< for TARGET when the user names none
};

/// Every command, in the order of the help.
std::span<const Command> all_commands();
const Command* find_command(std::string_view name);

std::span<const Alias> all_aliases();

/// The flags that every command takes, before or behind its name.
std::span<const Flag> global_flags();

std::string_view title_of(Group group);

}  // namespace dunlin::cmd
