// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;

class SlowPrice : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowPrice, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

SlowVersion row(std::string indicator,
                std::function<long double(const Bars&, std::size_t)> formula) {
  return {.name = indicator,
          .indicator = indicator,
          .output = indicator,
          .formula = std::move(formula),
          .bars = 2'000};
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowPrice,
    testing::Values(row("log_return",
                        [](const Bars& b, std::size_t at) {
                          return std::log(static_cast<long double>(b.close[at])) -
                                 std::log(static_cast<long double>(b.close[at - 1]));
                        }),
                    row("overnight_gap",
                        [](const Bars& b, std::size_t at) {
                          return (static_cast<long double>(b.open[at]) - b.close[at - 1]) /
                                 b.close[at - 1];
                        }),
                    row("intraday_return",
                        [](const Bars& b, std::size_t at) {
                          return (static_cast<long double>(b.close[at]) - b.open[at]) / b.open[at];
                        }),
                    row("high_low_range",
                        [](const Bars& b, std::size_t at) {
                          return (static_cast<long double>(b.high[at]) - b.low[at]) / b.close[at];
                        })),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
