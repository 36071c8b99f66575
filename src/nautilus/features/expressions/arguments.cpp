// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/arguments.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/feature_list.hpp"

namespace nautilus::features::expressions {
namespace {

constexpr bool is_joined(Input input) {
  return input == Input::reference || input == Input::second_reference;
}

/// The inputs that a call may give: all but the time, which is always the bar's own.
std::vector<std::string_view> series_names(const IndicatorSpec& spec) {
  std::vector<std::string_view> names;
  for (const Input input : spec.inputs) {
    if (input != Input::time) names.push_back(to_word(input));
  }
  return names;
}

std::vector<std::string_view> parameter_names(std::span<const ParameterInfo> parameters) {
  std::vector<std::string_view> names;
  for (const ParameterInfo& each : parameters) names.push_back(each.name);
  return names;
}

std::string in_words(std::span<const std::string_view> names) {
  return names.empty() ? "none" : fmt::format("{}", fmt::join(names, ", "));
}

/// How many of the operands are series: those before the first number or named one.
std::size_t leading_series(const Syntax& call, std::span<const Part> operands) {
  std::size_t count = 0;
  while (count < operands.size() && !operands[count].is_number() &&
         call.operands[count].label.text.empty()) {
    ++count;
  }
  return count;
}

Result<void> check_series(const Syntax& call, const IndicatorSpec& spec, std::size_t given) {
  const auto names = series_names(spec);
  const bool needs_all = std::any_of(spec.inputs.begin(), spec.inputs.end(), is_joined);
  if (given == names.size() || (given == 0 && !needs_all)) return {};
  const auto left_out = needs_all ? "" : ", or none for the bar's own columns";
  return error_at(call.word.position,
                  fmt::format("{} reads {} series ({}), which come first{}; found {}", spec.name,
                              names.size(), in_words(names), left_out, given));
}

/// Which parameter an operand is, `place` of those that are given by their place having been
/// before.
Result<ParameterInfo> parameter_of(const Syntax& operand, const IndicatorSpec& spec,
                                   std::span<const ParameterInfo> known, std::size_t place) {
  const auto names = parameter_names(known);
  if (operand.label.text.empty()) {
    if (place < known.size()) return known[place];
    return error_at(operand.word.position,
                    fmt::format("{} has no further parameter; its parameters are {}", spec.name,
                                in_words(names)));
  }
  const auto found = std::ranges::find(names, operand.label.text);
  if (found != names.end()) return known[static_cast<std::size_t>(found - names.begin())];
  return error_at(
      operand.label.position,
      fmt::format("{} has no parameter '{}'{}; its parameters are {}", spec.name,
                  operand.label.text, did_you_mean(operand.label.text, names), in_words(names)));
}

}  // namespace

Result<Arguments> arrange_arguments(const Syntax& call, const IndicatorInfo& indicator,
                                    std::span<const Part> operands) {
  const IndicatorSpec& spec = *indicator.spec;
  const auto known = indicator.parameters();
  const std::size_t series = leading_series(call, operands);
  NAUTILUS_CHECK(check_series(call, spec, series));
  Arguments arguments{.series = {operands.begin(), operands.begin() + std::ptrdiff_t(series)}};
  bool is_named = false;
  for (std::size_t i = series; i < operands.size(); ++i) {
    const Syntax& operand = call.operands[i];
    if (is_named && operand.label.text.empty()) {
      return error_at(operand.word.position, "found a parameter by its place after a named one");
    }
    is_named = !operand.label.text.empty();
    NAUTILUS_TRY(const auto parameter, parameter_of(operand, spec, known, i - series));
    if (!operands[i].number) {
      return error_at(operand.word.position,
                      fmt::format("{} of {} must be a number, found {}", parameter.name, spec.name,
                                  operands[i].text));
    }
    if (arguments.parameters.contains(parameter.name)) {
      return error_at(operand.word.position, fmt::format("{} is given twice", parameter.name));
    }
    arguments.parameters[parameter.name] = parameter_value(parameter, *operands[i].number);
  }
  return arguments;
}

json::Value parameter_value(const ParameterInfo& parameter, double value) {
  constexpr double exact = 9'007'199'254'740'992;  // 2^53
  const bool is_whole = std::floor(value) == value && std::abs(value) <= exact;
  if (parameter.whole_number && is_whole) return static_cast<std::int64_t>(value);
  return value;
}

Result<std::string_view> picked_output(const Syntax& call, const IndicatorSpec& spec) {
  std::vector<std::string_view> names;
  for (const Output& each : spec.outputs) names.push_back(each.name);
  const auto picked = call.output.text;
  if (picked.empty() && names.size() == 1) return names.front();
  if (picked.empty()) {
    return error_at(call.word.position,
                    fmt::format("{} has several outputs; pick one as in {}(...).{}: {}", spec.name,
                                spec.name, names.front(), in_words(names)));
  }
  const auto found = std::ranges::find(names, picked);
  if (found != names.end()) return *found;
  return error_at(call.output.position,
                  fmt::format("{} has no output '{}'{}; its outputs are {}", spec.name, picked,
                              did_you_mean(picked, names), in_words(names)));
}

std::optional<Input> column_named(std::string_view name) {
  const auto input = from_word<Input>(name);
  return input && !is_joined(*input) ? input : std::nullopt;
}

Error unknown_name(const Word& name) {
  std::vector<std::string_view> known;
  for (const auto word : kInputWords) {
    if (column_named(word)) known.push_back(word);
  }
  for (const OperationInfo& each : kOperations) {
    if (each.is_function) known.push_back(each.word);
  }
  for (const IndicatorInfo& each : catalogue()) known.push_back(each.spec->name);
  for (const Feature& each : default_features()) known.push_back(each.name);
  return error_at(name.position, fmt::format("no column, feature or function is named '{}'{}",
                                             name.text, did_you_mean(name.text, known)));
}

std::string spelled(Operation operation, std::span<const Part> operands) {
  const OperationInfo& info = info_of(operation);
  if (!info.is_function && info.operands == 1) return fmt::format("(-{})", operands[0].text);
  if (!info.is_function) {
    return fmt::format("({} {} {})", operands[0].text, info.word, operands[1].text);
  }
  std::vector<std::string_view> texts;
  for (const Part& each : operands) texts.push_back(each.text);
  return fmt::format("{}({})", info.word, fmt::join(texts, ", "));
}

std::string spelled(const IndicatorInfo& indicator, const Arguments& arguments) {
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < arguments.series.size(); ++i) {
    if (indicator.spec->inputs[i] != Input::time) texts.push_back(arguments.series[i].text);
  }
  for (const ParameterInfo& each : indicator.parameters()) {
    texts.push_back(
        fmt::format("{}={}", each.name, json::to_text(arguments.parameters.at(each.name))));
  }
  return fmt::format("{}({})", indicator.spec->name, fmt::join(texts, ", "));
}

}  // namespace nautilus::features::expressions
