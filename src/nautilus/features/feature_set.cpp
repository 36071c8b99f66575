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

namespace nautilus::features {
namespace {

// Bars given to one indicator before the next one runs: their columns stay in the fast cache.
constexpr std::size_t kChunk = 512;
constexpr std::size_t kMostOutputs = 8;

Result<json::Value> parameters_of(const Feature& feature, const IndicatorInfo& info,
                                  const FeatureOptions& options) {
  NAUTILUS_TRY(auto value, json::parse(feature.parameters));
  auto* const object = value.if_object();
  if (object == nullptr) {
    return Error{ErrorCode::invalid_argument, "parameters must be a JSON object"};
  }
  const auto parameters = info.parameters();
  const bool per_year =
      std::ranges::find(parameters, "bars_per_year", &ParameterInfo::name) != parameters.end();
  if (per_year && !object->contains("bars_per_year")) {
    (*object)["bars_per_year"] = options.bars_per_year;
  }
  return value;
}

Result<std::size_t> output_index(const IndicatorSpec& spec, std::string_view name) {
  const auto* const found = std::ranges::find(spec.outputs, name, &Output::name);
  if (found != spec.outputs.end()) return static_cast<std::size_t>(found - spec.outputs.begin());
  return Error{ErrorCode::not_found, fmt::format("{} has no output '{}'", spec.name, name)};
}

}  // namespace

Result<FeatureSet> FeatureSet::make(std::span<const Feature> features,
                                    const FeatureOptions& options) {
  FeatureSet set;
  set.options_ = options;
  std::map<std::string, std::size_t> members;
  for (const Feature& each : features) {
    if (auto added = set.add(each, options, members); !added) {
      return std::move(added).error().in(each.name);
    }
  }
  return set;
}

Result<void> FeatureSet::add(const Feature& feature, const FeatureOptions& options,
                             std::map<std::string, std::size_t>& members) {
  NAUTILUS_TRY(const auto* info, find_indicator(feature.indicator));
  NAUTILUS_TRY(const auto output, output_index(*info->spec, feature.output));
  NAUTILUS_TRY(const auto parameters, parameters_of(feature, *info, options));
  const std::string key = fmt::format("{}{}", feature.indicator, json::to_text(parameters));
  const auto [entry, is_new] = members.try_emplace(key, members_.size());
  if (is_new) {
    NAUTILUS_TRY(auto indicator, info->make(parameters));
    members_.push_back({std::move(indicator), values_.size()});
    values_.resize(values_.size() + info->spec->outputs.size(), kNaN);
  }
  features_.push_back(feature);
  places_.push_back({entry->second, output});
  version_ = fingerprint(fmt::format("{}={}.{}", feature.name, key, feature.output), version_);
  return {};
}

void FeatureSet::update(const BarValues& bar) {
  for (const Member& each : members_) {
    each.indicator->update(
        bar, std::span(values_).subspan(each.first_value, each.indicator->spec().outputs.size()));
  }
  const auto one = [&](std::size_t i) { return std::span<const double>(&bar[i], 1); };
  note({one(0), one(1), one(2), one(3), one(4)});
}

void FeatureSet::replay(const BarColumns& bars, std::span<const std::span<double>> columns) {
  std::vector<double> scratch(kMostOutputs * kChunk);
  for (std::size_t first = 0; first < bars.size(); first += kChunk) {
    const auto chunk = bars.slice(first, std::min(kChunk, bars.size() - first));
    for (std::size_t m = 0; m < members_.size(); ++m) {
      const Member& member = members_[m];
      const std::size_t outputs = member.indicator->spec().outputs.size();
      std::array<std::span<double>, kMostOutputs> out;
      for (std::size_t k = 0; k < outputs; ++k) {
        out.at(k) = std::span(scratch).subspan(k * kChunk, chunk.size());
      }
      member.indicator->replay(chunk, std::span(out).first(outputs));
      for (std::size_t k = 0; k < outputs; ++k) values_[member.first_value + k] = out.at(k).back();
      for (std::size_t f = 0; f < columns.size(); ++f) {
        if (places_[f].member != m) continue;
        std::ranges::copy(out.at(places_[f].output), columns[f].subspan(first).begin());
      }
    }
    note(chunk);
  }
}

void FeatureSet::note(const BarColumns& bars) {
  held_ += static_cast<std::int64_t>(bars.size());
  const auto columns = bars.all();
  for (std::size_t i = 0; i < columns.size(); ++i) {
    InputHistory& history = inputs_[i];
    for (const double value : columns[i]) {
      if (!std::isfinite(value)) {
        ++history.gaps;
        history.bars_since_gap = 1;
      } else if (history.bars_since_gap > 0) {
        ++history.bars_since_gap;
      }
    }
  }
}

std::vector<double> FeatureSet::values() const {
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(values_[value_index(each)]);
  return out;
}

std::vector<double> FeatureSet::peek(const BarValues& bar) const {
  std::vector<double> all(values_.size());
  for (const Member& each : members_) {
    each.indicator->peek(
        bar, std::span(all).subspan(each.first_value, each.indicator->spec().outputs.size()));
  }
  std::vector<double> out;
  out.reserve(places_.size());
  for (const Place& each : places_) out.push_back(all[value_index(each)]);
  return out;
}

std::string FeatureSet::missing_reason(const Place& place) const {
  const StreamingIndicator& indicator = *members_[place.member].indicator;
  const int needed = indicator.warm_up()[place.output] + 1;
  if (held_ < needed) return fmt::format("needs {} bars, {} held", needed, held_);

  for (const Input input : indicator.spec().inputs) {
    const InputHistory& history = inputs_[static_cast<std::size_t>(input)];
    if (history.gaps == 0) continue;
    const std::int64_t complete = held_ - history.gaps;
    if (complete < needed) {
      return fmt::format("needs {} bars, {} held with a {}", needed, complete, to_word(input));
    }
    const int recovery = indicator.gap_recovery()[place.output];
    if (history.bars_since_gap <= recovery) {
      return fmt::format("no {} {} bars ago; needs {} bars after such a gap", to_word(input),
                         history.bars_since_gap - 1, recovery);
    }
  }
  return fmt::format("undefined here: {}", indicator.spec().outputs[place.output].degenerate);
}

FeatureVector FeatureSet::vector() const {
  FeatureVector out;
  for (std::size_t f = 0; f < features_.size(); ++f) {
    const std::string group(to_word(features_[f].group));
    const std::string name(features_[f].name);
    if (std::ranges::find(out.feature_groups, group) == out.feature_groups.end()) {
      out.feature_groups.push_back(group);
    }
    auto& members = out.features[group];
    const double value = values_[value_index(places_[f])];
    if (std::isnan(value)) {
      out.missing[name] = missing_reason(places_[f]);
    } else {
      members[name] = value;
      ++out.total_features;
    }
  }
  return out;
}

}  // namespace nautilus::features
