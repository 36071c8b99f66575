// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include <fmt/format.h>

#include "nautilus/base/random.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/expressions/operation.hpp"
#include "nautilus/features/feature_list.hpp"

/// Expressions for the tests of this module.
namespace nautilus::features::testing_expressions {

/// Writes expressions at random: any operation, any indicator of the catalogue, short windows.
class Writer {
 public:
  explicit Writer(std::uint64_t seed, std::uint64_t index) : stream_(seed, "expressions", index) {}

  /// Most are well formed; some give an indicator parameters that do not go together.
  std::string expression(int depth) {
    switch (depth == 0 ? 0 : stream_.below(6)) {
      case 0: return leaf();
      case 1:
      case 2: return operation(depth);
      default: return call(depth);
    }
  }

 private:
  template <class List>
  const auto& any_of(const List& list) {
    return list[static_cast<std::size_t>(stream_.below(list.size()))];
  }

  std::string leaf() {
    constexpr std::array<std::string_view, 5> columns{"open", "high", "low", "close", "volume"};
    if (stream_.below(8) > 0) return std::string(any_of(columns));
    const Feature& feature = any_of(default_features());
    return std::string(feature.reference.empty() ? feature.name : "close");
  }

  std::string operand(int depth) {
    if (stream_.below(6) == 0) return format_number(std::floor(stream_.uniform() * 100) / 10);
    return expression(depth - 1);
  }

  std::string operation(int depth) {
    const auto& info = any_of(expressions::kOperations);
    if (info.operands == 1 && !info.is_function) return "-" + expression(depth - 1);
    if (!info.is_function) {
      return fmt::format("({} {} {})", expression(depth - 1), info.word, operand(depth));
    }
    std::string arguments = expression(depth - 1);
    for (std::size_t i = 1; i < info.operands; ++i) arguments += ", " + operand(depth);
    return fmt::format("{}({})", info.word, arguments);
  }

  std::string call(int depth) {
    const IndicatorInfo& info = any_of(catalogue());
    const auto reads = [&](Input input) {
      return std::ranges::find(info.spec->inputs, input) != info.spec->inputs.end();
    };
    const bool needs_series = reads(Input::reference) || reads(Input::second_reference);
    std::string arguments;
    if (needs_series || stream_.below(2) == 0) {
      for (const Input each : info.spec->inputs) {
        if (each != Input::time) arguments += expression(depth - 1) + ", ";
      }
    }
    for (const ParameterInfo& each : info.parameters()) {
      if (stream_.below(2) == 0) arguments += fmt::format("{}={}, ", each.name, value_of(each));
    }
    if (!arguments.empty()) arguments.resize(arguments.size() - 2);
    const bool picks = info.spec->outputs.size() > 1;
    return fmt::format("{}({}){}", info.spec->name, arguments,
                       picks ? fmt::format(".{}", any_of(info.spec->outputs).name) : "");
  }

  std::string value_of(const ParameterInfo& parameter) {
    const double maximum = parameter.maximum;
    if (parameter.whole_number) {
      const auto above = static_cast<double>(stream_.below(12));
      return format_number(std::min(parameter.minimum + above, maximum));
    }
    const double scaled = parameter.standard * (0.5 + stream_.uniform());
    return format_number(std::clamp(scaled, parameter.minimum, maximum));
  }

  RandomStream stream_;
};

}  // namespace nautilus::features::testing_expressions
