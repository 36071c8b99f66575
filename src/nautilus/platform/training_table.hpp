// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/features/live_features.hpp"
#include "nautilus/platform/feature_inputs.hpp"
#include "nautilus/platform/reference_desk.hpp"
#include "nautilus/platform/training_table_answers.hpp"

namespace nautilus::platform {

/// Features to learn from: each row has what would have been answered at the close of its bar, of
/// the bars, corrections, actions and series known by then. It borrows what it is given. Used by
/// one thread.
class TrainingTable {
 public:
  TrainingTable(MarketDesk& market, ReferenceDesk& references, const TrainingTableQuery& query,
                std::vector<features::Feature> wanted)
      : market_(market), references_(references), query_(query), wanted_(std::move(wanted)) {}

  /// The rows of one symbol. Errors: not_found, invalid_argument; those of the cancellation.
  Result<TrainingBlock> of(const std::string& symbol, const Cancellation& cancellation);

 private:
  struct Run;

  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_in(const market::BarSeries& bars) const;
  Result<std::vector<Timestamp>> changes_of(const market::SeriesKey& key,
                                            const features::FeatureSet& set);
  Result<void> add_rows(Run& run, std::span<const Timestamp> opens,
                        std::optional<Timestamp> known_by);
  void add_labels(const market::BarSeries& bars, TrainingBlock& block) const;

  MarketDesk& market_;
  ReferenceDesk& references_;
  const TrainingTableQuery& query_;
  std::vector<features::Feature> wanted_;
};

}  // namespace nautilus::platform
