// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;

class PublishedVolatility : public testing::TestWithParam<Published> {};

TEST_P(PublishedVolatility, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedVolatility,
                         testing::Values(Published{.name = "bollinger_upper",
                                                   .indicator = "bollinger_bands",
                                                   .output = "upper",
                                                   .file = "bb.csv",
                                                   .column = "upperBand"},
                                         Published{.name = "bollinger_lower",
                                                   .indicator = "bollinger_bands",
                                                   .output = "lower",
                                                   .file = "bb.csv",
                                                   .column = "lowerBand"},
                                         Published{.name = "bollinger_width",
                                                   .indicator = "bollinger_bands",
                                                   .output = "width",
                                                   .file = "bb.csv",
                                                   .column = "width"},
                                         Published{.name = "atr_14",
                                                   .indicator = "average_true_range",
                                                   .parameters = {{"period", 14}},
                                                   .output = "average_true_range",
                                                   .file = "atr.csv",
                                                   .column = "atr"}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
