// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/momentum/price_momentum.hpp"
#include "nautilus/features/momentum/rsi.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<PriceMomentum, Rsi>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"rsi_14", Group::momentum, "rsi", R"({"period":14})", "rsi"},
    {"rsi_30", Group::momentum, "rsi", R"({"period":30})", "rsi"},
    {"price_momentum_5", Group::momentum, "price_momentum", R"({"period":5})", "price_momentum"},
    {"price_momentum_20", Group::momentum, "price_momentum", R"({"period":20})", "price_momentum"},
    {"return_1d", Group::price, "price_momentum", R"({"period":1})", "price_momentum"},
    {"return_5d", Group::price, "price_momentum", R"({"period":5})", "price_momentum"},
    {"return_20d", Group::price, "price_momentum", R"({"period":20})", "price_momentum"},
});

}  // namespace

Family momentum_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
