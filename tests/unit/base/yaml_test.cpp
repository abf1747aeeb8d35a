#include "base/yaml.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/error.h"
#include "base/yaml_simple.h"

namespace dunlin::yaml {
namespace {

using testing::HasSubstr;

// The tree on one line, with or without places: {a@1:1: [b@1:5]@1:4}@1:1
std::string drawn(const Node& node, bool with_places) {
  std::string out;
  switch (node.kind) {
    case Node::Kind::null:
      out = "null";
      break;
    case Node::Kind::scalar:
      out = node.quoted ? '"' + node.scalar + '"' : node.scalar;
      break;
    case Node::Kind::sequence:
      for (const Node& item : node.items)
        out += (out.empty() ? "" : ", ") + drawn(item, with_places);
      out = "[" + out + "]";
      break;
    case Node::Kind::mapping:
      for (const auto& [key, value] : node.entries) {
        out +=
            (out.empty() ? "" : ", ") + drawn(key, with_places) + ": " + drawn(value, with_places);
      }
      out = "{" + out + "}";
      break;
  }
  if (!with_places) return out;
  return fmt::format("{}@{}:{}", out, node.place.line, node.place.column);
}

std::string tree(std::string_view text) { return drawn(parse(text, "f.yaml"), false); }
std::string places(std::string_view text) { return drawn(parse(text, "f.yaml"), true); }

Diagnostic refusal(std::string_view text) {
  try {
    parse(text, "f.yaml");
  } catch (const Error& error) {
    return error.first();
  }
  ADD_FAILURE() << "accepted: " << text;
  return {};
}

std::string refusal_place(std::string_view text) {
  const Diagnostic problem = refusal(text);
  return problem.place ? to_string(*problem.place) : "nowhere";
}

TEST(YamlTest, ScalarsAreTextAndNeverNumbers) {
  EXPECT_EQ(tree("id: 007"), "{id: 007}");
  EXPECT_EQ(tree("{a: 1e5, b: 0x10, c: true}"), "{a: 1e5, b: 0x10, c: true}");
  EXPECT_EQ(tree("a: 'null'\nb: null\nc: ~\nd:\n"), "{a: \"null\", b: null, c: null, d: null}");
}

TEST(YamlTest, NodesKnowTheirPlaceInCharacters) {
  EXPECT_EQ(places("a: b\nc:\n  - {d: e}\n"),
            "{a@1:1: b@1:4, c@2:1: [{d@3:6: e@3:9}@3:5]@3:3}@1:1");
  EXPECT_EQ(places("{\"ä\": ö, b: [c]}"), "{\"ä\"@1:2: ö@1:7, b@1:10: [c@1:14]@1:13}@1:1");
}

TEST(YamlTest, ByteOrderMarkAndCrlfAreAccepted) {
  EXPECT_EQ(places("\xEF\xBB\xBF"
                   "a: b\r\nc: d\r\n"),
            "{a@1:1: b@1:4, c@2:1: d@2:4}@1:1");
  EXPECT_EQ(places("\xEF\xBB\xBF"
                   "a: 'b'\r\n"),
            "{a@1:1: \"b\"@1:4}@1:1");
}

TEST(YamlTest, EmptyTextIsNull) {
  EXPECT_EQ(places(""), "null@1:1");
  EXPECT_EQ(places("\n# nothing\n"), "null@1:1");
}

TEST(YamlTest, DuplicateKeysAreRefusedWithBothPlaces) {
  const Diagnostic problem = refusal("a: 1\nb:\n  c: 1\n  c: 2\n");
  EXPECT_EQ(problem.code, code::kDuplicateKey);
  EXPECT_EQ(to_string(*problem.place), "f.yaml:4:3");
  EXPECT_EQ(problem.excerpt->line, "  c: 2");
  EXPECT_THAT(problem.notes, testing::ElementsAre("first given at f.yaml:3:3"));
  EXPECT_EQ(refusal("a: 1\na: 2\n").code, code::kDuplicateKey);
  EXPECT_EQ(refusal("a: 1\n'a': 2\n").code, code::kDuplicateKey);
}

TEST(YamlTest, DuplicateKeysCanBeCollected) {
  std::vector<Diagnostic> problems;
  const Node root = parse("a: 1\na: 2\nb: {c: 1, c: 2}\n", "f.yaml", problems);
  EXPECT_EQ(problems.size(), 2U);
  EXPECT_EQ(root.find("a")->scalar, "1");
}

TEST(YamlTest, OpenQuotesAreRefusedWhereTheyOpen) {
  EXPECT_EQ(refusal_place("a: b\nc: \"open\nd: e\n"), "f.yaml:2:4");
  EXPECT_EQ(refusal_place("a: b\nc: 'it''s open\n"), "f.yaml:2:4");
  EXPECT_EQ(refusal_place("a: \"b\\\""), "f.yaml:1:4");
  EXPECT_EQ(refusal_place("a: [\"b]"), "f.yaml:1:5");
}

TEST(YamlTest, CommonSlipsAreSaidInPlainWords) {
  EXPECT_EQ(refusal("a: [b\nc: d\n").message, "a '[' that is not closed");
  EXPECT_EQ(refusal("a: {b: c\n").message, "a '{' that is not closed");
  EXPECT_THAT(refusal("a: b: c\n").message, HasSubstr("needs quotes"));
}

TEST(YamlTest, SecondDocumentsAreRefused) {
  EXPECT_EQ(refusal_place("a: 1\n---\nb: 2\n"), "f.yaml:2:1");
  EXPECT_THAT(refusal("---\na: 1\n...\nb: 2\n").message, HasSubstr("second document"));
  EXPECT_EQ(refusal("[a]\nb: 1\n").code, code::kBadYaml);
  EXPECT_EQ(tree("---\na: 1\n...\n"), "{a: 1}");
}

TEST(YamlTest, WhatAStrictReaderDoesNotKnowIsRefused) {
  EXPECT_THAT(refusal("a: &x 1\n").message, HasSubstr("anchors"));
  EXPECT_THAT(refusal("a: &x [1]\n").message, HasSubstr("anchors"));
  EXPECT_THAT(refusal("a: &x 1\nb: *x\n").message, HasSubstr("anchors"));
  EXPECT_THAT(refusal("a: !!str 1\n").message, HasSubstr("tags"));
  EXPECT_THAT(refusal("a: !mine {b: c}\n").message, HasSubstr("tags"));
  EXPECT_THAT(refusal("a: ! 'b'\n").message, HasSubstr("tags"));
  EXPECT_THAT(refusal("a: {<<: {b: c}}\n").message, HasSubstr("merge keys"));
  EXPECT_THAT(refusal("? [a, b]\n: c\n").message, HasSubstr("a key must be a word"));
  EXPECT_THAT(refusal("? {a: b}\n: c\n").message, HasSubstr("a key must be a word"));
  EXPECT_THAT(refusal("~: a\n").message, HasSubstr("a key is missing"));
}

TEST(YamlTest, BadBytesAreRefusedWithTheirPlace) {
  EXPECT_EQ(refusal_place("a: ä\xFF\n"), "f.yaml:1:5");
  EXPECT_EQ(refusal_place(std::string_view("a: b\nc: \0d", 10)), "f.yaml:2:4");
  EXPECT_EQ(refusal_place("a: b\x04 c: d"), "f.yaml:1:5");
  EXPECT_EQ(refusal_place("a: b\rc: d"), "f.yaml:1:5");
}

TEST(YamlTest, BadIndentationIsRefused) {
  EXPECT_EQ(refusal("a:\n  b: 1\n c: 2\n").code, code::kBadYaml);
  EXPECT_EQ(refusal("a: b: c\n").code, code::kBadYaml);
  EXPECT_EQ(refusal("a: [b\nc: d\n").code, code::kBadYaml);
  EXPECT_EQ(refusal("a:\n\tb: 1\n").code, code::kBadYaml);
}

TEST(YamlTest, DeepNestingIsRefusedAndDoesNotCrash) {
  EXPECT_EQ(refusal(std::string(100'000, '[')).code, code::kBadYaml);
}

TEST(YamlTest, SimpleTextsTakeTheShortCut) {
  const std::string text =
      "# add orders\nparents: [20261118120000, abc]\n\nmessage: add user's orders (again)\n"
      "labels: []\ntransaction: auto\nirreversible: null\nauthor: you@example.org\n";
  ASSERT_TRUE(parse_simple(text, "f.yaml"));
  EXPECT_EQ(places(text), drawn(parse_fully(text, "f.yaml"), true));
}

TEST(YamlTest, OtherTextsDoNotTakeTheShortCut) {
  for (const char* text :
       {"",           "# a\n",      "a: b\na: c\n", "a: 'b'\n",    " a: b\n",
        "a: b # c\n", "a: b: c\n",  "a:\n  - b\n",  "a: [b\n",     "a: [b,]\n",
        "a: [,]\n",   "a: [[b]]\n", "a: b\n  c\n",  "a: ~\n",      "a: -1\n",
        "a: b\r\n",   "null: b\n",  "a: ä\n",       "---\na: b\n", "a: b\n---\n",
        "a: &b c\n",  "a:b\n",      "A: b\n",       "a: {b: c}\n", "a: b\n\tc: d\n"}) {
    EXPECT_FALSE(parse_simple(text, "f.yaml")) << text;
  }
}

using Pieces = std::vector<std::string>;

std::string concatenated(const Pieces& pieces) {
  std::string text;
  for (const std::string& each : pieces) text += each;
  return text;
}

const Pieces kSimpleValues = {"b",        "null",       "NULL", "[d, e f]",       "[]",
                              "[ ]",      "[ a ,b ]  ", "/",    "add (x) it's  ", "[null, Null]",
                              "20261120", "a-b.c/d@e+f"};
const Pieces kOtherLines = {"# note: x\n", "#\n", "\n", "  \n"};
const Pieces kOddPieces = {":",   " ",   "[", "]",  ",",       "\n",   "#",       " #",
                           "'",   "\"",  "-", "- ", "null",    "@",    "(",       ".",
                           "---", "...", "/", "+",  "\t",      "\r\n", "<<",      "?",
                           "!",   "&",   "*", "~",  "\n---\n", "  a",  "\xC3\xA4"};
// What means something somewhere in YAML, a character or a sequence.
const std::string kCharacters = "a1 :#'\"\\\n\t\r\x01\x7F-[]{,~!&*%@`|>?=.";
const Pieces kSequences = {"null", "true",     "<<",           "...",
                           "---",  "\xC2\x85", "\xE2\x80\xA8", "\xEF\xBB\xBF"};

rc::Gen<std::string> anything() {
  const auto character =
      rc::gen::map(rc::gen::elementOf(kCharacters), [](char c) { return std::string(1, c); });
  const auto piece =
      rc::gen::weightedOneOf<std::string>({{3, character}, {1, rc::gen::elementOf(kSequences)}});
  return rc::gen::map(rc::gen::container<Pieces>(piece), concatenated);
}

rc::Gen<std::string> simple_line() {
  const auto letter = rc::gen::elementOf(std::string("abcdefghijklmnopqrstuvwxyz_"));
  const auto key = rc::gen::resize(8, rc::gen::container<std::string>(letter));
  const auto entry =
      rc::gen::map(rc::gen::pair(key, rc::gen::elementOf(kSimpleValues)),
                   [](const auto& pair) { return "k" + pair.first + ": " + pair.second + "\n"; });
  return rc::gen::weightedOneOf<std::string>({{5, entry}, {1, rc::gen::elementOf(kOtherLines)}});
}

// Texts that are simple, or would be but for one piece.
rc::Gen<std::string> nearly_simple() {
  const auto odd = rc::gen::weightedOneOf<std::string>(
      {{2, rc::gen::just(std::string())}, {1, rc::gen::elementOf(kOddPieces)}});
  const auto lines = rc::gen::scale(0.06, rc::gen::container<Pieces>(simple_line()));
  const auto parts = rc::gen::tuple(lines, odd, rc::gen::resize(99, rc::gen::inRange(0, 200)));
  return rc::gen::map(parts, [](const auto& drawn_parts) {
    const auto& [simple, piece, at] = drawn_parts;
    std::string text = concatenated(simple);
    text.insert(static_cast<std::size_t>(at) % (text.size() + 1), piece);
    return text;
  });
}

RC_GTEST_PROP(YamlTest, ShortCutGivesWhatYamlCppGives, ()) {
  const std::string text = *nearly_simple();
  const auto simple = parse_simple(text, "f.yaml");
  RC_CLASSIFY(simple.has_value());
  if (simple) RC_ASSERT(drawn(*simple, true) == drawn(parse_fully(text, "f.yaml"), true));
}

RC_GTEST_PROP(YamlTest, ScalarsReadBackAsTheSameText, ()) {
  const std::string text = *anything();
  const std::string written = scalar(text);
  RC_ASSERT(written.find('\n') == std::string::npos);
  RC_ASSERT(parse("k: " + written + "\n", "f").find("k")->scalar == text);
  RC_ASSERT(parse("[x, " + written + ", y]\n", "f").items.at(1).scalar == text);
  RC_ASSERT(parse("? " + written + "\n: v\n", "f").entries.at(0).first.scalar == text);
}

TEST(YamlTest, ScalarIsPlainWhereItCan) {
  EXPECT_EQ(scalar("add user's orders"), "add user's orders");
  EXPECT_EQ(scalar("20261118120000"), "20261118120000");
  EXPECT_EQ(scalar("no"), "\"no\"");
  EXPECT_EQ(scalar("fix: it"), "\"fix: it\"");
  EXPECT_EQ(scalar(""), "\"\"");
  EXPECT_EQ(scalar("a\nb\x1B"), "\"a\\nb\\x1B\"");
}

}  // namespace
}  // namespace dunlin::yaml
