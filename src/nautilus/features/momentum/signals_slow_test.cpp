// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;

class SlowSignals : public testing::TestWithParam<SlowVersion> {};

// Means of means of the whole series, so the formula is written for all bars at once and kept.
TEST_P(SlowSignals, AreOurs) { testing_slow::expect_slow_version(GetParam()); }

using Series = std::vector<long double>;

// The exponential mean of x from bar `first` on, its seed the plain mean of n values.
Series exponential(const Series& x, std::size_t first, std::size_t n) {
  Series out(x.size());
  const long double share = 2.0L / static_cast<long double>(n + 1);
  long double level = 0;
  for (std::size_t t = first; t < x.size(); ++t) {
    if (t < first + n) level += x[t] / static_cast<long double>(n);
    if (t >= first + n) level = (1 - share) * level + share * x[t];
    out[t] = level;
  }
  return out;
}

Series closes(const Bars& b) { return {b.close.begin(), b.close.end()}; }

Series percentage_lead(const Bars& b) {
  const Series fast = exponential(closes(b), 14, 12);
  const Series slow = exponential(closes(b), 0, 26);
  Series out(b.size());
  for (std::size_t t = 25; t < b.size(); ++t) out[t] = 100 * (fast[t] - slow[t]) / slow[t];
  return out;
}

Series percentage_signal(const Bars& b) { return exponential(percentage_lead(b), 25, 9); }

Series percentage_histogram(const Bars& b) {
  const Series lead = percentage_lead(b);
  const Series signal = percentage_signal(b);
  Series out(b.size());
  for (std::size_t t = 0; t < b.size(); ++t) out[t] = lead[t] - signal[t];
  return out;
}

Series trix_signal(const Bars& b) {
  const Series thrice = exponential(exponential(exponential(closes(b), 0, 14), 13, 14), 26, 14);
  Series change(b.size());
  for (std::size_t t = 40; t < b.size(); ++t) {
    change[t] = 100 * (thrice[t] - thrice[t - 1]) / thrice[t - 1];
  }
  return exponential(change, 40, 9);
}

Series sure_thing_signal(const Bars& b) {
  const auto change = [&](std::size_t t, std::size_t n) -> long double {
    return 100 * (static_cast<long double>(b.close[t]) - b.close[t - n]) / b.close[t - n];
  };
  Series sure(b.size());
  for (std::size_t t = 44; t < b.size(); ++t) {
    for (std::size_t i = 0; i < 10; ++i) {
      sure[t] += (change(t - i, 10) + 2 * change(t - i, 15) + 3 * change(t - i, 20)) / 10;
    }
    for (std::size_t i = 0; i < 15; ++i) sure[t] += 4 * change(t - i, 30) / 15;
  }
  Series out(b.size());
  for (std::size_t t = 52; t < b.size(); ++t) {
    for (std::size_t i = 0; i < 9; ++i) out[t] += sure[t - i] / 9;
  }
  return out;
}

template <Series (*make)(const Bars&)>
SlowVersion row(std::string indicator, std::string output) {
  const auto kept = std::make_shared<Series>();
  return {.name = indicator + "_" + output,
          .indicator = indicator,
          .output = output,
          .formula = [kept](const Bars& b, std::size_t at) {
            if (kept->empty()) *kept = make(b);
            return kept->at(at);
          }};
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowSignals,
    testing::Values(row<percentage_signal>("percentage_price_oscillator", "signal"),
                    row<percentage_histogram>("percentage_price_oscillator", "histogram"),
                    row<trix_signal>("trix", "signal"),
                    row<sure_thing_signal>("know_sure_thing", "signal")),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
