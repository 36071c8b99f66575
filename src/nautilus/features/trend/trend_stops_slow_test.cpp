// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;

class SlowStops : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowStops, AreOurs) { testing_slow::expect_slow_version(GetParam()); }

long double true_range(const Bars& b, std::size_t t) {
  return std::max({b.high[t] - b.low[t], std::abs(b.high[t] - b.close[t - 1]),
                   std::abs(b.low[t] - b.close[t - 1])});
}

long double mean_range(const Bars& b, std::size_t at, std::size_t n) {
  long double mean = 0;
  for (std::size_t t = 1; t <= n; ++t) mean += true_range(b, t) / static_cast<long double>(n);
  for (std::size_t t = n + 1; t <= at; ++t) {
    mean += (true_range(b, t) - mean) / static_cast<long double>(n);
  }
  return mean;
}

long double short_exit(const Bars& b, std::size_t at) {
  const auto first = b.low.begin() + static_cast<long>(at) - 21;
  return *std::min_element(first, first + 22) + 3 * mean_range(b, at, 22);
}

long double bars_since_high(const Bars& b, std::size_t at) {
  std::size_t best = at;
  for (std::size_t i = 1; i <= 25; ++i) {
    if (b.high[at - i] > b.high[best]) best = at - i;
  }
  return 100.0L * (25 - static_cast<long double>(at - best)) / 25;
}

INSTANTIATE_TEST_SUITE_P(Formula, SlowStops,
                         testing::Values(SlowVersion{.name = "chandelier_exit_short",
                                                     .indicator = "chandelier_exit",
                                                     .output = "short",
                                                     .formula = short_exit,
                                                     .bars = 2'000},
                                         SlowVersion{.name = "aroon_up",
                                                     .indicator = "aroon",
                                                     .output = "up",
                                                     .formula = bars_since_high}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
