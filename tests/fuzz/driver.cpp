// A fuzz target without libFuzzer: every file of its corpus, then mutations of them.
//
//   fuzz_url              replays corpus/url, then mutates it for DUNLIN_FUZZ_SECONDS (default 2)
//   fuzz_url FILE...      runs these files only
//
// The mutations depend on nothing but the corpus and DUNLIN_FUZZ_SEED (default 1); only their
// number depends on the machine. An input that kills the program is kept beside it, as
// fuzz_url.input.

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

/// The folder of the target that this is linked to.
extern const char* const kCorpus;

namespace {
namespace fs = std::filesystem;

constexpr std::size_t kLongest = 4096;
constexpr int kInputsBetweenLooksAtTheClock = 64;

// What means something to one of our parsers.
// clang-format off
constexpr auto kTokens = std::to_array<std::string_view>({
    "'",   "\"",   "$$",  "$a$",  "--", "/*",  "*/", ";", "\\",
    "\n",  "\r\n", "(",   ")",    "E'", "U&'", "`",  "[", "]",
    ": ",  "- ",   "#",   "|",    "{",  "}",   "@",  "%", "%40",
    "://", "?",    "&",   "=",    "..", "~",   "^",  "+1",
    "END", "CASE", "\\.", "\xC3", "COMMIT;", "BEGIN", "COPY a FROM STDIN;\n", "CREATE TRIGGER",
    "\xEF\xBB\xBF", std::string_view("\0", 1),
});
// clang-format on

// What the input under way is, for the moment of death: the handler may only read and write.
std::string running;
std::string death_file;

void save_input() {
  const int file = open(death_file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0 || write(file, running.data(), running.size()) < 0) return;
  close(file);
  constexpr std::string_view kNote = "the input that did it: ";
  for (const std::string_view part :
       {kNote, std::string_view(death_file), std::string_view("\n")}) {
    if (write(STDERR_FILENO, part.data(), part.size()) < 0) return;
  }
}

void on_death(int number) {
  save_input();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

/// The input lies in a block of exactly its size, so that a sanitizer sees the first byte beyond.
void run(const std::string& input) {
  running = input;
  const std::vector<std::uint8_t> bytes(input.begin(), input.end());
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
}

std::string read_file(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<fs::path> files_in(const fs::path& directory) {
  std::vector<fs::path> files;
  if (!fs::exists(directory)) return files;
  for (const auto& entry : fs::recursive_directory_iterator(directory)) {
    if (entry.is_regular_file()) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

/// Derives inputs from a corpus: bytes changed, stretches removed, doubled, moved in from another
/// input, and characters that mean something to one of our parsers put in.
class Mutator {
 public:
  Mutator(const std::vector<std::string>& corpus, std::uint64_t seed)
      : corpus_(corpus), random_(seed) {}

  std::string next() {
    std::string input = any(corpus_);
    for (std::size_t changes = 1 + below(4); changes > 0; --changes) change(input);
    if (input.size() > kLongest) input.resize(kLongest);
    return input;
  }

 private:
  void change(std::string& input) {
    const std::size_t at = below(input.size() + 1);
    const std::size_t length = below(std::min<std::size_t>(input.size() - at, 32) + 1);
    switch (below(6)) {
      case 0:
        if (at < input.size()) input[at] = static_cast<char>(below(256));
        break;
      case 1:
        input.erase(at, length);
        break;
      case 2:
        input.insert(at, input.substr(at, length));
        break;
      case 3:
        input.insert(at, stretch_of(any(corpus_)));
        break;
      case 4:
        input.resize(at);
        break;
      default:
        input.insert(at, token());
    }
  }

  std::string stretch_of(const std::string& other) {
    const std::size_t from = below(other.size() + 1);
    return other.substr(from, below(64));
  }

  std::string token() { return std::string(kTokens[below(kTokens.size())]); }

  const std::string& any(const std::vector<std::string>& list) { return list[below(list.size())]; }

  /// A number below n; not by std::uniform_int_distribution, which differs between libraries.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }

  const std::vector<std::string>& corpus_;
  std::mt19937_64 random_;
};

long number_from(const char* variable, long otherwise) {
  const char* text = std::getenv(variable);
  return text == nullptr ? otherwise : std::strtol(text, nullptr, 10);
}

std::size_t mutate(const std::vector<std::string>& corpus, std::chrono::seconds time) {
  Mutator mutator(corpus, static_cast<std::uint64_t>(number_from("DUNLIN_FUZZ_SEED", 1)));
  const auto end = std::chrono::steady_clock::now() + time;
  std::size_t done = 0;
  while (std::chrono::steady_clock::now() < end) {
    for (int i = 0; i < kInputsBetweenLooksAtTheClock; ++i, ++done) run(mutator.next());
  }
  return done;
}

int fuzz(const std::vector<fs::path>& given) {
  const std::vector<fs::path> files = given.empty() ? files_in(kCorpus) : given;
  if (files.empty()) throw std::runtime_error(std::string("no corpus in ") + kCorpus);
  std::vector<std::string> corpus;
  for (const fs::path& file : files) corpus.push_back(read_file(file));
  for (const std::string& input : corpus) run(input);
  const std::chrono::seconds time(given.empty() ? number_from("DUNLIN_FUZZ_SECONDS", 2) : 0);
  const std::size_t mutations = mutate(corpus, time);
  std::printf("%zu files, %zu mutations\n", corpus.size(), mutations);
  return 0;
}

}  // namespace

#if defined(__SANITIZE_ADDRESS__)
// AddressSanitizer ends the process by itself, without a signal.
extern "C" void __asan_set_death_callback(void (*callback)(void));
static void watch_sanitizer() { __asan_set_death_callback(save_input); }
#else
static void watch_sanitizer() {}
#endif

int main(int argc, char** argv) {
  death_file = std::string(argv[0]) + ".input";
  watch_sanitizer();
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) std::signal(number, on_death);
  try {
    return fuzz({argv + 1, argv + argc});
  } catch (const std::exception& error) {
    save_input();
    std::fprintf(stderr, "%s: %s\n", argv[0], error.what());
    return 1;
  }
}
