// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;

// Their security is the one that they compare, their market the index fund.
Published compared(Published row) {
  row.quotes = "compare_2017_2018.csv";
  row.reference_quotes = "default_spy_2017_2018.csv";
  return row;
}

class PublishedCrossSectional : public testing::TestWithParam<Published> {};

TEST_P(PublishedCrossSectional, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedCrossSectional,
                         testing::Values(compared({.name = "price_correlation",
                                                   .indicator = "price_correlation",
                                                   .parameters = {{"period", 20}},
                                                   .output = "price_correlation",
                                                   .file = "corr.csv",
                                                   .column = "correlation"}),
                                         compared({.name = "beta_50",
                                                   .indicator = "beta",
                                                   .parameters = {{"period", 50}},
                                                   .output = "beta",
                                                   .file = "beta.csv",
                                                   .column = "beta"}),
                                         compared({.name = "price_relative_strength",
                                                   .indicator = "price_relative_strength",
                                                   .parameters = {{"period", 20}},
                                                   .output = "price_relative_strength",
                                                   .file = "prs.csv",
                                                   .column = "prs"}),
                                         compared({.name = "excess_return_20",
                                                   .indicator = "price_relative_strength",
                                                   .parameters = {{"period", 20}},
                                                   .output = "excess_return",
                                                   .file = "prs.csv",
                                                   .column = "prsPercent"})),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
