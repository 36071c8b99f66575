// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/features/expressions/named_expressions.hpp"
#include "nautilus/features/spec.hpp"

namespace nautilus::features {

/// A parameter of an indicator, for clients.
struct ParameterDescription {
  std::string name;
  std::string help;
  std::string type;  ///< "integer" or "number".
  double standard = 0;
  std::optional<double> minimum;
  std::optional<double> maximum;

  static constexpr auto fields() {
    return std::tuple{
        field("name", &ParameterDescription::name, "Its name"),
        field("help", &ParameterDescription::help, "What it sets"),
        field("type", &ParameterDescription::type, "integer or number"),
        field("default", &ParameterDescription::standard, "Its value unless given"),
        field("minimum", &ParameterDescription::minimum, "Lowest allowed value; null for none"),
        field("maximum", &ParameterDescription::maximum, "Highest allowed value; null for none"),
    };
  }
};

/// An output of an indicator, for clients.
struct OutputDescription {
  std::string name;
  std::string meaning;
  std::string degenerate;
  std::optional<double> minimum;
  std::optional<double> maximum;

  static constexpr auto fields() {
    return std::tuple{
        field("name", &OutputDescription::name, "Its name"),
        field("meaning", &OutputDescription::meaning, "What the number is, with its unit"),
        field("degenerate", &OutputDescription::degenerate, "Its value where the formula has none"),
        field("minimum", &OutputDescription::minimum, "Lowest possible value; null for none"),
        field("maximum", &OutputDescription::maximum, "Highest possible value; null for none"),
    };
  }
};

/// An indicator of the catalogue, for clients.
struct IndicatorDescription {
  std::string name;
  std::string title;
  Group group = Group::trend;
  std::vector<Input> inputs;
  std::vector<ParameterDescription> parameters;
  std::vector<OutputDescription> outputs;
  std::string formula;
  std::string gaps;
  std::string reference;
  Cost cost = Cost::constant;

  static constexpr auto fields() {
    return std::tuple{
        field("name", &IndicatorDescription::name, "Its name"),
        field("title", &IndicatorDescription::title, "Its name for people"),
        field("group", &IndicatorDescription::group, "Its group"),
        field("inputs", &IndicatorDescription::inputs, "The columns it reads"),
        field("parameters", &IndicatorDescription::parameters, "Its parameters with their limits"),
        field("outputs", &IndicatorDescription::outputs, "What it answers"),
        field("formula", &IndicatorDescription::formula,
              "c close, h high, l low, v volume; x[-k] is x of k bars ago"),
        field("gaps", &IndicatorDescription::gaps, "What a missing input does"),
        field("reference", &IndicatorDescription::reference, "Where it is defined"),
        field("cost", &IndicatorDescription::cost,
              "What a bar costs by the length of its window: the same on average, a search in an "
              "ordered window, or a look at each value of it"),
    };
  }
};

/// A feature that clients ask for by name.
struct FeatureDescription {
  std::string name;
  Group group = Group::trend;
  std::string indicator;
  std::map<std::string, double> parameters;
  std::string output;
  int warm_up = 0;
  std::vector<std::string> references;
  std::optional<std::string> expression;
  std::optional<int> parts;
  std::optional<std::int64_t> state_bytes;

  static constexpr auto fields() {
    return std::tuple{
        field("name", &FeatureDescription::name, "Its name"),
        field("group", &FeatureDescription::group, "Its group"),
        field("indicator", &FeatureDescription::indicator, "The indicator that computes it"),
        field("parameters", &FeatureDescription::parameters, "The indicator's parameters"),
        field("output", &FeatureDescription::output, "Which of the indicator's outputs it is"),
        field("warm_up", &FeatureDescription::warm_up, "Leading bars that have no value"),
        field("references", &FeatureDescription::references,
              "The joined series that it reads beside its own bars"),
        field("expression", &FeatureDescription::expression,
              "The formula, of a feature that a user declared; it names no indicator"),
        field("parts", &FeatureDescription::parts,
              "Different parts of the formula: what a bar costs"),
        field("state_bytes", &FeatureDescription::state_bytes,
              "What the windows of the formula keep, in bytes"),
    };
  }
};

/// A series that features join, for clients.
struct JoinedSeriesDescription {
  std::string name;
  std::string meaning;
  std::string formula;
  std::string missing;
  std::optional<double> minimum;
  std::optional<double> maximum;
  std::string reference;

  static constexpr auto fields() {
    using S = JoinedSeriesDescription;
    return std::tuple{
        field("name", &S::name, "As `references` of a feature name it"),
        field("meaning", &S::meaning, "What its values are, with their unit"),
        field("formula", &S::formula, "How they are computed; empty for what is loaded"),
        field("missing", &S::missing, "When there is none"),
        field("minimum", &S::minimum, "Lowest possible value; null for none"),
        field("maximum", &S::maximum, "Highest possible value; null for none"),
        field("reference", &S::reference, "Where it is defined; empty where the formula says all"),
    };
  }
};

/// The answer of GET /features/catalog.
struct FeatureCatalog {
  std::vector<FeatureDescription> features;
  std::vector<IndicatorDescription> indicators;
  std::vector<JoinedSeriesDescription> joined_series;

  static constexpr auto fields() {
    return std::tuple{
        field("features", &FeatureCatalog::features, "The features that are computed"),
        field("indicators", &FeatureCatalog::indicators, "The indicators behind them"),
        field("joined_series", &FeatureCatalog::joined_series,
              "What they read beside the bars of their own series"),
    };
  }
};

/// The whole catalogue for clients, with features of a user's own after the others. Errors:
/// internal where a default feature names what is not there; as expression_features().
Result<FeatureCatalog> describe_catalog(const NamedExpressions& own = {});

}  // namespace nautilus::features
