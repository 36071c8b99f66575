// SPDX-License-Identifier: MIT
#include <map>

#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::mean;
using testing_slow::SlowVersion;
using Series = std::vector<double>;

class SlowMarketStructure : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowMarketStructure, IsOurs) { testing_slow::expect_slow_version(GetParam()); }

long double log_return(const Bars& b, std::size_t t, std::size_t bars = 1) {
  return std::log(static_cast<long double>(b.close[t]) / b.close[t - bars]);
}

// One value for each of the n bars up to t.
Series each_of(std::size_t t, std::size_t n, const std::function<long double(std::size_t)>& value) {
  Series out;
  for (std::size_t i = t + 1 - n; i <= t; ++i) out.push_back(static_cast<double>(value(i)));
  return out;
}

long double total(const Series& x) {
  long double sum = 0;
  for (const double each : x) sum += each;
  return sum;
}

long double products(const Series& x, const Series& y) {
  const long double centre_x = mean(x, x.size() - 1, x.size());
  const long double centre_y = mean(y, y.size() - 1, y.size());
  long double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - centre_x) * (y[i] - centre_y);
  return sum;
}

Series returns_of(const Bars& b, std::size_t t, std::size_t n) {
  return each_of(t, n, [&](std::size_t i) { return log_return(b, i); });
}

long double efficiency_ratio(const Bars& b, std::size_t t) {
  const auto path = each_of(t, 10, [&](std::size_t i) { return b.close[i] - b.close[i - 1]; });
  long double way = 0;
  for (const double each : path) way += std::abs(each);
  return std::abs(static_cast<long double>(b.close[t]) - b.close[t - 10]) / way;
}

long double variance_ratio(const Bars& b, std::size_t t) {
  const auto ones = returns_of(b, t, 60);
  const long double centre = total(ones) / 60;
  long double squares = 0;
  for (std::size_t i = t + 1 - 56; i <= t; ++i) {
    squares += std::pow(log_return(b, i, 5) - 5 * centre, 2.0L);
  }
  return squares / (5 * 56 * (1 - 5 / 60.0L)) / (products(ones, ones) / 59);
}

long double return_autocorrelation(const Bars& b, std::size_t t) {
  const auto late = returns_of(b, t, 60);
  const auto early = returns_of(b, t - 1, 60);
  return products(late, early) / std::sqrt(products(late, late) * products(early, early));
}

template <class Key>
long double entropy(const std::vector<Key>& words) {
  std::map<Key, int> counts;
  for (const Key& each : words) ++counts[each];
  long double sum = 0;
  for (const auto& [word, count] : counts) {
    const long double share =
        static_cast<long double>(count) / static_cast<long double>(words.size());
    sum -= share * std::log(share);
  }
  return sum;
}

long double permutation_entropy(const Bars& b, std::size_t t) {
  std::vector<std::vector<int>> orders;
  for (std::size_t i = t + 1 - 60; i <= t; ++i) {
    std::vector<int> order{0, 1, 2};
    std::ranges::stable_sort(order, {}, [&](int k) { return b.close[i - 2 + std::size_t(k)]; });
    orders.push_back(order);
  }
  return entropy(orders) / std::log(6.0L);
}

long double direction_entropy(const Bars& b, std::size_t t) {
  std::vector<std::pair<bool, bool>> words;
  for (std::size_t i = t + 1 - 60; i <= t; ++i) {
    words.emplace_back(b.close[i - 1] > b.close[i - 2], b.close[i] > b.close[i - 1]);
  }
  return entropy(words) / std::log(4.0L);
}

// The weights as binomial coefficients by the gamma function, with the signs of (1 - L)^order.
long double fractional_difference(const Bars& b, std::size_t t) {
  constexpr long double order = 0.4L;
  long double sum = b.close[t];
  for (std::size_t k = 1; k < 60; ++k) {
    const long double n = static_cast<long double>(k);
    const long double weight =
        std::exp(std::lgamma(n - order) - std::lgamma(n + 1)) / std::tgamma(-order);
    sum += weight * b.close[t - k];
  }
  return sum;
}

long double simple_return(const Bars& b, std::size_t t) {
  return std::abs(static_cast<long double>(b.close[t]) / b.close[t - 1] - 1);
}

long double amihud(const Bars& b, std::size_t t) {
  long double sum = 0;
  long double count = 0;
  for (std::size_t i = t + 1 - 20; i <= t; ++i) {
    if (b.volume[i] == 0) continue;
    sum += 1e6L * simple_return(b, i) / (static_cast<long double>(b.close[i]) * b.volume[i]);
    ++count;
  }
  return sum / count;
}

long double amivest(const Bars& b, std::size_t t) {
  long double traded = 0;
  long double moved = 0;
  for (std::size_t i = t + 1 - 20; i <= t; ++i) {
    traded += 1e-6L * b.close[i] * b.volume[i];
    moved += simple_return(b, i);
  }
  return traded / moved;
}

long double corwin_schultz(const Bars& b, std::size_t t) {
  const long double share = 3 - 2 * std::sqrt(2.0L);
  long double sum = 0;
  for (std::size_t i = t + 1 - 20; i <= t; ++i) {
    long double high = b.high[i];
    long double low = b.low[i];
    const long double gap = low > b.close[i - 1]    ? low - b.close[i - 1]
                            : high < b.close[i - 1] ? high - b.close[i - 1]
                                                    : 0;
    high -= gap;
    low -= gap;
    const long double beta = std::pow(std::log(high / low), 2.0L) +
                             std::pow(std::log(b.high[i - 1] / (b.low[i - 1] + 0.0L)), 2.0L);
    const long double top = std::max<long double>(high, b.high[i - 1]);
    const long double bottom = std::min<long double>(low, b.low[i - 1]);
    const long double gamma = std::pow(std::log(top / bottom), 2.0L);
    const long double alpha =
        (std::sqrt(2 * beta) - std::sqrt(beta)) / share - std::sqrt(gamma / share);
    sum += std::max(2 * (std::exp(alpha) - 1) / (1 + std::exp(alpha)), 0.0L);
  }
  return sum / 20;
}

long double kyle(const Bars& b, std::size_t t) {
  const auto change = each_of(t, 60, [&](std::size_t i) { return b.close[i] - b.close[i - 1]; });
  const auto flow = each_of(t, 60, [&](std::size_t i) {
    return b.close[i] > b.close[i - 1] ? b.volume[i] : -b.volume[i];
  });
  return products(change, flow) / products(flow, flow);
}

long double roll_spread(const Bars& b, std::size_t t) {
  const long double covariance = products(returns_of(b, t, 60), returns_of(b, t - 1, 60)) / 59;
  return covariance > 0 ? std::nanl("") : 2 * std::sqrt(-covariance);
}

// By the normal equations of change = a + b * level, over levels about a value of their own.
long double half_life(const Bars& b, std::size_t t) {
  const long double near = b.close[t - 1];
  long double x = 0;
  long double y = 0;
  long double xx = 0;
  long double xy = 0;
  for (std::size_t i = t + 1 - 60; i <= t; ++i) {
    const long double level = b.close[i - 1] - near;
    const long double change = static_cast<long double>(b.close[i]) - b.close[i - 1];
    x += level;
    y += change;
    xx += level * level;
    xy += level * change;
  }
  const long double slope = (60 * xy - x * y) / (60 * xx - x * x);
  return slope > -1 && slope < 0 ? -std::log(2.0L) / std::log(1 + slope) : std::nanl("");
}

long double trend_age(const Bars& b, std::size_t t) {
  const auto side = [&](std::size_t i) { return b.close[i] > mean(b.close, i, 50) ? 1 : -1; };
  long double age = 0;
  for (std::size_t i = t; i >= 49 && side(i) == side(t); --i) age += side(t);
  return age;
}

long double streak(const Bars& b, std::size_t t) {
  const auto way = [&](std::size_t i) { return b.close[i] > b.close[i - 1] ? 1 : -1; };
  long double bars = 0;
  for (std::size_t i = t; i > 0 && way(i) == way(t); --i) bars += way(t);
  return bars;
}

std::size_t highest(const Bars& b, std::size_t t) {
  const auto begin = b.close.begin();
  return static_cast<std::size_t>(std::max_element(begin, begin + static_cast<long>(t) + 1) -
                                  begin);
}

long double overnight_share(const Bars& b, std::size_t t) {
  long double night = 0;
  long double day = 0;
  for (std::size_t i = t + 1 - 60; i <= t; ++i) {
    night += std::pow(std::log(static_cast<long double>(b.open[i]) / b.close[i - 1]), 2.0L);
    day += std::pow(std::log(static_cast<long double>(b.close[i]) / b.open[i]), 2.0L);
  }
  return night / (night + day);
}

long double fill_rate(const Bars& b, std::size_t t) {
  const auto filled = each_of(t, 60, [&](std::size_t i) {
    return b.low[i] <= b.close[i - 1] && b.close[i - 1] <= b.high[i] ? 1 : 0;
  });
  return total(filled) / 60;
}

SlowVersion row(std::string name, std::string indicator, std::string output,
                std::function<long double(const Bars&, std::size_t)> formula,
                std::size_t bars = 20'000, double tolerance = 1e-12) {
  return {.name = std::move(name),
          .indicator = std::move(indicator),
          .output = std::move(output),
          .formula = std::move(formula),
          .bars = bars,
          .tolerance = tolerance};
}

SlowVersion same(const std::string& name,
                 std::function<long double(const Bars&, std::size_t)> formula,
                 std::size_t bars = 20'000, double tolerance = 1e-12) {
  return row(name, name, name, std::move(formula), bars, tolerance);
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowMarketStructure,
    testing::Values(
        same("efficiency_ratio", efficiency_ratio), same("variance_ratio", variance_ratio, 5'000),
        row(
            "variance_ratio_z", "variance_ratio", "z",
            [](const Bars& b, std::size_t at) {
              return (variance_ratio(b, at) - 1) / std::sqrt(2 * 9 * 4 / (15 * 60.0L));
            },
            5'000),
        same("return_autocorrelation", return_autocorrelation, 5'000),
        same("permutation_entropy", permutation_entropy, 5'000),
        same("direction_entropy", direction_entropy, 5'000),
        same("fractional_difference", fractional_difference, 5'000),
        // Small numbers: 1e-4 and below beside returns of 1e-2.
        same("amihud_illiquidity", amihud, 20'000, 1e-15), same("amivest_liquidity", amivest),
        // A difference of terms near 0.1, each of which rounds.
        same("corwin_schultz_spread", corwin_schultz, 5'000),
        same("kyle_lambda", kyle, 5'000, 1e-15), same("roll_spread", roll_spread, 5'000),

        // A spike of all magnitudes leaves of 1 + b, and so of its logarithm, rounding alone.
        SlowVersion{.name = "mean_reversion_half_life",
                    .indicator = "mean_reversion_half_life",
                    .output = "mean_reversion_half_life",
                    .formula = half_life,
                    .bars = 5'000,
                    .tolerance = 1e-9,
                    .spike = 1e3},
        same("trend_age", trend_age, 2'000), same("streak", streak),
        same(
            "drawdown",
            [](const Bars& b, std::size_t at) {
              return static_cast<long double>(b.close[at]) / b.close[highest(b, at)] - 1;
            },
            5'000),
        row(
            "bars_since_high", "drawdown", "bars_since_high",
            [](const Bars& b, std::size_t at) {
              return static_cast<long double>(at - highest(b, at));
            },
            5'000),
        row("overnight_share", "gap_statistics", "overnight_share", overnight_share, 5'000),
        row("fill_rate", "gap_statistics", "fill_rate", fill_rate, 5'000)),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
