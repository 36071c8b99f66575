// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/action_store.hpp"

#include <functional>

#include <gtest/gtest.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using Actions = std::vector<CorporateAction>;

const Timestamp kEx = from_date(2014, 6, 9);
const Timestamp kNow = from_date(2021, 1, 1);

CorporateAction split(double ratio) { return {.symbol = "AAPL", .ex_date = kEx, .ratio = ratio}; }

CorporateAction dividend(double amount) {
  return {.symbol = "AAPL", .type = ActionType::dividend, .ex_date = kEx, .amount = amount};
}

CorporateAction with(CorporateAction action, const std::function<void(CorporateAction&)>& change) {
  change(action);
  return action;
}

class ActionStoreTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *storage::sqlite::open(folder_.file("actions.sqlite"));
    ASSERT_TRUE(storage::migrate(*database_, BarStore::tables()));
    ASSERT_TRUE(storage::migrate(*database_, action_tables()));
  }

  Result<ActionReport> record(const Actions& actions, bool partial = false, Timestamp at = kNow) {
    NAUTILUS_TRY(const auto transaction, database_->write());
    NAUTILUS_TRY(auto report, record_actions(*transaction, actions, at, partial, touched_));
    NAUTILUS_CHECK(transaction->commit());
    return report;
  }

  Actions held(const ActionSelection& selection = {}) {
    const auto reader = *database_->read();
    return *select_actions(*reader, selection);
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  std::set<std::string> touched_;
};

TEST_F(ActionStoreTest, KeepsWhatItIsGiven) {
  auto full = dividend(3.29);
  full.currency = "USD";
  full.label = "special";
  full.source = "issuer";
  full.known_at = from_date(2014, 4, 23);
  EXPECT_EQ(record({full})->accepted, 1);
  EXPECT_EQ(held(), (Actions{full}));
  EXPECT_EQ(record({full})->unchanged, 1);
  EXPECT_EQ(touched_, (std::set<std::string>{"AAPL"}));
}

TEST_F(ActionStoreTest, KnowsAnActionSinceItsExDateOrForAComingOneSinceNow) {
  ASSERT_TRUE(record({split(7)}));
  EXPECT_EQ(held().front().known_at, kEx);
  EXPECT_TRUE(held({.as_of = kEx - std::chrono::nanoseconds(1)}).empty());
  ASSERT_TRUE(record({with(split(2), [](auto& each) { each.ex_date = from_date(2030, 1, 1); })}));
  EXPECT_EQ(held().back().known_at, kNow);
}

TEST_F(ActionStoreTest, CorrectsAndCancelsByFurtherVersions) {
  ASSERT_TRUE(record({split(5)}));
  const auto corrected = with(split(7), [](auto& each) { each.known_at = from_date(2014, 6, 10); });
  EXPECT_EQ(record({corrected})->corrected, 1);
  EXPECT_EQ(held({.as_of = kEx}).front().ratio, 5);
  EXPECT_EQ(held().front().ratio, 7);
  ASSERT_TRUE(record({with(corrected, [](auto& each) {
    each.known_at = from_date(2014, 6, 11);
    each.cancelled = true;
  })}));
  EXPECT_TRUE(held().empty());
  EXPECT_EQ(held({.every_version = true}).size(), 3);
}

TEST_F(ActionStoreTest, SelectsBySymbolAndExDate) {
  ASSERT_TRUE(record({split(7), with(split(2), [](auto& each) { each.symbol = "GE"; })}));
  EXPECT_EQ(held({.symbol = "GE"}).size(), 1);
  EXPECT_EQ(held().size(), 2);
  EXPECT_TRUE(held({.from = kEx + std::chrono::days(1)}).empty());
  EXPECT_TRUE(held({.to = kEx}).empty());
}

TEST_F(ActionStoreTest, IsAppendOnly) {
  ASSERT_TRUE(record({split(7)}));
  for (const auto* sql :
       {"UPDATE corporate_actions SET ratio = 2", "DELETE FROM corporate_actions"}) {
    const auto transaction = *database_->write();
    EXPECT_EQ(transaction->execute(sql).error().code, ErrorCode::conflict);
  }
}

TEST_F(ActionStoreTest, TakesAllOrNothingUnlessPartial) {
  const Actions mixed{split(7), dividend(-1)};
  EXPECT_EQ(record(mixed).error().faults.front().location,
            (std::vector<std::string>{"1", "amount"}));
  EXPECT_TRUE(held().empty());
  const auto report = *record(mixed, true);
  EXPECT_EQ(report.accepted, 1);
  ASSERT_EQ(report.rejected.size(), 1);
  EXPECT_EQ(report.rejected.front().index, 1);
  EXPECT_EQ(report.rejected.front().field, "amount");
}

TEST_F(ActionStoreTest, NamesWhatIsWrongWithAnActionAndTheRemedy) {
  BarStore bars(*database_);
  const Bar before{kEx - std::chrono::days(3), 90, 90, 90, 90, 1};
  ASSERT_TRUE(bars.write({"AAPL", {}}, std::array{before}, kNow));
  ASSERT_TRUE(record({split(7)}));
  struct Case {
    CorporateAction action;
    std::string field;
    std::string sentence;
  };
  const std::vector<Case> cases{
      {split(5), "ratio", "contradicts the split of AAPL on 2014-06-09 held"},
      {with(split(7), [](auto& each) { each.cancelled = true; }), "ratio",
       "7 there, cancelled here"},
      {split(0), "ratio", "7:1 is 7, 1:10 is 0.1"},
      {split(-7), "ratio", "between 0.001 and 1000"},
      {split(1), "ratio", "not 1"},
      {split(1e6), "ratio", "was 1e+06"},
      {split(std::numeric_limits<double>::quiet_NaN()), "ratio", "was nan"},
      {with(split(2), [](auto& each) { each.ratio.reset(); }), "ratio", "is required of a split"},
      {with(split(2), [](auto& each) { each.amount = 1; }), "amount", "leave it out"},
      {with(dividend(2), [](auto& each) { each.ratio = 1; }), "ratio", "leave it out"},
      {with(dividend(2), [](auto& each) { each.amount.reset(); }), "amount", "is required"},
      {dividend(90), "amount", "must be below the close 90 before the ex-date, was 90"},
      {dividend(0), "amount", "above 0"},
      {with(split(2), [](auto& each) { each.known_at = kNow + std::chrono::nanoseconds(1); }),
       "known_at", "must not be in the future"},
      {with(split(2), [](auto& each) { each.ex_date = kEx + std::chrono::hours(9); }), "ex_date",
       "must be a date such as 2014-06-09"},
      {with(split(2), [](auto& each) { each.symbol = "no good"; }), "symbol", "letters"},
  };
  for (const auto& each : cases) {
    const auto refused = record({each.action});
    ASSERT_FALSE(refused) << each.sentence;
    EXPECT_EQ(refused.error().faults.front().location.back(), each.field) << each.sentence;
    EXPECT_NE(refused.error().message.find(each.sentence), std::string::npos)
        << refused.error().message;
  }
  EXPECT_EQ(held().size(), 1);
}

}  // namespace
}  // namespace nautilus::market
