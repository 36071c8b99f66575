// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;

class SlowSupportResistance : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowSupportResistance, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Formula, SlowSupportResistance,
                         testing::Values(SlowVersion{
                             .name = "price_position",
                             .indicator = "price_position",
                             .output = "price_position",
                             .formula =
                                 [](const Bars& b, std::size_t at) {
                                   const auto first = static_cast<long>(at) - 19;
                                   const double high = *std::max_element(
                                       b.high.begin() + first, b.high.begin() + first + 20);
                                   const double low = *std::min_element(b.low.begin() + first,
                                                                        b.low.begin() + first + 20);
                                   return (static_cast<long double>(b.close[at]) - low) /
                                          (high - low);
                                 }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
