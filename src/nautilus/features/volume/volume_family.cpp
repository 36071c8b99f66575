// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/volume/on_balance_volume.hpp"
#include "nautilus/features/volume/price_volume_trend.hpp"
#include "nautilus/features/volume/volume_ratio.hpp"
#include "nautilus/features/volume/volume_sma.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<OnBalanceVolume, PriceVolumeTrend, VolumeRatio, VolumeSma>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"volume_sma_20", Group::volume, "volume_sma", R"({"period":20})", "volume_sma"},
    {"volume_ratio", Group::volume, "volume_ratio", "{}", "volume_ratio"},
    {"on_balance_volume", Group::volume, "on_balance_volume", "{}", "on_balance_volume"},
    {"price_volume_trend", Group::volume, "price_volume_trend", "{}", "price_volume_trend"},
});

}  // namespace

Family volume_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
