// SPDX-License-Identifier: MIT
#include "nautilus/features/feature_set.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/archive.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/expressions/expression.hpp"

namespace nautilus::features {
namespace {

// Bars given to one indicator before the next one runs: their columns stay in the fast cache.
constexpr std::size_t kChunk = 512;
constexpr std::size_t kMostOutputs = 8;

// Of a symbol that had no bar for a while nothing is in the caches: its indicators are asked for
// some steps before their turn.
constexpr std::size_t kAhead = 8;

void prefetch(const StreamingIndicator& indicator) {
  constexpr std::size_t line = 64;
  const auto* const start = reinterpret_cast<const char*>(&indicator);
  for (std::size_t i = 0; i < 2; ++i) __builtin_prefetch(start + i * line);
}

Result<json::Value> parameters_of(const Feature& feature, const IndicatorInfo& info,
                                  const FeatureOptions& options) {
  NAUTILUS_TRY(auto value, json::parse(feature.parameters));
  auto* const object = value.if_object();
  if (object == nullptr) {
    return Error{ErrorCode::invalid_argument, "parameters must be a JSON object"};
  }
  apply_options(*object, info, options);
  return value;
}

Result<std::size_t> output_index(const IndicatorSpec& spec, std::string_view name) {
  const auto* const found = std::ranges::find(spec.outputs, name, &Output::name);
  if (found != spec.outputs.end()) return static_cast<std::size_t>(found - spec.outputs.begin());
  return Error{ErrorCode::not_found, fmt::format("{} has no output '{}'", spec.name, name)};
}

/// A value less itself is 0, or NaN where it is not finite; four sums do not wait for one another.
bool all_finite(std::span<const double> values) {
  std::array<double, 4> traces{};
  std::size_t t = 0;
  for (; t + traces.size() <= values.size(); t += traces.size()) {
    for (std::size_t i = 0; i < traces.size(); ++i) traces[i] += values[t + i] - values[t + i];
  }
  for (; t < values.size(); ++t) traces[0] += values[t] - values[t];
  return !std::isnan(traces[0] + traces[1] + traces[2] + traces[3]);
}

/// An indicator reads a joined series exactly if the feature names one.
Result<void> check_references(const Feature& feature, const IndicatorSpec& spec) {
  const std::array<std::pair<Input, std::string_view>, 2> named{
      {{Input::reference, feature.reference}, {Input::second_reference, feature.second_reference}}};
  for (const auto& [input, name] : named) {
    const bool reads = std::ranges::find(spec.inputs, input) != spec.inputs.end();
    if (reads != name.empty()) continue;
    return Error{
        ErrorCode::invalid_argument,
        reads ? fmt::format("{} reads a {}; name a series for it", spec.name, to_word(input))
              : fmt::format("{} reads no {}; leave '{}' out", spec.name, to_word(input), name)};
  }
  return {};
}

std::string references_text(const Feature& feature) {
  if (feature.reference.empty()) return {};
  return fmt::format("[{},{}]", feature.reference, feature.second_reference);
}

/// A bar with the values of the joined series that one indicator reads.
BarValues joined(BarValues bar, std::span<const double> references,
                 const std::array<std::size_t, 2>& reads) {
  const auto value = [&](std::size_t i) { return i < references.size() ? references[i] : kNaN; };
  bar.reference = value(reads[0]);
  bar.second_reference = value(reads[1]);
  return bar;
}

BarColumns joined(BarColumns bars, std::span<const std::span<const double>> references,
                  const std::array<std::size_t, 2>& reads) {
  const auto column = [&](std::size_t i) {
    return i < references.size() ? references[i] : std::span<const double>();
  };
  bars.reference = column(reads[0]);
  bars.second_reference = column(reads[1]);
  return bars;
}

}  // namespace

Result<FeatureSet> FeatureSet::make(std::span<const Feature> features,
                                    const FeatureOptions& options) {
  FeatureSet set;
  set.options_ = options;
  std::map<std::string, std::size_t> members;
  for (const Feature& each : features) {
    if (auto added = set.add(each, members); !added) {
      return std::move(added).error().in(each.name);
    }
  }
  return set;
}

Result<void> FeatureSet::add(const Feature& feature, std::map<std::string, std::size_t>& members) {
  NAUTILUS_TRY(const auto origin,
               feature.expression.empty() ? origin_of(feature) : expression_of(feature));
  const auto [entry, is_new] = members.try_emplace(origin.key, members_.size());
  if (is_new) {
    NAUTILUS_TRY(auto member, make_member(feature, origin));
    values_.resize(values_.size() + member.outputs, kNaN);
    members_.push_back(std::move(member));
  }
  features_.push_back(feature.expression.empty() ? feature : with_own_texts(feature));
  places_.push_back({entry->second, origin.output});
  const auto& spec = members_[entry->second].indicator->spec();
  version_ = fingerprint(fmt::format("{}={}.{} {}", feature.name, origin.key,
                                     spec.outputs[origin.output].name, spec.version),
                         version_);
  return {};
}

Result<FeatureSet::Origin> FeatureSet::origin_of(const Feature& feature) const {
  NAUTILUS_TRY(const auto* info, find_indicator(feature.indicator));
  NAUTILUS_TRY(const auto output, output_index(*info->spec, feature.output));
  NAUTILUS_TRY(auto parameters, parameters_of(feature, *info, options_));
  NAUTILUS_CHECK(check_references(feature, *info->spec));
  auto key =
      fmt::format("{}{}{}", feature.indicator, json::to_text(parameters), references_text(feature));
  return Origin{std::move(key), output,
                [info, given = std::move(parameters)] { return info->make(given); }};
}

Result<FeatureSet::Origin> FeatureSet::expression_of(const Feature& feature) const {
  NAUTILUS_TRY(const auto expression, Expression::compile(feature.expression, options_));
  return Origin{
      fmt::format("{} {}", to_hex(expression->version()), expression->text()), 0,
      [expression]() -> Result<std::unique_ptr<StreamingIndicator>> { return expression->make(); }};
}

Feature FeatureSet::with_own_texts(Feature feature) {
  feature.name = texts_.emplace_back(feature.name);
  feature.expression = texts_.emplace_back(feature.expression);
  return feature;
}

Result<FeatureSet::Member> FeatureSet::make_member(const Feature& feature, const Origin& origin) {
  NAUTILUS_TRY(auto indicator, origin.make());
  const std::size_t outputs = indicator->spec().outputs.size();
  return Member{std::move(indicator),
                values_.size(),
                outputs,
                {reference_index(feature.reference), reference_index(feature.second_reference)}};
}

std::size_t FeatureSet::reference_index(std::string_view name) {
  if (name.empty()) return kNone;
  const auto found = std::ranges::find(references_, name);
  const auto place = static_cast<std::size_t>(found - references_.begin());
  if (found == references_.end()) {
    references_.emplace_back(name);
    joined_.emplace_back();
  }
  return place;
}

void FeatureSet::update(const BarValues& bar, std::span<const double> references) {
  // Locals, for the compiler must expect any indicator to change what it reads through `this`.
  const std::span<const Member> members = members_;
  double* const values = values_.data();
  const bool is_joined = !references_.empty();
  for (std::size_t m = 0; m < members.size(); ++m) {
    if (m + kAhead < members.size()) prefetch(*members[m + kAhead].indicator);
    const Member& each = members[m];
    const std::span out(values + each.first_value, each.outputs);
    if (is_joined && each.is_joined()) {
      each.indicator->update(joined(bar, references, each.reads), out);
    } else {
      each.indicator->update(bar, out);
    }
  }
  for (std::size_t i = 0; i < inputs_.size(); ++i) inputs_[i].note(bar.*kInputMembers[i]);
  for (std::size_t i = 0; i < joined_.size(); ++i) {
    joined_[i].note(references.empty() ? kNaN : references[i]);
  }
  ++held_;
}

void FeatureSet::replay(const BarColumns& bars, Columns columns, ReferenceColumns references) {
  // An output goes straight to the column of the feature that first asks for it.
  std::vector<std::span<double>> targets(values_.size());
  for (std::size_t f = 0; f < columns.size(); ++f) {
    auto& target = targets[value_index(places_[f])];
    if (target.empty()) target = columns[f];
  }
  std::array<double, kMostOutputs * kChunk> scratch;
  std::vector<std::span<const double>> parts(references.size());
  for (std::size_t first = 0; first < bars.size(); first += kChunk) {
    const auto chunk = bars.slice(first, std::min(kChunk, bars.size() - first));
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i] = BarColumns::part(references[i], first, chunk.size());
    }
    for (const Member& each : members_) {
      std::array<std::span<double>, kMostOutputs> out;
      for (std::size_t k = 0; k < each.outputs; ++k) {
        const auto target = targets[each.first_value + k];
        out[k] = target.empty() ? std::span(scratch).subspan(k * kChunk, chunk.size())
                                : target.subspan(first, chunk.size());
      }
      const auto outputs = std::span(out).first(each.outputs);
      if (each.is_joined()) {
        each.indicator->replay(joined(chunk, parts, each.reads), outputs);
      } else {
        each.indicator->replay(chunk, outputs);
      }
      for (std::size_t k = 0; k < each.outputs; ++k) values_[each.first_value + k] = out[k].back();
    }
    note(chunk, parts);
  }
  for (std::size_t f = 0; f < columns.size(); ++f) {
    const auto target = targets[value_index(places_[f])];
    if (target.data() != columns[f].data()) std::ranges::copy(target, columns[f].begin());
  }
}

void FeatureSet::InputHistory::note(double value) {
  if (std::isfinite(value)) [[likely]] {
    bars_since_gap += bars_since_gap > 0 ? 1 : 0;
    return;
  }
  ++gaps;
  bars_since_gap = 1;
}

void FeatureSet::InputHistory::note(std::span<const double> column, std::size_t bars) {
  if (column.empty()) {
    gaps += static_cast<std::int64_t>(bars);
    bars_since_gap = 1;
  }
  // Hardly ever is there a gap, and whether one is in a column is known without a step per value.
  if (!all_finite(column)) {
    for (const double value : column) note(value);
  } else if (bars_since_gap > 0) {
    bars_since_gap += std::ssize(column);
  }
}

void FeatureSet::note(const BarColumns& bars, ReferenceColumns references) {
  held_ += static_cast<std::int64_t>(bars.size());
  const auto columns = bars.all();
  for (std::size_t i = 0; i < columns.size(); ++i) inputs_[i].note(columns[i], bars.size());
  for (std::size_t i = 0; i < joined_.size(); ++i) {
    joined_[i].note(references.empty() ? std::span<const double>() : references[i], bars.size());
  }
}

std::vector<double> FeatureSet::values() const {
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(values_[value_index(each)]);
  return out;
}

std::vector<double> FeatureSet::peek(const BarValues& bar,
                                     std::span<const double> references) const {
  std::vector<double> all(values_.size());
  for (const Member& each : members_) {
    const auto out = std::span(all).subspan(each.first_value, each.outputs);
    each.indicator->peek(each.is_joined() ? joined(bar, references, each.reads) : bar, out);
  }
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(all[value_index(each)]);
  return out;
}

}  // namespace nautilus::features
