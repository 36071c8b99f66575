// SPDX-License-Identifier: MIT
#include "nautilus/market/actions/adjustment.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/market/calendars/calendar.hpp"
#include "nautilus/market/sources/zone_clock.hpp"

namespace nautilus::market {
namespace {

/// The actions of one ex-date, and what they do to every bar before it.
struct Step {
  std::size_t bars_before = 0;
  double ratio = 1;
  double price_factor = 1;
};

std::vector<CorporateAction> effective(std::span<const CorporateAction> actions,
                                       Adjustment adjustment, Timestamp as_of) {
  std::vector<CorporateAction> out;
  std::ranges::copy_if(actions, std::back_inserter(out), [&](const CorporateAction& each) {
    const bool wanted = each.type == ActionType::split || adjustment == Adjustment::total_return;
    return wanted && !each.cancelled && effective_from(each) <= as_of;
  });
  // Splits first, for a dividend is per share of after the split of its day. The rest of the order
  // makes the bits of the product the same whatever order the actions came in.
  std::ranges::sort(out, [](const CorporateAction& a, const CorporateAction& b) {
    return std::tie(a.ex_date, a.type, a.label) < std::tie(b.ex_date, b.type, b.label);
  });
  return out;
}

Error not_below(const CorporateAction& dividend, double price) {
  return {ErrorCode::conflict,
          fmt::format("the dividend of {} with ex-date {} is {}, not below the price {} before it: "
                      "correct or cancel it, or ask for adjustment none or split",
                      dividend.symbol, format_date(dividend.ex_date),
                      format_number(*dividend.amount), format_number(price))};
}

/// When the first session in shares of the ex-date may begin: midnight of the exchange for bars
/// within a day of an instrument with a calendar, whose trading of the evening before is past
/// midnight UTC; else midnight UTC, which daily bars are stamped with.
Result<Timestamp> begin_of(Timestamp ex_date, const BarSeries& bars) {
  if (!bars.calendar || bars.key.timeframe.length() >= std::chrono::hours(24)) return ex_date;
  NAUTILUS_TRY(auto clock, ZoneClock::of(bars.calendar->zone()));
  return clock.at(ex_date);
}

/// A bar of several days with the ex-date inside has prices of before and after.
Result<void> check_not_inside(const CorporateAction& action, const BarSeries& bars,
                              std::size_t bars_before) {
  const auto length = bars.key.timeframe.length();
  const auto opened = bars.timestamps[bars_before - 1];
  if (length <= std::chrono::hours(24) || opened + length <= action.ex_date) return {};
  return Error{ErrorCode::conflict,
               fmt::format("the {} bar of {} that opens {} has the ex-date {} of a {} inside: its "
                           "prices are of before and after; load daily bars, or ask for "
                           "adjustment none",
                           bars.key.timeframe.name(), bars.key.symbol, format_date(opened),
                           format_date(action.ex_date), to_word(action.type))};
}

Result<void> apply(const CorporateAction& action, const BarSeries& raw, Step& step) {
  if (action.type == ActionType::split) {
    step.ratio *= *action.ratio;
    step.price_factor /= *action.ratio;
    return {};
  }
  const double price = raw.close[step.bars_before - 1] / step.ratio;
  if (*action.amount >= price) return not_below(action, price);
  step.price_factor *= 1 - *action.amount / price;
  return {};
}

void scale(BarSeries& series, std::size_t begin, std::size_t end, double price, double volume) {
  for (auto i = begin; i < end; ++i) {
    series.open[i] *= price;
    series.high[i] *= price;
    series.low[i] *= price;
    series.close[i] *= price;
    series.volume[i] *= volume;
  }
}

}  // namespace

Result<AdjustedSeries> adjust(BarSeries series, std::span<const CorporateAction> actions,
                              Adjustment adjustment, Timestamp as_of) {
  AdjustedSeries adjusted{.bars = std::move(series)};
  auto& bars = adjusted.bars;
  if (adjustment == Adjustment::none) return adjusted;
  std::vector<Step> steps;
  for (const auto& action : effective(actions, adjustment, as_of)) {
    NAUTILUS_TRY(const auto begin, begin_of(action.ex_date, bars));
    const auto first_after = std::ranges::lower_bound(bars.timestamps, begin);
    const auto before = static_cast<std::size_t>(first_after - bars.timestamps.begin());
    if (before == 0) continue;  // No bar is old enough.
    NAUTILUS_CHECK(check_not_inside(action, bars, before));
    if (steps.empty() || steps.back().bars_before != before) steps.push_back({before});
    NAUTILUS_CHECK(apply(action, bars, steps.back()));
    ++adjusted.actions;
  }
  double price = 1;
  double volume = 1;
  for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
    price *= step->price_factor;
    volume *= step->ratio;
    const auto begin = step + 1 == steps.rend() ? 0 : (step + 1)->bars_before;
    scale(bars, begin, step->bars_before, price, volume);
  }
  return adjusted;
}

}  // namespace nautilus::market
