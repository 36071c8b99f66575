// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "nautilus/features/columns.hpp"
#include "nautilus/features/feature_set.hpp"
#include "nautilus/market/bar_series.hpp"
#include "nautilus/platform/feature_answers.hpp"

namespace nautilus::platform {

/// What the features of a series are computed from, joined series apart. It borrows the bars.
class FeatureInputs {
 public:
  explicit FeatureInputs(const market::BarSeries& bars);

  [[nodiscard]] features::BarColumns columns() const;

  /// By the series' calendar; of daily bars without one, 252 bars are a year.
  [[nodiscard]] features::FeatureOptions options() const;

  /// Takes out the features that cannot be had on these bars; answers why, by name.
  Reasons take_out(std::vector<features::Feature>& wanted) const;

 private:
  const market::BarSeries& bars_;
  std::vector<double> times_;
};

/// The features that a request asks for: those of its groups, or of all; `own`, which settings
/// declare, among them; then its own expressions. They borrow from both.
/// Errors: invalid_argument naming the place in the body.
Result<std::vector<features::Feature>> wanted_features(const FeaturesRequest& request,
                                                       const features::NamedExpressions& own);

}  // namespace nautilus::platform
