// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

// What else the sheets of ta, and the columns of Stock Indicators, publish of indicators that a
// family's own tests compare already.
namespace nautilus::features {
namespace {

using testing_published::decaying;
using testing_published::led;
using testing_published::Published;
using testing_published::sheet;
using testing_published::stock;
using testing_published::times;
using testing_published::within;

class PublishedInSheets : public testing::TestWithParam<Published> {};

TEST_P(PublishedInSheets, IsOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Ta, PublishedInSheets,
    testing::ValuesIn(std::vector<Published>{
        within(0.501e-4, sheet("accum_adline", "accumulation_distribution", {},
                               "accumulation_distribution", "cs-accum.csv", "ADLine")),
        sheet("adx_adx", "adx", {}, "adx", "cs-adx.csv", "ADX", 440),
        sheet("adx_di14", "adx", {}, "plus_di", "cs-adx.csv", "+DI14", 300),
        sheet("adx_di14_minus", "adx", {}, "minus_di", "cs-adx.csv", "-DI14", 300),
        led(sheet("atr_atr", "average_true_range", {}, "average_true_range", "cs-atr.csv", "ATR",
                  13),
            1),
        led(sheet("atr2_atr", "average_true_range", {{"period", 10}}, "average_true_range",
                  "cs-atr2.csv", "ATR", 9),
            1),
        within(0.501e-4, sheet("cci_cci", "cci", {}, "cci", "cs-cci.csv", "CCI")),
        decaying(12.0 / 14, within(0.501e-5, sheet("fi_fi", "force_index", {}, "force_index",
                                                   "cs-fi.csv", "FI", 13))),
        // Their range begins with that of the first bar, so only the middle can be led; the range
        // by itself is that of cs-atr2.csv.
        led(sheet("kc_middle_band", "keltner_channels", {}, "middle", "cs-kc.csv", "middle_band")),
        led(sheet("macd_macd_line", "macd", {}, "macd", "cs-macd.csv", "MACD_line")),
        led(sheet("macd_macd_signal", "macd", {}, "signal", "cs-macd.csv", "MACD_signal", 100)),
        led(sheet("macd_macd_diff", "macd", {}, "histogram", "cs-macd.csv", "MACD_diff", 100)),
        sheet("obv_obv", "on_balance_volume", {}, "on_balance_volume", "cs-obv.csv", "OBV"),
        led(sheet("ppo_ppo", "percentage_price_oscillator", {}, "ppo", "cs-ppo.csv", "PPO")),
        led(sheet("ppo_ppo_signal_line", "percentage_price_oscillator", {}, "signal", "cs-ppo.csv",
                  "PPO_Signal_Line")),
        led(sheet("ppo_ppo_histogram", "percentage_price_oscillator", {}, "histogram", "cs-ppo.csv",
                  "PPO_Histogram")),
        // They begin upwards on the first bar; from the first turn on all is one.
        sheet("psar_psar_up", "parabolic_sar", {}, "sar", "cs-psar.csv", "psar_up"),
        sheet("psar_psar_down", "parabolic_sar", {}, "sar", "cs-psar.csv", "psar_down", 8),
        led(sheet("pvo_pvo", "percentage_volume_oscillator", {}, "oscillator", "cs-pvo.csv",
                  "PVO")),
        led(sheet("pvo_pvo_signal_line", "percentage_volume_oscillator", {}, "signal", "cs-pvo.csv",
                  "PVO_Signal_Line")),
        led(sheet("pvo_pvo_histogram", "percentage_volume_oscillator", {}, "histogram",
                  "cs-pvo.csv", "PVO_Histogram")),
        led(sheet("rsi_rsi", "rsi", {}, "rsi", "cs-rsi.csv", "RSI")),
        // Their positions begin at 0, ours at the middle; halved with each bar.
        led(within(1e-8, sheet("stc_stc", "schaff_trend_cycle", {}, "schaff_trend_cycle",
                               "cs-stc.csv", "stc", 50))),
        led(sheet("stc_stoch_d", "schaff_trend_cycle", {}, "first_pass", "cs-stc.csv", "_stoch_d",
                  50)),
        times(0.01, led(sheet("stochrsi_stochrsi_14", "stochastic_rsi", {{"smooth_period", 1}}, "k",
                              "cs-stochrsi.csv", "StochRSI(14)"))),
        sheet("ultosc_ult_osc", "ultimate_oscillator", {}, "ultimate_oscillator", "cs-ultosc.csv",
              "Ult_Osc"),
        sheet("vortex_vi14", "vortex", {}, "plus", "cs-vortex.csv", "+VI14"),
        sheet("vortex_vi14_minus", "vortex", {}, "minus", "cs-vortex.csv", "-VI14"),
        within(0.501e-4, sheet("wma_wma", "wma", {{"period", 9}}, "wma", "cs-wma.csv", "WMA", 8))}),
    [](const auto& instance) { return instance.param.name; });

INSTANTIATE_TEST_SUITE_P(
    // Steps on the way to what the tables above compare; some are printed with fewer digits.
    OnTheWay, PublishedInSheets,
    testing::ValuesIn(std::vector<Published>{
        stock("bb_sma", "sma", {{"period", 20}}, "sma", "bb.csv", "sma"),
        stock("ma_env_centerline", "sma", {{"period", 20}}, "sma", "ma-env.csv", "centerline"),
        stock("stdev_mean", "sma", {{"period", 14}}, "sma", "stdev.csv", "mean"),
        stock("sma_analysis_sma", "sma", {{"period", 20}}, "sma", "sma-analysis.csv", "sma"),
        stock("macd_fast_ema", "ema", {{"period", 12}}, "ema", "macd.csv", "fastEma", 240),
        stock("elder_ray_ema", "ema", {{"period", 13}}, "ema", "elder-ray.csv", "ema"),
        stock("atr_tr", "true_range", {}, "true_range", "atr.csv", "tr"),
        stock("atr_stop_atr", "average_true_range", {{"period", 21}}, "average_true_range",
              "atr-stop.csv", "atr"),
        times(100, stock("roc_wb_roc", "price_momentum", {{"period", 20}}, "price_momentum",
                         "roc-wb.csv", "roc")),
        stock("crsi_rsi", "rsi", {{"period", 3}}, "rsi", "crsi.csv", "rsi"),
        stock("chaikin_osc_adl", "accumulation_distribution", {}, "accumulation_distribution",
              "chaikin-osc.csv", "adl"),
        stock("stoch_oscillator", "stochastic", {}, "k", "stoch.csv", "oscillator"),
        stock("stoch_signal", "stochastic", {}, "d", "stoch.csv", "signal"),
        stock("stoch_percent_j", "stochastic", {}, "j", "stoch.csv", "percentJ"),
        stock("ulcer_ui", "ulcer_index", {{"period", 14}}, "ulcer_index", "ulcer.csv", "ui"),
        sheet("adx_tr", "true_range", {}, "true_range", "cs-adx.csv", "TR"),
        sheet("adx_dx", "adx", {}, "dx", "cs-adx.csv", "DX", 300),
        sheet("atr_sheet_tr", "true_range", {}, "true_range", "cs-atr.csv", "TR", 1),
        sheet("ultosc_true_range", "true_range", {}, "true_range", "cs-ultosc.csv", "True Range",
              1),
        within(1e-6, sheet("soo_signal", "stochastic", {{"smooth_period", 1}}, "d", "cs-soo.csv",
                           "SO_SIG")),
        within(0.501e-5,
               sheet("dc_average", "sma", {{"period", 20}}, "sma", "cs-dc.csv", "average")),
        sheet("fi_1", "force_index", {{"period", 1}}, "force_index", "cs-fi.csv", "FI_1"),
        led(sheet("macd_short_ema", "ema", {{"period", 12}}, "ema", "cs-macd.csv", "short_ema")),
        led(sheet("macd_long_ema", "ema", {{"period", 26}}, "ema", "cs-macd.csv", "long_ema")),
        sheet("bbands_middle", "sma", {{"period", 20}}, "sma", "cs-bbands.csv", "MiddleBand"),
        sheet("bbands_deviation", "standard_deviation", {{"period", 20}}, "standard_deviation",
              "cs-bbands.csv", "20-day Standard Deviation"),
        within(0.501e-4, sheet("cci_typical_price", "typical_price", {}, "typical_price",
                               "cs-cci.csv", "Typical Price")),
        within(0.501e-5, sheet("mfi_typical_price", "typical_price", {}, "typical_price",
                               "cs-mfi.csv", "Typical Price")),
        led(within(0.501e-6, sheet("stochrsi_rsi", "rsi", {}, "rsi", "cs-stochrsi.csv", "RSI"))),
    }),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
