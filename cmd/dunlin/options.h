#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/duration.h"
#include "config/settings.h"
#include "dunlin/arguments.h"
#include "dunlin/talk.h"

namespace dunlin::cmd {

using Variables = std::map<std::string, std::string>;

/// How to speak, by the flags, then DUNLIN_FORMAT and DUNLIN_LOG_FORMAT. Throws Error(kUsage) for
/// a word that is none of the choices.
Speech speech_of(const Arguments& arguments, const Variables& variables);

/// The same for words that could not be parsed; guesses rather than throws.
Speech guessed_speech(const std::vector<std::string>& words, const Variables& variables);

/// What the configuration has to know of the flags. Throws Error(kUsage).
config::GlobalFlags global_flags_of(const Arguments& arguments);

/// A duration flag. Throws Error(kUsage) for anything parse_duration does not read.
std::optional<Milliseconds> duration_of(const Arguments& arguments, std::string_view flag);

/// One of `choices`, by the flag. Throws Error(kUsage) with the nearest of them.
std::optional<std::string> choice_of(const Arguments& arguments, std::string_view flag,
                                     const std::vector<std::string>& choices);

/// Overwrites the passwords of URLs in the memory that `ps` reads. Whether there was one.
bool hide_passwords(char** words, int count);

}  // namespace dunlin::cmd
