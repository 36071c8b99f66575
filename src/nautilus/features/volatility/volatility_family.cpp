// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/volatility/acceleration_bands.hpp"
#include "nautilus/features/volatility/average_true_range.hpp"
#include "nautilus/features/volatility/bollinger_bands.hpp"
#include "nautilus/features/volatility/chaikin_volatility.hpp"
#include "nautilus/features/volatility/downside_deviation.hpp"
#include "nautilus/features/volatility/ewma_volatility.hpp"
#include "nautilus/features/volatility/garch_volatility.hpp"
#include "nautilus/features/volatility/garman_klass_volatility.hpp"
#include "nautilus/features/volatility/historical_volatility.hpp"
#include "nautilus/features/volatility/keltner_channels.hpp"
#include "nautilus/features/volatility/normalized_average_true_range.hpp"
#include "nautilus/features/volatility/parkinson_volatility.hpp"
#include "nautilus/features/volatility/rogers_satchell_volatility.hpp"
#include "nautilus/features/volatility/standard_deviation.hpp"
#include "nautilus/features/volatility/starc_bands.hpp"
#include "nautilus/features/volatility/true_range_indicator.hpp"
#include "nautilus/features/volatility/ulcer_index.hpp"
#include "nautilus/features/volatility/volatility.hpp"
#include "nautilus/features/volatility/volatility_of_volatility.hpp"
#include "nautilus/features/volatility/volatility_ratio.hpp"
#include "nautilus/features/volatility/volatility_regime.hpp"
#include "nautilus/features/volatility/yang_zhang_volatility.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<
    AccelerationBands, AverageTrueRange, BollingerBands, ChaikinVolatility, DownsideDeviation,
    EwmaVolatility, GarchVolatility, GarmanKlassVolatility, HistoricalVolatility, KeltnerChannels,
    NormalizedAverageTrueRange, ParkinsonVolatility, RogersSatchellVolatility, StandardDeviation,
    StarcBands, TrueRangeIndicator, UlcerIndex, Volatility, VolatilityOfVolatility, VolatilityRatio,
    VolatilityRegime, YangZhangVolatility>();

constexpr Feature of_volatility(std::string_view name, std::string_view indicator,
                                std::string_view parameters, std::string_view output) {
  return {name, Group::volatility, indicator, parameters, output};
}

constexpr auto kFeatures = std::to_array<Feature>({
    of_volatility("bollinger_upper", "bollinger_bands", "{}", "upper"),
    of_volatility("bollinger_lower", "bollinger_bands", "{}", "lower"),
    of_volatility("bollinger_width", "bollinger_bands", "{}", "width"),
    of_volatility("bollinger_percent_b", "bollinger_bands", "{}", "percent_b"),
    of_volatility("atr_14", "average_true_range", R"({"period":14})", "average_true_range"),
    of_volatility("atr_30", "average_true_range", R"({"period":30})", "average_true_range"),
    of_volatility("true_range", "true_range", "{}", "true_range"),
    of_volatility("natr_14", "normalized_average_true_range", R"({"period":14})",
                  "normalized_average_true_range"),
    of_volatility("volatility_10", "volatility", R"({"period":10})", "volatility"),
    of_volatility("volatility_30", "volatility", R"({"period":30})", "volatility"),
    of_volatility("realized_volatility_20", "volatility", R"({"period":20})", "volatility"),
    of_volatility("volatility_ratio", "volatility_ratio", "{}", "volatility_ratio"),
    of_volatility("garch_volatility", "garch_volatility", "{}", "garch_volatility"),
    of_volatility("volatility_regime", "volatility_regime", "{}", "volatility_regime"),
    of_volatility("volatility_percentile", "volatility_regime", "{}", "volatility_percentile"),
    of_volatility("volatility_of_volatility", "volatility_of_volatility", "{}",
                  "volatility_of_volatility"),
    of_volatility("historical_volatility_20", "historical_volatility", R"({"period":20})",
                  "historical_volatility"),
    of_volatility("parkinson_volatility_20", "parkinson_volatility", R"({"period":20})",
                  "parkinson_volatility"),
    of_volatility("garman_klass_volatility_20", "garman_klass_volatility", R"({"period":20})",
                  "garman_klass_volatility"),
    of_volatility("rogers_satchell_volatility_20", "rogers_satchell_volatility", R"({"period":20})",
                  "rogers_satchell_volatility"),
    of_volatility("yang_zhang_volatility_20", "yang_zhang_volatility", R"({"period":20})",
                  "yang_zhang_volatility"),
    of_volatility("ewma_volatility", "ewma_volatility", "{}", "ewma_volatility"),
    of_volatility("downside_deviation_20", "downside_deviation", R"({"period":20})",
                  "downside_deviation"),
    of_volatility("standard_deviation_20", "standard_deviation", R"({"period":20})",
                  "standard_deviation"),
    of_volatility("price_z_score_20", "standard_deviation", R"({"period":20})", "z_score"),
    of_volatility("keltner_upper", "keltner_channels", "{}", "upper"),
    of_volatility("keltner_lower", "keltner_channels", "{}", "lower"),
    of_volatility("keltner_width", "keltner_channels", "{}", "width"),
    of_volatility("starc_upper", "starc_bands", "{}", "upper"),
    of_volatility("starc_lower", "starc_bands", "{}", "lower"),
    of_volatility("acceleration_upper", "acceleration_bands", "{}", "upper"),
    of_volatility("acceleration_lower", "acceleration_bands", "{}", "lower"),
    of_volatility("ulcer_index_14", "ulcer_index", R"({"period":14})", "ulcer_index"),
    of_volatility("chaikin_volatility_10", "chaikin_volatility", R"({"period":10})",
                  "chaikin_volatility"),
});

}  // namespace

Family volatility_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
