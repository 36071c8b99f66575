// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;
using Formula = std::function<long double(const Bars&, std::size_t)>;

class SlowSupportResistance : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowSupportResistance, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

long double highest(const std::vector<double>& x, std::size_t last, std::size_t count) {
  return *std::max_element(x.begin() + static_cast<long>(last + 1 - count),
                           x.begin() + static_cast<long>(last + 1));
}

long double lowest(const std::vector<double>& x, std::size_t last, std::size_t count) {
  return *std::min_element(x.begin() + static_cast<long>(last + 1 - count),
                           x.begin() + static_cast<long>(last + 1));
}

// Bars back to the first that equals the extreme.
long double age(const std::vector<double>& x, std::size_t at, long double extreme) {
  std::size_t bars = 0;
  while (x[at - bars] != extreme) ++bars;
  return static_cast<long double>(bars);
}

// Wilder's mean of true ranges, from the first bar on.
long double average_true_range(const Bars& b, std::size_t at) {
  long double mean = 0;
  for (std::size_t i = 1; i <= at; ++i) {
    const long double range = static_cast<long double>(std::max(b.high[i], b.close[i - 1])) -
                              std::min(b.low[i], b.close[i - 1]);
    mean = i <= 14 ? mean + range / 14 : (mean * 13 + range) / 14;
  }
  return mean;
}

long double typical(const Bars& b, std::size_t at) {
  return (highest(b.high, at - 1, 20) + lowest(b.low, at - 1, 20) + b.close[at - 1]) / 3;
}

long double range(const Bars& b, std::size_t at) {
  return highest(b.high, at - 1, 20) - lowest(b.low, at - 1, 20);
}

long double woodie(const Bars& b, std::size_t at) {
  return (highest(b.high, at - 1, 20) + lowest(b.low, at - 1, 20) + 2.0L * b.open[at]) / 4;
}

SlowVersion row(std::string name, std::string indicator, std::string output, Formula formula) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .output = std::move(output),
          .formula = std::move(formula)};
}

std::vector<SlowVersion> levels() {
  std::vector<SlowVersion> rows{
      row("woodie_pivot", "woodie_pivots", "pivot", woodie),
      row("woodie_resistance_1", "woodie_pivots", "resistance_1",
          [](const Bars& b, std::size_t t) { return 2 * woodie(b, t) - lowest(b.low, t - 1, 20); }),
      row("woodie_support_2", "woodie_pivots", "support_2",
          [](const Bars& b, std::size_t t) { return woodie(b, t) - range(b, t); }),
      row("fibonacci_pivot", "fibonacci_pivots", "pivot", typical),
  };
  constexpr std::array<long double, 3> fibonacci{0.382L, 0.618L, 1.0L};
  constexpr std::array<long double, 4> camarilla{12, 6, 4, 2};
  for (std::size_t i = 0; i < 4; ++i) {
    const std::string number = std::to_string(i + 1);
    const long double part = 1.1L / camarilla[i];
    rows.push_back(
        row("camarilla_resistance_" + number, "camarilla_pivots", "resistance_" + number,
            [part](const Bars& b, std::size_t t) { return b.close[t - 1] + part * range(b, t); }));
    rows.push_back(
        row("camarilla_support_" + number, "camarilla_pivots", "support_" + number,
            [part](const Bars& b, std::size_t t) { return b.close[t - 1] - part * range(b, t); }));
    if (i == 3) break;
    const long double share = fibonacci[i];
    rows.push_back(
        row("fibonacci_resistance_" + number, "fibonacci_pivots", "resistance_" + number,
            [share](const Bars& b, std::size_t t) { return typical(b, t) + share * range(b, t); }));
    rows.push_back(
        row("fibonacci_support_" + number, "fibonacci_pivots", "support_" + number,
            [share](const Bars& b, std::size_t t) { return typical(b, t) - share * range(b, t); }));
  }
  return rows;
}

std::vector<SlowVersion> positions() {
  std::vector<SlowVersion> rows{
      row("price_position", "price_position", "price_position",
          [](const Bars& b, std::size_t t) {
            const long double low = lowest(b.low, t, 20);
            return (b.close[t] - low) / (highest(b.high, t, 20) - low);
          }),
      row("since_high", "bars_since_extremes", "since_high",
          [](const Bars& b, std::size_t t) { return age(b.high, t, highest(b.high, t, 20)); }),
      row("since_low", "bars_since_extremes", "since_low",
          [](const Bars& b, std::size_t t) { return age(b.low, t, lowest(b.low, t, 20)); }),
      row("of_high", "nearness_to_extremes", "of_high",
          [](const Bars& b, std::size_t t) { return b.close[t] / highest(b.close, t, 252); }),
      row("of_low", "nearness_to_extremes", "of_low",
          [](const Bars& b, std::size_t t) { return b.close[t] / lowest(b.close, t, 252); }),
      row("to_high", "distance_to_extremes", "to_high",
          [](const Bars& b, std::size_t t) {
            return (highest(b.high, t, 20) - b.close[t]) / average_true_range(b, t);
          }),
      row("to_low", "distance_to_extremes", "to_low",
          [](const Bars& b, std::size_t t) {
            return (b.close[t] - lowest(b.low, t, 20)) / average_true_range(b, t);
          }),
  };
  // A mean since the first bar: O(n) for each, and it remembers a spike.
  for (std::size_t i = 5; i < 7; ++i) {
    rows[i].bars = 2'000;
    rows[i].spike = 1;
  }
  return rows;
}

const auto kName = [](const auto& instance) { return instance.param.name; };

INSTANTIATE_TEST_SUITE_P(Levels, SlowSupportResistance, testing::ValuesIn(levels()), kName);
INSTANTIATE_TEST_SUITE_P(Positions, SlowSupportResistance, testing::ValuesIn(positions()), kName);

}  // namespace
}  // namespace nautilus::features
