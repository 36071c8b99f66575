// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;

class PublishedMomentum : public testing::TestWithParam<Published> {};

TEST_P(PublishedMomentum, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedMomentum,
                         testing::Values(Published{.name = "rsi_14",
                                                   .indicator = "rsi",
                                                   .parameters = {{"period", 14}},
                                                   .output = "rsi",
                                                   .file = "rsi.csv",
                                                   .column = "rsi"},
                                         Published{.name = "price_momentum",
                                                   .indicator = "price_momentum",
                                                   .parameters = {{"period", 14}},
                                                   .output = "price_momentum",
                                                   .file = "roc.csv",
                                                   .column = "roc",
                                                   .scale = 100}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
