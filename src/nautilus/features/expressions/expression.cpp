// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/expression.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/features/expressions/running_expression.hpp"

namespace nautilus::features {
namespace {

IndicatorSpec spec_of(const expressions::Program& program) {
  std::vector<Input> inputs;
  for (const auto& each : program.columns) inputs.push_back(each.input);
  std::ranges::sort(inputs);
  auto cost = Cost::constant;
  for (const auto& each : program.calls) cost = std::max(cost, each.indicator->spec->cost);
  return {
      .name = "expression",
      .title = "Formula of a user's own",
      .group = Group::expressions,
      .inputs = ShortList<Input, kInputWords.size()>(std::span<const Input>(inputs)),
      .outputs = {{.name = "value",
                   .meaning = "What the formula says, in its unit",
                   .degenerate = "no value where a part of the formula has none, or no finite one",
                   .sparse = true}},
      .formula = program.text,
      .gaps = "No value where a part of the formula has none",
      .reference = "Declared by the user",
      .cost = cost,
  };
}

std::uint64_t version_of(const expressions::Program& program) {
  std::uint64_t version = fingerprint(program.text);
  for (const auto& each : program.calls) {
    const auto& spec = *each.indicator->spec;
    version = fingerprint(fmt::format("{} {}", spec.name, spec.version), version);
  }
  return version;
}

}  // namespace

Result<std::shared_ptr<const Expression>> Expression::compile(std::string_view text,
                                                              const FeatureOptions& options) {
  NAUTILUS_TRY(auto program, expressions::compile_program(text, options));
  return std::shared_ptr<const Expression>(new Expression(std::move(program)));
}

Expression::Expression(expressions::Program program)
    : program_(std::move(program)), spec_(spec_of(program_)), version_(version_of(program_)) {}

std::unique_ptr<StreamingIndicator> Expression::make() const {
  return std::make_unique<expressions::RunningExpression>(shared_from_this());
}

}  // namespace nautilus::features
