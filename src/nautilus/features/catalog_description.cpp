// SPDX-License-Identifier: MIT
#include "nautilus/features/catalog_description.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "nautilus/base/json_read.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/expressions/expression.hpp"
#include "nautilus/features/feature_list.hpp"
#include "nautilus/features/joined_series.hpp"

namespace nautilus::features {
namespace {

std::optional<double> if_finite(double limit) {
  return std::isfinite(limit) ? std::optional(limit) : std::nullopt;
}

ParameterDescription describe(const ParameterInfo& parameter) {
  return {.name = std::string(parameter.name),
          .help = std::string(parameter.help),
          .type = parameter.whole_number ? "integer" : "number",
          .standard = parameter.standard,
          .minimum = if_finite(parameter.minimum),
          .maximum = if_finite(parameter.maximum)};
}

OutputDescription describe(const Output& output) {
  return {.name = std::string(output.name),
          .meaning = std::string(output.meaning),
          .degenerate = std::string(output.degenerate),
          .minimum = if_finite(output.minimum),
          .maximum = if_finite(output.maximum)};
}

IndicatorDescription describe(const IndicatorInfo& info) {
  const IndicatorSpec& spec = *info.spec;
  IndicatorDescription out{.name = std::string(spec.name),
                           .title = std::string(spec.title),
                           .group = spec.group,
                           .inputs = {spec.inputs.begin(), spec.inputs.end()},
                           .formula = std::string(spec.formula),
                           .gaps = std::string(spec.gaps),
                           .reference = std::string(spec.reference),
                           .cost = spec.cost};
  for (const auto& each : info.parameters()) out.parameters.push_back(describe(each));
  for (const auto& each : spec.outputs) out.outputs.push_back(describe(each));
  return out;
}

JoinedSeriesDescription describe(const JoinedSeries& series) {
  return {.name = std::string(series.name),
          .meaning = std::string(series.meaning),
          .formula = std::string(series.formula),
          .missing = std::string(series.missing),
          .minimum = if_finite(series.minimum),
          .maximum = if_finite(series.maximum),
          .reference = std::string(series.reference)};
}

std::vector<std::string> references_of(const Feature& feature) {
  std::vector<std::string> references;
  for (const auto name : {feature.reference, feature.second_reference}) {
    if (!name.empty()) references.emplace_back(name);
  }
  return references;
}

Result<FeatureDescription> describe(const Feature& feature) {
  NAUTILUS_TRY(const auto* info, find_indicator(feature.indicator));
  NAUTILUS_TRY(const auto parameters, json::parse(feature.parameters));
  NAUTILUS_TRY(const auto indicator, info->make(parameters));
  NAUTILUS_TRY(auto given, (json::read<std::map<std::string, double>>(parameters)));
  for (const auto& each : info->parameters())
    given.try_emplace(std::string(each.name), each.standard);
  const auto* const output = std::ranges::find(info->spec->outputs, feature.output, &Output::name);
  if (output == info->spec->outputs.end()) {
    return Error{ErrorCode::internal, std::string(feature.name) + " names no output of " +
                                          std::string(feature.indicator)};
  }
  const auto place = static_cast<std::size_t>(output - info->spec->outputs.begin());
  return FeatureDescription{.name = std::string(feature.name),
                            .group = feature.group,
                            .indicator = std::string(feature.indicator),
                            .parameters = std::move(given),
                            .output = std::string(feature.output),
                            .warm_up = indicator->warm_up()[place],
                            .references = references_of(feature)};
}

Result<FeatureDescription> describe_expression(const Feature& feature) {
  NAUTILUS_TRY(const auto expression, Expression::compile(feature.expression));
  return FeatureDescription{
      .name = std::string(feature.name),
      .group = feature.group,
      .output = std::string(expression->spec().outputs[0].name),
      .warm_up = expression->program().warm_up,
      .expression = std::string(feature.expression),
      .parts = expression->program().parts,
      .state_bytes = static_cast<std::int64_t>(expression->program().state_bytes)};
}

}  // namespace

Result<FeatureCatalog> describe_catalog(const NamedExpressions& own) {
  FeatureCatalog catalog;
  for (const Feature& each : default_features()) {
    NAUTILUS_TRY(auto described, describe(each));
    catalog.features.push_back(std::move(described));
  }
  NAUTILUS_TRY(const auto features, expression_features(own));
  for (const Feature& each : features) {
    NAUTILUS_TRY(auto described, describe_expression(each));
    catalog.features.push_back(std::move(described));
  }
  for (const IndicatorInfo& each : catalogue()) catalog.indicators.push_back(describe(each));
  for (const auto& each : joined_series()) catalog.joined_series.push_back(describe(each));
  return catalog;
}

}  // namespace nautilus::features
