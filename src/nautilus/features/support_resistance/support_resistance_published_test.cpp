// SPDX-License-Identifier: MIT
#include <vector>

#include "nautilus/features/detail/published_values.hpp"

namespace nautilus::features {
namespace {

using testing_published::Peer;
using testing_published::Published;
using testing_published::Sessions;

class PublishedLevels : public testing::TestWithParam<Published> {};

TEST_P(PublishedLevels, IsOurs) { testing_published::expect_published(GetParam()); }

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
  const json::Object before{{"period", 20}, {"offset", 1}};
  std::vector<Published> rows{
      row("donchian_upper", "donchian_channels", before, "upper", "donchian.csv", "upperBand"),
      row("donchian_middle", "donchian_channels", before, "middle", "donchian.csv", "centerline"),
      row("donchian_lower", "donchian_channels", before, "lower", "donchian.csv", "lowerBand"),
      row("donchian_width", "donchian_channels", before, "width", "donchian.csv", "width"),
      row("fractal_bands_upper", "fractal_chaos_bands", {}, "upper", "fcb.csv", "upperBand"),
      row("fractal_bands_lower", "fractal_chaos_bands", {}, "lower", "fcb.csv", "lowerBand"),
      row("fractal_peak", "fractals", {}, "peak", "fractal.csv", "fractalBear"),
      row("fractal_trough", "fractals", {}, "trough", "fractal.csv", "fractalBull"),
      row("pivot_peak", "fractals", {}, "peak", "pivots.csv", "highPoint"),
      row("pivot_trough", "fractals", {}, "trough", "pivots.csv", "lowPoint"),
      row("pivot", "standard_pivots", {}, "pivot", "rolling-pivots.csv", "pp"),
  };
  rows[6].least = rows[8].least = 63;  // No other bar has one.
  rows[7].least = rows[9].least = 71;
  // Theirs stands on the peak itself, before it is confirmed.
  for (std::size_t i = 6; i < 10; ++i) rows[i].delay = 2;
  for (const std::string i : {"1", "2", "3"}) {
    rows.push_back(row("resistance_" + i, "standard_pivots", {}, "resistance_" + i,
                       "rolling-pivots.csv", "r" + i));
    rows.push_back(
        row("support_" + i, "standard_pivots", {}, "support_" + i, "rolling-pivots.csv", "s" + i));
  }
  return rows;
}

/// Their windows are calendar months.
std::vector<Published> of_months() {
  std::vector<Published> rows{
      row("pivot", "session_pivots", {}, "pivot", "pivot-points.csv", "pp")};
  for (const std::string i : {"1", "2", "3"}) {
    rows.push_back(row("resistance_" + i, "session_pivots", {}, "resistance_" + i,
                       "pivot-points.csv", "r" + i));
    rows.push_back(
        row("support_" + i, "session_pivots", {}, "support_" + i, "pivot-points.csv", "s" + i));
  }
  for (Published& each : rows) each.sessions = Sessions::month;
  return rows;
}

std::vector<Published> of_ta() {
  const json::Object after{{"period", 20}, {"offset", 1}};
  std::vector<Published> rows{
      row("upper", "donchian_channels", {}, "upper", "cs-dc.csv", "upper_band"),
      row("middle", "donchian_channels", {}, "middle", "cs-dc.csv", "middle_band"),
      row("lower", "donchian_channels", {}, "lower", "cs-dc.csv", "lower_band"),
      row("offset_upper", "donchian_channels", after, "upper", "cs-dc2.csv", "upper_band"),
      row("offset_lower", "donchian_channels", after, "lower", "cs-dc2.csv", "lower_band"),
      row("price_position", "price_position", {}, "price_position", "cs-dc.csv", "dc_percentage"),
  };
  for (Published& each : rows) each.peer = Peer::ta_bukosabino;
  rows[1].tolerance = 0.00501;  // Printed with two decimals.
  return rows;
}

const auto kName = [](const auto& instance) { return instance.param.name; };

INSTANTIATE_TEST_SUITE_P(StockIndicators, PublishedLevels, testing::ValuesIn(of_stock_indicators()),
                         kName);
INSTANTIATE_TEST_SUITE_P(StockIndicatorsMonths, PublishedLevels, testing::ValuesIn(of_months()),
                         kName);
INSTANTIATE_TEST_SUITE_P(Ta, PublishedLevels, testing::ValuesIn(of_ta()), kName);

}  // namespace
}  // namespace nautilus::features
