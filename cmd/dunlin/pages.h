#pragma once

#include <map>
#include <string>
#include <string_view>

namespace dunlin::cmd {

/// The pages of docs/commands, docs/errors and docs/formats, by file name without its ending; made
/// by the build.
const std::map<std::string_view, std::string_view>& command_pages();
const std::map<std::string_view, std::string_view>& error_pages();
const std::map<std::string_view, std::string_view>& format_pages();

}  // namespace dunlin::cmd
