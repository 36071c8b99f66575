// SPDX-License-Identifier: MIT
#include "nautilus/platform/training_table.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/platform/training_table_csv.hpp"

namespace nautilus::platform {
namespace {

using testing::HasSubstr;

class TrainingTableTest : public testing::Test, protected EngineFixture {
 protected:
  Result<TrainingBlock> table(const TrainingTableQuery& query,
                              const std::vector<std::string>& groups = {"trend", "momentum"}) {
    TrainingBlock found;
    const auto take = [&](TrainingBlock block) -> Result<void> {
      found = std::move(block);
      return {};
    };
    NAUTILUS_CHECK(
        engine_->features().training_table(query, {.feature_groups = groups}, most_, {}, take));
    return found;
  }

  Result<FeaturesAnswer> compute_now(const std::string& symbol,
                                     const std::vector<std::string>& groups) {
    return engine_->features().compute({.symbol = symbol}, {.feature_groups = groups});
  }

  /// Every row must be what was answered, or would have been, when its bar was over.
  void expect_rows_as_answered_then(const TrainingBlock& block,
                                    const std::vector<std::string>& groups) {
    const FeaturesRequest request{.feature_groups = groups};
    const auto names = *engine_->features().names(request);
    for (std::size_t i = 0; i < block.rows.size(); i += 7) {
      const auto& row = block.rows[i];
      const auto then =
          *engine_->features().compute({.symbol = block.symbol, .as_of = row.known_at}, request);
      ASSERT_EQ(then.timestamp, row.timestamp + std::chrono::hours(24));
      std::map<std::string, double> flat;
      for (const auto& [group, values] : then.features) flat.insert(values.begin(), values.end());
      for (std::size_t f = 0; f < names.size(); ++f) {
        const auto value = flat.find(names[f]);
        ASSERT_EQ(row.values[f].has_value(), value != flat.end()) << names[f] << " in row " << i;
        if (value == flat.end()) continue;
        EXPECT_EQ(*row.values[f], value->second) << names[f] << " in row " << i;
      }
    }
  }

  std::vector<market::Bar> bars_ = daily_bars(120);
  std::size_t most_ = 1'000'000;
};

TEST_F(TrainingTableTest, HasEveryBarAsItWasAnsweredThen) {
  hold("A", bars_);
  const auto block = *table({.symbols = {"A"}});
  EXPECT_EQ(block.rows.size(), 120);
  expect_rows_as_answered_then(block, {"trend", "momentum"});
}

TEST_F(TrainingTableTest, DoesNotKnowOfACorrectionBeforeItCame) {
  hold("A", std::span(bars_).first(100));
  const auto before = *table({.symbols = {"A"}});
  // The correction of bar 50 becomes known now, long after its close and that of all others.
  clock_.advance(std::chrono::hours(1));
  auto corrected = bars_[50];
  corrected.close *= 0.5;
  corrected.low = corrected.close;
  hold("A", std::array{corrected});
  const auto after = *table({.symbols = {"A"}});
  ASSERT_EQ(after.rows.size(), before.rows.size());
  for (std::size_t i = 0; i < before.rows.size(); ++i) {
    EXPECT_EQ(after.rows[i].values, before.rows[i].values) << i;
  }
  expect_rows_as_answered_then(after, {"trend", "momentum"});
}

TEST_F(TrainingTableTest, KnowsASplitFromWhenItWasAnnounced) {
  hold("A", bars_);
  ASSERT_TRUE(engine_->market().actions().record(
      kTester, "text/csv",
      "symbol,type,ex_date,ratio,known_at\nA,split,2010-03-05,2,2010-03-15T00:00:00Z\n", {}));
  const auto block = *table({.symbols = {"A"}});
  expect_rows_as_answered_then(block, {"trend", "momentum"});
}

TEST_F(TrainingTableTest, LabelsRowsWithTheReturnThatFollowedWhereItIsKnown) {
  hold("A", bars_);
  const auto block = *table({.symbols = {"A"}, .horizon_bars = 5});
  EXPECT_DOUBLE_EQ(*block.rows[10].label, bars_[15].close / bars_[10].close - 1);
  EXPECT_EQ(block.rows[10].label_known_at, day(16));
  EXPECT_TRUE(block.rows[114].label);
  EXPECT_FALSE(block.rows[115].label);
  EXPECT_FALSE(block.rows[115].label_known_at);
}

TEST_F(TrainingTableTest, LabelsRowsWithWhatWasKnownWhenTheLabelWas) {
  hold("A", bars_);
  const auto before = *table({.symbols = {"A"}, .horizon_bars = 5});
  auto corrected = bars_[50];
  corrected.close *= 0.5;
  corrected.low = corrected.close;
  hold("A", std::array{corrected});
  const auto after = *table({.symbols = {"A"}, .horizon_bars = 5});
  for (std::size_t i = 0; i < before.rows.size(); ++i) {
    EXPECT_EQ(after.rows[i].label, before.rows[i].label) << i;
  }
}

TEST_F(TrainingTableTest, HasARowForABarWhoseSourceStatesThatItWasKnownLater) {
  std::string late = "symbol,timestamp,open,high,low,close,volume,known_at\n";
  for (std::size_t i = 0; i < bars_.size(); ++i) {
    const auto& bar = bars_[i];
    late += fmt::format(
        "A,{},{},{},{},{},{},{}\n", format_timestamp(bar.timestamp), bar.open, bar.high, bar.low,
        bar.close, bar.volume,
        format_timestamp(day(static_cast<std::int64_t>(i) + 1) + std::chrono::seconds(5)));
  }
  ASSERT_TRUE(engine_->market().ingest(kTester, "text/csv", late, {}));
  const auto block = *table({.symbols = {"A"}, .horizon_bars = 5});
  ASSERT_EQ(block.rows.size(), 120);
  EXPECT_EQ(block.rows[10].known_at, day(11) + std::chrono::seconds(5));
  EXPECT_EQ(block.rows[10].label_known_at, day(16) + std::chrono::seconds(5));
  expect_rows_as_answered_then(block, {"trend", "momentum"});
}

TEST_F(TrainingTableTest, KnowsARegimeSinceItWasIssued) {
  const auto bars = daily_bars(900);
  hold("SP500", bars);
  ASSERT_TRUE(engine_->regime().current({.symbol = "SP500"}));
  const std::vector<std::string> groups{"market_structure"};
  const auto names = *engine_->features().names({.feature_groups = groups});
  const auto place =
      static_cast<std::size_t>(std::ranges::find(names, "regime_strength") - names.begin());
  ASSERT_LT(place, names.size());
  const auto block = *table({.symbols = {"SP500"}}, groups);
  for (const auto& row : block.rows) {
    EXPECT_FALSE(row.values[place]);
  }
  const auto now = *compute_now("SP500", groups);
  EXPECT_TRUE(now.features.at("market_structure").contains("regime_strength"));
}

TEST_F(TrainingTableTest, RefusesMoreValuesThanItMayHaveBeforeItComputesThem) {
  hold("A", bars_);
  most_ = 100;
  EXPECT_EQ(table({.symbols = {"A"}}).error().faults.front().type, "too_long");
}

TEST_F(TrainingTableTest, HasTheRowsOfTheTimeAskedForWithAllThatWasBefore) {
  hold("A", bars_);
  const auto all = *table({.symbols = {"A"}});
  const auto some = *table({.symbols = {"A"}, .from = day(60), .to = day(70)});
  ASSERT_EQ(some.rows.size(), 10);
  EXPECT_EQ(some.rows.front().known_at, day(60));
  for (std::size_t i = 0; i < some.rows.size(); ++i) {
    EXPECT_EQ(some.rows[i].values, all.rows[59 + i].values);
  }
}

TEST_F(TrainingTableTest, JoinsTheBenchmarkAsItWasKnown) {
  hold("A", bars_);
  const auto benchmark = daily_bars(120, 2);
  hold("SPY", benchmark);
  auto corrected = benchmark[80];
  corrected.close *= 1.5;
  corrected.high = corrected.close;
  hold("SPY", std::array{corrected});
  const auto block = *table({.symbols = {"A"}}, {"cross_sectional"});
  expect_rows_as_answered_then(block, {"cross_sectional"});
  EXPECT_THAT(block.missing.at("market_breadth"), HasSubstr("a universe of 5 symbols"));
}

TEST_F(TrainingTableTest, JoinsTheUniverseAsItWasKnown) {
  for (std::uint64_t seed = 1; seed <= 6; ++seed) {
    hold(std::string(1, static_cast<char>('@' + seed)), daily_bars(420, seed));
  }
  // Hardly ever traded: its windows are longer than any may be.
  std::vector<market::Bar> rare;
  for (std::size_t i = 0; i < 420; i += 5) rare.push_back(daily_bars(420, 7)[i]);
  hold("RARE", rare);
  clock_.advance(std::chrono::hours(1));
  auto corrected = daily_bars(420, 3)[418];
  corrected.close = corrected.low = corrected.low * 0.1;
  hold("C", std::array{corrected});
  const auto block = *table({.symbols = {"A"}}, {"cross_sectional"});
  EXPECT_FALSE(block.missing.contains("market_breadth"));
  expect_rows_as_answered_then(block, {"cross_sectional"});
  const auto names =
      *engine_->features().names({.feature_groups = std::vector<std::string>{"cross_sectional"}});
  const auto breadth =
      static_cast<std::size_t>(std::ranges::find(names, "market_breadth") - names.begin());
  for (std::size_t i = 100; i < block.rows.size(); ++i) {
    EXPECT_TRUE(block.rows[i].values[breadth]) << i;
  }
  const auto every = *engine_->features().every_bar(
      {.symbol = "A"}, {.feature_groups = std::vector<std::string>{"cross_sectional"}});
  EXPECT_EQ(every.bars[200].values[breadth], block.rows[200].values[breadth]);
}

TEST_F(TrainingTableTest, JoinsTheBenchmarkThatBoreTheNameThen) {
  hold("A", bars_);
  hold("SPY1.ARCA", daily_bars(120, 2));
  hold("SPY2.ARCA", daily_bars(120, 3));
  const auto handed_over = bars_[70].timestamp;
  ASSERT_TRUE(engine_->instruments().put(
      kTester, {{{.instrument_id = "SPY1.ARCA", .symbol = "SPY", .delisted = handed_over},
                 {.instrument_id = "SPY2.ARCA", .symbol = "SPY", .listed = handed_over}}}));
  expect_rows_as_answered_then(*table({.symbols = {"A"}}, {"cross_sectional"}),
                               {"cross_sectional"});
}

TEST_F(TrainingTableTest, SaysWhatIsWrongWithTheQuestion) {
  EXPECT_EQ(table({.symbols = {"NONE"}}).error().code, ErrorCode::not_found);
  hold("A", bars_);
  EXPECT_EQ(table({.symbols = {"A", "A"}}).error().faults.front().type, "repeated");
  const auto backwards = table({.symbols = {"A"}, .from = day(9), .to = day(9)});
  EXPECT_EQ(backwards.error().faults.front().type, "out_of_range");
  const auto take = [](const TrainingBlock& /*block*/) -> Result<void> { return {}; };
  const auto own =
      engine_->features().training_table({.symbols = {"A"}}, {.bars = bars_}, most_, {}, take);
  EXPECT_EQ(own.error().code, ErrorCode::invalid_argument);
}

TEST(TrainingTableCsv, LeavesWhatHasNoValueEmpty) {
  TrainingBlock block{.symbol = "A"};
  block.rows.push_back({day(0), day(1), {1.5, std::nullopt}, -0.25, day(6)});
  block.rows.push_back({day(1), day(2), {std::nullopt, 2.0}, std::nullopt, std::nullopt});
  auto text = csv_header(std::array<std::string, 2>{"x", "y"}, true);
  append_csv(text, block, true);
  EXPECT_EQ(text,
            "symbol,timestamp,known_at,x,y,label,label_known_at\n"
            "A,2010-01-04T00:00:00.000000Z,2010-01-05T00:00:00.000000Z,1.5,,-0.25,2010-01-10T00:00:"
            "00.000000Z\n"
            "A,2010-01-05T00:00:00.000000Z,2010-01-06T00:00:00.000000Z,,2,,\n");
}

}  // namespace
}  // namespace nautilus::platform
