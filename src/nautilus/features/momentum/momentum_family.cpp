// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/momentum/awesome_oscillator.hpp"
#include "nautilus/features/momentum/balance_of_power.hpp"
#include "nautilus/features/momentum/cci.hpp"
#include "nautilus/features/momentum/cmo.hpp"
#include "nautilus/features/momentum/connors_rsi.hpp"
#include "nautilus/features/momentum/coppock_curve.hpp"
#include "nautilus/features/momentum/fisher_transform.hpp"
#include "nautilus/features/momentum/forecast_oscillator.hpp"
#include "nautilus/features/momentum/know_sure_thing.hpp"
#include "nautilus/features/momentum/mass_index.hpp"
#include "nautilus/features/momentum/mesa_sine_wave.hpp"
#include "nautilus/features/momentum/momentum_divergence.hpp"
#include "nautilus/features/momentum/percentage_price_oscillator.hpp"
#include "nautilus/features/momentum/price_change.hpp"
#include "nautilus/features/momentum/price_momentum.hpp"
#include "nautilus/features/momentum/price_momentum_oscillator.hpp"
#include "nautilus/features/momentum/qstick.hpp"
#include "nautilus/features/momentum/rate_of_change_band.hpp"
#include "nautilus/features/momentum/rsi.hpp"
#include "nautilus/features/momentum/schaff_trend_cycle.hpp"
#include "nautilus/features/momentum/stochastic.hpp"
#include "nautilus/features/momentum/stochastic_momentum_index.hpp"
#include "nautilus/features/momentum/stochastic_rsi.hpp"
#include "nautilus/features/momentum/true_strength_index.hpp"
#include "nautilus/features/momentum/ultimate_oscillator.hpp"
#include "nautilus/features/momentum/vertical_horizontal_filter.hpp"
#include "nautilus/features/momentum/williams_r.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<
    AwesomeOscillator, BalanceOfPower, Cci, Cmo, ConnorsRsi, CoppockCurve, FisherTransform,
    ForecastOscillator, KnowSureThing, MassIndex, MesaSineWave, MomentumDivergence,
    PercentagePriceOscillator, PriceChange, PriceMomentum, PriceMomentumOscillator, Qstick,
    RateOfChangeBand, Rsi, SchaffTrendCycle, Stochastic, StochasticMomentumIndex, StochasticRsi,
    TrueStrengthIndex, UltimateOscillator, VerticalHorizontalFilter, WilliamsR>();

constexpr Feature session_return(std::string_view name, std::string_view parameters) {
  Feature feature{name, Group::price, "price_momentum", parameters, "price_momentum"};
  feature.counts_sessions = true;
  return feature;
}

constexpr auto kFeatures = std::to_array<Feature>({
    {"rsi_14", Group::momentum, "rsi", R"({"period":14})", "rsi"},
    {"rsi_30", Group::momentum, "rsi", R"({"period":30})", "rsi"},
    {"price_momentum_5", Group::momentum, "price_momentum", R"({"period":5})", "price_momentum"},
    {"price_momentum_20", Group::momentum, "price_momentum", R"({"period":20})", "price_momentum"},
    session_return("return_1d", R"({"period":1})"),
    session_return("return_5d", R"({"period":5})"),
    session_return("return_20d", R"({"period":20})"),
    {"momentum_divergence", Group::momentum, "momentum_divergence", "{}", "momentum_divergence"},
    {"rate_of_change_smoothed_20", Group::momentum, "rate_of_change_band", R"({"period":20})",
     "smoothed"},
    {"price_change_10", Group::momentum, "price_change", R"({"period":10})", "price_change"},
    {"stochastic_fast_k_14", Group::momentum, "stochastic", R"({"period":14})", "fast_k"},
    {"stochastic_k_14", Group::momentum, "stochastic", R"({"period":14})", "k"},
    {"stochastic_d_14", Group::momentum, "stochastic", R"({"period":14})", "d"},
    {"stochastic_j_14", Group::momentum, "stochastic", R"({"period":14})", "j"},
    {"stochastic_rsi_k_14", Group::momentum, "stochastic_rsi", R"({"period":14})", "k"},
    {"stochastic_rsi_d_14", Group::momentum, "stochastic_rsi", R"({"period":14})", "d"},
    {"stochastic_momentum_index_13", Group::momentum, "stochastic_momentum_index",
     R"({"period":13})", "smi"},
    {"stochastic_momentum_signal_13", Group::momentum, "stochastic_momentum_index",
     R"({"period":13})", "signal"},
    {"cci_20", Group::momentum, "cci", R"({"period":20})", "cci"},
    {"cmo_14", Group::momentum, "cmo", R"({"period":14})", "cmo"},
    {"connors_rsi", Group::momentum, "connors_rsi", "{}", "connors_rsi"},
    {"streak", Group::momentum, "connors_rsi", "{}", "streak"},
    {"true_strength_index", Group::momentum, "true_strength_index", "{}", "tsi"},
    {"true_strength_signal", Group::momentum, "true_strength_index", "{}", "signal"},
    {"ultimate_oscillator", Group::momentum, "ultimate_oscillator", "{}", "ultimate_oscillator"},
    {"williams_r_14", Group::momentum, "williams_r", R"({"period":14})", "williams_r"},
    {"price_momentum_oscillator", Group::momentum, "price_momentum_oscillator", "{}", "pmo"},
    {"price_momentum_signal", Group::momentum, "price_momentum_oscillator", "{}", "signal"},
    {"awesome_oscillator", Group::momentum, "awesome_oscillator", "{}", "awesome_oscillator"},
    {"balance_of_power_14", Group::momentum, "balance_of_power", R"({"period":14})",
     "balance_of_power"},
    {"fisher_transform_10", Group::momentum, "fisher_transform", R"({"period":10})", "fisher"},
    {"schaff_trend_cycle", Group::momentum, "schaff_trend_cycle", "{}", "schaff_trend_cycle"},
    {"percentage_price_oscillator", Group::momentum, "percentage_price_oscillator", "{}", "ppo"},
    {"percentage_price_signal", Group::momentum, "percentage_price_oscillator", "{}", "signal"},
    {"percentage_price_histogram", Group::momentum, "percentage_price_oscillator", "{}",
     "histogram"},
    {"mass_index_25", Group::momentum, "mass_index", R"({"period":25})", "mass_index"},
    {"mesa_sine_20", Group::momentum, "mesa_sine_wave", R"({"period":20})", "sine"},
    {"mesa_lead_sine_20", Group::momentum, "mesa_sine_wave", R"({"period":20})", "lead"},
    {"forecast_oscillator_14", Group::momentum, "forecast_oscillator", R"({"period":14})",
     "forecast_oscillator"},
    {"qstick_14", Group::momentum, "qstick", R"({"period":14})", "qstick"},
    {"vertical_horizontal_filter_28", Group::momentum, "vertical_horizontal_filter",
     R"({"period":28})", "vertical_horizontal_filter"},
    {"coppock_curve", Group::momentum, "coppock_curve", "{}", "coppock_curve"},
    {"know_sure_thing", Group::momentum, "know_sure_thing", "{}", "kst"},
    {"know_sure_thing_signal", Group::momentum, "know_sure_thing", "{}", "signal"},
});

}  // namespace

Family momentum_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
