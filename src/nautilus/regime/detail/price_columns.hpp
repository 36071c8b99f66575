// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace nautilus::regime::detail {

/// Bars in a year, by which volatilities are annualised.
inline constexpr double kBarsPerYear = 252;
/// Widths of the centred windows, in bars; both are cut off at the ends of the series.
inline constexpr std::size_t kVolatilityWindow = 21;
inline constexpr std::size_t kLocalWindow = 63;
/// The last bars whose centred volatility changes when a bar is added.
inline constexpr std::size_t kUnsettledVolatilities = kVolatilityWindow / 2;

/// What the dating reads of a series of closes, a column per quantity and a row per bar. Each row
/// is summed afresh in a fixed order, so a series that grew bar by bar holds the same bits as one
/// made at once.
class PriceColumns {
 public:
  PriceColumns() = default;
  /// REQUIRES: closes are finite and above 0.
  explicit PriceColumns(std::span<const double> closes);

  /// REQUIRES: close is finite and above 0.
  void append(double close);

  /// The columns as they stood after the first `bars` bars.
  [[nodiscard]] PriceColumns first(std::size_t bars) const;

  [[nodiscard]] std::size_t size() const { return log_closes_.size(); }
  [[nodiscard]] std::span<const double> log_closes() const { return log_closes_; }
  /// Log return of the bar times sqrt(252); 0 for the first bar.
  [[nodiscard]] std::span<const double> annual_returns() const { return annual_returns_; }
  /// sqrt(252 x mean squared log return) over the centred 21 bars.
  [[nodiscard]] std::span<const double> volatilities() const { return volatilities_; }
  /// Natural logarithm of the above; minus infinity where nothing moved.
  [[nodiscard]] std::span<const double> log_volatilities() const { return log_volatilities_; }
  /// Square root of the centred 63-bar mean of squared volatilities.
  [[nodiscard]] std::span<const double> local_volatilities() const { return local_volatilities_; }

 private:
  void push(double close);
  /// Recomputes what changes in the windows of a series that ends here, from `first_changed` on.
  void refresh(std::size_t first_changed);

  std::vector<double> log_closes_;
  std::vector<double> annual_returns_;
  std::vector<double> squared_returns_;  ///< Annualised.
  std::vector<double> variances_;
  std::vector<double> volatilities_;
  std::vector<double> log_volatilities_;
  std::vector<double> local_volatilities_;
};

/// The median of the volatilities of a whole series. REQUIRES: at least one.
double median_of(std::span<const double> values);

}  // namespace nautilus::regime::detail
