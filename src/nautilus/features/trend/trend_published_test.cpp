// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Published;

class PublishedTrend : public testing::TestWithParam<Published> {};

TEST_P(PublishedTrend, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(Peers, PublishedTrend,
                         testing::Values(Published{.name = "sma_20",
                                                   .indicator = "sma",
                                                   .parameters = {{"period", 20}},
                                                   .output = "sma",
                                                   .file = "sma.csv",
                                                   .column = "sma"},
                                         Published{.name = "ema_20",
                                                   .indicator = "ema",
                                                   .parameters = {{"period", 20}},
                                                   .output = "ema",
                                                   .file = "ema.csv",
                                                   .column = "ema"},
                                         // Their fast mean is seeded on its own first bars; the
                                         // difference decays by 11/13 a bar.
                                         Published{.name = "macd",
                                                   .indicator = "macd",
                                                   .output = "macd",
                                                   .file = "macd.csv",
                                                   .column = "macd",
                                                   .from = 240},
                                         Published{.name = "macd_signal",
                                                   .indicator = "macd",
                                                   .output = "signal",
                                                   .file = "macd.csv",
                                                   .column = "signal",
                                                   .from = 240},
                                         Published{.name = "macd_histogram",
                                                   .indicator = "macd",
                                                   .output = "histogram",
                                                   .file = "macd.csv",
                                                   .column = "histogram",
                                                   .from = 240},
                                         Published{.name = "macd_slow",
                                                   .indicator = "ema",
                                                   .parameters = {{"period", 26}},
                                                   .output = "ema",
                                                   .file = "macd.csv",
                                                   .column = "slowEma"}),
                         [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
