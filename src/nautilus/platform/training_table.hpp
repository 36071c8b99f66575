// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/features/live_features.hpp"
#include "nautilus/platform/feature_inputs.hpp"
#include "nautilus/platform/reference_desk.hpp"
#include "nautilus/platform/training_table_answers.hpp"

namespace nautilus::platform {

/// Features to learn from: each row has what would have been answered when its bar became known,
/// which is its close unless the source states a later time, of the bars, corrections, actions and
/// series known by then; and so has its label, of when that became known. A bar that became known
/// after a later one has no row. It borrows what it is given. Used by one thread.
class TrainingTable {
 public:
  struct Limits {
    Timestamp now;                ///< Nothing that becomes known later is in it.
    std::size_t most_values = 0;  ///< Of all rows of all symbols.
  };

  TrainingTable(MarketDesk& market, ReferenceDesk& references, const TrainingTableQuery& query,
                std::vector<features::Feature> wanted, const Limits& limits)
      : market_(market),
        references_(references),
        query_(query),
        wanted_(std::move(wanted)),
        until_(std::min(query.as_of.value_or(limits.now), limits.now)),
        most_values_(limits.most_values) {}

  /// The rows of one symbol. Errors: not_found, invalid_argument, also where there would be too
  /// many; those of the cancellation.
  Result<TrainingBlock> of(const std::string& symbol, const Cancellation& cancellation);

 private:
  struct Run;

  [[nodiscard]] std::size_t bars_to_see(const market::BarSeries& bars) const;
  [[nodiscard]] bool is_wanted(Timestamp known_at) const;
  Result<void> check_size(const market::BarSeries& bars);
  Result<std::vector<Timestamp>> changes_of(const market::SeriesKey& key,
                                            const features::FeatureSet& set);
  Result<void> add_rows(Run& run, Timestamp since, Timestamp until, Timestamp last,
                        const Cancellation& cancellation);
  void add_label(TrainingBlock& block, const market::BarSeries& bars, std::size_t bar,
                 Timestamp known_at) const;

  MarketDesk& market_;
  ReferenceDesk& references_;
  const TrainingTableQuery& query_;
  std::vector<features::Feature> wanted_;
  const Timestamp until_;
  const std::size_t most_values_;
  std::size_t values_ = 0;  ///< Of all symbols so far.
};

}  // namespace nautilus::platform
