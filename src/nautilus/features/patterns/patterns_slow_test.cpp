// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/slow_versions.hpp"

namespace nautilus::features {
namespace {

using testing_slow::Bars;
using testing_slow::SlowVersion;

class SlowPatterns : public testing::TestWithParam<SlowVersion> {};

TEST_P(SlowPatterns, AreOurs) { testing_slow::expect_slow_version(GetParam()); }

// What the standard parameters make of the ten bars before one.
struct Usual {
  long double body = 0;
  long double range = 0;

  Usual(const Bars& b, std::size_t at) {
    for (std::size_t i = at - 10; i < at; ++i) {
      body += std::abs(b.close[i] - b.open[i]) / 10;
      range += (b.high[i] - b.low[i]) / 10;
    }
  }
};

long double body(const Bars& b, std::size_t t) { return std::abs(b.close[t] - b.open[t]); }
double low_end(const Bars& b, std::size_t t) { return std::min(b.open[t], b.close[t]); }
double high_end(const Bars& b, std::size_t t) { return std::max(b.open[t], b.close[t]); }
long double above(const Bars& b, std::size_t t) { return b.high[t] - high_end(b, t); }
long double below(const Bars& b, std::size_t t) { return low_end(b, t) - b.low[t]; }
bool rose(const Bars& b, std::size_t t) { return b.close[t] > b.open[t]; }
bool fell(const Bars& b, std::size_t t) { return b.close[t] < b.open[t]; }

bool is_doji(const Bars& b, std::size_t t) { return body(b, t) < Usual(b, t).range / 20; }

bool is_tall(const Bars& b, std::size_t t, std::size_t judged_at) {
  return body(b, t) > 1.4L * Usual(b, judged_at).body;
}

// A short body with one long shadow and none on the other side.
bool is_stick(const Bars& b, std::size_t t, long double shadow, long double other) {
  const Usual usual(b, t);
  return body(b, t) < usual.body / 2 && shadow > 0.6L * usual.body && other < usual.range / 20;
}

bool is_within(const Bars& b, std::size_t t) {
  return low_end(b, t) > low_end(b, t - 1) && high_end(b, t) < high_end(b, t - 1);
}

long double turned(const Bars& b, std::size_t t, bool there) {
  return !there ? 0 : fell(b, t - 1) ? 1 : rose(b, t - 1) ? -1 : 0;
}

long double engulfing(const Bars& b, std::size_t t) {
  const bool covers = low_end(b, t) < low_end(b, t - 1) && high_end(b, t) > high_end(b, t - 1);
  if (!covers || rose(b, t) == rose(b, t - 1) || fell(b, t) == fell(b, t - 1)) return 0;
  return rose(b, t) ? 1 : -1;
}

long double harami(const Bars& b, std::size_t t) {
  const bool short_one = body(b, t) < Usual(b, t).body / 2;
  return turned(b, t, is_tall(b, t - 1, t) && short_one && is_within(b, t));
}

long double piercing_line(const Bars& b, std::size_t t) {
  const bool opens_below = b.open[t] < b.low[t - 1];
  const bool closes_high =
      2 * b.close[t] > b.open[t - 1] + b.close[t - 1] && b.close[t] < b.open[t - 1];
  return fell(b, t - 1) && is_tall(b, t - 1, t) && opens_below && closes_high;
}

long double dark_cloud_cover(const Bars& b, std::size_t t) {
  const bool opens_above = b.open[t] > b.high[t - 1];
  const bool closes_low =
      2 * b.close[t] < b.open[t - 1] + b.close[t - 1] && b.close[t] > b.open[t - 1];
  return rose(b, t - 1) && is_tall(b, t - 1, t) && opens_above && closes_low ? -1 : 0;
}

long double tweezers(const Bars& b, std::size_t t) {
  const long double equal = Usual(b, t).range / 20;
  if (fell(b, t - 1) && rose(b, t)) return std::abs(b.low[t] - b.low[t - 1]) < equal;
  if (rose(b, t - 1) && fell(b, t)) return std::abs(b.high[t] - b.high[t - 1]) < equal ? -1 : 0;
  return 0;
}

// Of a star: the sign says which.
long double star(const Bars& b, std::size_t t) {
  if (!is_tall(b, t - 2, t) || body(b, t - 1) >= Usual(b, t).body / 2) return 0;
  const bool morning = fell(b, t - 2) && high_end(b, t - 1) <= b.close[t - 2] && rose(b, t) &&
                       b.open[t] >= high_end(b, t - 1) && b.close[t] >= b.close[t - 2];
  const bool evening = rose(b, t - 2) && low_end(b, t - 1) >= b.close[t - 2] && fell(b, t) &&
                       b.open[t] <= low_end(b, t - 1) && b.close[t] <= b.close[t - 2];
  return morning ? 1 : evening ? -1 : 0;
}

bool steps(const Bars& b, std::size_t t, int way) {
  const double open = way * b.open[t];
  return way * (b.close[t] - b.open[t]) > 0 && way * (b.close[t - 1] - b.open[t - 1]) > 0 &&
         open > way * b.open[t - 1] && open < way * b.close[t - 1] &&
         way * (b.close[t] - b.close[t - 1]) > 0;
}

SlowVersion pattern(std::string name,
                    std::function<long double(const Bars&, std::size_t)> formula) {
  return {.name = name, .indicator = name, .output = name, .formula = std::move(formula)};
}

INSTANTIATE_TEST_SUITE_P(
    Formula, SlowPatterns,
    testing::Values(
        pattern("doji", is_doji),
        pattern("long_legged_doji",
                [](const Bars& b, std::size_t at) {
                  return is_doji(b, at) &&
                         std::min(above(b, at), below(b, at)) > 0.6L * Usual(b, at).body;
                }),
        pattern("dragonfly_doji",
                [](const Bars& b, std::size_t at) {
                  return is_doji(b, at) && above(b, at) < Usual(b, at).range / 20 &&
                         below(b, at) > 0.6L * Usual(b, at).body;
                }),
        pattern("gravestone_doji",
                [](const Bars& b, std::size_t at) {
                  return is_doji(b, at) && below(b, at) < Usual(b, at).range / 20 &&
                         above(b, at) > 0.6L * Usual(b, at).body;
                }),
        pattern("spinning_top",
                [](const Bars& b, std::size_t at) {
                  return body(b, at) < Usual(b, at).body / 2 &&
                         std::min(above(b, at), below(b, at)) > body(b, at);
                }),
        pattern("marubozu",
                [](const Bars& b, std::size_t at) {
                  const long double none = Usual(b, at).range / 20;
                  const bool bare =
                      is_tall(b, at, at) && std::max(above(b, at), below(b, at)) < none;
                  return !bare ? 0 : rose(b, at) ? 1 : -1;
                }),
        pattern("hammer",
                [](const Bars& b, std::size_t at) {
                  return is_stick(b, at, below(b, at), above(b, at)) &&
                         low_end(b, at) <= b.low[at - 1] + 0.3L * Usual(b, at).range;
                }),
        pattern("hanging_man",
                [](const Bars& b, std::size_t at) {
                  return is_stick(b, at, below(b, at), above(b, at)) &&
                                 low_end(b, at) >= b.high[at - 1] - 0.3L * Usual(b, at).range
                             ? -1
                             : 0;
                }),
        pattern("inverted_hammer",
                [](const Bars& b, std::size_t at) {
                  return is_stick(b, at, above(b, at), below(b, at)) &&
                         high_end(b, at) <= low_end(b, at - 1);
                }),
        pattern("shooting_star",
                [](const Bars& b, std::size_t at) {
                  return is_stick(b, at, above(b, at), below(b, at)) &&
                                 low_end(b, at) >= high_end(b, at - 1)
                             ? -1
                             : 0;
                }),
        pattern("engulfing", engulfing), pattern("harami", harami),
        pattern("harami_cross",
                [](const Bars& b, std::size_t at) {
                  return turned(b, at,
                                is_tall(b, at - 1, at) && is_doji(b, at) && is_within(b, at));
                }),
        pattern("piercing_line", piercing_line), pattern("dark_cloud_cover", dark_cloud_cover),
        pattern("tweezers", tweezers),
        pattern("inside_bar",
                [](const Bars& b, std::size_t at) {
                  return b.high[at] < b.high[at - 1] && b.low[at] > b.low[at - 1];
                }),
        pattern("morning_star",
                [](const Bars& b, std::size_t at) { return std::max(star(b, at), 0.0L); }),
        pattern("evening_star",
                [](const Bars& b, std::size_t at) { return std::min(star(b, at), 0.0L); }),
        pattern("three_white_soldiers",
                [](const Bars& b, std::size_t at) {
                  return steps(b, at, 1) && steps(b, at - 1, 1);
                }),
        pattern("three_black_crows",
                [](const Bars& b, std::size_t at) {
                  return steps(b, at, -1) && steps(b, at - 1, -1) ? -1 : 0;
                })),
    [](const auto& instance) { return instance.param.name; });

}  // namespace
}  // namespace nautilus::features
