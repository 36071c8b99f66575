// SPDX-License-Identifier: MIT
#include <cmath>
#include <vector>

#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Peer;
using testing_published::Published;

class PublishedVolatility : public testing::TestWithParam<Published> {};

TEST_P(PublishedVolatility, IsOurs) { testing_published::expect_published(GetParam()); }

Published row(std::string name, std::string indicator, json::Object parameters, std::string output,
              std::string file, std::string column, Peer peer = Peer::stock_indicators) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .parameters = std::move(parameters),
          .output = std::move(output),
          .peer = peer,
          .file = std::move(file),
          .column = std::move(column)};
}

std::vector<Published> bands() {
  const json::Object bollinger{{"period", 20}, {"deviations", 2}};
  const json::Object keltner{{"period", 20}, {"range_period", 10}, {"multiplier", 2}};
  const json::Object starc{{"period", 5}, {"range_period", 10}, {"multiplier", 2}};
  return {
      row("bollinger_upper", "bollinger_bands", bollinger, "upper", "bb.csv", "upperBand"),
      row("bollinger_lower", "bollinger_bands", bollinger, "lower", "bb.csv", "lowerBand"),
      row("bollinger_width", "bollinger_bands", bollinger, "width", "bb.csv", "width"),
      row("bollinger_percent_b", "bollinger_bands", bollinger, "percent_b", "bb.csv", "percentB"),
      row("keltner_upper", "keltner_channels", keltner, "upper", "keltner.csv", "upperBand"),
      row("keltner_middle", "keltner_channels", keltner, "middle", "keltner.csv", "centerline"),
      row("keltner_lower", "keltner_channels", keltner, "lower", "keltner.csv", "lowerBand"),
      row("keltner_width", "keltner_channels", keltner, "width", "keltner.csv", "width"),
      row("starc_upper", "starc_bands", starc, "upper", "starc.csv", "upperBand"),
      row("starc_middle", "starc_bands", starc, "middle", "starc.csv", "centerline"),
      row("starc_lower", "starc_bands", starc, "lower", "starc.csv", "lowerBand"),
  };
}

std::vector<Published> deviations_and_ranges() {
  return {
      row("standard_deviation_14", "standard_deviation", {{"period", 14}}, "standard_deviation",
          "stdev.csv", "stdDev"),
      row("z_score_14", "standard_deviation", {{"period", 14}}, "z_score", "stdev.csv", "zScore"),
      row("z_score_20", "standard_deviation", {{"period", 20}}, "z_score", "bb.csv", "zScore"),
      row("ulcer_index_14", "ulcer_index", {{"period", 14}}, "ulcer_index", "ulcer.csv",
          "ulcerIndex"),
      row("true_range", "true_range", {}, "true_range", "tr.csv", "tr"),
      row("atr_14", "average_true_range", {{"period", 14}}, "average_true_range", "atr.csv", "atr"),
      row("natr_14", "normalized_average_true_range", {{"period", 14}},
          "normalized_average_true_range", "atr.csv", "atrp"),
  };
}

std::vector<Published> of_tulip() {
  std::vector<Published> rows{
      row("stddev_5", "standard_deviation", {{"period", 5}}, "standard_deviation", "atoz.txt",
          "stddev 5"),
      row("stddev_5_untest", "standard_deviation", {{"period", 5}}, "standard_deviation",
          "untest.txt", "stddev 5"),
      row("true_range", "true_range", {}, "true_range", "atoz.txt", "tr"),
      row("true_range_untest", "true_range", {}, "true_range", "untest.txt", "tr"),
      row("bbands_lower", "bollinger_bands", {{"period", 5}}, "lower", "atoz.txt", "bbands 5 2"),
      row("bbands_upper", "bollinger_bands", {{"period", 5}}, "upper", "atoz.txt", "bbands 5 2"),
      row("abands_lower", "acceleration_bands", {}, "lower", "extra.txt", "abands 20"),
      row("abands_upper", "acceleration_bands", {}, "upper", "extra.txt", "abands 20"),
      row("abands_middle", "acceleration_bands", {}, "middle", "extra.txt", "abands 20"),
      row("volatility_3", "volatility", {{"period", 3}}, "volatility", "extra.txt", "volatility 3"),
      row("volatility_5", "volatility", {{"period", 5}}, "volatility", "untest.txt",
          "volatility 5"),
  };
  for (Published& each : rows) each.peer = Peer::tulip;
  for (std::size_t i = 6; i < 9; ++i) rows[i].tolerance = 1e-4;  // Of bars that are rounded.
  rows[2].from = rows[3].from = 1;                               // Their first bar answers h - l.
  rows[5].vector = 2;
  rows[7].vector = 1;
  rows[8].vector = 2;
  rows[9].scale = std::sqrt(2.0 / 3.0);  // Theirs is the population deviation.
  rows[10].scale = std::sqrt(4.0 / 5.0);
  return rows;
}

std::vector<Published> of_ta() {
  std::vector<Published> rows{
      row("upper", "bollinger_bands", {}, "upper", "cs-bbands.csv", "HighBand"),
      row("lower", "bollinger_bands", {}, "lower", "cs-bbands.csv", "LowBand"),
      row("width", "bollinger_bands", {}, "width", "cs-bbands.csv", "WidthBand"),
      row("percent_b", "bollinger_bands", {}, "percent_b", "cs-bbands.csv", "PercentageBand"),
      row("ulcer_index", "ulcer_index", {{"period", 14}}, "ulcer_index", "cs-ui.csv",
          "ulcer_index"),
  };
  for (Published& each : rows) each.peer = Peer::ta_bukosabino;
  rows[2].scale = 100;
  return rows;
}

const auto kName = [](const auto& instance) { return instance.param.name; };

INSTANTIATE_TEST_SUITE_P(Bands, PublishedVolatility, testing::ValuesIn(bands()), kName);
INSTANTIATE_TEST_SUITE_P(Deviations, PublishedVolatility,
                         testing::ValuesIn(deviations_and_ranges()), kName);
INSTANTIATE_TEST_SUITE_P(Tulip, PublishedVolatility, testing::ValuesIn(of_tulip()), kName);
INSTANTIATE_TEST_SUITE_P(Ta, PublishedVolatility, testing::ValuesIn(of_ta()), kName);

}  // namespace
}  // namespace nautilus::features
