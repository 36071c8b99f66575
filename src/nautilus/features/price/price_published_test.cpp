// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;
using testing_published::tulip;

class PublishedPrice : public testing::TestWithParam<Published> {};

TEST_P(PublishedPrice, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Peers, PublishedPrice,
    testing::Values(
        tulip("typical_price", "typical_price", {}, "typical_price", "atoz.txt", "typprice"),
        tulip("median_price", "median_price", {}, "median_price", "atoz.txt", "medprice"),
        tulip("weighted_close", "weighted_close", {}, "weighted_close", "atoz.txt", "wcprice"),
        tulip("average_price", "average_price", {}, "average_price", "extra.txt", "avgprice"),
        tulip("typical_price_other", "typical_price", {}, "typical_price", "untest.txt",
              "typprice"),
        tulip("weighted_close_other", "weighted_close", {}, "weighted_close", "untest.txt",
              "wcprice")),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
