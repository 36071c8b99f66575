// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/trend/adx.hpp"
#include "nautilus/features/trend/alligator.hpp"
#include "nautilus/features/trend/alma.hpp"
#include "nautilus/features/trend/aroon.hpp"
#include "nautilus/features/trend/atr_trailing_stop.hpp"
#include "nautilus/features/trend/chandelier_exit.hpp"
#include "nautilus/features/trend/dema.hpp"
#include "nautilus/features/trend/detrended_price.hpp"
#include "nautilus/features/trend/elder_ray.hpp"
#include "nautilus/features/trend/ema.hpp"
#include "nautilus/features/trend/gator.hpp"
#include "nautilus/features/trend/heikin_ashi.hpp"
#include "nautilus/features/trend/hilbert_trendline.hpp"
#include "nautilus/features/trend/hma.hpp"
#include "nautilus/features/trend/ichimoku.hpp"
#include "nautilus/features/trend/kama.hpp"
#include "nautilus/features/trend/linear_regression.hpp"
#include "nautilus/features/trend/macd.hpp"
#include "nautilus/features/trend/mama.hpp"
#include "nautilus/features/trend/mcginley_dynamic.hpp"
#include "nautilus/features/trend/moving_average_envelope.hpp"
#include "nautilus/features/trend/parabolic_sar.hpp"
#include "nautilus/features/trend/recursive_moving_trend_average.hpp"
#include "nautilus/features/trend/sma.hpp"
#include "nautilus/features/trend/sma_deviation.hpp"
#include "nautilus/features/trend/smma.hpp"
#include "nautilus/features/trend/standard_deviation_channel.hpp"
#include "nautilus/features/trend/supertrend.hpp"
#include "nautilus/features/trend/t3.hpp"
#include "nautilus/features/trend/tema.hpp"
#include "nautilus/features/trend/trima.hpp"
#include "nautilus/features/trend/trix.hpp"
#include "nautilus/features/trend/vidya.hpp"
#include "nautilus/features/trend/volatility_stop.hpp"
#include "nautilus/features/trend/vortex.hpp"
#include "nautilus/features/trend/wma.hpp"
#include "nautilus/features/trend/zigzag.hpp"
#include "nautilus/features/trend/zlema.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<
    Adx, Alligator, Alma, Aroon, AtrTrailingStop, ChandelierExit, Dema, DetrendedPrice, ElderRay,
    Ema, Gator, HeikinAshi, HilbertTrendline, Hma, Ichimoku, Kama, LinearRegression, Macd, Mama,
    McginleyDynamic, MovingAverageEnvelope, ParabolicSar, RecursiveMovingTrendAverage, Sma,
    SmaDeviation, Smma, StandardDeviationChannel, Supertrend, T3, Tema, Trima, Trix, Vidya,
    VolatilityStop, Vortex, Wma, Zigzag, Zlema>();

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
    {"wma_20", Group::trend, "wma", R"({"period":20})", "wma"},
    {"dema_20", Group::trend, "dema", R"({"period":20})", "dema"},
    {"tema_20", Group::trend, "tema", R"({"period":20})", "tema"},
    {"t3_5", Group::trend, "t3", R"({"period":5})", "t3"},
    {"trima_20", Group::trend, "trima", R"({"period":20})", "trima"},
    {"hma_20", Group::trend, "hma", R"({"period":20})", "hma"},
    {"zlema_20", Group::trend, "zlema", R"({"period":20})", "zlema"},
    {"kama_10", Group::trend, "kama", R"({"period":10})", "kama"},
    {"alma_9", Group::trend, "alma", R"({"period":9})", "alma"},
    {"smma_20", Group::trend, "smma", R"({"period":20})", "smma"},
    {"vidya", Group::trend, "vidya", "{}", "vidya"},
    {"linear_regression_14", Group::trend, "linear_regression", R"({"period":14})", "value"},
    {"linear_regression_slope_14", Group::trend, "linear_regression", R"({"period":14})", "slope"},
    {"linear_regression_r_squared_14", Group::trend, "linear_regression", R"({"period":14})",
     "r_squared"},
    {"time_series_forecast_14", Group::trend, "linear_regression", R"({"period":14})", "forecast"},
    {"mcginley_dynamic_14", Group::trend, "mcginley_dynamic", R"({"period":14})",
     "mcginley_dynamic"},
    {"recursive_moving_trend_average_21", Group::trend, "recursive_moving_trend_average",
     R"({"period":21})", "recursive_moving_trend_average"},
    {"moving_average_envelope_upper", Group::trend, "moving_average_envelope", "{}", "upper"},
    {"moving_average_envelope_lower", Group::trend, "moving_average_envelope", "{}", "lower"},
    {"sma_deviation_20", Group::trend, "sma_deviation", R"({"period":20})", "absolute"},
    {"trix_14", Group::trend, "trix", R"({"period":14})", "trix"},
    {"trix_signal_14", Group::trend, "trix", R"({"period":14})", "signal"},
    {"detrended_price_20", Group::trend, "detrended_price", R"({"period":20})", "detrended_price"},
    {"aroon_up_25", Group::trend, "aroon", R"({"period":25})", "up"},
    {"aroon_down_25", Group::trend, "aroon", R"({"period":25})", "down"},
    {"aroon_oscillator_25", Group::trend, "aroon", R"({"period":25})", "oscillator"},
    {"adx_14", Group::trend, "adx", R"({"period":14})", "adx"},
    {"plus_di_14", Group::trend, "adx", R"({"period":14})", "plus_di"},
    {"minus_di_14", Group::trend, "adx", R"({"period":14})", "minus_di"},
    {"dx_14", Group::trend, "adx", R"({"period":14})", "dx"},
    {"adxr_14", Group::trend, "adx", R"({"period":14})", "adxr"},
    {"vortex_plus_14", Group::trend, "vortex", R"({"period":14})", "plus"},
    {"vortex_minus_14", Group::trend, "vortex", R"({"period":14})", "minus"},
    {"parabolic_sar", Group::trend, "parabolic_sar", "{}", "sar"},
    {"parabolic_sar_direction", Group::trend, "parabolic_sar", "{}", "direction"},
    {"supertrend_10", Group::trend, "supertrend", R"({"period":10})", "supertrend"},
    {"atr_trailing_stop_21", Group::trend, "atr_trailing_stop", R"({"period":21})", "stop"},
    {"volatility_stop_7", Group::trend, "volatility_stop", R"({"period":7})", "stop"},
    {"chandelier_exit_long_22", Group::trend, "chandelier_exit", R"({"period":22})", "long"},
    {"chandelier_exit_short_22", Group::trend, "chandelier_exit", R"({"period":22})", "short"},
    {"elder_ray_bull_13", Group::trend, "elder_ray", R"({"period":13})", "bull_power"},
    {"elder_ray_bear_13", Group::trend, "elder_ray", R"({"period":13})", "bear_power"},
    {"ichimoku_tenkan", Group::trend, "ichimoku", "{}", "tenkan"},
    {"ichimoku_kijun", Group::trend, "ichimoku", "{}", "kijun"},
    {"ichimoku_senkou_a", Group::trend, "ichimoku", "{}", "senkou_a"},
    {"ichimoku_senkou_b", Group::trend, "ichimoku", "{}", "senkou_b"},
    {"alligator_jaw", Group::trend, "alligator", "{}", "jaw"},
    {"alligator_teeth", Group::trend, "alligator", "{}", "teeth"},
    {"alligator_lips", Group::trend, "alligator", "{}", "lips"},
    {"gator_upper", Group::trend, "gator", "{}", "upper"},
    {"gator_lower", Group::trend, "gator", "{}", "lower"},
    {"heikin_ashi_open", Group::trend, "heikin_ashi", "{}", "open"},
    {"heikin_ashi_high", Group::trend, "heikin_ashi", "{}", "high"},
    {"heikin_ashi_low", Group::trend, "heikin_ashi", "{}", "low"},
    {"heikin_ashi_close", Group::trend, "heikin_ashi", "{}", "close"},
    {"standard_deviation_channel_upper_20", Group::trend, "standard_deviation_channel",
     R"({"period":20})", "upper"},
    {"standard_deviation_channel_lower_20", Group::trend, "standard_deviation_channel",
     R"({"period":20})", "lower"},
    {"hilbert_trendline", Group::trend, "hilbert_trendline", "{}", "trendline"},
    {"dominant_cycle_period", Group::trend, "hilbert_trendline", "{}", "period"},
    {"mama", Group::trend, "mama", "{}", "mama"},
    {"fama", Group::trend, "mama", "{}", "fama"},
    {"zigzag_pivot_5", Group::trend, "zigzag", R"({"percent":5})", "pivot"},
});

}  // namespace

Family trend_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
