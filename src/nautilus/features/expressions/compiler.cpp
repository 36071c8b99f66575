// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/expressions/arguments.hpp"
#include "nautilus/features/expressions/exponential_means.hpp"
#include "nautilus/features/expressions/first_values.hpp"
#include "nautilus/features/expressions/program.hpp"
#include "nautilus/features/expressions/syntax.hpp"
#include "nautilus/features/feature_list.hpp"

namespace nautilus::features::expressions {
namespace {

/// Turns the tree of an expression into the list that runs, innermost parts first.
class Compiler {
 public:
  explicit Compiler(const FeatureOptions& options) : options_(options) {}

  Result<Program> whole(const Syntax& syntax) {
    NAUTILUS_TRY(const auto part, compile(syntax));
    if (part.number) {
      return error_at(syntax.word.position,
                      "the expression is a number; name a column, such as close");
    }
    gather_exponential_means(program_.steps);
    program_.answer = part.slot;
    program_.text = part.text;
    program_.warm_up = timings_[part.slot].warm_up;
    program_.gap_recovery = timings_[part.slot].gap_recovery;
    return std::move(program_);
  }

 private:
  /// Since when a slot has values, and again after a gap.
  struct Timing {
    int warm_up = 0;
    int gap_recovery = 0;
  };

  Result<Part> compile(const Syntax& syntax) {
    switch (syntax.kind) {
      case Syntax::Kind::number: return number(syntax.number);
      case Syntax::Kind::name: return name(syntax);
      case Syntax::Kind::operation: return operation(syntax.operation, syntax);
      case Syntax::Kind::call: break;
    }
    const auto function = find_function(syntax.word.text);
    return function ? operation(*function, syntax) : call(syntax);
  }

  static Part number(double value) { return {.text = format_number(value), .number = value}; }

  Result<Part> name(const Syntax& syntax) {
    if (const auto input = column_named(syntax.word.text)) return column(*input, syntax);
    const auto feature = find_feature(syntax.word.text);
    if (!feature) return unknown_name(syntax.word);
    if (!feature->reference.empty()) {
      return error_at(syntax.word.position,
                      fmt::format("{} reads the joined series {}, which expressions cannot",
                                  feature->name, feature->reference));
    }
    program_.counts_sessions |= feature->counts_sessions;
    NAUTILUS_TRY(const auto* indicator, find_indicator(feature->indicator));
    NAUTILUS_TRY(auto parameters, json::parse(feature->parameters));
    return run(syntax, *indicator, {{}, std::move(parameters.as_object())}, feature->output);
  }

  Result<Part> column(Input input, const Syntax& syntax) {
    const std::string text(to_word(input));
    if (const auto known = slots_.find(text); known != slots_.end()) {
      return Part{.text = text, .slot = known->second};
    }
    NAUTILUS_TRY(const auto slot, add_slot({.warm_up = 0, .gap_recovery = 1}, syntax));
    program_.columns.push_back({input, slot});
    slots_.emplace(text, slot);
    return Part{.text = text, .slot = slot};
  }

  Result<Part> operation(Operation operation, const Syntax& syntax) {
    const OperationInfo& info = info_of(operation);
    if (syntax.operands.size() != info.operands || !syntax.output.text.empty()) {
      return error_at(syntax.word.position,
                      fmt::format("{} takes {} values and has one answer; found {}", info.word,
                                  info.operands, syntax.operands.size()));
    }
    std::vector<Part> operands;
    for (const Syntax& each : syntax.operands) {
      if (!each.label.text.empty()) {
        return error_at(each.label.position, fmt::format("{} has no named parameters", info.word));
      }
      NAUTILUS_TRY(auto operand, compile(each));
      operands.push_back(std::move(operand));
    }
    const bool is_fixed = std::ranges::all_of(operands, &Part::is_number);
    return is_fixed ? fold(operation, operands, syntax) : compute(operation, operands, syntax);
  }

  static Result<Part> fold(Operation operation, std::span<const Part> operands,
                           const Syntax& syntax) {
    std::array<double, kMostOperands> numbers{};
    for (std::size_t i = 0; i < operands.size(); ++i) numbers[i] = *operands[i].number;
    const double value = expressions::compute(operation, numbers[0], numbers[1], numbers[2]);
    if (value == value) return number(value);
    return error_at(syntax.word.position,
                    fmt::format("{} has no value", spelled(operation, operands)));
  }

  Result<Part> compute(Operation operation, std::span<const Part> operands, const Syntax& syntax) {
    Part part{.text = spelled(operation, operands)};
    if (const auto known = slots_.find(part.text); known != slots_.end()) {
      part.slot = known->second;
      return part;
    }
    Program::Step step{.operation = operation};
    Timing timing;
    for (std::size_t i = 0; i < operands.size(); ++i) {
      NAUTILUS_TRY(step.operands[i], slot_of(operands[i], syntax));
      timing.warm_up = std::max(timing.warm_up, timings_[step.operands[i]].warm_up);
      timing.gap_recovery = std::max(timing.gap_recovery, timings_[step.operands[i]].gap_recovery);
    }
    NAUTILUS_TRY(step.result, add_slot(timing, syntax));
    program_.steps.push_back(step);
    slots_.emplace(part.text, step.result);
    part.slot = step.result;
    return part;
  }

  static Error no_function(const Word& word) {
    const auto feature = find_feature(word.text);
    if (!feature) return unknown_name(word);
    return error_at(word.position,
                    fmt::format("{} is a feature, with its parameters set; leave the parentheses "
                                "out or call its indicator, {}",
                                word.text, feature->indicator));
  }

  Result<Part> call(const Syntax& syntax) {
    const auto indicator = find_indicator(syntax.word.text);
    if (!indicator) return no_function(syntax.word);
    std::vector<Part> operands;
    for (const Syntax& each : syntax.operands) {
      NAUTILUS_TRY(auto operand, compile(each));
      operands.push_back(std::move(operand));
    }
    NAUTILUS_TRY(auto arguments, arrange_arguments(syntax, **indicator, operands));
    NAUTILUS_TRY(const auto output, picked_output(syntax, *(*indicator)->spec));
    return run(syntax, **indicator, std::move(arguments), output);
  }

  /// One output of an indicator that runs on such arguments.
  Result<Part> run(const Syntax& syntax, const IndicatorInfo& indicator, Arguments arguments,
                   std::string_view output) {
    NAUTILUS_CHECK(complete(indicator, arguments, syntax));
    const IndicatorSpec& spec = *indicator.spec;
    const auto* const found = std::ranges::find(spec.outputs, output, &Output::name);
    const auto place = static_cast<std::size_t>(found - spec.outputs.begin());
    Part part{.text = spelled(indicator, arguments)};
    auto known = slots_.find(part.text);
    if (known == slots_.end()) {
      NAUTILUS_TRY(const auto first, add_call(syntax, indicator, arguments));
      known = slots_.emplace(part.text, first).first;
    }
    part.slot = static_cast<Slot>(known->second + place);
    if (spec.outputs.size() > 1) part.text += fmt::format(".{}", output);
    return part;
  }

  /// The bar's own columns where no series are given, and what the options say of parameters.
  Result<void> complete(const IndicatorInfo& indicator, Arguments& arguments,
                        const Syntax& syntax) {
    const std::size_t said = arguments.parameters.size();
    apply_options(arguments.parameters, indicator, options_);
    program_.counts_years |= arguments.parameters.size() > said;
    for (const ParameterInfo& each : indicator.parameters()) {
      if (!arguments.parameters.contains(each.name)) {
        arguments.parameters[each.name] = parameter_value(each, each.standard);
      }
    }
    std::vector<Part> series;
    std::size_t given = 0;
    for (const Input input : indicator.spec->inputs) {
      const bool is_own = arguments.series.empty() || input == Input::time;
      if (!is_own) {
        series.push_back(arguments.series[given++]);
        continue;
      }
      NAUTILUS_TRY(auto own, column(input, syntax));
      series.push_back(std::move(own));
    }
    arguments.series = std::move(series);
    return {};
  }

  Result<Slot> add_call(const Syntax& syntax, const IndicatorInfo& info,
                        const Arguments& arguments) {
    const json::Value parameters(arguments.parameters);
    auto made = info.make(parameters);
    if (!made) {
      return error_at(syntax.word.position,
                      fmt::format("{}: {}", info.spec->name, made.error().message));
    }
    auto& indicator = **made;
    program_.state_bytes += indicator.save().size();
    if (program_.state_bytes > kMostStateBytes) {
      return error_at(syntax.word.position,
                      fmt::format("the windows so far keep {} bytes, more than {}; shorten them",
                                  program_.state_bytes, kMostStateBytes));
    }
    program_.anew += indicator.bars_anew();
    if (program_.anew > kMostAnew) {
      return error_at(syntax.word.position,
                      fmt::format("the windows so far go through {} bars anew on each bar, more "
                                  "than {}; shorten them",
                                  program_.anew, kMostAnew));
    }
    Program::Step step{.spec = info.spec,
                       .call = static_cast<std::uint16_t>(program_.calls.size()),
                       .reads_bar = true};
    std::vector<int> starts;
    int recovery = 1;
    for (std::size_t i = 0; i < arguments.series.size(); ++i) {
      step.operands[i] = arguments.series[i].slot;
      starts.push_back(timings_[step.operands[i]].warm_up);
      recovery = std::max(recovery, timings_[step.operands[i]].gap_recovery);
      step.reads_bar &= arguments.series[i].text == to_word(info.spec->inputs[i]);
    }
    const auto warm_ups = first_values(indicator, starts);
    for (std::size_t k = 0; k < warm_ups.size(); ++k) {
      const Timing timing{warm_ups[k], recovery - 1 + indicator.gap_recovery()[k]};
      NAUTILUS_TRY(const auto slot, add_slot(timing, syntax, k == 0));
      if (k == 0) step.result = slot;
    }
    program_.calls.push_back({&info, parameters});
    program_.steps.push_back(step);
    return step.result;
  }

  /// The slot of an operand; a number gets one when it is first used.
  Result<Slot> slot_of(const Part& part, const Syntax& syntax) {
    if (!part.number) return part.slot;
    if (const auto known = slots_.find(part.text); known != slots_.end()) return known->second;
    NAUTILUS_TRY(const auto slot, add_slot({}, syntax));
    program_.constants.push_back({*part.number, slot});
    slots_.emplace(part.text, slot);
    return slot;
  }

  /// A further slot, of a new part or a further output of the one before.
  Result<Slot> add_slot(const Timing& timing, const Syntax& syntax, bool is_part = true) {
    program_.parts += is_part ? 1 : 0;
    if (program_.parts > kMostParts) {
      return error_at(syntax.word.position,
                      fmt::format("the expression has more than {} parts", kMostParts));
    }
    if (timing.warm_up > kLongestWarmUp) {
      return error_at(syntax.word.position,
                      fmt::format("{} needs {} bars before its first value, at most {} are allowed",
                                  syntax.word.text, timing.warm_up, kLongestWarmUp));
    }
    timings_.push_back(timing);
    return static_cast<Slot>(program_.slots++);
  }

  const FeatureOptions& options_;
  Program program_;
  std::vector<Timing> timings_;                     ///< Of each slot.
  std::map<std::string, Slot, std::less<>> slots_;  ///< By the text of the part.
};

}  // namespace

Result<Program> compile_program(std::string_view text, const FeatureOptions& options) {
  NAUTILUS_TRY(const auto syntax, parse(text));
  return Compiler(options).whole(syntax);
}

std::vector<std::unique_ptr<StreamingIndicator>> make_indicators(const Program& program) {
  std::vector<std::unique_ptr<StreamingIndicator>> made;
  made.reserve(program.calls.size());
  for (const auto& each : program.calls) {
    if (each.indicator->spec == &Ema::spec) {
      made.push_back(std::make_unique<ExponentialMean>(*json::read<Ema::Params>(each.parameters)));
    } else {
      made.push_back(*each.indicator->make(each.parameters));
    }
  }
  return made;
}

}  // namespace nautilus::features::expressions
