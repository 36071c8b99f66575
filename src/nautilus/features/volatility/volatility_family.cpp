// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"
#include "nautilus/features/volatility/bollinger_bands.hpp"
#include "nautilus/features/volatility/volatility.hpp"
#include "nautilus/features/volatility/volatility_ratio.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<AverageTrueRange, BollingerBands, Volatility, VolatilityRatio>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"bollinger_upper", Group::volatility, "bollinger_bands", "{}", "upper"},
    {"bollinger_lower", Group::volatility, "bollinger_bands", "{}", "lower"},
    {"bollinger_width", Group::volatility, "bollinger_bands", "{}", "width"},
    {"atr_14", Group::volatility, "average_true_range", R"({"period":14})", "average_true_range"},
    {"atr_30", Group::volatility, "average_true_range", R"({"period":30})", "average_true_range"},
    {"volatility_10", Group::volatility, "volatility", R"({"period":10})", "volatility"},
    {"volatility_30", Group::volatility, "volatility", R"({"period":30})", "volatility"},
    {"realized_volatility_20", Group::volatility, "volatility", R"({"period":20})", "volatility"},
    {"volatility_ratio", Group::volatility, "volatility_ratio", "{}", "volatility_ratio"},
});

}  // namespace

Family volatility_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
