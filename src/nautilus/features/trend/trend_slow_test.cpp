// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::mean;
using testing_slow::SlowVersion;

class SlowTrend : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowTrend, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Formula, SlowTrend,
                         testing::Values(SlowVersion{
                             .name = "sma",
                             .indicator = "sma",
                             .parameters = {{"period", 200}},
                             .output = "sma",
                             .formula = [](const Bars& b,
                                           std::size_t at) { return mean(b.close, at, 200); }}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
