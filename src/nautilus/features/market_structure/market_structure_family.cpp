// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/market_structure/amihud_illiquidity.hpp"
#include "nautilus/features/market_structure/amivest_liquidity.hpp"
#include "nautilus/features/market_structure/choppiness.hpp"
#include "nautilus/features/market_structure/corwin_schultz_spread.hpp"
#include "nautilus/features/market_structure/direction_entropy.hpp"
#include "nautilus/features/market_structure/drawdown.hpp"
#include "nautilus/features/market_structure/efficiency_ratio.hpp"
#include "nautilus/features/market_structure/fractional_difference.hpp"
#include "nautilus/features/market_structure/gap_statistics.hpp"
#include "nautilus/features/market_structure/hurst.hpp"
#include "nautilus/features/market_structure/kyle_lambda.hpp"
#include "nautilus/features/market_structure/mean_reversion_half_life.hpp"
#include "nautilus/features/market_structure/permutation_entropy.hpp"
#include "nautilus/features/market_structure/return_autocorrelation.hpp"
#include "nautilus/features/market_structure/roll_spread.hpp"
#include "nautilus/features/market_structure/streak.hpp"
#include "nautilus/features/market_structure/trend_age.hpp"
#include "nautilus/features/market_structure/variance_ratio.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<AmihudIlliquidity, AmivestLiquidity, Choppiness,
                                CorwinSchultzSpread, DirectionEntropy, Drawdown, EfficiencyRatio,
                                FractionalDifference, GapStatistics, Hurst, KyleLambda,
                                MeanReversionHalfLife, PermutationEntropy, ReturnAutocorrelation,
                                RollSpread, Streak, TrendAge, VarianceRatio>();

constexpr auto kFeatures = std::to_array<Feature>({
    {"efficiency_ratio_10", Group::market_structure, "efficiency_ratio", R"({"period":10})",
     "efficiency_ratio"},
    {"choppiness_14", Group::market_structure, "choppiness", R"({"period":14})", "choppiness"},
    {"hurst_100", Group::market_structure, "hurst", R"({"period":100})", "hurst"},
    {"hurst_corrected_100", Group::market_structure, "hurst", R"({"period":100})",
     "hurst_corrected"},
    {"variance_ratio_5_60", Group::market_structure, "variance_ratio",
     R"({"horizon":5,"period":60})", "variance_ratio"},
    {"variance_ratio_z_5_60", Group::market_structure, "variance_ratio",
     R"({"horizon":5,"period":60})", "z"},
    {"return_autocorrelation_1_60", Group::market_structure, "return_autocorrelation",
     R"({"lag":1,"period":60})", "return_autocorrelation"},
    {"permutation_entropy_3_60", Group::market_structure, "permutation_entropy",
     R"({"order":3,"period":60})", "permutation_entropy"},
    {"direction_entropy_2_60", Group::market_structure, "direction_entropy",
     R"({"length":2,"period":60})", "direction_entropy"},
    {"fractional_difference_60", Group::market_structure, "fractional_difference",
     R"({"order":0.4,"period":60})", "fractional_difference"},
    {"amihud_illiquidity_20", Group::market_structure, "amihud_illiquidity", R"({"period":20})",
     "amihud_illiquidity"},
    {"amivest_liquidity_20", Group::market_structure, "amivest_liquidity", R"({"period":20})",
     "amivest_liquidity"},
    {"roll_spread_60", Group::market_structure, "roll_spread", R"({"period":60})", "roll_spread"},
    {"corwin_schultz_spread_20", Group::market_structure, "corwin_schultz_spread",
     R"({"period":20})", "corwin_schultz_spread"},
    {"kyle_lambda_60", Group::market_structure, "kyle_lambda", R"({"period":60})", "kyle_lambda"},
    {"mean_reversion_half_life_60", Group::market_structure, "mean_reversion_half_life",
     R"({"period":60})", "mean_reversion_half_life"},
    {"close_streak", Group::market_structure, "streak", "{}", "streak"},
    {"drawdown", Group::market_structure, "drawdown", "{}", "drawdown"},
    {"bars_since_highest_close", Group::market_structure, "drawdown", "{}", "bars_since_high"},
    {"trend_age_50", Group::market_structure, "trend_age", R"({"period":50})", "trend_age"},
    {"overnight_share_60", Group::market_structure, "gap_statistics", R"({"period":60})",
     "overnight_share"},
    {"gap_fill_rate_60", Group::market_structure, "gap_statistics", R"({"period":60})",
     "fill_rate"},
});

}  // namespace

Family market_structure_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
