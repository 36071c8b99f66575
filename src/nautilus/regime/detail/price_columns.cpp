// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/price_columns.hpp"

#include <algorithm>
#include <cmath>

#include "nautilus/numeric/pinned_math.hpp"

namespace nautilus::regime::detail {
namespace {

double centred_mean(std::span<const double> values, std::size_t at, std::size_t window) {
  const std::size_t half = window / 2;
  const std::size_t first = at > half ? at - half : 0;
  const std::size_t end = std::min(values.size(), at + half + 1);
  double sum = 0;
  for (std::size_t i = first; i < end; ++i) sum += values[i];
  return sum / static_cast<double>(end - first);
}

std::size_t minus_or_zero(std::size_t from, std::size_t take) {
  return from > take ? from - take : 0;
}

}  // namespace

PriceColumns::PriceColumns(std::span<const double> closes) {
  for (const double close : closes) push(close);
  refresh(0);
}

void PriceColumns::append(double close) {
  push(close);
  refresh(size() - 1);
}

PriceColumns PriceColumns::first(std::size_t bars) const {
  PriceColumns part = *this;
  part.log_closes_.resize(bars);
  part.annual_returns_.resize(bars);
  part.squared_returns_.resize(bars);
  part.refresh(bars);
  return part;
}

void PriceColumns::push(double close) {
  const double log_close = numeric::log(close);
  const double log_return = log_closes_.empty() ? 0 : log_close - log_closes_.back();
  log_closes_.push_back(log_close);
  annual_returns_.push_back(log_return * std::sqrt(kBarsPerYear));
  squared_returns_.push_back(log_return * log_return * kBarsPerYear);
}

void PriceColumns::refresh(std::size_t first_changed) {
  const std::size_t bars = size();
  variances_.resize(bars);
  volatilities_.resize(bars);
  log_volatilities_.resize(bars);
  local_volatilities_.resize(bars);
  const std::size_t first_volatility = minus_or_zero(first_changed, kVolatilityWindow / 2);
  for (std::size_t i = first_volatility; i < bars; ++i) {
    variances_[i] = centred_mean(squared_returns_, i, kVolatilityWindow);
    volatilities_[i] = std::sqrt(variances_[i]);
    log_volatilities_[i] = numeric::log(volatilities_[i]);
  }
  for (std::size_t i = minus_or_zero(first_volatility, kLocalWindow / 2); i < bars; ++i) {
    local_volatilities_[i] = std::sqrt(centred_mean(variances_, i, kLocalWindow));
  }
}

double median_of(std::span<const double> values) {
  std::vector<double> ordered(values.begin(), values.end());
  std::sort(ordered.begin(), ordered.end());
  const std::size_t middle = ordered.size() / 2;
  return ordered.size() % 2 == 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}

}  // namespace nautilus::regime::detail
