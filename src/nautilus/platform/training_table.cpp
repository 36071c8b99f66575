// SPDX-License-Identifier: MIT
#include "nautilus/platform/training_table.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>

#include "nautilus/base/hash.hpp"

namespace nautilus::platform {
namespace {

constexpr std::chrono::nanoseconds kInstant(1);
constexpr std::string_view kOfNewestBars =
    "the universe is joined to the newest 200 days only, which would leave older rows without";

/// What is taken over a universe is no column for every row.
bool joins_universe(const features::Feature& feature) {
  for (const auto reference : {feature.reference, feature.second_reference}) {
    constexpr std::string_view published = "published:";
    if (!reference.starts_with(published)) continue;
    if (universe_figure(reference.substr(published.size()))) return true;
  }
  return false;
}

Reasons take_out_universe(std::vector<features::Feature>& wanted) {
  Reasons reasons;
  std::erase_if(wanted, [&](const features::Feature& each) {
    if (!joins_universe(each)) return false;
    reasons.emplace(each.name, kOfNewestBars);
    return true;
  });
  return reasons;
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
  TrainingBlock block;
};

std::pair<std::size_t, std::size_t> TrainingTable::rows_in(const market::BarSeries& bars) const {
  std::size_t first = 0;
  while (query_.from && first < bars.size() && bars.available_at(first) < *query_.from) ++first;
  std::size_t last = bars.size();
  while (query_.to && last > first && bars.available_at(last - 1) >= *query_.to) --last;
  return {first, last};
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
  missing.merge(take_out_universe(wanted));
  NAUTILUS_TRY(auto set, features::FeatureSet::make(wanted, inputs.options()));
  NAUTILUS_TRY(const auto changes, changes_of(key, set));
  Run run{.key = key, .live = features::LiveFeatures(std::move(set)), .width = wanted_.size()};
  for (const auto& each : wanted) {
    const auto place = std::ranges::find(wanted_, each.name, &features::Feature::name);
    run.columns.push_back(static_cast<std::size_t>(place - wanted_.begin()));
  }

  // Up to the next change nothing that was known at a close looks different, so one view of the
  // past serves all rows between two changes.
  const std::span<const Timestamp> opens = now.bars.timestamps;
  const auto [first, last] = rows_in(now.bars);
  for (std::size_t begin = first; begin < last;) {
    NAUTILUS_CHECK(cancellation.check());
    const auto next = std::ranges::upper_bound(changes, now.bars.available_at(begin));
    std::size_t end = begin + 1;
    while (end < last && (next == changes.end() || now.bars.available_at(end) < *next)) ++end;
    auto known_by = query_.as_of;
    if (next != changes.end() && *next <= known_by.value_or(kLatest)) known_by = *next - kInstant;
    NAUTILUS_CHECK(add_rows(run, opens.subspan(begin, end - begin), known_by));
    begin = end;
  }
  add_labels(now.bars, run.block);
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

/// Rows of the bars that open at these times, as far as they were known then.
Result<void> TrainingTable::add_rows(Run& run, std::span<const Timestamp> opens,
                                     std::optional<Timestamp> known_by) {
  NAUTILUS_TRY(auto view, market_.history(run.key, known_by, query_.adjustment));
  const auto first = index_of(view.bars.timestamps, opens.front());
  const auto end = index_of(view.bars.timestamps, opens.back() + kInstant);
  if (first == end) return {};
  const FeatureInputs inputs(view.bars);
  NAUTILUS_TRY(const auto joined,
               references_.join(run.live.set().references(), view.bars, known_by));
  run.absent = joined.absent;
  std::vector<std::vector<double>> columns(run.columns.size(), std::vector<double>(end - first));
  const std::vector<std::span<double>> into(columns.begin(), columns.end());
  std::vector<std::span<const double>> beside;
  for (const auto& each : joined.values) {
    beside.push_back(features::BarColumns::part(each, 0, each.empty() ? 0 : end));
  }
  NAUTILUS_CHECK(run.live.follow(inputs.columns().slice(0, end), beside, first, into));
  for (std::size_t i = first; i < end; ++i) {
    auto& row = run.block.rows.emplace_back(
        TrainingRow{.timestamp = view.bars.timestamps[i], .known_at = view.bars.available_at(i)});
    row.values.resize(run.width);
    for (std::size_t f = 0; f < columns.size(); ++f) {
      row.values[run.columns[f]] = known(columns[f][i - first]);
    }
  }
  return {};
}

void TrainingTable::add_labels(const market::BarSeries& bars, TrainingBlock& block) const {
  if (!query_.horizon_bars) return;
  const auto horizon = static_cast<std::size_t>(*query_.horizon_bars);
  for (TrainingRow& row : block.rows) {
    const auto bar = index_of(bars.timestamps, row.timestamp);
    if (bar + horizon >= bars.size()) continue;
    row.label = bars.close[bar + horizon] / bars.close[bar] - 1;
    row.label_known_at = bars.available_at(bar + horizon);
  }
}

}  // namespace nautilus::platform
