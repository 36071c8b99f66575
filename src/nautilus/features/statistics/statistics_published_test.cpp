// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;
using testing_published::stock;
using testing_published::tulip;
using testing_published::within;

class PublishedStatistics : public testing::TestWithParam<Published> {};

TEST_P(PublishedStatistics, AreOurs) { testing_published::expect_published(GetParam()); }

const json::Object kThree{{"period", 3}};

INSTANTIATE_TEST_SUITE_P(
    Peers, PublishedStatistics,
    testing::Values(tulip("sum_2", "sum", {{"period", 2}}, "sum", "extra.txt", "sum 2"),
                    tulip("variance_3", "variance", kThree, "variance", "extra.txt", "var 3"),
                    tulip("standard_error_3", "standard_error", kThree, "standard_error",
                          "extra.txt", "stderr 3"),
                    tulip("lag_1", "delay", {{"bars", 1}}, "delay", "extra.txt", "lag 1"),
                    tulip("lag_3", "delay", {{"bars", 3}}, "delay", "extra.txt", "lag 3"),
                    tulip("maximum_3", "maximum", kThree, "maximum", "extra.txt", "max 3"),
                    tulip("maximum_2", "maximum", {{"period", 2}}, "maximum", "extra.txt", "max 2"),
                    tulip("minimum_3", "minimum", kThree, "minimum", "extra.txt", "min 3"),
                    within(1e-4, tulip("mean_absolute_deviation_3", "mean_absolute_deviation",
                                       kThree, "mean_absolute_deviation", "extra.txt", "md 3")),
                    stock("zscore_14", "zscore", {{"period", 14}}, "zscore", "stdev.csv", "zScore"),
                    stock("mean_absolute_deviation_20", "mean_absolute_deviation", {{"period", 20}},
                          "mean_absolute_deviation", "sma-analysis.csv", "mad"),
                    stock("variance_20", "variance", {{"period", 20}}, "variance",
                          "sma-analysis.csv", "mse")),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
