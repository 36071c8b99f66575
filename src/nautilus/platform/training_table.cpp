// SPDX-License-Identifier: MIT
#include "nautilus/platform/training_table.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"

namespace nautilus::platform {
namespace {

constexpr std::chrono::nanoseconds kInstant(1);
/// When the time after so many changes begins.
Timestamp changes_begin(std::span<const Timestamp> changes, std::size_t passed) {
  return passed == 0 ? kEarliest : changes[passed - 1];
}

std::size_t index_of(std::span<const Timestamp> sorted, Timestamp at) {
  return static_cast<std::size_t>(std::ranges::lower_bound(sorted, at) - sorted.begin());
}

std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

}  // namespace

/// What goes on from the rows of one time of knowledge to those of the next.
struct TrainingTable::Run {
  market::SeriesKey key;
  features::LiveFeatures live;
  std::vector<std::size_t> columns;  ///< Of each feature of the set, its place in a row.
  std::size_t width;                 ///< Of a row.
  features::AbsentReferences absent;
  Timestamp newest = kEarliest;  ///< When the newest bar opened that was seen.
  TrainingBlock block;
};

std::size_t TrainingTable::bars_to_see(const market::BarSeries& bars) const {
  std::size_t end = bars.size();
  while (query_.to && end > 0 && bars.available_at(end - 1) >= *query_.to) --end;
  return std::min(bars.size(), end + static_cast<std::size_t>(query_.horizon_bars.value_or(0)));
}

bool TrainingTable::is_wanted(Timestamp known_at) const {
  return known_at >= query_.from.value_or(kEarliest) && known_at < query_.to.value_or(kLatest);
}

/// When any of what a row is computed from came to look different, ascending.
Result<std::vector<Timestamp>> TrainingTable::changes_of(const market::SeriesKey& key,
                                                         const features::FeatureSet& set) {
  NAUTILUS_TRY(auto changes, market_.knowledge_changes(key));
  for (const std::string& each : set.references()) {
    NAUTILUS_TRY(const auto others, references_.knowledge_changes(each, key));
    changes.insert(changes.end(), others.begin(), others.end());
  }
  std::ranges::sort(changes);
  return changes;
}

Result<TrainingBlock> TrainingTable::of(const std::string& symbol,
                                        const Cancellation& cancellation) {
  const auto key = market_.key_of({symbol, query_.timeframe}, query_.as_of);
  NAUTILUS_TRY(const auto now, market_.history(key, query_.as_of, query_.adjustment));
  const FeatureInputs inputs(now.bars);
  auto wanted = wanted_;
  auto missing = inputs.take_out(wanted);
  NAUTILUS_TRY(auto set, features::FeatureSet::make(wanted, inputs.options()));
  NAUTILUS_TRY(const auto changes, changes_of(key, set));
  Run run{.key = key, .live = features::LiveFeatures(std::move(set)), .width = wanted_.size()};
  for (const auto& each : wanted) {
    const auto place = std::ranges::find(wanted_, each.name, &features::Feature::name);
    run.columns.push_back(static_cast<std::size_t>(place - wanted_.begin()));
  }

  NAUTILUS_CHECK(check_size(now.bars));

  // From one change to the next nothing that was known looks different, so one view of the past
  // serves all bars that came to be known between them.
  const auto seen_at_last = bars_to_see(now.bars);
  for (std::size_t e = 0; e <= changes.size() && changes_begin(changes, e) <= until_; ++e) {
    const auto since = changes_begin(changes, e);
    const auto until = e < changes.size() ? std::min(changes[e] - kInstant, until_) : until_;
    const auto next = index_of(now.bars.timestamps, run.newest + kInstant);
    if (next >= seen_at_last) break;
    const bool has_new = until >= since && now.bars.available_at(next) <= until;
    if (!has_new || until + kInstant < query_.from.value_or(kEarliest)) continue;
    NAUTILUS_CHECK(cancellation.check());
    NAUTILUS_CHECK(
        add_rows(run, since, until, now.bars.timestamps[seen_at_last - 1], cancellation));
  }
  for (const auto& each : wanted) {
    for (const auto reference : {each.reference, each.second_reference}) {
      const auto why = run.absent.find(reference);
      if (why != run.absent.end()) missing.emplace(each.name, why->second);
    }
  }
  run.block.symbol = symbol;
  run.block.missing = std::move(missing);
  run.block.feature_set_version = to_hex(run.live.set().version());
  return std::move(run.block);
}

/// Rows of the bars that came to be known in this time, up to the one that opens `last`.
Result<void> TrainingTable::add_rows(Run& run, Timestamp since, Timestamp until, Timestamp last,
                                     const Cancellation& cancellation) {
  NAUTILUS_TRY(auto view, market_.history(run.key, until, query_.adjustment));
  const auto& opens = view.bars.timestamps;
  const auto end = index_of(opens, last + kInstant);
  auto first = index_of(opens, run.newest + kInstant);
  if (first >= end) return {};
  run.newest = opens[end - 1];
  const auto known_at = [&](std::size_t i) { return std::max(view.bars.available_at(i), since); };
  while (first < end && known_at(first) < query_.from.value_or(kEarliest)) ++first;
  if (first == end) return {};
  const FeatureInputs inputs(view.bars);
  NAUTILUS_TRY(const auto joined, references_.join(run.live.set().references(), view.bars, first,
                                                   until, cancellation));
  run.absent = joined.absent;
  std::vector<std::vector<double>> columns(run.columns.size(), std::vector<double>(end - first));
  const std::vector<std::span<double>> into(columns.begin(), columns.end());
  std::vector<std::span<const double>> beside;
  for (const auto& each : joined.values) {
    beside.push_back(features::BarColumns::part(each, 0, each.empty() ? 0 : end));
  }
  NAUTILUS_CHECK(
      run.live.follow(inputs.columns().slice(0, end), beside, first, into, cancellation));
  for (std::size_t i = first; i < end; ++i) {
    add_label(run.block, view.bars, i, known_at(i));
    if (!is_wanted(known_at(i))) continue;
    auto& row =
        run.block.rows.emplace_back(TrainingRow{.timestamp = opens[i], .known_at = known_at(i)});
    row.values.resize(run.width);
    for (std::size_t f = 0; f < columns.size(); ++f) {
      row.values[run.columns[f]] = known(columns[f][i - first]);
    }
  }
  return {};
}

/// Labels the row of so many bars before this one, as both were known when this one was.
void TrainingTable::add_label(TrainingBlock& block, const market::BarSeries& bars, std::size_t bar,
                              Timestamp known_at) const {
  const auto horizon = static_cast<std::size_t>(query_.horizon_bars.value_or(0));
  if (horizon == 0 || bar < horizon) return;
  const auto opened = bars.timestamps[bar - horizon];
  const auto row = std::ranges::lower_bound(block.rows, opened, {}, &TrainingRow::timestamp);
  if (row == block.rows.end() || row->timestamp != opened) return;
  row->label = bars.close[bar] / bars.close[bar - horizon] - 1;
  row->label_known_at = known_at;
}

Result<void> TrainingTable::check_size(const market::BarSeries& bars) {
  std::size_t rows = 0;
  for (std::size_t i = 0; i < bars.size(); ++i) rows += is_wanted(bars.available_at(i)) ? 1U : 0U;
  values_ += rows * wanted_.size();
  if (values_ <= most_values_) return {};
  return field_error(
      {"query", "symbols"},
      fmt::format("would give more than {} values; ask for fewer symbols, groups or a "
                  "shorter time, or use the command line",
                  most_values_),
      "too_long");
}

}  // namespace nautilus::platform
