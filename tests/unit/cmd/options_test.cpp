#include "dunlin/options.h"

#include <gmock/gmock.h>

#include "base/error.h"

namespace dunlin::cmd {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

using Words = std::vector<std::string>;

Speech speech(const Words& words, const Variables& variables = {}) {
  return speech_of(parse_arguments(words), variables);
}

TEST(OptionsTest, TheFlagWinsOverTheVariable) {
  EXPECT_EQ(speech({"status"}).format, Format::text);
  EXPECT_EQ(speech({"status"}, {{"DUNLIN_FORMAT", "json"}}).format, Format::json);
  EXPECT_EQ(speech({"status"}, {{"DUNLIN_FORMAT", ""}}).format, Format::text);
  EXPECT_EQ(speech({"status", "--format", "text"}, {{"DUNLIN_FORMAT", "json"}}).format,
            Format::text);
  EXPECT_EQ(speech({"status", "--log-format=json"}).log, log::Format::json);
}

TEST(OptionsTest, UnknownChoicesAreRefusedWithTheNearest) {
  try {
    speech({"status", "--format", "jsn"});
    FAIL() << "not refused";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), code::kUsage);
    EXPECT_EQ(error.first().message, "--format is text or json, not 'jsn'");
    EXPECT_EQ(error.first().hint, "did you mean 'json'?");
  }
  EXPECT_THROW(speech({"status", "--color", "sometimes"}), Error);
  EXPECT_THROW(speech({"status"}, {{"DUNLIN_LOG_FORMAT", "xml"}}), Error);
  EXPECT_THROW(speech({"status", "-q", "-v"}), Error);
}

TEST(OptionsTest, AnErrorOfTheCommandLineIsToldInTheFormatThatWasAskedFor) {
  EXPECT_EQ(guessed_speech({"upgarde", "--format", "json"}, {}).format, Format::json);
  EXPECT_EQ(guessed_speech({"--format=json", "upgarde"}, {}).format, Format::json);
  EXPECT_EQ(guessed_speech({"upgarde"}, {{"DUNLIN_FORMAT", "json"}}).format, Format::json);
  EXPECT_EQ(guessed_speech({"run", "--", "x", "--format=json"}, {}).format, Format::text);
  EXPECT_EQ(guessed_speech({"upgarde", "--format"}, {}).format, Format::text);
}

TEST(OptionsTest, GlobalFlagsReachTheConfiguration) {
  const config::GlobalFlags flags = global_flags_of(
      parse_arguments({"status", "-e", "staging", "-d", "db", "--wait", "--lock-wait=3s"}));
  EXPECT_THAT(flags.environment, Optional(std::string("staging")));
  EXPECT_THAT(flags.directory, Optional(std::string("db")));
  EXPECT_THAT(flags.wait, Optional(Milliseconds(60'000)));
  EXPECT_THAT(flags.lock_wait, Optional(Milliseconds(3'000)));
  EXPECT_EQ(flags.url, std::nullopt);
  EXPECT_THROW(global_flags_of(parse_arguments({"status", "--wait=soon"})), Error);
}

// What `ps` would show afterwards.
Words shown(Words words, bool expected) {
  std::vector<char*> pointers;
  for (std::string& word : words) pointers.push_back(word.data());
  EXPECT_EQ(hide_passwords(pointers.data(), static_cast<int>(pointers.size())), expected);
  return words;
}

TEST(OptionsTest, APasswordDoesNotStayInTheMemoryThatPsReads) {
  EXPECT_THAT(shown({"dunlin", "--url", "postgres://u:p@h/d", "status"}, true),
              ElementsAre("dunlin", "--url", "******************", "status"));
  EXPECT_THAT(shown({"dunlin", "--url=postgres://u:p@h/d"}, true)[1], HasSubstr("--url=****"));
  EXPECT_THAT(shown({"dunlin", "--url", "host=h password=p"}, true)[2], "*****************");
  EXPECT_THAT(shown({"dunlin", "--url", "postgres:/u:p@h/d"}, true)[2], "*****************");
  EXPECT_THAT(shown({"dunlin", "--url=postgres://h/d?password=p"}, true)[1], HasSubstr("=****"));
}

TEST(OptionsTest, UrlsWithoutAPasswordAndOtherProgramsWordsStay) {
  const Words plain{"dunlin", "--url", "postgres://u@h:5432/d", "new", "a: b@c"};
  EXPECT_EQ(shown(plain, false), plain);
  for (const char* file : {"sqlite:/srv/app.db", "sqlite:///a:b@c.db", "sqlite+aiosqlite:////srv/x",
                           "file:./password=x.db", "host=h"}) {
    const Words words{"dunlin", "--url", file, "status"};
    EXPECT_EQ(shown(words, false), words);
  }
  EXPECT_NE(shown({"dunlin", "--url", "sqlite://u:p@dev.db"}, true)[2], "sqlite://u:p@dev.db");
  const Words program{"dunlin", "run", "--", "app", "postgres://u:p@h/d"};
  EXPECT_EQ(shown(program, false), program);
}

}  // namespace
}  // namespace dunlin::cmd
