#include "plan/judgement.h"

#include <gtest/gtest.h>

#include "sql/postgres/reader.h"

namespace dunlin::plan {
namespace {

/// PostgreSQL's, but for one that does not trust its own cuts.
class Doubtful final : public sql::Reader {
 public:
  Dialect dialect() const override { return inner_.dialect(); }
  sql::Script split(std::string_view script) const override { return inner_.split(script); }
  std::vector<sql::Token> tokens(std::string_view text) const override {
    return inner_.tokens(text);
  }
  std::string fingerprint(std::string_view script) const override {
    return inner_.fingerprint(script);
  }
  sql::Facts facts(const sql::Statement& statement) const override {
    return inner_.facts(statement);
  }
  std::optional<std::string> without(const sql::Statement&, const sql::Facts&,
                                     const std::set<std::size_t>&) const override {
    return std::nullopt;
  }
  std::size_t offset_of(const sql::Statement& statement, std::size_t nth) const override {
    return inner_.offset_of(statement, nth);
  }
  std::string dropping_index(const sql::Element& index, bool alone) const override {
    return inner_.dropping_index(index, alone);
  }
  std::string validating(const sql::Element& constraint) const override {
    return inner_.validating(constraint);
  }
  std::string_view session_schema() const override { return inner_.session_schema(); }

 private:
  const sql::Reader& inner_ = sql::postgres::reader();
};

Judgement judged(const sql::Reader& reader, const std::string& text,
                 const std::vector<Verdict>& verdicts) {
  const sql::Statement statement{0, text};
  std::vector<Decision> decisions;
  for (const Verdict verdict : verdicts) {
    decisions.push_back({verdict, Obstacle::none, "column \"b\" is not there", {}});
  }
  return judgement_of(reader, statement, reader.facts(statement), {}, decisions,
                      std::vector<Evidence>(verdicts.size()));
}

constexpr const char* kTwo = "ALTER TABLE t ADD a int, ADD b int";

TEST(JudgementTest, WhatIsThereIsCutOut) {
  const Judgement judgement = judged(sql::postgres::reader(), kTwo, {Verdict::skip, Verdict::run});
  EXPECT_EQ(judgement.verdict, Verdict::run);
  EXPECT_EQ(judgement.text, "ALTER TABLE t ADD b int");
}

TEST(JudgementTest, WhatRunsAsAWholeIsNotTakenApart) {
  EXPECT_EQ(judged(Doubtful(), kTwo, {Verdict::run, Verdict::run}).text, std::nullopt);
  EXPECT_EQ(judged(Doubtful(), kTwo, {Verdict::skip, Verdict::skip}).verdict, Verdict::skip);
}

TEST(JudgementTest, AStatementThatCannotBeTakenApartSafelyStops) {
  const Judgement judgement = judged(Doubtful(), kTwo, {Verdict::skip, Verdict::run});
  EXPECT_EQ(judgement.verdict, Verdict::stop);
  EXPECT_EQ(judgement.actions[0].verdict, Verdict::skip);
  EXPECT_EQ(judgement.actions[1].verdict, Verdict::stop);
  EXPECT_EQ(judgement.actions[1].obstacle, Obstacle::incomparable);
  EXPECT_EQ(judgement.actions[1].reason,
            "column \"b\" is not there, other parts of the statement are, and it cannot be taken "
            "apart");
}

}  // namespace
}  // namespace dunlin::plan
