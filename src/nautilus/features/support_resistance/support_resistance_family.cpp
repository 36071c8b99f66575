// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/support_resistance/bars_since_extremes.hpp"
#include "nautilus/features/support_resistance/camarilla_pivots.hpp"
#include "nautilus/features/support_resistance/distance_to_extremes.hpp"
#include "nautilus/features/support_resistance/donchian_channels.hpp"
#include "nautilus/features/support_resistance/fibonacci_pivots.hpp"
#include "nautilus/features/support_resistance/fractal_chaos_bands.hpp"
#include "nautilus/features/support_resistance/fractals.hpp"
#include "nautilus/features/support_resistance/nearness_to_extremes.hpp"
#include "nautilus/features/support_resistance/price_position.hpp"
#include "nautilus/features/support_resistance/session_pivots.hpp"
#include "nautilus/features/support_resistance/standard_pivots.hpp"
#include "nautilus/features/support_resistance/woodie_pivots.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<BarsSinceExtremes, CamarillaPivots, DistanceToExtremes,
                                DonchianChannels, FibonacciPivots, FractalChaosBands, Fractals,
                                NearnessToExtremes, PricePosition, SessionPivots, StandardPivots,
                                WoodiePivots>();

constexpr Feature of_levels(std::string_view name, std::string_view indicator,
                            std::string_view parameters, std::string_view output) {
  return {name, Group::support_resistance, indicator, parameters, output};
}

constexpr Feature of_session(std::string_view name, std::string_view output) {
  return {name, Group::support_resistance, "session_pivots", "{}", output, "published:session"};
}

constexpr auto kFeatures = std::to_array<Feature>({
    of_levels("price_position", "price_position", "{}", "price_position"),
    of_levels("donchian_upper", "donchian_channels", "{}", "upper"),
    of_levels("donchian_lower", "donchian_channels", "{}", "lower"),
    of_levels("donchian_width", "donchian_channels", "{}", "width"),
    of_levels("rolling_pivot", "standard_pivots", "{}", "pivot"),
    of_levels("rolling_resistance_1", "standard_pivots", "{}", "resistance_1"),
    of_levels("rolling_support_1", "standard_pivots", "{}", "support_1"),
    of_session("session_pivot", "pivot"),
    of_session("session_resistance_1", "resistance_1"),
    of_session("session_resistance_2", "resistance_2"),
    of_session("session_support_1", "support_1"),
    of_session("session_support_2", "support_2"),
    of_levels("camarilla_resistance_3", "camarilla_pivots", "{}", "resistance_3"),
    of_levels("camarilla_support_3", "camarilla_pivots", "{}", "support_3"),
    of_levels("fractal_upper", "fractal_chaos_bands", "{}", "upper"),
    of_levels("fractal_lower", "fractal_chaos_bands", "{}", "lower"),
    of_levels("distance_to_high_20", "distance_to_extremes", R"({"period":20})", "to_high"),
    of_levels("distance_to_low_20", "distance_to_extremes", R"({"period":20})", "to_low"),
    of_levels("bars_since_high_20", "bars_since_extremes", R"({"period":20})", "since_high"),
    of_levels("bars_since_low_20", "bars_since_extremes", R"({"period":20})", "since_low"),
    of_levels("nearness_to_high_252", "nearness_to_extremes", R"({"period":252})", "of_high"),
    of_levels("nearness_to_low_252", "nearness_to_extremes", R"({"period":252})", "of_low"),
});

}  // namespace

Family support_resistance_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
