// SPDX-License-Identifier: MIT
#include <ostream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

// Each pattern on candles drawn by hand: one that is it, and one that misses it by a little.
namespace nautilus::features {
namespace {

struct Drawn {
  double open, high, low, close;
};

struct Drawing {
  std::string pattern;
  double expected;  ///< On the last candle.
  std::vector<Drawn> candles;
  std::string output = {};  ///< The pattern's own name where empty.
};

void PrintTo(const Drawing& drawing, std::ostream* out) {
  *out << drawing.pattern << ' ' << drawing.output << " = " << drawing.expected;
}

// Ten candles of body 1 and range 3 between 4 and 7, the last one black from 6 to 5. Beside them a
// body is none below 0.15, short below 0.5 and long above 1.4; a shadow is none below 0.15 and long
// above 0.6; prices are near within 0.9.
std::vector<Drawn> usual_candles() {
  std::vector<Drawn> candles;
  for (int i = 0; i < 5; ++i) {
    candles.push_back({5, 7, 4, 6});
    candles.push_back({6, 7, 4, 5});
  }
  return candles;
}

double last_of(const Drawing& drawing) {
  const auto info = *find_indicator(drawing.pattern);
  const auto indicator = *info->make(json::Object{});
  std::vector<double> values(info->spec->outputs.size());
  auto candles = usual_candles();
  candles.insert(candles.end(), drawing.candles.begin(), drawing.candles.end());
  for (const Drawn& each : candles) {
    indicator->update({each.open, each.high, each.low, each.close, 1}, values);
  }
  for (std::size_t k = 0; k < values.size(); ++k) {
    const std::string& wanted = drawing.output.empty() ? drawing.pattern : drawing.output;
    if (info->spec->outputs[k].name == wanted) return values[k];
  }
  return kNaN;
}

class CandlePatterns : public testing::TestWithParam<Drawing> {};

TEST_P(CandlePatterns, AreFoundWhereTheyAreAndNotBeside) {
  EXPECT_EQ(last_of(GetParam()), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    OneCandle, CandlePatterns,
    testing::Values(
        Drawing{"doji", 1, {{5, 6, 4, 5.1}}}, Drawing{"doji", 0, {{5, 6, 4, 5.2}}},
        Drawing{"doji", 1, {{100, 101, 99, 100.09}}, "doji_percent"},
        Drawing{"doji", 0, {{100, 101, 99, 100.11}}, "doji_percent"},
        Drawing{"long_legged_doji", 1, {{5, 6, 4, 5.1}}},
        Drawing{"long_legged_doji", 0, {{5, 5.6, 4, 5.1}}},
        Drawing{"dragonfly_doji", 1, {{5, 5.1, 4, 5.05}}},
        Drawing{"dragonfly_doji", 0, {{5, 5.3, 4, 5.05}}},
        Drawing{"gravestone_doji", 1, {{5, 6, 4.95, 5.05}}},
        Drawing{"gravestone_doji", 0, {{5, 6, 4.7, 5.05}}},
        Drawing{"four_price_doji", 1, {{5, 5.1, 5, 5.1}}},
        Drawing{"four_price_doji", 0, {{5, 5.1, 4.9, 5}}},
        Drawing{"long_candle", 1, {{4.5, 7, 4, 6}}}, Drawing{"long_candle", -1, {{6, 7, 4, 4.5}}},
        Drawing{"long_candle", 0, {{4.7, 7, 4, 6}}}, Drawing{"spinning_top", 1, {{5, 6, 4, 5.4}}},
        Drawing{"spinning_top", 0, {{5, 5.7, 4, 5.4}}}, Drawing{"marubozu", 1, {{4, 6.1, 3.9, 6}}},
        Drawing{"marubozu", -1, {{6, 6.1, 3.9, 4}}}, Drawing{"marubozu", 0, {{4, 6.2, 3.9, 6}}},
        Drawing{"marubozu", 0, {{5, 6.2, 4.9, 6.1}}},
        Drawing{"marubozu", 1, {{5, 5.1, 5, 5.1}}, "full_body"},
        Drawing{"marubozu", -1, {{5.1, 5.1, 5, 5}}, "full_body"},
        Drawing{"marubozu", 0, {{5, 5.1, 4.99, 5.09}}, "full_body"},
        Drawing{"marubozu", 0, {{5, 5, 5, 5}}, "full_body"}));

INSTANTIATE_TEST_SUITE_P(
    TwoCandles, CandlePatterns,
    testing::Values(
        // Beside the last usual candle, whose body is 6 to 5 and whose range is 7 to 4.
        Drawing{"hammer", 1, {{4.6, 4.9, 3.5, 4.8}}}, Drawing{"hammer", 0, {{5.6, 5.9, 4.5, 5.8}}},
        Drawing{"hanging_man", -1, {{6.4, 6.7, 5.5, 6.6}}},
        Drawing{"hanging_man", 0, {{5.6, 5.9, 4.5, 5.8}}},
        Drawing{"inverted_hammer", 1, {{4.6, 5.8, 4.55, 4.9}}},
        Drawing{"inverted_hammer", 0, {{4.8, 6, 4.75, 5.1}}},
        Drawing{"shooting_star", -1, {{6.1, 7.2, 6.05, 6.4}}},
        Drawing{"shooting_star", 0, {{5.9, 7, 5.85, 6.2}}},
        Drawing{"engulfing", 1, {{4.9, 7, 4, 6.1}}}, Drawing{"engulfing", 0, {{4.9, 7, 4, 5.9}}},
        Drawing{"engulfing", -1, {{5, 7, 4, 6}, {6.1, 7, 4, 4.9}}},
        Drawing{"engulfing", 0, {{5, 7, 4, 6}, {5.9, 7, 4, 4.9}}},
        Drawing{"harami", 1, {{8, 8.2, 4, 4.2}, {5, 6, 4.5, 5.3}}},
        Drawing{"harami", -1, {{4.2, 8.2, 4, 8}, {5.3, 6, 4.5, 5}}},
        Drawing{"harami", 0, {{8, 8.2, 4, 4.2}, {4.1, 6, 4, 4.5}}},
        Drawing{"harami_cross", 1, {{8, 8.2, 4, 4.2}, {5, 6, 4.5, 5.1}}},
        Drawing{"harami_cross", -1, {{4.2, 8.2, 4, 8}, {5, 6, 4.5, 5.1}}},
        Drawing{"harami_cross", 0, {{8, 8.2, 4, 4.2}, {5, 6, 4.5, 5.3}}},
        Drawing{"piercing_line", 1, {{8, 8.2, 4, 4.2}, {3.9, 6.5, 3.8, 6.3}}},
        Drawing{"piercing_line", 0, {{8, 8.2, 4, 4.2}, {3.9, 6.5, 3.8, 6}}},
        Drawing{"dark_cloud_cover", -1, {{4.2, 8.2, 4, 8}, {8.3, 8.4, 5.8, 5.9}}},
        Drawing{"dark_cloud_cover", 0, {{4.2, 8.2, 4, 8}, {8.3, 8.4, 5.8, 6.2}}},
        Drawing{"tweezers", 1, {{5, 7, 4.1, 6}}}, Drawing{"tweezers", 0, {{5, 7, 4.2, 6}}},
        Drawing{"tweezers", -1, {{5, 7, 4, 6}, {6, 7.1, 4, 5}}},
        Drawing{"tweezers", 0, {{5, 7, 4, 6}, {6, 7.2, 4, 5}}},
        Drawing{"star", 1, {{7.2, 7.8, 7.1, 7.6}}}, Drawing{"star", 0, {{7.2, 7.8, 7.1, 7.75}}},
        Drawing{"star", 0, {{7.2, 7.8, 7, 7.6}}}, Drawing{"star", -1, {{3.5, 3.9, 3.2, 3.7}}},
        Drawing{"star", 0, {{3.5, 4, 3.2, 3.7}}}, Drawing{"inside_bar", 1, {{5, 6.9, 4.1, 6}}},
        Drawing{"inside_bar", 0, {{5, 6.9, 4, 6}}}));

const Drawn kFall{8, 8.2, 4, 4.2};
const Drawn kRise{4, 8, 3.8, 7.8};

INSTANTIATE_TEST_SUITE_P(
    ThreeCandles, CandlePatterns,
    testing::Values(
        Drawing{"morning_star", 1, {kFall, {4, 4.1, 3.4, 3.9}, {4.2, 6, 4.1, 5.9}}},
        Drawing{"morning_star", 0, {kFall, {4, 4.1, 3.4, 3.9}, {4.1, 6, 4, 4.15}}},
        Drawing{"morning_star", 1, {kFall, {4, 4.1, 3.4, 3.9}, {4.2, 6, 4.1, 5.9}}, "doji_star"},
        Drawing{"morning_star", 1, {kFall, {4.1, 4.15, 3.4, 3.8}, {4.2, 6, 4.1, 5.9}}},
        Drawing{"morning_star", 0, {kFall, {4.1, 4.15, 3.4, 3.8}, {4.2, 6, 4.1, 5.9}}, "doji_star"},
        Drawing{"morning_star",
                1,
                {kFall, {3.8, 3.9, 3.4, 3.75}, {4.2, 6, 4.1, 5.9}},
                "abandoned_baby"},
        Drawing{
            "morning_star", 0, {kFall, {4, 4.1, 3.4, 3.9}, {4.2, 6, 4.1, 5.9}}, "abandoned_baby"},
        Drawing{"evening_star", -1, {kRise, {8, 8.6, 7.9, 8.1}, {7.8, 7.9, 6, 6.1}}},
        Drawing{"evening_star", 0, {kRise, {8, 8.6, 7.9, 8.1}, {7.9, 8, 6, 7.85}}},
        Drawing{"evening_star", -1, {kRise, {8, 8.6, 7.9, 8.1}, {7.8, 7.9, 6, 6.1}}, "doji_star"},
        Drawing{"evening_star", 0, {kRise, {7.9, 8.6, 7.85, 8.2}, {7.8, 7.9, 6, 6.1}}, "doji_star"},
        Drawing{"evening_star",
                -1,
                {kRise, {8.2, 8.6, 8.1, 8.25}, {7.8, 7.9, 6, 6.1}},
                "abandoned_baby"},
        Drawing{
            "evening_star", 0, {kRise, {8, 8.6, 7.9, 8.1}, {7.8, 7.9, 6, 6.1}}, "abandoned_baby"},
        Drawing{
            "three_white_soldiers", 1, {{5, 6.1, 4.9, 6}, {5.5, 6.6, 5.4, 6.5}, {6, 7.1, 5.9, 7}}},
        Drawing{"three_white_soldiers",
                0,
                {{5, 6.1, 4.9, 6}, {5.5, 6.6, 5.4, 6.5}, {6.5, 7.1, 5.9, 7}}},
        Drawing{
            "three_black_crows", -1, {{6, 6.1, 4.9, 5}, {5.5, 5.6, 4.4, 4.5}, {5, 5.1, 3.9, 4}}},
        Drawing{
            "three_black_crows", 0, {{6, 6.1, 4.9, 5}, {5.5, 5.6, 4.4, 4.5}, {4.5, 5.1, 3.9, 4}}}));

TEST(CandleDrawings, EachPatternHasAHitAndANearMissAmongThem) {
  const auto& suites = *testing::UnitTest::GetInstance();
  std::string drawn = "\n";
  for (int i = 0; i < suites.total_test_suite_count(); ++i) {
    const auto& suite = *suites.GetTestSuite(i);
    if (std::string_view(suite.name()).find("/CandlePatterns") == std::string_view::npos) continue;
    for (int k = 0; k < suite.total_test_count(); ++k) {
      const char* value = suite.GetTestInfo(k)->value_param();
      if (value != nullptr) drawn += std::string(value) + "\n";
    }
  }
  int patterns = 0;
  for (const IndicatorInfo& each : catalogue()) {
    if (each.spec->group != Group::patterns) continue;
    ++patterns;
    const std::string name(each.spec->name);
    const bool up = drawn.find("\n" + name + "  = 1") != std::string::npos;
    const bool down = drawn.find("\n" + name + "  = -1") != std::string::npos;
    EXPECT_TRUE(up || down) << name;
    EXPECT_NE(drawn.find("\n" + name + "  = 0"), std::string::npos) << name;
  }
  EXPECT_GE(patterns, 20);
}

}  // namespace
}  // namespace nautilus::features
