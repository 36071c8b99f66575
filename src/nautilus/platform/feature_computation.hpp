// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/platform/action_desk.hpp"
#include "nautilus/platform/feature_answers.hpp"
#include "nautilus/platform/feature_audit_answers.hpp"
#include "nautilus/platform/feature_inputs.hpp"
#include "nautilus/platform/feature_states.hpp"
#include "nautilus/platform/feature_table_answers.hpp"
#include "nautilus/platform/joined_columns.hpp"

namespace nautilus::platform {

/// What one asks of the features of one series. It borrows the history. Used by one thread.
class FeatureComputation {
 public:
  /// What stands beside bars of the joined series.
  using Join = std::function<Result<JoinedColumns>(std::span<const std::string> references,
                                                   const market::BarSeries& bars)>;

  /// REQUIRES: the history has bars. Errors: as FeatureSet::make(); those of the join.
  static Result<FeatureComputation> make(const PriceHistory& history,
                                         std::vector<features::Feature> wanted, const Join& join);

  // Of the following three one may be asked, once. Errors: those of the cancellation.

  /// The features after the last bar.
  Result<FeaturesAnswer> last(const Cancellation& cancellation);

  /// The same, by the kept state of this series, which is made where there is none.
  /// Errors also: internal if the state cannot be taken back to a bar that changed.
  Result<FeaturesAnswer> last(FeatureStates& states, const Cancellation& cancellation);

  /// The features after every bar.
  Result<FeatureTableAnswer> every_bar(const Cancellation& cancellation);

  /// Whether they look ahead. What reads a joined series without a value is left out.
  /// Errors: as features::audit().
  Result<FeatureAuditAnswer> audit(const FeatureAuditQuery& query,
                                   const Cancellation& cancellation) const;

 private:
  FeatureComputation(const PriceHistory& history, std::vector<features::Feature> wanted)
      : history_(history), wanted_(std::move(wanted)), inputs_(history.bars) {}

  [[nodiscard]] FeaturesAnswer answer_of(const features::FeatureSet& set) const;
  [[nodiscard]] std::string state_key() const;
  [[nodiscard]] DataWindow window(std::size_t first = 0) const;

  const PriceHistory& history_;
  std::vector<features::Feature> wanted_;
  FeatureInputs inputs_;
  Reasons missing_;
  JoinedColumns joined_;
  std::optional<features::FeatureSet> set_;  ///< Of wanted_; set by make().
};

}  // namespace nautilus::platform
