// SPDX-License-Identifier: MIT
#include "nautilus/market/calendars/session_figures.hpp"

#include <algorithm>
#include <limits>

namespace nautilus::market {
namespace {

double typical_price(const BarSeries& series, std::size_t i) {
  return (series.high[i] + series.low[i] + series.close[i]) / 3;
}

}  // namespace

std::vector<SessionSlice> session_slices(const Calendar& calendar,
                                         std::span<const Timestamp> opens) {
  std::vector<SessionSlice> slices;
  for (std::size_t i = 0; i < opens.size(); ++i) {
    const auto* session = calendar.first_closing_after(opens[i]);
    if (session == nullptr || opens[i] < session->open) continue;
    if (slices.empty() || slices.back().session.date != session->date) {
      slices.push_back({*session, i, i});
    }
    slices.back().end = i + 1;
  }
  return slices;
}

std::vector<double> session_vwap(const BarSeries& series, const SessionSlice& slice) {
  std::vector<double> averages;
  averages.reserve(slice.end - slice.begin);
  double volume = 0;
  double money = 0;
  for (auto i = slice.begin; i < slice.end; ++i) {
    volume += series.volume[i];
    money += series.volume[i] * typical_price(series, i);
    averages.push_back(volume > 0 ? money / volume : std::numeric_limits<double>::quiet_NaN());
  }
  return averages;
}

Pivots pivots_after(const BarSeries& series, const SessionSlice& slice) {
  const auto count = slice.end - slice.begin;
  const double high = std::ranges::max(std::span(series.high).subspan(slice.begin, count));
  const double low = std::ranges::min(std::span(series.low).subspan(slice.begin, count));
  const double pivot = (high + low + series.close[slice.end - 1]) / 3;
  return {.pivot = pivot,
          .first_resistance = 2 * pivot - low,
          .second_resistance = pivot + (high - low),
          .first_support = 2 * pivot - high,
          .second_support = pivot - (high - low)};
}

}  // namespace nautilus::market
