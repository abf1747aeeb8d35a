#include <fmt/format.h>

#include "base/error.h"
#include "base/text.h"
#include "dunlin/help.h"

namespace dunlin::cmd {

namespace {

bool takes_word(const Flag& flag) { return !flag.value.empty() && flag.implied.empty(); }

std::vector<std::string> spellings(const Flag& flag) {
  std::vector<std::string> words{fmt::format("--{}", flag.name)};
  if (!flag.letter.empty()) words.push_back(fmt::format("-{}", flag.letter));
  return words;
}

std::string flags_of(std::span<const Flag> flags) {
  std::vector<std::string> words;
  for (const Flag& flag : flags) {
    for (std::string& word : spellings(flag)) words.push_back(std::move(word));
  }
  return joined(words, " ");
}

// The global flags whose value is a word of its own: `-e|--environment|...`.
std::string value_flags() {
  std::vector<std::string> words;
  for (const Flag& flag : global_flags()) {
    if (!takes_word(flag)) continue;
    for (std::string& word : spellings(flag)) words.push_back(std::move(word));
  }
  return joined(words, "|");
}

std::string names() {
  std::vector<std::string> words;
  for (const Command& command : all_commands()) words.emplace_back(command.name);
  return joined(words, " ");
}

bool takes_revision(const Command& command) {
  for (const Argument& argument : command.arguments) {
    if (argument.name == "TARGET" || argument.name == "REV" || argument.name == "RANGE") {
      return true;
    }
  }
  return false;
}

std::string revision_commands() {
  std::vector<std::string> words;
  for (const Command& command : all_commands()) {
    if (takes_revision(command)) words.emplace_back(command.name);
  }
  return joined(words, "|");
}

constexpr const char* kRevisions =
    "dunlin history --limit 50 --format text 2>/dev/null | awk '{print $1; if ($2 !~ /^[<(]/) "
    "print $2}'";

std::string bash() {
  std::string cases;
  for (const Command& command : all_commands()) {
    cases += fmt::format("    {}) flags=\"{}\" ;;\n", command.name, flags_of(command.flags));
  }
  return fmt::format(R"BASH(# bash completion for dunlin: source <(dunlin completion bash)
_dunlin() {{
  local word="${{COMP_WORDS[COMP_CWORD]}}" command="" flags="" i
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${{COMP_WORDS[i]}}" in
      {}) ((i++)) ;;
      -*) ;;
      *) command="${{COMP_WORDS[i]}}"; break ;;
    esac
  done
  case "$command" in
    "") COMPREPLY=($(compgen -W "{} {}" -- "$word")); return ;;
{}  esac
  case "$word" in
    -*) COMPREPLY=($(compgen -W "$flags {}" -- "$word")); return ;;
  esac
  case "$command" in
    {}) COMPREPLY=($(compgen -W "head heads base $({})" -- "$word")) ;;
    help) COMPREPLY=($(compgen -W "aliases {}" -- "$word")) ;;
    completion) COMPREPLY=($(compgen -W "bash zsh fish" -- "$word")) ;;
    config) COMPREPLY=($(compgen -W "show validate explain" -- "$word")) ;;
    *) COMPREPLY=($(compgen -f -- "$word")) ;;
  esac
}}
complete -F _dunlin dunlin
)BASH",
                     value_flags(), names(), flags_of(global_flags()), cases,
                     flags_of(global_flags()), revision_commands(), kRevisions, names());
}

// Quotes, brackets and colons mean something in zsh's descriptions.
std::string plain(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c != '\'' && c != '[' && c != ']' && c != ':') out += c;
  }
  return out;
}

std::string zsh_flag(const Flag& flag) {
  const char* value = flag.value.empty() ? "" : flag.implied.empty() ? "=" : "=-";
  std::string out;
  for (const std::string& word : spellings(flag)) {
    const bool is_long = word.starts_with("--");
    out += fmt::format(" '{}{}[{}]{}'", word, is_long ? value : "", plain(flag.help),
                       flag.value.empty() ? "" : fmt::format(":{}:", flag.value));
  }
  return out;
}

std::string zsh() {
  std::string commands;
  std::string cases;
  std::string globals;
  for (const Flag& flag : global_flags()) globals += zsh_flag(flag);
  for (const Command& command : all_commands()) {
    commands += fmt::format("    '{}:{}'\n", command.name, plain(command.summary));
    cases += fmt::format("    {}) _arguments $globals", command.name);
    for (const Flag& flag : command.flags) cases += zsh_flag(flag);
    cases +=
        takes_revision(command) ? " '*:revision:_dunlin_revisions' ;;\n" : " '*:file:_files' ;;\n";
  }
  return fmt::format(R"ZSH(#compdef dunlin
# zsh completion for dunlin: dunlin completion zsh > "${{fpath[1]}}/_dunlin"
_dunlin_revisions() {{
  compadd head heads base $({})
}}
_dunlin() {{
  local -a commands globals
  commands=(
{}  )
  globals=({} )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  case "$words[2]" in
{}  esac
}}
compdef _dunlin dunlin
)ZSH",
                     kRevisions, commands, globals, cases);
}

std::string fish_flag(const Flag& flag) {
  std::string out = fmt::format(" -l {}", flag.name);
  if (!flag.letter.empty()) out += fmt::format(" -s {}", flag.letter);
  if (takes_word(flag)) out += " -r";
  return fmt::format("{} -d '{}'\n", out, plain(flag.help));
}

std::string fish() {
  std::string out =
      "# fish completion for dunlin: dunlin completion fish | source\n"
      "complete -c dunlin -f\n";
  for (const Command& command : all_commands()) {
    const std::string seen =
        fmt::format("complete -c dunlin -n '__fish_seen_subcommand_from {}'", command.name);
    out += fmt::format("complete -c dunlin -n __fish_use_subcommand -a {} -d '{}'\n", command.name,
                       plain(command.summary));
    for (const Flag& flag : command.flags) out += seen + fish_flag(flag);
    if (takes_revision(command)) {
      out += fmt::format("{} -a \"head heads base ({})\"\n", seen, kRevisions);
    }
  }
  for (const Flag& flag : global_flags()) out += "complete -c dunlin" + fish_flag(flag);
  return out;
}

}  // namespace

std::string completion_for(std::string_view shell) {
  if (shell == "bash") return bash();
  if (shell == "zsh") return zsh();
  if (shell == "fish") return fish();
  throw with_next(Error(code::kUsage, fmt::format("there is no completion for '{}'", shell)),
                  "dunlin completion bash    (or zsh, fish)");
}

}  // namespace dunlin::cmd
