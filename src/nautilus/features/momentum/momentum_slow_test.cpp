// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::deviation;
using testing_slow::mean;
using testing_slow::SlowVersion;
using Series = std::vector<double>;

class SlowMomentum : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowMomentum, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

long double change(const Series& x, std::size_t at, std::size_t n) {
  return 100.0L * (static_cast<long double>(x[at]) / x[at - n] - 1);
}

// Every mean of the whole series, seeded by the plain mean of n values from `first` on.
Series smoothed(const Series& x, std::size_t first, std::size_t n, long double share) {
  Series out(x.size());
  long double level = 0;
  for (std::size_t t = first; t < x.size(); ++t) {
    if (t < first + n) level += x[t] / static_cast<long double>(n);
    if (t >= first + n) level = (1 - share) * level + share * x[t];
    out[t] = static_cast<double>(level);
  }
  return out;
}

Series exponential(const Series& x, std::size_t first, std::size_t n) {
  return smoothed(x, first, n, 2.0L / static_cast<long double>(n + 1));
}

// A series is the same for every bar of a run, so it is kept for the bars it was made of.
template <Series (*make)(const Bars&)>
const Series& kept(const Bars& b) {
  static const double* made_of = nullptr;
  static Series series;
  if (made_of != b.close.data()) {
    series = make(b);
    made_of = b.close.data();
  }
  return series;
}

Series strength(const Bars& b, std::size_t n) {
  Series gains(b.size());
  Series losses(b.size());
  for (std::size_t t = 1; t < b.size(); ++t) {
    gains[t] = std::max(b.close[t] - b.close[t - 1], 0.0);
    losses[t] = std::max(b.close[t - 1] - b.close[t], 0.0);
  }
  const Series up = smoothed(gains, 1, n, 1.0L / static_cast<long double>(n));
  const Series down = smoothed(losses, 1, n, 1.0L / static_cast<long double>(n));
  Series out(b.size());
  for (std::size_t t = n; t < b.size(); ++t) out[t] = 100 - 100 / (1 + up[t] / down[t]);
  return out;
}

// By sorting: the mean of the places that values equal to the newest take.
double rank(const Series& x, std::size_t at, std::size_t n) {
  Series sorted(x.begin() + static_cast<long>(at + 1 - n), x.begin() + static_cast<long>(at + 1));
  std::ranges::sort(sorted);
  const auto equal = std::ranges::equal_range(sorted, x[at]);
  const auto first = static_cast<double>(equal.begin() - sorted.begin()) + 1;
  const auto last = static_cast<double>(equal.end() - sorted.begin());
  return (first + last) / 2 / static_cast<double>(n);
}

Series apart(const Bars& b) {
  const Series rsi = strength(b, 14);
  Series out(b.size());
  for (std::size_t t = 73; t < b.size(); ++t) out[t] = rank(b.close, t, 60) - rank(rsi, t, 60);
  return out;
}

Series divergence(const Bars& b) {
  const Series x = apart(b);
  Series out(b.size());
  for (std::size_t t = 132; t < b.size(); ++t) {
    out[t] = static_cast<double>((x[t] - mean(x, t, 60)) / deviation(x, t, 60, 60));
  }
  return out;
}

Series ratios(const Bars& b) {
  Series range(b.size());
  for (std::size_t t = 0; t < b.size(); ++t) range[t] = b.high[t] - b.low[t];
  const Series once = exponential(range, 0, 9);
  const Series twice = exponential(once, 8, 9);
  Series out(b.size());
  for (std::size_t t = 16; t < b.size(); ++t) out[t] = once[t] / twice[t];
  return out;
}

long double mass(const Bars& b, std::size_t at) { return 25 * mean(kept<ratios>(b), at, 25); }

Series lead(const Bars& b) {
  // The fast mean begins when the slow one can.
  const Series fast = exponential(b.close, 14, 12);
  const Series slow = exponential(b.close, 0, 26);
  Series out(b.size());
  for (std::size_t t = 25; t < b.size(); ++t) out[t] = 100 * (fast[t] / slow[t] - 1);
  return out;
}

// Where each value lies in the range of the last ten from `first` on, smoothed by halves.
Series cycle(const Series& x, std::size_t first) {
  Series position(x.size());
  for (std::size_t t = first + 9; t < x.size(); ++t) {
    const auto begin = x.begin() + static_cast<long>(t) - 9;
    const auto [low, high] = std::minmax_element(begin, begin + 10);
    position[t] = *high == *low ? 50 : 100 * (x[t] - *low) / (*high - *low);
  }
  return smoothed(position, first + 9, 1, 0.5L);
}

Series schaff(const Bars& b) {
  const Series fast = exponential(b.close, 27, 23);
  const Series slow = exponential(b.close, 0, 50);
  Series macd(b.size());
  for (std::size_t t = 49; t < b.size(); ++t) macd[t] = fast[t] - slow[t];
  return cycle(cycle(macd, 49), 58);
}

long double coppock(const Bars& b, std::size_t at) {
  long double sum = 0;
  for (std::size_t i = 0; i < 10; ++i) {
    const long double both = change(b.close, at - i, 14) + change(b.close, at - i, 11);
    sum += static_cast<long double>(10 - i) * both;
  }
  return sum / 55;
}

long double sure_thing(const Bars& b, std::size_t at) {
  const auto mean_change = [&](std::size_t n, std::size_t bars) {
    long double sum = 0;
    for (std::size_t i = 0; i < bars; ++i) sum += change(b.close, at - i, n);
    return sum / static_cast<long double>(bars);
  };
  return mean_change(10, 10) + 2 * mean_change(15, 10) + 3 * mean_change(20, 10) +
         4 * mean_change(30, 15);
}

INSTANTIATE_TEST_SUITE_P(Formula, SlowMomentum,
                         testing::Values(SlowVersion{.name = "mass_index",
                                                     .indicator = "mass_index",
                                                     .output = "mass_index",
                                                     .formula = mass},
                                         SlowVersion{.name = "percentage_price_oscillator",
                                                     .indicator = "percentage_price_oscillator",
                                                     .output = "ppo",
                                                     .formula = [](const Bars& b,
                                                                   std::size_t at) -> long double {
                                                       return kept<lead>(b)[at];
                                                     }},
                                         SlowVersion{.name = "coppock_curve",
                                                     .indicator = "coppock_curve",
                                                     .output = "coppock_curve",
                                                     .formula = coppock},
                                         SlowVersion{.name = "know_sure_thing",
                                                     .indicator = "know_sure_thing",
                                                     .output = "kst",
                                                     .formula = sure_thing}),
                         [](const auto& instance) { return instance.param.name; });

// Ranks and positions in a range are judged without the spike: beside it the values ranked are
// alike but for their last bits.
struct Whole {
  std::string indicator;
  Series (*formula)(const Bars&);
};

class SlowSeries : public testing::TestWithParam<Whole> {};

TEST_P(SlowSeries, IsOurs) {
  const auto bars = testing_bars::random_walk(5'000, 8);
  const Series expected = GetParam().formula(bars);
  const auto ours = *(*find_indicator(GetParam().indicator))->make(json::Object{});
  Series values(ours->spec().outputs.size());
  int compared = 0;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    ours->update(bars.columns().at(t), values);
    if (std::cmp_less(t, ours->warm_up()[0])) continue;
    ASSERT_NEAR(values[0], expected[t], 1e-8) << "bar " << t;
    ++compared;
  }
  testing_checks::record({.indicator = GetParam().indicator,
                          .output = std::string(ours->spec().outputs[0].name),
                          .source = std::string(testing_checks::kSlowVersion),
                          .compared = compared});
}

INSTANTIATE_TEST_SUITE_P(Formula, SlowSeries,
                         testing::Values(Whole{"momentum_divergence", divergence},
                                         Whole{"schaff_trend_cycle", schaff}),
                         [](const auto& instance) { return instance.param.indicator; });

}  // namespace
}  // namespace nautilus::features
