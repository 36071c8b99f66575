// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::returns;
using testing_slow::SlowVersion;

class SlowVolatility : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowVolatility, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowVolatility,
    testing::Values(
        SlowVersion{.name = "bollinger_upper",
                    .indicator = "bollinger_bands",
                    .output = "upper",
                    .formula =
                        [](const Bars& b, std::size_t at) {
                          return mean(b.close, at, 20) + 2 * deviation(b.close, at, 20, 20);
                        }},
        SlowVersion{.name = "bollinger_width",
                    .indicator = "bollinger_bands",
                    .output = "width",
                    .formula =
                        [](const Bars& b, std::size_t at) {
                          return 4 * deviation(b.close, at, 20, 20) / mean(b.close, at, 20);
                        }},
        SlowVersion{.name = "volatility",
                    .indicator = "volatility",
                    .parameters = {{"period", 30}},
                    .output = "volatility",
                    .formula =
                        [](const Bars& b, std::size_t at) {
                          return deviation(returns({b.close.begin() + static_cast<long>(at) - 30,
                                                    b.close.begin() + static_cast<long>(at) + 1}),
                                           30, 30, 29) *
                                 std::sqrt(252.0L);
                        }}),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
