// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::mean;
using testing_slow::returns;
using testing_slow::SlowVersion;

class SlowVolume : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowVolume, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

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
                                    }}),
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
