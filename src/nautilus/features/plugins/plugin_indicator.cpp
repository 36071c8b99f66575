// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/plugin_indicator.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kMostInputs = 6;  ///< Joined series are no inputs of plug-ins.
constexpr std::size_t kMostOutputs = 8;
constexpr std::size_t kLongestName = 64;
constexpr int kLongestWarmUp = 20'000;

Error wrong(std::string_view what, std::string_view must) {
  return Error{ErrorCode::invalid_argument, fmt::format("{} {}", what, must)};
}

bool is_name(std::string_view text) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  return !text.empty() && text.size() <= kLongestName && is_lower(text.front()) &&
         std::ranges::all_of(
             text, [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; });
}

Result<void> check_texts(const NautilusIndicator& given) {
  const std::array texts{given.name,    given.title, given.group,
                         given.formula, given.gaps,  given.reference};
  if (std::ranges::find(texts, nullptr) != texts.end()) return wrong("a text", "is null");
  if (!is_name(given.name)) {
    return wrong(fmt::format("the name '{}'", given.name),
                 "must be a lower-case letter, then at most 63 of them, digits and underscores");
  }
  return {};
}

Result<void> check_numbers(const NautilusIndicator& given) {
  if (given.state_version < 1) return wrong("state_version", "must be from 1 on");
  if (given.warm_up < 0 || given.warm_up > kLongestWarmUp) {
    return wrong("warm_up", fmt::format("must be 0 to {}", kLongestWarmUp));
  }
  if (given.gap_recovery < 1) return wrong("gap_recovery", "must be from 1 on");
  const bool complete = given.create != nullptr && given.destroy != nullptr &&
                        given.update != nullptr && given.save != nullptr && given.load != nullptr;
  return complete ? Result<void>() : wrong("a function", "is null");
}

Result<std::vector<Input>> inputs_of(const NautilusIndicator& given) {
  if (given.inputs == nullptr || given.input_count < 1 || given.input_count > kMostInputs) {
    return wrong("inputs", "must be 1 to 6");
  }
  std::vector<Input> inputs;
  for (const char* word : std::span(given.inputs, given.input_count)) {
    const auto input = word == nullptr ? std::nullopt : from_word<Input>(word);
    if (!input || *input > Input::time) {
      return wrong(fmt::format("the input '{}'", word == nullptr ? "" : word),
                   "must be open, high, low, close, volume or time");
    }
    inputs.push_back(*input);
  }
  return inputs;
}

Result<std::vector<Output>> outputs_of(const NautilusIndicator& given) {
  if (given.outputs == nullptr || given.output_count < 1 || given.output_count > kMostOutputs) {
    return wrong("outputs", "must be 1 to 8");
  }
  std::vector<Output> outputs;
  for (const auto& each : std::span(given.outputs, given.output_count)) {
    if (each.name == nullptr || each.meaning == nullptr) return wrong("an output", "is null");
    if (!is_name(each.name)) return wrong(fmt::format("the output '{}'", each.name), "is no name");
    if (std::ranges::find(outputs, each.name, &Output::name) != outputs.end()) {
      return wrong(fmt::format("the output '{}'", each.name), "stands twice");
    }
    outputs.push_back({.name = each.name,
                       .meaning = each.meaning,
                       .degenerate = "no value where the plug-in gives none"});
  }
  return outputs;
}

}  // namespace

PluginIndicator::PluginIndicator(const NautilusIndicator& functions, const IndicatorSpec& spec)
    : functions_(functions),
      spec_(spec),
      warm_up_(spec.outputs.size(), functions.warm_up),
      gap_recovery_(spec.outputs.size(), functions.gap_recovery) {
  for (const Output& each : spec.outputs) {
    feature_names_.push_back(spec.outputs.size() == 1 ? std::string(spec.name)
                                                      : fmt::format("{}_{}", spec.name, each.name));
  }
}

Result<std::unique_ptr<const PluginIndicator>> PluginIndicator::declare(
    const NautilusIndicator& functions) {
  NAUTILUS_CHECK(check_texts(functions));
  NAUTILUS_CHECK(check_numbers(functions));
  NAUTILUS_TRY(const auto inputs, inputs_of(functions));
  NAUTILUS_TRY(const auto outputs, outputs_of(functions));
  const auto group = from_word<Group>(functions.group);
  if (!group) {
    return wrong(fmt::format("the group '{}'", functions.group),
                 "is none of the catalogue" + did_you_mean(functions.group, kGroupWords));
  }
  const IndicatorSpec spec{
      .name = functions.name,
      .title = functions.title,
      .group = *group,
      .version = functions.state_version,
      .inputs = ShortList<Input, kInputWords.size()>(std::span<const Input>(inputs)),
      .outputs = ShortList<Output, kMostOutputs>(std::span<const Output>(outputs)),
      .formula = functions.formula,
      .gaps = functions.gaps,
      .reference = functions.reference,
  };
  return std::unique_ptr<const PluginIndicator>(new PluginIndicator(functions, spec));
}

std::vector<Feature> PluginIndicator::features() const {
  std::vector<Feature> features;
  for (std::size_t k = 0; k < feature_names_.size(); ++k) {
    features.push_back({.name = feature_names_[k],
                        .group = spec_.group,
                        .indicator = spec_.name,
                        .parameters = "{}",
                        .output = spec_.outputs[k].name});
  }
  return features;
}

}  // namespace nautilus::features
