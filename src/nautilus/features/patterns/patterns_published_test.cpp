// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::braced;
using testing_published::Published;
using testing_published::stock;
using testing_published::times;

class PublishedPatterns : public testing::TestWithParam<Published> {};

TEST_P(PublishedPatterns, AreOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedPatterns,
                         testing::Values(stock("doji_percent", "doji", {}, "doji_percent",
                                               "doji.csv", "match"),
                                         times(100, stock("marubozu_full_body", "marubozu", {},
                                                          "full_body", "marubozu.csv", "match"))),
                         [](const auto& instance) { return instance.param.name; });

// What Tulip says of one of its series of candles: where a pattern is, or, after a `!`, is not.
struct Statement {
  std::string pattern;
  bool there = true;
  std::vector<std::size_t> bars;
};

struct TulipCandles {
  std::vector<std::vector<double>> prices;  ///< Open, high, low, close.
  std::vector<Statement> statements;
};

Statement statement(const std::string& line) {
  std::istringstream words(line);
  Statement out;
  words >> out.pattern;
  if (out.pattern.starts_with("!")) {
    out.there = false;
    out.pattern.erase(0, 1);
  }
  for (std::size_t bar = 0; words >> bar;) out.bars.push_back(bar);
  return out;
}

std::vector<TulipCandles> tulip_candles() {
  std::ifstream file(shared_folder() + "/data/tulip/candles.txt");
  std::vector<TulipCandles> all;
  for (std::string line; std::getline(file, line);) {
    if (line == "candle") {
      all.emplace_back();
    } else if (line.starts_with("{")) {
      all.back().prices.push_back(braced(line));
    } else if (!line.empty()) {
      all.back().statements.push_back(statement(line));
    }
  }
  return all;
}

struct TulipPattern {
  std::string theirs;
  std::string indicator;
  std::string output;
  double value;  ///< Ours where theirs is there; 0 for any but 0.
};

std::vector<double> run(const TulipPattern& row, const TulipCandles& candles) {
  const auto info = *find_indicator(row.indicator);
  const auto indicator = *info->make(json::Object{});
  const auto output = std::ranges::find(info->spec->outputs, row.output, &Output::name);
  std::vector<double> values(info->spec->outputs.size());
  std::vector<double> out;
  for (std::size_t t = 0; t < candles.prices[0].size(); ++t) {
    indicator->update(
        {candles.prices[0][t], candles.prices[1][t], candles.prices[2][t], candles.prices[3][t], 1},
        values);
    out.push_back(values[static_cast<std::size_t>(output - info->spec->outputs.begin())]);
  }
  return out;
}

class PublishedCandlePatterns : public testing::TestWithParam<TulipPattern> {};

TEST_P(PublishedCandlePatterns, AreOurs) {
  const TulipPattern& row = GetParam();
  const auto all = tulip_candles();
  if (all.empty()) GTEST_SKIP() << "test data not present";
  int compared = 0;
  for (const TulipCandles& candles : all) {
    const auto ours = run(row, candles);
    for (const Statement& each : candles.statements) {
      if (each.pattern != row.theirs) continue;
      for (const std::size_t bar : each.bars) {
        const bool there = row.value == 0 ? std::abs(ours[bar]) == 1 : ours[bar] == row.value;
        EXPECT_EQ(there, each.there) << "bar " << bar << " of series " << &candles - all.data();
        ++compared;
      }
    }
  }
  EXPECT_GT(compared, 0);
  testing_checks::record({.indicator = row.indicator,
                          .output = row.output,
                          .source = "tulip/candles.txt: " + row.theirs,
                          .compared = compared});
}

INSTANTIATE_TEST_SUITE_P(
    Tulip, PublishedCandlePatterns,
    testing::Values(
        TulipPattern{"doji", "doji", "doji", 1},
        TulipPattern{"dragonfly_doji", "dragonfly_doji", "dragonfly_doji", 1},
        TulipPattern{"long_legged_doji", "long_legged_doji", "long_legged_doji", 1},
        TulipPattern{"gravestone_doji", "gravestone_doji", "gravestone_doji", 1},
        TulipPattern{"spinning_top", "spinning_top", "spinning_top", 1},
        TulipPattern{"marubozu", "marubozu", "marubozu", 0},
        TulipPattern{"white_marubozu", "marubozu", "marubozu", 1},
        TulipPattern{"black_marubozu", "marubozu", "marubozu", -1},
        TulipPattern{"big_white_candle", "long_candle", "long_candle", 1},
        TulipPattern{"big_black_candle", "long_candle", "long_candle", -1},
        TulipPattern{"four_price_doji", "four_price_doji", "four_price_doji", 1},
        TulipPattern{"star", "star", "star", 0}, TulipPattern{"hammer", "hammer", "hammer", 1},
        TulipPattern{"hanging_man", "hanging_man", "hanging_man", -1},
        TulipPattern{"inverted_hammer", "inverted_hammer", "inverted_hammer", 1},
        TulipPattern{"engulfing_bull", "engulfing", "engulfing", 1},
        TulipPattern{"engulfing_bear", "engulfing", "engulfing", -1},
        TulipPattern{"morning_star", "morning_star", "morning_star", 1},
        TulipPattern{"morning_doji_star", "morning_star", "doji_star", 1},
        TulipPattern{"abandoned_baby_bull", "morning_star", "abandoned_baby", 1},
        TulipPattern{"evening_star", "evening_star", "evening_star", -1},
        TulipPattern{"evening_doji_star", "evening_star", "doji_star", -1},
        TulipPattern{"abandoned_baby_bear", "evening_star", "abandoned_baby", -1},
        TulipPattern{"three_white_soldiers", "three_white_soldiers", "three_white_soldiers", 1},
        TulipPattern{"three_black_crows", "three_black_crows", "three_black_crows", -1}),
    [](const auto& instance) { return instance.param.theirs; });

}  // namespace
}  // namespace nautilus::features
