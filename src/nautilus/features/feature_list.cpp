// SPDX-License-Identifier: MIT
#include "nautilus/features/feature_list.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/text.hpp"

namespace nautilus::features {
namespace {

constexpr auto kDefaultFeatures = std::to_array<Feature>({
    {"sma_5", Group::trend, "sma", R"({"period":5})", "sma"},
    {"sma_20", Group::trend, "sma", R"({"period":20})", "sma"},
    {"sma_50", Group::trend, "sma", R"({"period":50})", "sma"},
    {"sma_200", Group::trend, "sma", R"({"period":200})", "sma"},
    {"ema_12", Group::trend, "ema", R"({"period":12})", "ema"},
    {"ema_26", Group::trend, "ema", R"({"period":26})", "ema"},
    {"macd", Group::trend, "macd", "{}", "macd"},
    {"macd_signal", Group::trend, "macd", "{}", "signal"},
    {"macd_histogram", Group::trend, "macd", "{}", "histogram"},
    {"rsi_14", Group::momentum, "rsi", R"({"period":14})", "rsi"},
    {"rsi_30", Group::momentum, "rsi", R"({"period":30})", "rsi"},
    {"price_momentum_5", Group::momentum, "price_momentum", R"({"period":5})", "price_momentum"},
    {"price_momentum_20", Group::momentum, "price_momentum", R"({"period":20})", "price_momentum"},
    {"return_1d", Group::price, "price_momentum", R"({"period":1})", "price_momentum"},
    {"return_5d", Group::price, "price_momentum", R"({"period":5})", "price_momentum"},
    {"return_20d", Group::price, "price_momentum", R"({"period":20})", "price_momentum"},
    {"bollinger_upper", Group::volatility, "bollinger_bands", "{}", "upper"},
    {"bollinger_lower", Group::volatility, "bollinger_bands", "{}", "lower"},
    {"bollinger_width", Group::volatility, "bollinger_bands", "{}", "width"},
    {"atr_14", Group::volatility, "average_true_range", R"({"period":14})", "average_true_range"},
    {"atr_30", Group::volatility, "average_true_range", R"({"period":30})", "average_true_range"},
    {"volatility_10", Group::volatility, "volatility", R"({"period":10})", "volatility"},
    {"volatility_30", Group::volatility, "volatility", R"({"period":30})", "volatility"},
    {"realized_volatility_20", Group::volatility, "volatility", R"({"period":20})", "volatility"},
    {"volatility_ratio", Group::volatility, "volatility_ratio", "{}", "volatility_ratio"},
    {"volume_sma_20", Group::volume, "volume_sma", R"({"period":20})", "volume_sma"},
    {"volume_ratio", Group::volume, "volume_ratio", "{}", "volume_ratio"},
    {"on_balance_volume", Group::volume, "on_balance_volume", "{}", "on_balance_volume"},
    {"price_volume_trend", Group::volume, "price_volume_trend", "{}", "price_volume_trend"},
    {"price_position", Group::support_resistance, "price_position", "{}", "price_position"},
});

Result<std::vector<Group>> read_groups(std::span<const std::string> names) {
  std::vector<Group> groups;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (const auto group = from_word<Group>(names[i])) {
      groups.push_back(*group);
      continue;
    }
    return field_error(
        {"feature_groups", std::to_string(i)},
        fmt::format("is not a group: '{}'{}; known are {}", names[i],
                    did_you_mean(names[i], kGroupWords), fmt::join(kGroupWords, ", ")),
        "unknown_group");
  }
  return groups;
}

}  // namespace

std::span<const Feature> default_features() { return kDefaultFeatures; }

Result<std::vector<Feature>> features_of(std::span<const std::string> groups) {
  NAUTILUS_TRY(const auto wanted, read_groups(groups));
  std::vector<Feature> features;
  std::ranges::copy_if(kDefaultFeatures, std::back_inserter(features), [&](const Feature& each) {
    return wanted.empty() || std::ranges::find(wanted, each.group) != wanted.end();
  });
  return features;
}

Result<Feature> find_feature(std::string_view name) {
  const auto* const found = std::ranges::find(kDefaultFeatures, name, &Feature::name);
  if (found != kDefaultFeatures.end()) return *found;
  std::vector<std::string_view> known;
  for (const auto& each : kDefaultFeatures) known.push_back(each.name);
  return Error{ErrorCode::not_found,
               fmt::format("no feature is named '{}'{}", name, did_you_mean(name, known))};
}

}  // namespace nautilus::features
