// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/volume/accumulation_distribution.hpp"
#include "nautilus/features/volume/chaikin_money_flow.hpp"
#include "nautilus/features/volume/chaikin_oscillator.hpp"
#include "nautilus/features/volume/dollar_volume.hpp"
#include "nautilus/features/volume/ease_of_movement.hpp"
#include "nautilus/features/volume/force_index.hpp"
#include "nautilus/features/volume/klinger_oscillator.hpp"
#include "nautilus/features/volume/market_facilitation_index.hpp"
#include "nautilus/features/volume/money_flow_index.hpp"
#include "nautilus/features/volume/negative_volume_index.hpp"
#include "nautilus/features/volume/on_balance_volume.hpp"
#include "nautilus/features/volume/percentage_volume_oscillator.hpp"
#include "nautilus/features/volume/positive_volume_index.hpp"
#include "nautilus/features/volume/price_volume_trend.hpp"
#include "nautilus/features/volume/session_volume_weighted_average_price.hpp"
#include "nautilus/features/volume/up_down_volume_ratio.hpp"
#include "nautilus/features/volume/volume_oscillator.hpp"
#include "nautilus/features/volume/volume_ratio.hpp"
#include "nautilus/features/volume/volume_sma.hpp"
#include "nautilus/features/volume/volume_weighted_average_price.hpp"
#include "nautilus/features/volume/volume_weighted_moving_average.hpp"
#include "nautilus/features/volume/volume_z_score.hpp"
#include "nautilus/features/volume/williams_accumulation_distribution.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<
    AccumulationDistribution, ChaikinMoneyFlow, ChaikinOscillator, DollarVolume, EaseOfMovement,
    ForceIndex, KlingerOscillator, MarketFacilitationIndex, MoneyFlowIndex, NegativeVolumeIndex,
    OnBalanceVolume, PercentageVolumeOscillator, PositiveVolumeIndex, PriceVolumeTrend,
    SessionVolumeWeightedAveragePrice, UpDownVolumeRatio, VolumeOscillator, VolumeRatio, VolumeSma,
    VolumeWeightedAveragePrice, VolumeWeightedMovingAverage, VolumeZScore,
    WilliamsAccumulationDistribution>();

constexpr Feature of_volume(std::string_view name, std::string_view indicator,
                            std::string_view parameters, std::string_view output) {
  return {name, Group::volume, indicator, parameters, output};
}

constexpr auto kFeatures = std::to_array<Feature>({
    of_volume("volume_sma_20", "volume_sma", R"({"period":20})", "volume_sma"),
    of_volume("volume_ratio", "volume_ratio", "{}", "volume_ratio"),
    of_volume("on_balance_volume", "on_balance_volume", "{}", "on_balance_volume"),
    of_volume("price_volume_trend", "price_volume_trend", "{}", "price_volume_trend"),
    of_volume("accumulation_distribution", "accumulation_distribution", "{}",
              "accumulation_distribution"),
    of_volume("chaikin_oscillator", "chaikin_oscillator", "{}", "chaikin_oscillator"),
    of_volume("chaikin_money_flow_20", "chaikin_money_flow", R"({"period":20})",
              "chaikin_money_flow"),
    of_volume("money_flow_index_14", "money_flow_index", R"({"period":14})", "money_flow_index"),
    of_volume("force_index_13", "force_index", R"({"period":13})", "force_index"),
    of_volume("klinger_oscillator", "klinger_oscillator", "{}", "oscillator"),
    of_volume("klinger_signal", "klinger_oscillator", "{}", "signal"),
    of_volume("percentage_volume_oscillator", "percentage_volume_oscillator", "{}", "oscillator"),
    of_volume("percentage_volume_signal", "percentage_volume_oscillator", "{}", "signal"),
    of_volume("percentage_volume_histogram", "percentage_volume_oscillator", "{}", "histogram"),
    of_volume("volume_oscillator", "volume_oscillator", "{}", "volume_oscillator"),
    of_volume("vwma_20", "volume_weighted_moving_average", R"({"period":20})",
              "volume_weighted_moving_average"),
    of_volume("vwap_20", "volume_weighted_average_price", R"({"period":20})",
              "volume_weighted_average_price"),
    {"session_vwap", Group::volume, "session_volume_weighted_average_price", "{}",
     "session_volume_weighted_average_price", "published:session"},
    of_volume("negative_volume_index", "negative_volume_index", "{}", "negative_volume_index"),
    of_volume("positive_volume_index", "positive_volume_index", "{}", "positive_volume_index"),
    of_volume("ease_of_movement_14", "ease_of_movement", R"({"period":14})", "ease_of_movement"),
    of_volume("market_facilitation_index", "market_facilitation_index", "{}",
              "market_facilitation_index"),
    of_volume("williams_accumulation_distribution", "williams_accumulation_distribution", "{}",
              "williams_accumulation_distribution"),
    of_volume("volume_z_score_20", "volume_z_score", R"({"period":20})", "volume_z_score"),
    of_volume("dollar_volume_20", "dollar_volume", R"({"period":20})", "dollar_volume"),
    of_volume("up_down_volume_ratio_50", "up_down_volume_ratio", R"({"period":50})",
              "up_down_volume_ratio"),
});

}  // namespace

Family volume_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
