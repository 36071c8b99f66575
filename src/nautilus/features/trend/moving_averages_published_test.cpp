// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"
#include "nautilus/features/trend/recursive_moving_trend_average.hpp"

namespace nautilus::features {
namespace {

using testing_published::after;
using testing_published::of_few;
using testing_published::Published;
using testing_published::sheet;
using testing_published::stock;
using testing_published::tulip;
using testing_published::within;

class PublishedMovingAverages : public testing::TestWithParam<Published> {};

TEST_P(PublishedMovingAverages, AreOurs) { testing_published::expect_published(GetParam()); }

// Their means of means begin on the bar of the first one, ours as TA-Lib's once there are enough
// values; the difference decays by (period - 1) / (period + 1) a bar, hence the late `from`.
INSTANTIATE_TEST_SUITE_P(
    Peers, PublishedMovingAverages,
    testing::Values(
        stock("wma", "wma", {{"period", 14}}, "wma", "wma.csv", "wma"),
        tulip("wma_5_book", "wma", {{"period", 5}}, "wma", "atoz.txt", "wma 5"),
        stock("dema", "dema", {{"period", 14}}, "dema", "dema.csv", "dema", 240),
        of_few(152, stock("tema", "tema", {{"period", 20}}, "tema", "tema.csv", "tema", 350)),
        stock("t3", "t3", {{"period", 5}}, "t3", "t3.csv", "t3", 150),
        tulip("trima", "trima", {{"period", 5}}, "trima", "atoz.txt", "trima 5"),
        tulip("trima_other", "trima", {{"period", 5}}, "trima", "untest.txt", "trima 5"),
        stock("hma", "hma", {{"period", 14}}, "hma", "hma.csv", "hma"),
        tulip("hma_5", "hma", {{"period", 5}}, "hma", "untest.txt", "hma 5"),
        stock("kama", "kama", {}, "kama", "kama.csv", "kama", 10),
        sheet("kama_sheet", "kama", {}, "kama", "cs-kama.csv", "KAMA", 10),
        after(4, within(2e-4,
                        tulip("kama_4", "kama", {{"period", 4}}, "kama", "extra.txt", "kama 4"))),
        after(5, tulip("vidya", "vidya", {{"short_period", 3}, {"long_period", 6}, {"alpha", 0.2}},
                       "vidya", "extra.txt", "vidya 3 6 .2")),
        stock("alma", "alma", {}, "alma", "alma.csv", "alma"),
        stock("smma", "smma", {{"period", 20}}, "smma", "smma.csv", "smma"),
        tulip("smma_5", "smma", {{"period", 5}}, "smma", "atoz.txt", "wilders 5"),
        stock("linear_regression", "linear_regression", {{"period", 10}}, "value", "epma.csv",
              "epma"),
        tulip("linear_regression_5", "linear_regression", {{"period", 5}}, "value", "extra.txt",
              "linreg 5"),
        stock("slope", "linear_regression", {{"period", 14}}, "slope", "slope.csv", "slope"),
        stock("r_squared", "linear_regression", {{"period", 14}}, "r_squared", "slope.csv",
              "rSquared"),
        tulip("intercept", "linear_regression", {{"period", 5}}, "intercept", "extra.txt",
              "linregintercept 5"),
        tulip("forecast", "linear_regression", {{"period", 5}}, "forecast", "extra.txt", "tsf 5"),
        stock("mcginley_dynamic", "mcginley_dynamic", {}, "mcginley_dynamic", "dynamic.csv",
              "dynamic"),
        stock("envelope_upper", "moving_average_envelope", {}, "upper", "ma-env.csv",
              "upperEnvelope"),
        stock("envelope_lower", "moving_average_envelope", {}, "lower", "ma-env.csv",
              "lowerEnvelope"),
        stock("deviation_absolute", "sma_deviation", {}, "absolute", "sma-analysis.csv", "mad"),
        stock("deviation_squared", "sma_deviation", {}, "squared", "sma-analysis.csv", "mse"),
        stock("deviation_percentage", "sma_deviation", {}, "percentage", "sma-analysis.csv",
              "mape"),
        within(1e-4, tulip("deviation_3", "sma_deviation", {{"period", 3}}, "absolute", "extra.txt",
                           "md 3"))),
    [](const auto& instance) { return instance.param.name; });

// Tulip's begins with m[-1] = a * close instead of the close, and adds a * b instead of m - m[-1]
// on the first bar. What that leaves on a later bar obeys the same recursion, with closes of 0.
TEST(RecursiveMovingTrendAverage, IsTulipsButForWhereThatBegins) {
  auto row = tulip("", "recursive_moving_trend_average", {}, "recursive_moving_trend_average",
                   "extra.txt", "rmta 21 0.90909");
  const auto vector = testing_published::from_tulip(row, RecursiveMovingTrendAverage::spec);
  if (vector.expected.empty()) {
    ASSERT_FALSE(std::filesystem::exists(testing_published::path_of(row)));
    GTEST_SKIP() << "test data not present";
  }

  const double share = 1.0 / 11;
  const double first = vector.bars.close[0];
  const double begun = share * (2 - share) * first;  // Their m on the first bar.
  double mean = begun - first;
  double level = begun;
  RecursiveMovingTrendAverage ours({});
  int compared = 0;
  for (std::size_t t = 0; t < vector.bars.size(); ++t) {
    const double value = update(ours, vector.bars.close[t]);
    if (t > 0) {
      level = (1 - share) * level - share * mean;
      mean *= 1 - share;
    }
    if (t < 20) continue;
    ASSERT_NEAR(value + level, vector.expected[t], vector.printed[t]) << "bar " << t;
    ++compared;
  }
  EXPECT_EQ(compared, 232);
  row.begun = "less what is left of another beginning, by its formula";
  testing_published::record(row, compared);
}

}  // namespace
}  // namespace nautilus::features
