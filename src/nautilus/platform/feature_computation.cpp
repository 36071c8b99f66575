// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_computation.hpp"

#include <algorithm>
#include <cmath>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"

namespace nautilus::platform {
namespace {

/// Since when the joined values behind each feature are known, of several the oldest.
std::map<std::string, Timestamp> freshness_of(const std::vector<features::Feature>& wanted,
                                              const features::FeatureVector& vector,
                                              const JoinedColumns& joined) {
  std::map<std::string, Timestamp> freshness;
  for (const features::Feature& each : wanted) {
    const std::string name(each.name);
    if (each.reference.empty() || vector.missing.contains(name)) continue;
    Timestamp oldest = kLatest;
    for (const auto reference : {each.reference, each.second_reference}) {
      const auto known = joined.known_at.find(reference);
      if (known != joined.known_at.end()) oldest = std::min(oldest, known->second);
    }
    freshness.emplace(name, oldest);
  }
  return freshness;
}

std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional(value);
}

/// What reads a joined series that has no value has none either, and nothing to be audited.
Reasons take_out_absent(std::vector<features::Feature>& wanted,
                        const features::AbsentReferences& absent) {
  Reasons reasons;
  std::erase_if(wanted, [&](const features::Feature& each) {
    for (const auto reference : {each.reference, each.second_reference}) {
      const auto why = absent.find(reference);
      if (why == absent.end()) continue;
      reasons.emplace(each.name, why->second);
      return true;
    }
    return false;
  });
  return reasons;
}

/// Features of the catalogue that have no value on these bars are missing for a reason of their
/// own, as all are elsewhere. A formula stays: who wrote it wants to know of it alone.
void take_out_uncompared(FeatureAuditAnswer& answer, const features::FeatureSet& set) {
  const auto reasons = set.vector().missing;
  for (const features::Feature& each : set.features()) {
    const std::string name(each.name);
    if (each.expression.empty() && std::erase(answer.uncompared, name) > 0) {
      answer.missing.emplace(name, reasons.at(name));
      --answer.features;
    }
  }
  answer.passed = answer.look_ahead.empty() && answer.uncompared.empty() && answer.features > 0;
}

}  // namespace

Result<FeatureComputation> FeatureComputation::make(const PriceHistory& history,
                                                    std::vector<features::Feature> wanted,
                                                    const Join& join) {
  FeatureComputation computation(history, std::move(wanted));
  computation.missing_ = computation.inputs_.take_out(computation.wanted_);
  NAUTILUS_TRY(auto set,
               features::FeatureSet::make(computation.wanted_, computation.inputs_.options()));
  NAUTILUS_TRY(computation.joined_, join(set.references(), history.bars));
  computation.set_ = std::move(set);
  return computation;
}

DataWindow FeatureComputation::window(std::size_t first) const {
  const auto& bars = history_.bars;
  return {bars.available_at(first), bars.available_at(bars.size() - 1),
          static_cast<std::int64_t>(bars.size() - first)};
}

Result<FeaturesAnswer> FeatureComputation::last(const Cancellation& cancellation) {
  features::LiveFeatures live(*std::move(set_));
  NAUTILUS_CHECK(live.follow(inputs_.columns(), joined_.columns(), 0, {}, cancellation));
  auto answer = answer_of(live.set());
  answer.bars_taken_in = answer.window.bars;
  return answer;
}

Result<FeaturesAnswer> FeatureComputation::last(FeatureStates& states,
                                                const Cancellation& cancellation) {
  const auto key = state_key();
  const auto state = states.of(key);
  const std::lock_guard lock(state->mutex);
  if (!state->live) states.restore(key, state->live.emplace(*std::move(set_)));
  const auto taken_in = state->live->follow(inputs_.columns(), joined_.columns(), cancellation);
  if (!taken_in || *taken_in > 0) states.changed(key, state);
  states.note_bytes(key, state, state->live->bytes());
  if (!taken_in) return taken_in.error();
  auto answer = answer_of(state->live->set());
  answer.bars_taken_in = static_cast<std::int64_t>(*taken_in);
  return answer;
}

// Which set runs over which series; what the series holds is for the state to recognise.
std::string FeatureComputation::state_key() const {
  const auto& bars = history_.bars;
  return json::write(bars.key.symbol) + json::write(bars.key.timeframe) +
         json::write(history_.adjustment) + to_hex(set_->version());
}

FeaturesAnswer FeatureComputation::answer_of(const features::FeatureSet& set) const {
  auto vector = set.vector(joined_.absent);
  FeaturesAnswer answer;
  answer.freshness = freshness_of(wanted_, vector, joined_);
  answer.symbol = history_.bars.key.symbol;
  answer.window = window();
  answer.timestamp = answer.window.to;
  answer.features = std::move(vector.features);
  answer.feature_groups = std::move(vector.feature_groups);
  answer.total_features = vector.total_features;
  answer.missing = missing_;
  answer.missing.merge(vector.missing);
  answer.feature_set_version = to_hex(set.version());
  answer.adjustment = history_.adjustment;
  return answer;
}

Result<FeatureTableAnswer> FeatureComputation::every_bar(const Cancellation& cancellation) {
  const auto& bars = history_.bars;
  std::vector<std::vector<double>> columns(wanted_.size(), std::vector<double>(bars.size()));
  const std::vector<std::span<double>> into(columns.begin(), columns.end());
  features::LiveFeatures live(*std::move(set_));
  NAUTILUS_CHECK(live.follow(inputs_.columns(), joined_.columns(), 0, into, cancellation));
  FeatureTableAnswer answer{.symbol = bars.key.symbol, .timeframe = bars.key.timeframe};
  for (const auto& each : wanted_) answer.features.emplace_back(each.name);
  for (std::size_t t = 0; t < bars.size(); ++t) {
    auto& row =
        answer.bars.emplace_back(FeatureTableRow{bars.timestamps[t], bars.available_at(t), {}});
    for (const auto& column : columns) row.values.push_back(known(column[t]));
  }
  answer.missing = missing_;
  auto absent = wanted_;
  answer.missing.merge(take_out_absent(absent, joined_.absent));
  answer.feature_set_version = to_hex(live.set().version());
  return answer;
}

Result<FeatureAuditAnswer> FeatureComputation::audit(const FeatureAuditQuery& query,
                                                     const Cancellation& cancellation) const {
  FeatureAuditAnswer answer;
  auto audited = wanted_;
  answer.missing = take_out_absent(audited, joined_.absent);
  answer.missing.insert(missing_.begin(), missing_.end());
  NAUTILUS_TRY(const auto set, features::FeatureSet::make(audited, inputs_.options()));
  const auto newest = std::min(history_.bars.size(), static_cast<std::size_t>(query.newest_bars));
  const auto first = history_.bars.size() - newest;
  features::AuditData data{inputs_.columns().slice(first, newest)};
  for (const std::string& reference : set.references()) {
    const auto held = std::ranges::find(set_->references(), reference);
    const auto& column =
        joined_.values[static_cast<std::size_t>(std::distance(set_->references().begin(), held))];
    data.references.push_back(features::BarColumns::part(column, first, newest));
  }
  NAUTILUS_TRY(static_cast<features::AuditReport&>(answer),
               features::audit(audited, inputs_.options(), data, query, cancellation));
  NAUTILUS_TRY(auto replayed, features::FeatureSet::make(audited, inputs_.options()));
  replayed.replay(data.bars, {}, data.references);
  take_out_uncompared(answer, replayed);
  answer.symbol = history_.bars.key.symbol;
  answer.timeframe = history_.bars.key.timeframe;
  answer.window = window(first);
  answer.adjustment = history_.adjustment;
  answer.feature_set_version = to_hex(set.version());
  return answer;
}

}  // namespace nautilus::platform
