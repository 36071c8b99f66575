// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;

class PublishedVolume : public testing::TestWithParam<Published> {};

TEST_P(PublishedVolume, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedVolume,
                         testing::Values(Published{.name = "on_balance_volume",
                                                   .indicator = "on_balance_volume",
                                                   .output = "on_balance_volume",
                                                   .file = "obv.csv",
                                                   .column = "obv"}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
