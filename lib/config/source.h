#pragma once

#include <map>
#include <string>

#include "base/files.h"
#include "config/config.h"

namespace dunlin::config {

/// The text of an environment's URL: `url` with its variables filled in; the bytes of `url_file`
/// (relative to the configuration file; trailing line breaks do not count); what `url_command`
/// prints; `service=NAME`. Throws Error(kMissingVariable), Error(kSecretUnreadable) with the reason
/// but never with anything that was read, and Error(kNoDatabase) where there is no source.
std::string fetch(const UrlSource& source, const Config& config,
                  const std::map<std::string, std::string>& variables, const Files& files);

/// What a file that holds nothing but a URL says; `path` as it is. Throws Error(kSecretUnreadable).
std::string read_url_file(const std::string& path, const Files& files);

}  // namespace dunlin::config
