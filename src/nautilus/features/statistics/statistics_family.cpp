// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/statistics/autocorrelation.hpp"
#include "nautilus/features/statistics/covariance.hpp"
#include "nautilus/features/statistics/crossover.hpp"
#include "nautilus/features/statistics/delayed_value.hpp"
#include "nautilus/features/statistics/exponential_decay.hpp"
#include "nautilus/features/statistics/exponential_variance.hpp"
#include "nautilus/features/statistics/kurtosis.hpp"
#include "nautilus/features/statistics/linear_decay.hpp"
#include "nautilus/features/statistics/mean_absolute_deviation.hpp"
#include "nautilus/features/statistics/median.hpp"
#include "nautilus/features/statistics/percentile_rank.hpp"
#include "nautilus/features/statistics/quantile.hpp"
#include "nautilus/features/statistics/range_position.hpp"
#include "nautilus/features/statistics/return_shape.hpp"
#include "nautilus/features/statistics/rolling_maximum.hpp"
#include "nautilus/features/statistics/rolling_minimum.hpp"
#include "nautilus/features/statistics/rolling_sum.hpp"
#include "nautilus/features/statistics/sample_deviation.hpp"
#include "nautilus/features/statistics/skewness.hpp"
#include "nautilus/features/statistics/standard_error.hpp"
#include "nautilus/features/statistics/variance.hpp"
#include "nautilus/features/statistics/zscore.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators = detail::describe_indicators<
    Autocorrelation, Covariance, Crossover, DelayedValue, ExponentialDecay, ExponentialVariance,
    Kurtosis, LinearDecay, RollingMaximum, MeanAbsoluteDeviation, Median, RollingMinimum,
    PercentileRank, Quantile, PositionInRange, ReturnShape, SampleDeviation, Skewness,
    StandardError, RollingSum, Variance, ZScore>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"zscore_20", Group::statistics, "zscore", R"({"period":20})", "zscore"},
    {"zscore_60", Group::statistics, "zscore", R"({"period":60})", "zscore"},
    {"percentile_rank_60", Group::statistics, "percentile_rank", R"({"period":60})",
     "percentile_rank"},
    {"range_position_60", Group::statistics, "range_position", R"({"period":60})",
     "range_position"},
    {"median_20", Group::statistics, "median", R"({"period":20})", "median"},
    {"maximum_20", Group::statistics, "maximum", R"({"period":20})", "maximum"},
    {"minimum_20", Group::statistics, "minimum", R"({"period":20})", "minimum"},
    {"quantile_05_60", Group::statistics, "quantile", R"({"period":60,"probability":0.05})",
     "quantile"},
    {"sum_20", Group::statistics, "sum", R"({"period":20})", "sum"},
    {"variance_20", Group::statistics, "variance", R"({"period":20})", "variance"},
    {"exponential_variance_20", Group::statistics, "exponential_variance", R"({"period":20})",
     "exponential_variance"},
    {"sample_deviation_20", Group::statistics, "sample_deviation", R"({"period":20})",
     "sample_deviation"},
    {"standard_error_20", Group::statistics, "standard_error", R"({"period":20})",
     "standard_error"},
    {"mean_absolute_deviation_20", Group::statistics, "mean_absolute_deviation", R"({"period":20})",
     "mean_absolute_deviation"},
    {"skewness_60", Group::statistics, "skewness", R"({"period":60})", "skewness"},
    {"kurtosis_60", Group::statistics, "kurtosis", R"({"period":60})", "kurtosis"},
    {"return_skewness_60", Group::statistics, "return_shape", R"({"period":60})", "skewness"},
    {"return_kurtosis_60", Group::statistics, "return_shape", R"({"period":60})", "kurtosis"},
    {"jarque_bera_60", Group::statistics, "return_shape", R"({"period":60})", "jarque_bera"},
    {"autocorrelation_1_60", Group::statistics, "autocorrelation", R"({"lag":1,"period":60})",
     "autocorrelation"},
    {"close_lag_1", Group::statistics, "delay", R"({"bars":1})", "delay"},
});

}  // namespace

Family statistics_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
