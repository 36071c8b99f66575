// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/price/average_price.hpp"
#include "nautilus/features/price/high_low_range.hpp"
#include "nautilus/features/price/intraday_return.hpp"
#include "nautilus/features/price/log_return.hpp"
#include "nautilus/features/price/median_price.hpp"
#include "nautilus/features/price/overnight_gap.hpp"
#include "nautilus/features/price/typical_price.hpp"
#include "nautilus/features/price/weighted_close.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<AveragePrice, HighLowRange, IntradayReturn, LogReturn, MedianPrice,
                                OvernightGap, TypicalPrice, WeightedClose>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"typical_price", Group::price, "typical_price", "{}", "typical_price"},
    {"median_price", Group::price, "median_price", "{}", "median_price"},
    {"weighted_close", Group::price, "weighted_close", "{}", "weighted_close"},
    {"average_price", Group::price, "average_price", "{}", "average_price"},
    {"log_return_1", Group::price, "log_return", R"({"period":1})", "log_return"},
    {"overnight_gap", Group::price, "overnight_gap", "{}", "overnight_gap"},
    {"intraday_return", Group::price, "intraday_return", "{}", "intraday_return"},
    {"high_low_range", Group::price, "high_low_range", "{}", "high_low_range"},
});

}  // namespace

Family price_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
