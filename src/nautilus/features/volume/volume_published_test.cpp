// SPDX-License-Identifier: MIT
#include <vector>

#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Peer;
using testing_published::Published;

class PublishedVolume : public testing::TestWithParam<Published> {};

TEST_P(PublishedVolume, IsOurs) { testing_published::expect_published(GetParam()); }

Published row(std::string name, std::string indicator, json::Object parameters, std::string output,
              std::string file, std::string column) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .parameters = std::move(parameters),
          .output = std::move(output),
          .file = std::move(file),
          .column = std::move(column)};
}

std::vector<Published> of_stock_indicators() {
  const std::string pvo = "percentage_volume_oscillator";
  const std::string vwap = "volume_weighted_average_price";
  std::vector<Published> rows{
      row("on_balance_volume", "on_balance_volume", {}, "on_balance_volume", "obv.csv", "obv"),
      row("accumulation_distribution", "accumulation_distribution", {}, "accumulation_distribution",
          "adl.csv", "adl"),
      row("chaikin_oscillator", "chaikin_oscillator", {}, "chaikin_oscillator", "chaikin-osc.csv",
          "oscillator"),
      row("chaikin_money_flow_20", "chaikin_money_flow", {{"period", 20}}, "chaikin_money_flow",
          "cmf.csv", "cmf"),
      row("money_flow_index_14", "money_flow_index", {{"period", 14}}, "money_flow_index",
          "mfi.csv", "mfi"),
      row("force_index_2", "force_index", {{"period", 2}}, "force_index", "force.csv",
          "forceIndex"),
      row("klinger_oscillator", "klinger_oscillator", {}, "oscillator", "kvo.csv", "oscillator"),
      row("klinger_signal", "klinger_oscillator", {}, "signal", "kvo.csv", "signal"),
      row("pvo", pvo, {}, "oscillator", "pvo.csv", "pvo"),
      row("pvo_signal", pvo, {}, "signal", "pvo.csv", "signal"),
      row("pvo_histogram", pvo, {}, "histogram", "pvo.csv", "histogram"),
      row("vwma_14", "volume_weighted_moving_average", {{"period", 14}},
          "volume_weighted_moving_average", "vwma.csv", "vwma"),
      // Theirs runs from the first bar on: a window of all bars so far meets it once.
      row("vwap_100", vwap, {{"period", 100}}, vwap, "vwap.csv", "vwap"),
      row("vwap_502", vwap, {{"period", 502}}, vwap, "vwap.csv", "vwap"),
      row("session_vwap", "session_" + vwap, {}, "session_" + vwap, "vwap.csv", "vwap"),
  };
  rows[12].from = 99;
  rows[12].bars = 100;
  rows[13].from = 501;
  rows[13].least = 1;
  rows[14].sessions = testing_published::Sessions::all;
  return rows;
}

std::vector<Published> of_tulip() {
  std::vector<Published> rows{
      row("ad", "accumulation_distribution", {}, "accumulation_distribution", "atoz.txt", "ad"),
      row("ad_untest", "accumulation_distribution", {}, "accumulation_distribution", "untest.txt",
          "ad"),
      row("cmf_21", "chaikin_money_flow", {{"period", 21}}, "chaikin_money_flow", "extra.txt",
          "cmf 21"),
      row("emv", "ease_of_movement", {}, "one_bar", "atoz.txt", "emv"),
      row("emv_untest", "ease_of_movement", {}, "one_bar", "untest.txt", "emv"),
      row("marketfi", "market_facilitation_index", {}, "market_facilitation_index", "extra.txt",
          "marketfi"),
      row("mfi_14", "money_flow_index", {{"period", 14}}, "money_flow_index", "atoz.txt", "mfi 14"),
      row("mfi_5", "money_flow_index", {{"period", 5}}, "money_flow_index", "untest.txt", "mfi 5"),
      row("nvi", "negative_volume_index", {}, "negative_volume_index", "atoz.txt", "nvi"),
      row("nvi_untest", "negative_volume_index", {}, "negative_volume_index", "untest.txt", "nvi"),
      row("pvi", "positive_volume_index", {}, "positive_volume_index", "extra.txt", "pvi"),
      row("pvi_untest", "positive_volume_index", {}, "positive_volume_index", "untest.txt", "pvi"),
      row("obv", "on_balance_volume", {}, "on_balance_volume", "atoz.txt", "obv"),
      row("vosc", "volume_oscillator", {{"short_period", 2}, {"long_period", 5}},
          "volume_oscillator", "atoz.txt", "vosc 2 5"),
      row("vosc_untest", "volume_oscillator", {{"short_period", 2}, {"long_period", 5}},
          "volume_oscillator", "untest.txt", "vosc 2 5"),
      row("vwma_4", "volume_weighted_moving_average", {{"period", 4}},
          "volume_weighted_moving_average", "extra.txt", "vwma 4"),
      row("wad", "williams_accumulation_distribution", {}, "williams_accumulation_distribution",
          "atoz.txt", "wad"),
      row("wad_untest", "williams_accumulation_distribution", {},
          "williams_accumulation_distribution", "untest.txt", "wad"),
  };
  for (Published& each : rows) each.peer = Peer::tulip;
  rows[0].tolerance = 1e-3;  // Cut off after three decimals, not rounded.
  return rows;
}

std::vector<Published> of_ta() {
  std::vector<Published> rows{
      row("ease_of_movement", "ease_of_movement", {{"volume_unit", 1e8}}, "one_bar",
          "cs-easeofmovement.csv", "EMV"),
      row("ease_of_movement_mean", "ease_of_movement", {{"volume_unit", 1e8}}, "ease_of_movement",
          "cs-easeofmovement.csv", "SMA_EMV"),
      row("vwap_14", "volume_weighted_average_price", {{"period", 14}},
          "volume_weighted_average_price", "cs-vwap.csv", "vwap"),
      row("price_volume_trend", "price_volume_trend", {}, "price_volume_trend", "cs-vpt.csv",
          "unsmoothed vpt"),
      row("money_flow_index", "money_flow_index", {{"period", 14}}, "money_flow_index",
          "cs-mfi.csv", "MFI"),
  };
  for (Published& each : rows) each.peer = Peer::ta_bukosabino;
  rows[2].from = 13;             // Theirs starts with shorter windows.
  rows[4].tolerance = 0.501e-5;  // Printed with five decimals.
  return rows;
}

const auto kName = [](const auto& instance) { return instance.param.name; };

INSTANTIATE_TEST_SUITE_P(StockIndicators, PublishedVolume, testing::ValuesIn(of_stock_indicators()),
                         kName);
INSTANTIATE_TEST_SUITE_P(Tulip, PublishedVolume, testing::ValuesIn(of_tulip()), kName);
INSTANTIATE_TEST_SUITE_P(Ta, PublishedVolume, testing::ValuesIn(of_ta()), kName);

}  // namespace
}  // namespace nautilus::features
