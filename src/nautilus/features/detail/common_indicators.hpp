// SPDX-License-Identifier: MIT
#pragma once

#include <array>

#include "nautilus/features/feature_list.hpp"

namespace nautilus::features {

/// The fifty indicators that a desk would name first, by which speed is measured. Each is computed
/// with all of its outputs, of which the one named here is written down.
inline constexpr auto kCommonIndicators = std::to_array<Feature>({
    {"sma_5", Group::trend, "sma", R"({"period":5})", "sma"},
    {"sma_20", Group::trend, "sma", R"({"period":20})", "sma"},
    {"sma_50", Group::trend, "sma", R"({"period":50})", "sma"},
    {"sma_200", Group::trend, "sma", R"({"period":200})", "sma"},
    {"ema_12", Group::trend, "ema", R"({"period":12})", "ema"},
    {"ema_26", Group::trend, "ema", R"({"period":26})", "ema"},
    {"wma_20", Group::trend, "wma", R"({"period":20})", "wma"},
    {"dema_20", Group::trend, "dema", R"({"period":20})", "dema"},
    {"tema_20", Group::trend, "tema", R"({"period":20})", "tema"},
    {"hma_20", Group::trend, "hma", R"({"period":20})", "hma"},
    {"kama_10", Group::trend, "kama", "{}", "kama"},
    {"linear_regression_14", Group::trend, "linear_regression", "{}", "value"},
    {"macd", Group::trend, "macd", "{}", "macd"},
    {"trix_14", Group::trend, "trix", "{}", "trix"},
    {"adx_14", Group::trend, "adx", "{}", "adx"},
    {"aroon_25", Group::trend, "aroon", "{}", "oscillator"},
    {"vortex_14", Group::trend, "vortex", "{}", "plus"},
    {"parabolic_sar", Group::trend, "parabolic_sar", "{}", "sar"},
    {"rsi_14", Group::momentum, "rsi", "{}", "rsi"},
    {"rsi_30", Group::momentum, "rsi", R"({"period":30})", "rsi"},
    {"stochastic_14", Group::momentum, "stochastic", "{}", "k"},
    {"stochastic_rsi_14", Group::momentum, "stochastic_rsi", "{}", "k"},
    {"williams_r_14", Group::momentum, "williams_r", "{}", "williams_r"},
    {"cci_20", Group::momentum, "cci", "{}", "cci"},
    {"cmo_14", Group::momentum, "cmo", "{}", "cmo"},
    {"ultimate_oscillator", Group::momentum, "ultimate_oscillator", "{}", "ultimate_oscillator"},
    {"awesome_oscillator", Group::momentum, "awesome_oscillator", "{}", "awesome_oscillator"},
    {"percentage_price_oscillator", Group::momentum, "percentage_price_oscillator", "{}", "ppo"},
    {"balance_of_power_14", Group::momentum, "balance_of_power", "{}", "balance_of_power"},
    {"price_change_10", Group::momentum, "price_change", "{}", "price_change"},
    {"price_momentum_1", Group::momentum, "price_momentum", R"({"period":1})", "price_momentum"},
    {"price_momentum_10", Group::momentum, "price_momentum", R"({"period":10})", "price_momentum"},
    {"typical_price", Group::price, "typical_price", "{}", "typical_price"},
    {"bollinger_20", Group::volatility, "bollinger_bands", "{}", "upper"},
    {"keltner_20", Group::volatility, "keltner_channels", "{}", "upper"},
    {"atr_14", Group::volatility, "average_true_range", "{}", "average_true_range"},
    {"natr_14", Group::volatility, "normalized_average_true_range", "{}",
     "normalized_average_true_range"},
    {"true_range", Group::volatility, "true_range", "{}", "true_range"},
    {"standard_deviation_20", Group::volatility, "standard_deviation", R"({"period":20})",
     "standard_deviation"},
    {"volatility_20", Group::volatility, "volatility", "{}", "volatility"},
    {"on_balance_volume", Group::volume, "on_balance_volume", "{}", "on_balance_volume"},
    {"accumulation_distribution", Group::volume, "accumulation_distribution", "{}",
     "accumulation_distribution"},
    {"chaikin_oscillator", Group::volume, "chaikin_oscillator", "{}", "chaikin_oscillator"},
    {"chaikin_money_flow_20", Group::volume, "chaikin_money_flow", "{}", "chaikin_money_flow"},
    {"money_flow_index_14", Group::volume, "money_flow_index", "{}", "money_flow_index"},
    {"force_index_13", Group::volume, "force_index", "{}", "force_index"},
    {"volume_sma_20", Group::volume, "volume_sma", R"({"period":20})", "volume_sma"},
    {"vwma_20", Group::volume, "volume_weighted_moving_average", "{}",
     "volume_weighted_moving_average"},
    {"donchian_20", Group::support_resistance, "donchian_channels", "{}", "upper"},
    {"price_position_20", Group::support_resistance, "price_position", R"({"period":20})",
     "price_position"},
});

}  // namespace nautilus::features
