// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/run_indicator.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/family.hpp"

// No figure may depend on the unit of prices or of volumes but by that unit itself: prices in cents
// are the same market. Nor may one that is a difference of prices depend on where they begin.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_run::run;
using testing_run::Table;

struct Exception {
  std::string_view output;
  std::string_view reason;
};

/// Prices that do not move along with all prices, nor stay.
constexpr std::array kShiftOtherwise{
    Exception{"acceleration_bands.upper", "a share of the price wide"},
    Exception{"acceleration_bands.lower", "a share of the price wide"},
    Exception{"fractional_difference.fractional_difference", "weights that sum neither to 0 nor 1"},
    Exception{"hilbert_trendline.trendline", "counts prices before the first as 0, which fades"},
    Exception{"mama.mama", "counts prices before the first as 0, which fades"},
    Exception{"mama.fama", "counts prices before the first as 0, which fades"},
    Exception{"mcginley_dynamic.mcginley_dynamic", "its speed is a power of price / mean"},
    Exception{"moving_average_envelope.upper", "a share of the price away"},
    Exception{"moving_average_envelope.lower", "a share of the price away"},
    Exception{"sum.sum", "moves by the constant once per bar of its window"},
    Exception{"zigzag.pivot", "a turn is a share of the price"},
};

/// Those without a unit that a shift leaves as they are, all outputs of an indicator or one of
/// them; any other is of ratios of prices, or counts what those say.
constexpr std::string_view kUnmovedByAShift =
    "adx aroon autocorrelation balance_of_power bars_since_extremes bollinger_bands.percent_b "
    "calendar_cycle calendar_date cci chaikin_money_flow chaikin_volatility choppiness cmo "
    "connors_rsi.streak crossover dark_cloud_cover direction_entropy distance_to_extremes "
    "doji.doji "
    "dragonfly_doji drawdown.bars_since_high efficiency_ratio engulfing evening_star "
    "fisher_transform four_price_doji gap_statistics.fill_rate gravestone_doji hammer hanging_man "
    "harami "
    "harami_cross inside_bar inverted_hammer kurtosis linear_regression.r_squared "
    "long_candle long_legged_doji marubozu mass_index mean_reversion_half_life mesa_sine_wave "
    "momentum_divergence morning_star parabolic_sar.direction percentage_volume_oscillator "
    "percentile_rank permutation_entropy piercing_line price_correlation price_position "
    "range_position rsi schaff_trend_cycle shooting_star skewness spinning_top "
    "standard_deviation.z_score star stochastic stochastic_momentum_index stochastic_rsi streak "
    "three_black_crows three_white_soldiers trend_age true_strength_index turn_of_month "
    "tweezers ultimate_oscillator up_down_volume_ratio vertical_horizontal_filter "
    "volatility_stop.direction volume_oscillator volume_ratio volume_z_score vortex "
    "williams_r zscore";

/// Those that are the same on each bar of the walk, which tells nothing of their unit.
constexpr std::array kSameOnEachBar{
    Exception{"calendar_cycle.day_sine", "each bar opens at the same time of the day"},
    Exception{"calendar_cycle.day_cosine", "each bar opens at the same time of the day"},
    Exception{"evening_star.abandoned_baby", "no bar opens away from both its neighbours"},
    Exception{"morning_star.abandoned_baby", "no bar opens away from both its neighbours"},
    Exception{"turn_of_month.turn_of_month", "the joined walk is no count of sessions"},
};

template <std::size_t count>
bool names(const std::array<Exception, count>& exceptions, const std::string& output) {
  return std::ranges::find(exceptions, output, &Exception::output) != exceptions.end();
}

std::string full_name(const IndicatorSpec& spec, std::size_t output) {
  return std::string(spec.name) + "." + std::string(spec.outputs[output].name);
}

void keep_close(Bars& bars, std::size_t t, bool wholly) {
  const double close = bars.close[t] = bars.close[t - 1];
  bars.high[t] = wholly ? close : std::max(bars.high[t], close);
  bars.low[t] = wholly ? close : std::min(bars.low[t], close);
  if (wholly) bars.open[t] = close;
}

/// A walk longer than any warm-up, in which some closes are as before and some bars stand still:
/// what is equal in one unit must not come apart by rounding in another.
Bars walk() {
  Bars bars = testing_bars::random_walk(700);
  for (std::size_t t = 5; t < bars.size(); t += 5) keep_close(bars, t, false);
  for (std::size_t t = 420; t < 460; ++t) keep_close(bars, t, true);
  return bars;
}

Bars in_units(Bars bars, double price, double volume) {
  for (auto* column :
       {&bars.open, &bars.high, &bars.low, &bars.close, &bars.reference, &bars.second_reference}) {
    for (double& each : *column) each *= price;
  }
  for (double& each : bars.volume) each *= volume;
  return bars;
}

constexpr double kShift = 64;

Bars shifted(Bars bars) {
  for (auto* column :
       {&bars.open, &bars.high, &bars.low, &bars.close, &bars.reference, &bars.second_reference}) {
    for (double& each : *column) each += kShift;
  }
  return bars;
}

double mean_size(const std::vector<double>& values) {
  double sum = 0;
  double count = 0;
  for (const double each : values) {
    if (std::isnan(each)) continue;
    sum += std::abs(each);
    count += 1;
  }
  return count == 0 ? 0 : sum / count;
}

/// Whether `values` are `before` times a factor on all bars, moved by a constant, to 1e-9 of
/// themselves or of their usual size, for what crosses 0.
bool follows(const std::vector<double>& values, const std::vector<double>& before, double factor,
             double moved = 0) {
  const double usual = factor * mean_size(before);
  for (std::size_t t = 0; t < values.size(); ++t) {
    if (std::isnan(values[t]) != std::isnan(before[t])) return false;
    const double expected = factor * before[t] + moved;
    const double tolerance = 1e-9 * std::max(std::abs(expected), usual);
    if (std::abs(values[t] - expected) > tolerance) return false;
  }
  return true;
}

/// The power of the unit by which values follow it, 0 where any would do.
std::optional<int> power(const std::vector<double>& values, const std::vector<double>& before,
                         double unit) {
  for (const int each : {0, 1, -1, 2, -2}) {
    if (follows(values, before, std::pow(unit, each))) return each;
  }
  return std::nullopt;
}

bool varies(const std::vector<double>& values) {
  const auto is_known = [](double each) { return !std::isnan(each); };
  const auto first = std::ranges::find_if(values, is_known);
  return std::any_of(first, values.end(), [&](double each) { return each != *first; });
}

class ScaleLaws : public testing::TestWithParam<IndicatorInfo> {
 protected:
  [[nodiscard]] Table in(double price, double volume) const {
    return run(GetParam(), in_units(bars_, price, volume).columns());
  }

  [[nodiscard]] std::string output(std::size_t k) const { return full_name(*GetParam().spec, k); }

  Bars bars_ = walk();
  Table plain_ = run(GetParam(), bars_.columns());
};

TEST_P(ScaleLaws, OutputsFollowTheUnitOfPrices) {
  constexpr double unit = 1024;
  const Table determines = in(unit, 1);
  const Table thrice = in(3, 1);
  const Table millions = in(1e6, 1);
  for (std::size_t k = 0; k < plain_.size(); ++k) {
    EXPECT_EQ(varies(plain_[k]), !names(kSameOnEachBar, output(k))) << output(k);
    const auto law = power(determines[k], plain_[k], unit);
    ASSERT_TRUE(law) << output(k);
    EXPECT_TRUE(follows(thrice[k], plain_[k], std::pow(3, *law))) << output(k);
    EXPECT_TRUE(follows(millions[k], plain_[k], std::pow(1e6, *law))) << output(k);
  }
}

TEST_P(ScaleLaws, OutputsFollowTheUnitOfVolumes) {
  constexpr double unit = 1024;
  const Table determines = in(1, unit);
  const Table thrice = in(1, 3);
  for (std::size_t k = 0; k < plain_.size(); ++k) {
    const auto law = power(determines[k], plain_[k], unit);
    ASSERT_TRUE(law) << output(k);
    EXPECT_LE(std::abs(*law), 1) << output(k);
    EXPECT_TRUE(follows(thrice[k], plain_[k], std::pow(3, *law))) << output(k);
  }
}

TEST_P(ScaleLaws, PricesStayOrMoveAlongWithAShiftAndTheListedStay) {
  const Table price = in(1024, 1);
  const Table volume = in(1, 1024);
  const Table moved = run(GetParam(), shifted(bars_).columns());
  const auto unmoved = split(kUnmovedByAShift, ' ');
  const auto is_listed = [&](std::string_view name) {
    return std::ranges::find(unmoved, name) != unmoved.end();
  };
  for (std::size_t k = 0; k < plain_.size(); ++k) {
    const bool stays = follows(moved[k], plain_[k], 1);
    const bool has_no_unit = follows(price[k], plain_[k], 1) && follows(volume[k], plain_[k], 1);
    const bool is_price = follows(price[k], plain_[k], 1024) && follows(volume[k], plain_[k], 1);
    const bool listed = is_listed(GetParam().spec->name) || is_listed(output(k));
    if (has_no_unit) {
      EXPECT_EQ(stays, listed) << output(k);
    }
    EXPECT_TRUE(has_no_unit || !is_listed(output(k))) << output(k);
    const bool moves_along = follows(moved[k], plain_[k], 1, kShift);
    const bool otherwise = is_price && !stays && !moves_along;
    EXPECT_EQ(otherwise, names(kShiftOtherwise, output(k))) << output(k);
  }
}

INSTANTIATE_TEST_SUITE_P(All, ScaleLaws, testing::ValuesIn(catalogue().begin(), catalogue().end()),
                         [](const auto& instance) {
                           return std::string(instance.param.spec->name);
                         });

TEST(ScaleLawsOfTheCatalogue, AreSweptAsAWhole) {
  int swept = 0;
  const auto& suites = *testing::UnitTest::GetInstance();
  for (int i = 0; i < suites.total_test_suite_count(); ++i) {
    const auto& suite = *suites.GetTestSuite(i);
    if (std::string_view(suite.name()) == "All/ScaleLaws") swept = suite.total_test_count();
  }
  std::size_t ours = 0;  // The catalogue itself also has what tests of plugins added since.
  for (const Family& each : families()) ours += each.indicators.size();
  constexpr std::size_t laws = 3;
  ASSERT_GT(swept, 0);
  EXPECT_EQ(static_cast<std::size_t>(swept), laws * ours);
}

TEST(ScaleLawsOfTheCatalogue, ListNothingThatIsNotThere) {
  std::vector<std::string> there;
  for (const IndicatorInfo& each : catalogue()) {
    there.emplace_back(each.spec->name);
    for (std::size_t k = 0; k < each.spec->outputs.size(); ++k)
      there.push_back(full_name(*each.spec, k));
  }
  const auto expect_there = [&](std::string_view name) {
    EXPECT_NE(std::ranges::find(there, name), there.end()) << name;
  };
  for (const auto& each : kShiftOtherwise) expect_there(each.output);
  for (const auto& each : kSameOnEachBar) expect_there(each.output);
  for (const auto each : split(kUnmovedByAShift, ' ')) expect_there(each);
}

}  // namespace
}  // namespace nautilus::features
