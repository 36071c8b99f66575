// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "nautilus/features/expressions/program.hpp"
#include "nautilus/features/expressions/syntax.hpp"

namespace nautilus::features::expressions {

/// A part of an expression that has been compiled: a number that is known, or a slot.
struct Part {
  std::string text;  ///< In the spelling of Program::text; equal parts have equal texts.
  Slot slot = 0;
  std::optional<double> number = {};

  [[nodiscard]] bool is_number() const { return number.has_value(); }
};

/// What a call gives to its indicator.
struct Arguments {
  std::vector<Part> series;  ///< One per input; empty for the bar's own columns.
  json::Object parameters;
};

/// Tells a call's series from its parameters: series come first, all of them or none, and depend on
/// the bar; parameters are numbers, in the declared order or by name.
/// Errors: invalid_argument with the column, saying what the indicator takes.
Result<Arguments> arrange_arguments(const Syntax& call, const IndicatorInfo& indicator,
                                    std::span<const Part> operands);

/// A parameter as JSON.
json::Value parameter_value(const ParameterInfo& parameter, double value);

/// The output that a call names, or the only one there is. Errors: invalid_argument, listing them.
Result<std::string_view> picked_output(const Syntax& call, const IndicatorSpec& spec);

/// The column that expressions call so.
std::optional<Input> column_named(std::string_view name);

/// Nothing is called so: names the nearest that is.
Error unknown_name(const Word& name);

/// The text of an operation and of a call, without its output.
std::string spelled(Operation operation, std::span<const Part> operands);
std::string spelled(const IndicatorInfo& indicator, const Arguments& arguments);

}  // namespace nautilus::features::expressions
