// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/expression.hpp"

#include <array>
#include <cmath>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/engine.hpp"

namespace nautilus::features {
namespace {

using testing_bars::random_walk;
using Column = std::vector<double>;

std::shared_ptr<const Expression> compiled(std::string_view text) {
  auto result = Expression::compile(text);
  EXPECT_TRUE(result) << text << ": " << result.error().message;
  return *result;
}

std::string error_of(std::string_view text) {
  const auto result = Expression::compile(text);
  return result ? "no error" : result.error().message;
}

Column values_of(std::string_view text, const BarColumns& bars) {
  Column column(bars.size());
  const std::span<double> out(column);
  compiled(text)->make()->replay(bars, std::span(&out, 1));
  return column;
}

double last_value(std::string_view text, const testing_bars::Bars& bars) {
  return values_of(text, bars.columns()).back();
}

/// What an indicator of the catalogue gives for the close.
Column output_of(std::string_view indicator, std::string_view parameters, std::string_view output,
                 const BarColumns& bars) {
  const Feature feature{"f", Group::trend, indicator, parameters, output};
  return compute_all(std::span(&feature, 1), bars)->columns.front();
}

TEST(Expression, ComputesAsItIsWritten) {
  testing_bars::Bars bars;
  bars.add({.open = 2, .high = 7, .low = 1, .close = 5, .volume = 10});
  EXPECT_EQ(last_value("close + open * 3", bars), 11);
  EXPECT_EQ(last_value("(close + open) * 3", bars), 21);
  EXPECT_EQ(last_value("close - open - low", bars), 2);
  EXPECT_EQ(last_value("volume / open / close", bars), 1);
  EXPECT_EQ(last_value("-close + --open", bars), -3);
  EXPECT_EQ(last_value("-open * close", bars), -10);
  EXPECT_EQ(last_value("2e1 * .5 * close", bars), 50);
  EXPECT_EQ(last_value("close > open", bars), 1);
  EXPECT_EQ(last_value("close + 1 <= open * 2", bars), 0);
  EXPECT_EQ(last_value("(close == 5) + (open != 2) + (low < 2) + (high >= 7)", bars), 3);
  EXPECT_EQ(last_value("abs(open - close) + sqrt(volume * 10) + sign(low - high)", bars), 12);
  EXPECT_EQ(last_value("min(close, open) * max(low, high)", bars), 14);
  EXPECT_EQ(last_value("if(close > open, high, low)", bars), 7);
  EXPECT_EQ(last_value("floor(low / open) + ceil(low / open) * 10 + trunc(-close / 2)", bars), 8);
  EXPECT_EQ(last_value("round(close / 2) + 10 * round(-close / 2)", bars), -17);  // 2.5 and -2.5
  EXPECT_EQ(last_value("round(0.49999999999999994 * low)", bars), 0);
  EXPECT_NEAR(last_value("log(exp(close) * exp(1))", bars), 6, 1e-15);
}

TEST(Expression, HasNoValueWhereAPartHasNone) {
  const auto bars = testing_bars::at_closes({4, 0, kNaN, -4});
  const auto expect = [&](std::string_view text, const Column& expected) {
    const auto values = values_of(text, bars.columns());
    for (std::size_t t = 0; t < expected.size(); ++t) {
      EXPECT_EQ(std::isnan(values[t]), std::isnan(expected[t])) << text << ", bar " << t;
      if (std::isnan(expected[t])) continue;
      EXPECT_EQ(values[t], expected[t]) << text << ", bar " << t;
    }
  };
  expect("1 / close", {0.25, kNaN, kNaN, -0.25});
  expect("1 / (1 / close)", {4, kNaN, kNaN, -4});
  expect("sqrt(close)", {2, 0, kNaN, kNaN});
  expect("log10(close * 25)", {2, kNaN, kNaN, kNaN});
  expect("acos(close) * 0", {kNaN, 0, kNaN, kNaN});
  expect("cosh(close * 1000)", {kNaN, 1, kNaN, kNaN});
  expect("tanh(close * 1000)", {1, 0, kNaN, -1});
  expect("log(close) * 0", {0, kNaN, kNaN, kNaN});
  expect("exp(close * 1000)", {kNaN, 1, kNaN, 0});
  expect("close > 1", {1, 0, kNaN, 0});
  expect("close != close", {0, 0, kNaN, 0});
  expect("sign(close)", {1, 0, kNaN, -1});
  expect("min(close, 1)", {1, 0, kNaN, -4});
  expect("max(1, close)", {4, 1, kNaN, 1});
  expect("if(close == 0, 7, 1 / close)", {0.25, 7, kNaN, -0.25});
}

TEST(Expression, IsTheIndicatorThatItCalls) {
  const auto bars = random_walk(300);
  const auto expect_equal = [&](std::string_view text, const Column& expected) {
    const auto values = values_of(text, bars.columns());
    for (std::size_t t = 0; t < bars.size(); ++t) {
      ASSERT_TRUE(values[t] == expected[t] || (std::isnan(values[t]) && std::isnan(expected[t])))
          << text << ", bar " << t;
    }
  };
  const auto columns = bars.columns();
  const auto rsi = output_of("rsi", R"({"period":9})", "rsi", columns);
  expect_equal("rsi(close, 9)", rsi);
  expect_equal("rsi(9)", rsi);
  expect_equal("rsi(period=9)", rsi);
  expect_equal("rsi(close, period = 9)", rsi);
  expect_equal("rsi(3 * 3)", rsi);
  const auto signal = output_of("macd", R"({"fast_period":5,"slow_period":9,"signal_period":4})",
                                "signal", columns);
  expect_equal("macd(close, 5, 9, 4).signal", signal);
  expect_equal("macd(5, signal_period=4, slow_period=9).signal", signal);
  expect_equal("average_true_range(high, low, close, 5)",
               output_of("average_true_range", R"({"period":5})", "average_true_range", columns));
  expect_equal("calendar_date().month", output_of("calendar_date", "{}", "month", columns));
  expect_equal("rsi_14", output_of("rsi", R"({"period":14})", "rsi", columns));
}

TEST(Expression, FeedsIndicatorsWithOtherParts) {
  const auto bars = random_walk(300);
  const auto fast = output_of("ema", R"({"period":12})", "ema", bars.columns());
  const auto slow = output_of("ema", R"({"period":26})", "ema", bars.columns());
  const auto values = values_of("zscore(ema(close, 12) - ema(close, 26), 60)", bars.columns());
  for (std::size_t t = 84; t < bars.size(); ++t) {
    double mean = 0;
    double squares = 0;
    for (std::size_t i = t - 59; i <= t; ++i) mean += (fast[i] - slow[i]) / 60;
    for (std::size_t i = t - 59; i <= t; ++i) squares += std::pow(fast[i] - slow[i] - mean, 2);
    EXPECT_NEAR(values[t], (fast[t] - slow[t] - mean) / std::sqrt(squares / 60), 1e-9);
  }
}

TEST(Expression, RunsExponentialMeansAtOnceThatDoNotNeedEachOther) {
  const auto together = [](std::string_view text) {
    return static_cast<int>(compiled(text)->program().steps.front().together);
  };
  EXPECT_EQ(together("ema(close, 3) - ema(close, 5)"), 2);
  EXPECT_EQ(together("ema(ema(close, 3), 5) - ema(close, 7)"), 2);
  EXPECT_EQ(together("ema(ema(close, 3), 5)"), 1);
  EXPECT_EQ(together("ema(close - ema(close, 3), 5)"), 1);
  EXPECT_EQ(together("ema(2) + ema(3) + ema(4) + ema(5) + ema(6) + ema(7)"), 4);

  const auto bars = random_walk(700);
  const auto mean = [&](int period) {
    return output_of("ema", fmt::format(R"({{"period":{}}})", period), "ema", bars.columns());
  };
  const std::array means{mean(2), mean(3), mean(4), mean(5), mean(6), mean(7)};
  const auto values =
      values_of("ema(2) - ema(3) * (ema(4) - ema(5)) * (ema(6) - ema(7))", bars.columns());
  for (std::size_t t = 6; t < bars.size(); ++t) {
    const double expected =
        means[0][t] - means[1][t] * (means[2][t] - means[3][t]) * (means[4][t] - means[5][t]);
    ASSERT_EQ(values[t], expected) << "bar " << t;
  }
}

TEST(Expression, BeginsExactlyAfterItsWarmUp) {
  const auto bars = random_walk(300);
  const auto expect = [&](std::string_view text, int warm_up) {
    EXPECT_EQ(compiled(text)->program().warm_up, warm_up) << text;
    const auto values = values_of(text, bars.columns());
    for (int t = 0; t < 300; ++t) {
      ASSERT_EQ(std::isnan(values[static_cast<std::size_t>(t)]), t < warm_up) << text << ", " << t;
    }
  };
  expect("close", 0);
  expect("close - delay(close, 3)", 3);
  expect("zscore(ema(close, 12) - ema(close, 26), 60)", 84);
  expect("sma(sma(sma(close, 10), 10), 10)", 27);
  expect("if(close > 0, close, sma(close, 50))", 49);
  // The mean needs 20 closes, the ranges 10 lows of which the first comes after 14 bars: the close
  // before it is known.
  expect("keltner_channels(high, delay(low, 14), close, 20, 10).middle", 19);
  expect("keltner_channels(high, delay(low, 14), close, 20, 10).upper", 23);
}

TEST(Expression, CanBeWhatTheGuideShows) {
  EXPECT_EQ(error_of("(close - sma(close, 20)) / average_true_range(14)"), "no error");
  EXPECT_EQ(
      error_of("if(realized_volatility_20 < quantile(realized_volatility_20, 250, 0.2), 1, 0)"),
      "no error");
  EXPECT_EQ(error_of("zscore(volume, 60) * (rsi(14) == rsi(close, period=14))"), "no error");
}

TEST(Expression, ComputesEqualPartsOnce) {
  const auto steps = [](std::string_view text) { return compiled(text)->program().steps.size(); };
  EXPECT_EQ(steps("ema(close, 12) / ema(12)"), 2U);
  EXPECT_EQ(steps("macd().macd - macd().signal"), 2U);
  EXPECT_EQ(steps("(close + 1) * (close + 1.0)"), 2U);
  EXPECT_EQ(compiled("close * 2 + 2")->program().constants.size(), 1U);
}

TEST(Expression, HasOneSpellingAndAVersion) {
  const auto first = compiled("ema( close,12 )-ema(26)");
  EXPECT_EQ(first->text(), "(ema(close, period=12) - ema(close, period=26))");
  EXPECT_EQ(compiled("(ema(period=12) - (ema(close, 26)))")->version(), first->version());
  EXPECT_NE(compiled("ema(close, 12) - ema(close, 27)")->version(), first->version());
  EXPECT_EQ(compiled("volatility(20)")->text(), "volatility(close, period=20, bars_per_year=252)");
  EXPECT_EQ((*Expression::compile("volatility(20)", {.bars_per_year = 365}))->text(),
            "volatility(close, period=20, bars_per_year=365)");
}

TEST(Expression, SaysWhereItIsWrong) {
  EXPECT_EQ(error_of("close +"),
            "column 8: found the end, where a number, a name, '-' or '(' could stand");
  EXPECT_EQ(error_of(""),
            "column 1: found the end, where a number, a name, '-' or '(' could stand");
  EXPECT_EQ(error_of("close open"),
            "column 7: found 'open', where an operator or the end could stand");
  EXPECT_EQ(error_of("(close"), "column 7: found the end, where an operator or ')' could stand");
  EXPECT_EQ(error_of("ema(close 12)"),
            "column 11: found '12', where an operator, ',' or ')' could stand");
  EXPECT_EQ(error_of("ema(close,)"),
            "column 11: found ')', where a number, a name, '-' or '(' could stand");
  EXPECT_EQ(error_of("1 < close < 3"),
            "column 11: comparisons do not chain; multiply them: (a < b) * (b < c)");
  EXPECT_EQ(error_of("close % 2"),
            "column 7: found '%', which is no part of an expression: those are names, numbers, + - "
            "* / < > = ! ( ) , and .");
  EXPECT_EQ(error_of("close + 1e999"), "column 9: '1e999' is no finite number");
  EXPECT_EQ(error_of("closs + 1"),
            "column 1: no column, feature or function is named 'closs' (did you mean 'close'?)");
  EXPECT_EQ(error_of("1 + emma(close)"),
            "column 5: no column, feature or function is named 'emma' (did you mean 'ema'?)");
  EXPECT_EQ(error_of("2 * rsi_14()"),
            "column 5: rsi_14 is a feature, with its parameters set; leave the parentheses out or "
            "call its indicator, rsi");
  EXPECT_EQ(error_of("ema(close, perid=3)"),
            "column 12: ema has no parameter 'perid' (did you mean 'period'?); its parameters are "
            "period");
  EXPECT_EQ(error_of("macd()"),
            "column 1: macd has several outputs; pick one as in macd(...).macd: macd, signal, "
            "histogram");
  EXPECT_EQ(error_of("macd().signel"),
            "column 8: macd has no output 'signel' (did you mean 'signal'?); its outputs are macd, "
            "signal, histogram");
  EXPECT_EQ(error_of("1 + 2"),
            "column 3: the expression is a number; name a column, such as close");
  EXPECT_EQ(error_of("close * (1 / 0)"), "column 12: (1 / 0) has no value");
  EXPECT_EQ(error_of("min(close)"), "column 1: min takes 2 values and has one answer; found 1");
}

TEST(Expression, TellsSeriesFromParameters) {
  EXPECT_EQ(error_of("average_true_range(close, 14)"),
            "column 1: average_true_range reads 3 series (high, low, close), which come first, or "
            "none for the bar's own columns; found 1");
  EXPECT_EQ(error_of("correlation(close, 5)"),
            "column 1: correlation reads 2 series (close, reference), which come first; found 1");
  EXPECT_EQ(error_of("ema(close, close)"),
            "column 1: ema reads 1 series (close), which come first, or none for the bar's own "
            "columns; found 2");
  EXPECT_EQ(error_of("ema(close, 3, 4)"),
            "column 15: ema has no further parameter; its parameters are period");
  EXPECT_EQ(error_of("ema(close, 3, period=3)"), "column 22: period is given twice");
  EXPECT_EQ(error_of("ema(period=close)"),
            "column 12: period of ema must be a number, found close");
  EXPECT_NE(error_of("ema(close, 0)").find("must be between 1 and 10000, was 0"),
            std::string::npos);
  EXPECT_NE(error_of("ema(close, 2.5)").find("period"), std::string::npos);
}

TEST(Expression, IsBounded) {
  const auto repeated = [](std::string_view part, int times) {
    std::string text;
    for (int i = 0; i < times; ++i) text += part;
    return text;
  };
  EXPECT_EQ(error_of(repeated("close + ", 200)),
            "an expression has at most 1000 characters, found 1600");
  EXPECT_NE(error_of(repeated("(", 40) + "close").find("nests deeper than 32 levels"),
            std::string::npos);
  EXPECT_NE(error_of(repeated("-", 900) + "close").find("nests deeper than 32 levels"),
            std::string::npos);
  std::string many = "close";
  for (int i = 1; i < 70; ++i) many += " + " + std::to_string(i);
  EXPECT_NE(error_of(many).find("more than 64 parts"), std::string::npos);
  EXPECT_NE(error_of("sma(sma(sma(sma(sma(sma(10000), 10000), 10000), 10000), 10000), 10000)")
                .find("bars before its first value"),
            std::string::npos);
  std::string wide = "close";
  for (int i = 0; i < 14; ++i) wide += " + zscore(" + std::to_string(9'990 - i) + ")";
  EXPECT_NE(error_of(wide).find("shorten them"), std::string::npos);
  EXPECT_NE(error_of("mean_absolute_deviation(6000) + mean_absolute_deviation(6001)")
                .find("go through 12001 bars anew"),
            std::string::npos);
  // An estimate goes through its window 13 times.
  EXPECT_NE(error_of("garch_volatility(50, 1000, 1)").find("go through 13000 bars anew"),
            std::string::npos);
  EXPECT_EQ(error_of("garch_volatility(50, 1000, 2)"), "no error");
}

TEST(Expression, RefusesAStateThatIsNotItsOwn) {
  const auto expression = compiled("zscore(close - ema(close, 5), 7)");
  const auto indicator = expression->make();
  const auto bars = random_walk(40);
  Column column(40);
  const std::span<double> out(column);
  indicator->replay(bars.columns(), std::span(&out, 1));
  const auto state = indicator->save();
  for (std::size_t i = 0; i < state.size(); ++i) {
    auto damaged = state;
    damaged[i] ^= std::byte{1};
    ASSERT_FALSE(indicator->load(damaged)) << "byte " << i;
  }
  EXPECT_EQ(indicator->save(), state);
  EXPECT_EQ(compiled("zscore(close - ema(close, 6), 7)")->make()->load(state).error().code,
            ErrorCode::conflict);
}

}  // namespace
}  // namespace nautilus::features
