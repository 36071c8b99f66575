// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/feature_set.hpp"

// What a set answers: each value under its name, or the reason why there is none.
namespace nautilus::features {

const FeatureSet::InputHistory& FeatureSet::history(const Member& member, Input input) const {
  if (input == Input::reference) return joined_[member.reads[0]];
  if (input == Input::second_reference) return joined_[member.reads[1]];
  return inputs_[static_cast<std::size_t>(input)];
}

std::string FeatureSet::name_of(const Member& member, Input input) const {
  if (input == Input::reference) return references_[member.reads[0]];
  if (input == Input::second_reference) return references_[member.reads[1]];
  return std::string(to_word(input));
}

std::string FeatureSet::missing_reason(const Place& place, const AbsentReferences& absent) const {
  const Member& member = members_[place.member];
  for (const std::size_t read : member.reads) {
    if (read == kNone || joined_[read].gaps < held_) continue;
    const auto reason = absent.find(references_[read]);
    return reason != absent.end() ? reason->second : "not loaded: " + references_[read];
  }
  const int needed = member.indicator->warm_up()[place.output] + 1;
  if (held_ < needed) return fmt::format("needs {} bars, {} held", needed, held_);

  for (const Input input : member.indicator->spec().inputs) {
    const InputHistory& held = history(member, input);
    if (held.gaps == 0) continue;
    if (input == Input::volume && !has_traded_) return "no volume: none above 0 on any bar";
    const std::int64_t complete = held_ - held.gaps;
    if (complete < needed) {
      return fmt::format("needs {} bars, {} held with a {}", needed, complete,
                         name_of(member, input));
    }
    const int recovery = member.indicator->gap_recovery()[place.output];
    if (held.bars_since_gap <= recovery) {
      return fmt::format("no {} {} bars ago; needs {} bars after such a gap",
                         name_of(member, input), held.bars_since_gap - 1, recovery);
    }
  }
  const auto degenerate = member.indicator->spec().outputs[place.output].degenerate;
  if (degenerate.find("no value") == std::string_view::npos) {
    return "undefined here: on the way to it a number is too large or too small for a double";
  }
  return fmt::format("undefined here: {}", degenerate);
}

FeatureVector FeatureSet::vector(const AbsentReferences& absent) const {
  FeatureVector out;
  for (std::size_t f = 0; f < features_.size(); ++f) {
    const std::string group(to_word(features_[f].group));
    const std::string name(features_[f].name);
    if (std::ranges::find(out.feature_groups, group) == out.feature_groups.end()) {
      out.feature_groups.push_back(group);
    }
    auto& members = out.features[group];
    const double value = finite(values_[value_index(places_[f])]);
    if (std::isnan(value)) {
      out.missing[name] = missing_reason(places_[f], absent);
    } else {
      members[name] = value;
      ++out.total_features;
    }
  }
  return out;
}

}  // namespace nautilus::features
