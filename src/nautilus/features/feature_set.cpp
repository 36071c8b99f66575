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
#include "nautilus/numeric/simd.hpp"

namespace nautilus::features {
namespace {

// Of a symbol that had no bar for a while nothing is in the caches: its indicators are asked for
// some steps before their turn.
constexpr std::size_t kAhead = 8;

// A table of so many values, 32 MB, is written past the caches, which it would only empty: measured
// 8 % faster for fifty columns of a million bars.
constexpr std::size_t kTooManyForCaches = 1UL << 22;

// The inputs that all indicators read alike; the references of each are its own.
constexpr auto kOwnInputs = static_cast<std::size_t>(Input::reference);

void prefetch(const StreamingIndicator* indicator) {
  constexpr std::size_t line = 64;
  const auto* const start = reinterpret_cast<const char*>(indicator);
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

bool all_finite(std::span<const double> values) {
  return std::ranges::all_of(values, [](double each) { return std::isfinite(each); });
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
  const auto value = [&](std::size_t i) {
    return i < references.size() ? finite(references[i]) : kNaN;
  };
  bar.reference = value(reads[0]);
  bar.second_reference = value(reads[1]);
  return bar;
}

void join(BarBlock& block, std::size_t count, std::span<const std::span<const double>> references,
          const std::array<std::size_t, 2>& reads) {
  for (std::size_t i = 0; i < reads.size(); ++i) {
    const bool is_there = reads[i] < references.size();
    block.fill(kOwnInputs + i, is_there ? references[reads[i]] : std::span<const double>(), count);
  }
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
    const auto* const added = members_.back().indicator.get();
    if (members_.size() > kAhead) members_[members_.size() - 1 - kAhead].ahead = added;
  }
  asked_.resize(members_.size());
  asked_[entry->second].push_back(features_.size());
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
  Member member;
  member.first_value = values_.size();
  member.outputs = indicator->spec().outputs.size();
  member.reads = {reference_index(feature.reference), reference_index(feature.second_reference)};
  member.is_joined = member.reads != std::array{kNone, kNone};
  member.indicator = std::move(indicator);
  member.ahead = member.indicator.get();
  return member;
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
  has_traded_ |= finite(bar.volume) > 0.0;
  // Locals, for the compiler must expect any indicator to change what it reads through `this`.
  const BarValues known = seen(bar);
  double* const values = values_.data();
  const Member* const end = members_.data() + members_.size();
  for (const Member* each = members_.data(); each != end; ++each) {
    prefetch(each->ahead);
    if (each->is_joined) [[unlikely]] {
      each->indicator->take(joined(known, references, each->reads), values + each->first_value);
    } else {
      each->indicator->take(known, values + each->first_value);
    }
  }
  for (std::size_t i = 0; i < kOwnInputs; ++i) inputs_[i].note(known.*kInputMembers[i]);
  for (std::size_t i = 0; i < joined_.size(); ++i) {
    joined_[i].note(references.empty() ? kNaN : references[i]);
  }
  ++held_;
}

void FeatureSet::replay(const BarColumns& bars, Columns columns, ReferenceColumns references) {
  const bool streams = bars.size() * columns.size() >= kTooManyForCaches;
  BarBlock block;
  BarBlock answers;
  std::vector<std::span<const double>> parts(references.size());
  for (std::size_t first = 0; first < bars.size(); first += BarBlock::kBars) {
    const std::size_t count = std::min(BarBlock::kBars, bars.size() - first);
    take_columns(bars.slice(first, count), block);
    for (std::size_t i = 0; i < parts.size(); ++i) {
      parts[i] = BarColumns::part(references[i], first, count);
    }
    note_references(parts, count);
    for (std::size_t m = 0; m < members_.size(); ++m) {
      const Member& member = members_[m];
      if (member.is_joined) join(block, count, parts, member.reads);
      member.indicator->run(block, count, answers);
      for (std::size_t k = 0; k < member.outputs; ++k) {
        values_[member.first_value + k] = answers.row(k)[count - 1];
      }
      if (columns.empty()) continue;
      for (const std::size_t f : asked_[m]) {
        answers.give(places_[f].output, columns[f].subspan(first, count), streams);
      }
    }
    held_ += static_cast<std::int64_t>(count);
  }
  if (streams) numeric::finish_streaming();
}

/// What the indicators are given of a bar.
BarValues FeatureSet::seen(const BarValues& bar) const {
  BarValues known = bar.known();
  if (!has_traded_ && known.volume == 0.0) known.volume = kNaN;
  return known;
}

void FeatureSet::take_columns(const BarColumns& bars, BarBlock& block) {
  const auto columns = bars.all();
  for (std::size_t i = 0; i < kOwnInputs; ++i) {
    bool complete = block.fill(i, columns[i], bars.size());
    const std::span taken(block.row(i), columns[i].size());
    if (i == static_cast<std::size_t>(Input::volume)) complete &= !hide_volumes(taken);
    inputs_[i].note(taken, bars.size(), complete);
  }
}

/// Makes gaps of the zeros before the first volume above 0; whether there were any.
bool FeatureSet::hide_volumes(std::span<double> volumes) {
  if (has_traded_) return false;
  const auto first = std::ranges::find_if(volumes, [](double each) { return each > 0.0; });
  has_traded_ = first != volumes.end();
  const std::span before(volumes.begin(), first);
  const bool any = std::ranges::find(before, 0.0) != before.end();
  std::ranges::replace(before, 0.0, kNaN);
  return any;
}

void FeatureSet::note_references(ReferenceColumns references, std::size_t bars) {
  for (std::size_t i = 0; i < joined_.size(); ++i) {
    const auto column = references.empty() ? std::span<const double>() : references[i];
    joined_[i].note(column, bars, all_finite(column));
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

void FeatureSet::InputHistory::note(std::span<const double> column, std::size_t bars,
                                    bool complete) {
  if (column.empty()) {
    gaps += static_cast<std::int64_t>(bars);
    bars_since_gap = 1;
  } else if (!complete) {
    for (const double value : column) note(value);
  } else if (bars_since_gap > 0) {
    bars_since_gap += std::ssize(column);
  }
}

std::vector<double> FeatureSet::values() const {
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(finite(values_[value_index(each)]));
  return out;
}

std::vector<double> FeatureSet::peek(const BarValues& bar,
                                     std::span<const double> references) const {
  const BarValues known = seen(bar);
  std::vector<double> all(values_.size());
  for (const Member& each : members_) {
    std::as_const(*each.indicator)
        .foresee(each.is_joined ? joined(known, references, each.reads) : known,
                 all.data() + each.first_value);
  }
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(finite(all[value_index(each)]));
  return out;
}

}  // namespace nautilus::features
