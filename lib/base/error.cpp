#include "base/error.h"

namespace dunlin {

Error::Error(const Code& code, std::string message) {
  Diagnostic diagnostic;
  diagnostic.code = code;
  diagnostic.message = std::move(message);
  diagnostics_.push_back(std::move(diagnostic));
}

Error::Error(Diagnostic diagnostic) { diagnostics_.push_back(std::move(diagnostic)); }

Error::Error(std::vector<Diagnostic> diagnostics) : diagnostics_(std::move(diagnostics)) {}

}  // namespace dunlin
