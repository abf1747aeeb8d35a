#pragma once

#include <string>

namespace dunlin::execute::postgres {

/// A DO block that ends a script where something is not as it must be.
class Checks {
 public:
  /// `condition`: an expression. `hint` may be empty.
  void refuse_if(const std::string& condition, const std::string& message,
                 const std::string& hint = {});

  /// `query`: of one column, names that `message` introduces.
  void refuse_any(const std::string& query, const std::string& message, const std::string& hint);

  /// With its semicolon; empty where nothing is checked.
  std::string text() const;

 private:
  std::string body_;
};

}  // namespace dunlin::execute::postgres
