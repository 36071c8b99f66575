// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/trend/ema.hpp"
#include "nautilus/features/trend/macd.hpp"
#include "nautilus/features/trend/sma.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<Ema, Macd, Sma>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"sma_5", Group::trend, "sma", R"({"period":5})", "sma"},
    {"sma_20", Group::trend, "sma", R"({"period":20})", "sma"},
    {"sma_50", Group::trend, "sma", R"({"period":50})", "sma"},
    {"sma_200", Group::trend, "sma", R"({"period":200})", "sma"},
    {"ema_12", Group::trend, "ema", R"({"period":12})", "ema"},
    {"ema_26", Group::trend, "ema", R"({"period":26})", "ema"},
    {"macd", Group::trend, "macd", "{}", "macd"},
    {"macd_signal", Group::trend, "macd", "{}", "signal"},
    {"macd_histogram", Group::trend, "macd", "{}", "histogram"},
});

}  // namespace

Family trend_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
