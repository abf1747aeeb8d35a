#include "sql/postgres/parser.h"

#include <pg_query.h>
#include <pthread.h>

#include <condition_variable>
#include <functional>
#include <mutex>
#include <new>

namespace dunlin::sql::postgres {

namespace {

// The parser's stack grows with the depth of an expression, by fewer than 200 bytes a level, and a
// level takes two bytes of text at least.
constexpr std::size_t kHarmless = std::size_t{8} * 1024;
constexpr std::size_t kDeepStack = std::size_t{512} * 1024 * 1024;

std::optional<std::string> parse_here(const std::string& statement) {
  const PgQueryParseResult result = pg_query_parse(statement.c_str());
  std::optional<std::string> tree;
  if (result.error == nullptr && result.parse_tree != nullptr) tree = result.parse_tree;
  pg_query_free_parse_result(result);
  return tree;
}

/// A thread with a large stack, of which the system hands out only what is touched. It lives as
/// long as the process.
class DeepThread {
 public:
  DeepThread() {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, kDeepStack);
    pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
    pthread_t thread = {};
    const auto work = [](void* self) -> void* { static_cast<DeepThread*>(self)->work(); };
    started_ = pthread_create(&thread, &attributes, work, this) == 0;
    pthread_attr_destroy(&attributes);
  }

  /// False when the system gave no such thread.
  bool run(const std::function<void()>& job) {
    if (!started_) return false;
    const std::lock_guard one_at_a_time(turn_);
    std::unique_lock lock(mutex_);
    job_ = &job;
    changed_.notify_all();
    changed_.wait(lock, [&] { return job_ == nullptr; });
    return true;
  }

 private:
  [[noreturn]] void work() {
    std::unique_lock lock(mutex_);
    for (;;) {
      changed_.wait(lock, [&] { return job_ != nullptr; });
      (*job_)();
      job_ = nullptr;
      changed_.notify_all();
    }
  }

  std::mutex turn_;
  std::mutex mutex_;
  std::condition_variable changed_;
  const std::function<void()>* job_ = nullptr;
  bool started_ = false;
};

DeepThread& deep_thread() {
  static auto* const kThread = new DeepThread;  // never destroyed: the thread waits on it
  return *kThread;
}

}  // namespace

std::optional<std::string> parse(std::string_view statement) {
  const std::string text(statement);
  if (text.size() <= kHarmless) return parse_here(text);
  std::optional<std::string> tree;
  std::exception_ptr failure;
  deep_thread().run([&] {
    try {
      tree = parse_here(text);
    } catch (...) {
      failure = std::current_exception();
    }
  });
  if (failure) std::rethrow_exception(failure);
  return tree;
}

}  // namespace dunlin::sql::postgres
