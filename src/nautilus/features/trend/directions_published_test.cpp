// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::after;
using testing_published::but_for;
using testing_published::delayed;
using testing_published::of_few;
using testing_published::Published;
using testing_published::sheet;
using testing_published::stock;
using testing_published::tulip;

class PublishedDirections : public testing::TestWithParam<Published> {};

TEST_P(PublishedDirections, AreOurs) { testing_published::expect_published(GetParam()); }

// Of trends, their strength and where they turn.
INSTANTIATE_TEST_SUITE_P(
    Peers, PublishedDirections,
    testing::Values(
        stock("trix", "trix", {{"period", 14}}, "trix", "trix.csv", "trix", 300),
        delayed(8, stock("detrended_price", "detrended_price", {{"period", 14}}, "detrended_price",
                         "dpo.csv", "dpo")),
        tulip("detrended_price_6", "detrended_price", {{"period", 6}}, "detrended_price",
              "atoz.txt", "dpo 6"),
        of_few(152, stock("plus_di", "adx", {}, "plus_di", "adx.csv", "pdi", 350)),
        of_few(152, stock("minus_di", "adx", {}, "minus_di", "adx.csv", "mdi", 350)),
        of_few(152, stock("dx", "adx", {}, "dx", "adx.csv", "dx", 350)),
        of_few(102, stock("adx", "adx", {}, "adx", "adx.csv", "adx", 400)),
        of_few(87, stock("adxr", "adx", {}, "adxr", "adx.csv", "adxr", 415)),
        after(14, tulip("plus_di_book", "adx", {}, "plus_di", "atoz.txt", "di 14", 0)),
        after(14, tulip("minus_di_book", "adx", {}, "minus_di", "atoz.txt", "di 14", 1)),
        stock("vortex_plus", "vortex", {}, "plus", "vortex.csv", "pvi"),
        stock("vortex_minus", "vortex", {}, "minus", "vortex.csv", "nvi"),
        // At a turn theirs stands at the extreme of the trend even where this bar went further,
        // once in bar 249; ours keeps to the rule of the book that no bar is beyond its stop.
        stock("parabolic_sar", "parabolic_sar", {}, "sar", "psar.csv", "sar", 251),
        tulip("parabolic_sar_book", "parabolic_sar", {}, "sar", "atoz.txt", "psar .02 .2"),
        stock("supertrend", "supertrend", {}, "supertrend", "supertrend.csv", "superTrend"),
        of_few(154,
               stock("supertrend_upper", "supertrend", {}, "upper", "supertrend.csv", "upperBand")),
        stock("supertrend_lower", "supertrend", {}, "lower", "supertrend.csv", "lowerBand"),
        stock("atr_stop", "atr_trailing_stop", {}, "stop", "atr-stop.csv", "atrStop"),
        of_few(115, stock("atr_stop_upper", "atr_trailing_stop", {}, "upper", "atr-stop.csv",
                          "buyStop")),
        stock("atr_stop_lower", "atr_trailing_stop", {}, "lower", "atr-stop.csv", "sellStop"),
        stock("volatility_stop", "volatility_stop", {}, "stop", "vol-stop.csv", "sar"),
        stock("chandelier_exit", "chandelier_exit", {}, "long", "chexit.csv", "chandelierExit"),
        stock("elder_ray_bull", "elder_ray", {}, "bull_power", "elder-ray.csv", "bullPower"),
        stock("elder_ray_bear", "elder_ray", {}, "bear_power", "elder-ray.csv", "bearPower"),
        stock("tenkan", "ichimoku", {}, "tenkan", "ichimoku.csv", "tenkanSen"),
        stock("kijun", "ichimoku", {}, "kijun", "ichimoku.csv", "kijunSen"),
        stock("senkou_a", "ichimoku", {}, "senkou_a", "ichimoku.csv", "senkouSpanA"),
        stock("senkou_b", "ichimoku", {}, "senkou_b", "ichimoku.csv", "senkouSpanB"),
        tulip("tenkan_9", "ichimoku", {}, "tenkan", "extra.txt", "ikhts 9"),
        stock("jaw", "alligator", {}, "jaw", "alligator.csv", "jaw"),
        stock("teeth", "alligator", {}, "teeth", "alligator.csv", "teeth"),
        stock("lips", "alligator", {}, "lips", "alligator.csv", "lips"),
        stock("gator_upper", "gator", {}, "upper", "gator.csv", "upper"),
        stock("gator_lower", "gator", {}, "lower", "gator.csv", "lower"),
        stock("heikin_ashi_open", "heikin_ashi", {}, "open", "heikinashi.csv", "open"),
        stock("heikin_ashi_high", "heikin_ashi", {}, "high", "heikinashi.csv", "high"),
        stock("heikin_ashi_low", "heikin_ashi", {}, "low", "heikinashi.csv", "low"),
        stock("heikin_ashi_close", "heikin_ashi", {}, "close", "heikinashi.csv", "close"),
        // Their channel of the last 20 bars is drawn back over all of them; its end is ours.
        of_few(1, stock("channel_middle", "standard_deviation_channel", {}, "middle",
                        "stdev-channels.csv", "centerline", 501)),
        of_few(1, stock("channel_upper", "standard_deviation_channel", {}, "upper",
                        "stdev-channels.csv", "upperChannel", 501)),
        of_few(1, stock("channel_lower", "standard_deviation_channel", {}, "lower",
                        "stdev-channels.csv", "lowerChannel", 501)),
        stock("hilbert_trendline", "hilbert_trendline", {}, "trendline", "htl.csv", "trendline",
              63),
        stock("dominant_cycle", "hilbert_trendline", {}, "period", "htl.csv", "dcPeriods", 63),
        stock("mama", "mama", {}, "mama", "mama.csv", "mama", 32),
        stock("fama", "mama", {}, "fama", "mama.csv", "fama", 32),
        but_for({193}, "one bar: of equal highs theirs is the first, ours as TA-Lib's the last",
                stock("aroon_up", "aroon", {}, "up", "aroon.csv", "aroonUp")),
        but_for({232}, "one bar: of equal lows theirs is the first, ours as TA-Lib's the last",
                stock("aroon_down", "aroon", {}, "down", "aroon.csv", "aroonDown")),
        but_for({193, 232},
                "two bars: of equal extremes theirs is the first, ours as TA-Lib's the last",
                stock("aroon_oscillator", "aroon", {}, "oscillator", "aroon.csv", "oscillator")),
        tulip("aroon_down_5", "aroon", {{"period", 5}}, "down", "atoz.txt", "aroon 5", 0),
        tulip("aroon_up_5", "aroon", {{"period", 5}}, "up", "atoz.txt", "aroon 5", 1),
        tulip("aroon_oscillator_5", "aroon", {{"period", 5}}, "oscillator", "extra.txt",
              "aroonosc 5")),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
