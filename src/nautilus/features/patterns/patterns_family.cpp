// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/describe_indicators.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/patterns/dark_cloud_cover.hpp"
#include "nautilus/features/patterns/doji.hpp"
#include "nautilus/features/patterns/dragonfly_doji.hpp"
#include "nautilus/features/patterns/engulfing.hpp"
#include "nautilus/features/patterns/evening_star.hpp"
#include "nautilus/features/patterns/four_price_doji.hpp"
#include "nautilus/features/patterns/gravestone_doji.hpp"
#include "nautilus/features/patterns/hammer.hpp"
#include "nautilus/features/patterns/hanging_man.hpp"
#include "nautilus/features/patterns/harami.hpp"
#include "nautilus/features/patterns/harami_cross.hpp"
#include "nautilus/features/patterns/inside_bar.hpp"
#include "nautilus/features/patterns/inverted_hammer.hpp"
#include "nautilus/features/patterns/long_candle.hpp"
#include "nautilus/features/patterns/long_legged_doji.hpp"
#include "nautilus/features/patterns/marubozu.hpp"
#include "nautilus/features/patterns/morning_star.hpp"
#include "nautilus/features/patterns/piercing_line.hpp"
#include "nautilus/features/patterns/shooting_star.hpp"
#include "nautilus/features/patterns/spinning_top.hpp"
#include "nautilus/features/patterns/star.hpp"
#include "nautilus/features/patterns/three_black_crows.hpp"
#include "nautilus/features/patterns/three_white_soldiers.hpp"
#include "nautilus/features/patterns/tweezers.hpp"

namespace nautilus::features {
namespace {

constexpr auto kIndicators =
    detail::describe_indicators<DarkCloudCover, Doji, DragonflyDoji, Engulfing, EveningStar,
                                FourPriceDoji, GravestoneDoji, Hammer, HangingMan, Harami,
                                HaramiCross, InsideBar, InvertedHammer, LongCandle, LongLeggedDoji,
                                Marubozu, MorningStar, PiercingLine, ShootingStar, SpinningTop,
                                Star, ThreeBlackCrows, ThreeWhiteSoldiers, Tweezers>();

constexpr Feature pattern(std::string_view name) {
  return {name, Group::patterns, name, "{}", name};
}

constexpr Feature of_star(std::string_view name, std::string_view star, std::string_view output) {
  return {name, Group::patterns, star, "{}", output};
}

constexpr auto kFeatures = std::to_array<Feature>({
    pattern("dark_cloud_cover"),
    pattern("doji"),
    pattern("dragonfly_doji"),
    pattern("engulfing"),
    pattern("evening_star"),
    pattern("four_price_doji"),
    pattern("gravestone_doji"),
    pattern("hammer"),
    pattern("hanging_man"),
    pattern("harami"),
    pattern("harami_cross"),
    pattern("inside_bar"),
    pattern("inverted_hammer"),
    pattern("long_candle"),
    pattern("long_legged_doji"),
    pattern("marubozu"),
    pattern("morning_star"),
    pattern("piercing_line"),
    pattern("shooting_star"),
    pattern("spinning_top"),
    pattern("star"),
    pattern("three_black_crows"),
    pattern("three_white_soldiers"),
    pattern("tweezers"),
    of_star("morning_doji_star", "morning_star", "doji_star"),
    of_star("evening_doji_star", "evening_star", "doji_star"),
    of_star("abandoned_baby_up", "morning_star", "abandoned_baby"),
    of_star("abandoned_baby_down", "evening_star", "abandoned_baby"),
});

}  // namespace

Family patterns_family() { return {kIndicators, kFeatures}; }

}  // namespace nautilus::features
