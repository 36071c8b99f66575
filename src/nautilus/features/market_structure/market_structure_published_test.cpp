// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;
using testing_published::stock;

class PublishedMarketStructure : public testing::TestWithParam<Published> {};

TEST_P(PublishedMarketStructure, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedMarketStructure,
                         testing::Values(stock("choppiness_14", "choppiness", {{"period", 14}},
                                               "choppiness", "chop.csv", "chop"),
                                         stock("efficiency_ratio_10", "efficiency_ratio",
                                               {{"period", 10}}, "efficiency_ratio", "kama.csv",
                                               "er"),
                                         stock("hurst_100", "hurst", {{"period", 100}}, "hurst",
                                               "hurst.csv", "hurstExponent"),
                                         stock("hurst_corrected_100", "hurst", {{"period", 100}},
                                               "hurst_corrected", "hurst.csv", "hurstExponentAL")),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
