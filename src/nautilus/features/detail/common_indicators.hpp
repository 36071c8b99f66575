// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/feature_list.hpp"

namespace nautilus::features {

/// The fifty indicators that a desk has on its screens, by which speed is measured.
inline constexpr auto kCommonIndicators = std::to_array<Feature>({
    {"sma_5", Group::trend, "sma", R"({"period":5})", "sma"},
    {"sma_10", Group::trend, "sma", R"({"period":10})", "sma"},
    {"sma_20", Group::trend, "sma", R"({"period":20})", "sma"},
    {"sma_50", Group::trend, "sma", R"({"period":50})", "sma"},
    {"sma_100", Group::trend, "sma", R"({"period":100})", "sma"},
    {"sma_200", Group::trend, "sma", R"({"period":200})", "sma"},
    {"ema_5", Group::trend, "ema", R"({"period":5})", "ema"},
    {"ema_9", Group::trend, "ema", R"({"period":9})", "ema"},
    {"ema_12", Group::trend, "ema", R"({"period":12})", "ema"},
    {"ema_20", Group::trend, "ema", R"({"period":20})", "ema"},
    {"ema_26", Group::trend, "ema", R"({"period":26})", "ema"},
    {"ema_50", Group::trend, "ema", R"({"period":50})", "ema"},
    {"ema_200", Group::trend, "ema", R"({"period":200})", "ema"},
    {"macd", Group::trend, "macd", "{}", "macd"},
    {"macd_5_35", Group::trend, "macd", R"({"fast_period":5,"slow_period":35,"signal_period":5})",
     "macd"},
    {"rsi_7", Group::momentum, "rsi", R"({"period":7})", "rsi"},
    {"rsi_14", Group::momentum, "rsi", R"({"period":14})", "rsi"},
    {"rsi_21", Group::momentum, "rsi", R"({"period":21})", "rsi"},
    {"rsi_30", Group::momentum, "rsi", R"({"period":30})", "rsi"},
    {"price_momentum_1", Group::momentum, "price_momentum", R"({"period":1})", "price_momentum"},
    {"price_momentum_5", Group::momentum, "price_momentum", R"({"period":5})", "price_momentum"},
    {"price_momentum_10", Group::momentum, "price_momentum", R"({"period":10})", "price_momentum"},
    {"price_momentum_20", Group::momentum, "price_momentum", R"({"period":20})", "price_momentum"},
    {"price_momentum_60", Group::momentum, "price_momentum", R"({"period":60})", "price_momentum"},
    {"bollinger_20", Group::volatility, "bollinger_bands", "{}", "upper"},
    {"bollinger_50", Group::volatility, "bollinger_bands", R"({"period":50})", "upper"},
    {"atr_7", Group::volatility, "average_true_range", R"({"period":7})", "average_true_range"},
    {"atr_14", Group::volatility, "average_true_range", R"({"period":14})", "average_true_range"},
    {"atr_21", Group::volatility, "average_true_range", R"({"period":21})", "average_true_range"},
    {"atr_30", Group::volatility, "average_true_range", R"({"period":30})", "average_true_range"},
    {"volatility_10", Group::volatility, "volatility", R"({"period":10})", "volatility"},
    {"volatility_20", Group::volatility, "volatility", R"({"period":20})", "volatility"},
    {"volatility_30", Group::volatility, "volatility", R"({"period":30})", "volatility"},
    {"volatility_60", Group::volatility, "volatility", R"({"period":60})", "volatility"},
    {"volatility_ratio", Group::volatility, "volatility_ratio", "{}", "volatility_ratio"},
    {"volatility_ratio_5_60", Group::volatility, "volatility_ratio",
     R"({"short_period":5,"long_period":60})", "volatility_ratio"},
    {"obv", Group::volume, "on_balance_volume", "{}", "on_balance_volume"},
    {"pvt", Group::volume, "price_volume_trend", "{}", "price_volume_trend"},
    {"volume_ratio_5", Group::volume, "volume_ratio", R"({"period":5})", "volume_ratio"},
    {"volume_ratio_10", Group::volume, "volume_ratio", R"({"period":10})", "volume_ratio"},
    {"volume_ratio_20", Group::volume, "volume_ratio", R"({"period":20})", "volume_ratio"},
    {"volume_sma_5", Group::volume, "volume_sma", R"({"period":5})", "volume_sma"},
    {"volume_sma_10", Group::volume, "volume_sma", R"({"period":10})", "volume_sma"},
    {"volume_sma_20", Group::volume, "volume_sma", R"({"period":20})", "volume_sma"},
    {"volume_sma_50", Group::volume, "volume_sma", R"({"period":50})", "volume_sma"},
    {"position_5", Group::support_resistance, "price_position", R"({"period":5})",
     "price_position"},
    {"position_10", Group::support_resistance, "price_position", R"({"period":10})",
     "price_position"},
    {"position_14", Group::support_resistance, "price_position", R"({"period":14})",
     "price_position"},
    {"position_20", Group::support_resistance, "price_position", R"({"period":20})",
     "price_position"},
    {"position_55", Group::support_resistance, "price_position", R"({"period":55})",
     "price_position"},
});

}  // namespace nautilus::features
