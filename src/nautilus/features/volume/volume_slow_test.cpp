// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::returns;
using testing_slow::SlowVersion;

class SlowVolume : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowVolume, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

long double up_down_ratio(const Bars& b, std::size_t at) {
  long double up = 0;
  long double down = 0;
  for (std::size_t i = at - 49; i <= at; ++i) {
    if (b.close[i] > b.close[i - 1]) up += b.volume[i];
    if (b.close[i] < b.close[i - 1]) down += b.volume[i];
  }
  return up / down;
}

long double dollar_volume(const Bars& b, std::size_t at) {
  long double sum = 0;
  for (std::size_t i = at - 19; i <= at; ++i) {
    sum += static_cast<long double>(b.close[i]) * b.volume[i];
  }
  return sum / 20;
}

long double vwap(const Bars& b, std::size_t at) {
  long double value = 0;
  long double traded = 0;
  for (std::size_t i = at - 19; i <= at; ++i) {
    const long double typical = (static_cast<long double>(b.high[i]) + b.low[i] + b.close[i]) / 3;
    value += typical * b.volume[i];
    traded += b.volume[i];
  }
  return value / traded;
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowVolume,
    testing::Values(SlowVersion{.name = "volume_sma",
                                .indicator = "volume_sma",
                                .output = "volume_sma",
                                .formula = [](const Bars& b,
                                              std::size_t at) { return mean(b.volume, at, 20); }},
                    SlowVersion{.name = "volume_ratio",
                                .indicator = "volume_ratio",
                                .output = "volume_ratio",
                                .formula =
                                    [](const Bars& b, std::size_t at) {
                                      return b.volume[at] / mean(b.volume, at, 20);
                                    }},
                    SlowVersion{.name = "volume_z_score",
                                .indicator = "volume_z_score",
                                .output = "volume_z_score",
                                .formula =
                                    [](const Bars& b, std::size_t at) {
                                      return (b.volume[at] - mean(b.volume, at, 20)) /
                                             deviation(b.volume, at, 20, 20);
                                    }},
                    SlowVersion{.name = "dollar_volume",
                                .indicator = "dollar_volume",
                                .output = "dollar_volume",
                                .formula = dollar_volume},
                    SlowVersion{.name = "volume_weighted_average_price",
                                .indicator = "volume_weighted_average_price",
                                .output = "volume_weighted_average_price",
                                .formula = vwap},
                    SlowVersion{.name = "up_down_volume_ratio",
                                .indicator = "up_down_volume_ratio",
                                .output = "up_down_volume_ratio",
                                .formula = up_down_ratio}),
    [](const auto& instance) { return instance.param.name; });

TEST(PriceVolumeTrend, LosesNothingInALongSum) {
  const auto bars = testing_bars::random_walk(20'000, 5);
  const auto indicator = *(*find_indicator("price_volume_trend"))->make(json::Object{});
  const auto change = returns(bars.close);
  long double expected = 0;
  double value = kNaN;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    expected += static_cast<long double>(change[t]) * bars.volume[t];
    indicator->update(bars.columns().at(t), std::span(&value, 1));
    const auto slow = static_cast<double>(expected);
    ASSERT_NEAR(value, slow, 1e-12 * std::max(std::abs(slow), 1e6)) << "bar " << t;
  }
}

}  // namespace
}  // namespace nautilus::features
