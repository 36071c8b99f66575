// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/published_rows.hpp"

namespace nautilus::features {
namespace {

using testing_published::after;
using testing_published::of_few;
using testing_published::plus;
using testing_published::Published;
using testing_published::sheet;
using testing_published::stock;
using testing_published::times;
using testing_published::tulip;

class PublishedOscillators : public testing::TestWithParam<Published> {};

TEST_P(PublishedOscillators, AreOurs) { testing_published::expect_published(GetParam()); }

INSTANTIATE_TEST_SUITE_P(
    Peers, PublishedOscillators,
    testing::Values(
        tulip("return_3", "price_momentum", {{"period", 3}}, "price_momentum", "extra.txt",
              "roc 3"),
        plus(1, tulip("return_12", "price_momentum", {{"period", 12}}, "price_momentum", "atoz.txt",
                      "rocr 12")),
        times(100, sheet("return_sheet", "price_momentum", {{"period", 12}}, "price_momentum",
                         "cs-roc.csv", "ROC")),
        stock("band_smoothed", "rate_of_change_band", {}, "smoothed", "roc-wb.csv", "rocEma"),
        stock("band_upper", "rate_of_change_band", {}, "upper", "roc-wb.csv", "upperBand"),
        stock("band_lower", "rate_of_change_band", {}, "lower", "roc-wb.csv", "lowerBand"),
        stock("price_change", "price_change", {{"period", 14}}, "price_change", "roc.csv",
              "momentum"),
        tulip("price_change_3", "price_change", {{"period", 3}}, "price_change", "extra.txt",
              "mom 3"),
        sheet("fast_k", "stochastic", {}, "fast_k", "cs-soo.csv", "SO"),
        stock("k", "stochastic", {}, "k", "stoch.csv", "k"),
        stock("d", "stochastic", {}, "d", "stoch.csv", "d"),
        stock("j", "stochastic", {}, "j", "stoch.csv", "j"),
        tulip("k_5", "stochastic", {{"period", 5}}, "k", "atoz.txt", "stoch 5 3 3", 0),
        tulip("d_5", "stochastic", {{"period", 5}}, "d", "atoz.txt", "stoch 5 3 3", 1),
        stock("stochastic_rsi", "stochastic_rsi", {{"smooth_period", 1}}, "k", "stoch-rsi.csv",
              "stochRsi"),
        stock("stochastic_rsi_signal", "stochastic_rsi", {{"smooth_period", 1}}, "d",
              "stoch-rsi.csv", "signal"),
        times(0.01, tulip("stochastic_rsi_5", "stochastic_rsi",
                          {{"rsi_period", 5}, {"period", 5}, {"smooth_period", 1}}, "k",
                          "extra.txt", "stochrsi 5")),
        // Their means begin with the first value; the difference decays by 12/13 a bar.
        of_few(82, stock("smi", "stochastic_momentum_index", {}, "smi", "smi.csv", "smi", 420)),
        of_few(72, stock("smi_signal", "stochastic_momentum_index", {}, "signal", "smi.csv",
                         "signal", 430)),
        stock("cci", "cci", {}, "cci", "cci.csv", "cci"),
        tulip("cci_5", "cci", {{"period", 5}}, "cci", "untest.txt", "cci 5"),
        stock("cmo", "cmo", {}, "cmo", "cmo.csv", "cmo"),
        tulip("cmo_5", "cmo", {{"period", 5}}, "cmo", "atoz.txt", "cmo 5"),
        stock("connors_rsi", "connors_rsi", {}, "connors_rsi", "crsi.csv", "connorsRsi", 140),
        stock("streak", "connors_rsi", {}, "streak", "crsi.csv", "streak"),
        stock("percent_rank", "connors_rsi", {}, "percent_rank", "crsi.csv", "percentRank", 101),
        stock("tsi", "true_strength_index", {}, "tsi", "tsi.csv", "tsi"),
        stock("tsi_signal", "true_strength_index", {}, "signal", "tsi.csv", "signal"),
        stock("ultimate", "ultimate_oscillator", {}, "ultimate_oscillator", "uo.csv", "ultimate"),
        tulip("ultimate_book", "ultimate_oscillator", {}, "ultimate_oscillator", "atoz.txt",
              "ultosc 7 14 28"),
        stock("williams_r", "williams_r", {}, "williams_r", "willr.csv", "williamsR"),
        tulip("williams_r_5", "williams_r", {{"period", 5}}, "williams_r", "atoz.txt", "willr 5"),
        sheet("williams_r_sheet", "williams_r", {}, "williams_r", "cs-percentr.csv", "Williams_%R"),
        stock("pmo", "price_momentum_oscillator", {}, "pmo", "pmo.csv", "pmo"),
        stock("pmo_signal", "price_momentum_oscillator", {}, "signal", "pmo.csv", "signal"),
        stock("awesome", "awesome_oscillator", {}, "awesome_oscillator", "awesome.csv",
              "oscillator"),
        stock("awesome_normalized", "awesome_oscillator", {}, "normalized", "awesome.csv",
              "normalized"),
        tulip("awesome_other", "awesome_oscillator", {}, "awesome_oscillator", "extra.txt", "ao"),
        stock("balance_of_power", "balance_of_power", {}, "balance_of_power", "bop.csv", "bop"),
        tulip("balance_of_power_1", "balance_of_power", {{"period", 1}}, "balance_of_power",
              "extra.txt", "bop"),
        // Theirs begins before the window is full; the difference decays by 0.67 a bar.
        stock("fisher", "fisher_transform", {}, "fisher", "fisher.csv", "fisher", 120),
        stock("fisher_trigger", "fisher_transform", {}, "trigger", "fisher.csv", "trigger", 120),
        tulip("fisher_5", "fisher_transform", {{"period", 5}}, "fisher", "untest.txt", "fisher 5",
              0),
        tulip("sine", "mesa_sine_wave", {{"period", 5}}, "sine", "untest.txt", "msw 5", 0),
        tulip("lead_sine", "mesa_sine_wave", {{"period", 5}}, "lead", "untest.txt", "msw 5", 1),
        tulip("forecast_oscillator", "forecast_oscillator", {{"period", 5}}, "forecast_oscillator",
              "atoz.txt", "fosc 5"),
        tulip("qstick", "qstick", {{"period", 4}}, "qstick", "atoz.txt", "qstick 4"),
        tulip("vhf", "vertical_horizontal_filter", {{"period", 5}}, "vertical_horizontal_filter",
              "atoz.txt", "vhf 5"),
        tulip("vhf_other", "vertical_horizontal_filter", {{"period", 5}},
              "vertical_horizontal_filter", "untest.txt", "vhf 5")),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
