// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/plugin_registry.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <mutex>
#include <utility>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kMost = 64;

struct Registry {
  std::mutex adding;
  std::array<std::unique_ptr<const PluginIndicator>, kMost> indicators;
  std::atomic<std::size_t> count = 0;
  std::atomic<std::size_t> generation = 0;
};

Registry& registry() {
  static Registry all;
  return all;
}

struct NoParameters {
  static constexpr auto fields() { return std::tuple{}; }
};

// The catalogue makes indicators by plain functions, hence one for each place.
template <std::size_t place>
Result<std::unique_ptr<StreamingIndicator>> make_plugin(const json::Value& parameters) {
  NAUTILUS_CHECK(json::read<NoParameters>(parameters));
  return registry().indicators[place]->make();
}

using Make = Result<std::unique_ptr<StreamingIndicator>> (*)(const json::Value&);

constexpr auto kMakers = []<std::size_t... place>(std::index_sequence<place...> /*places*/) {
  return std::array<Make, kMost>{make_plugin<place>...};
}
(std::make_index_sequence<kMost>{});

std::vector<ParameterInfo> no_parameters() { return {}; }

Error taken(std::string_view name) {
  return Error{ErrorCode::invalid_argument,
               fmt::format("the name '{}' is taken; choose another", name)};
}

/// Names must differ from those held and from one another.
Result<void> check_names(const PluginIndicators& indicators) {
  std::vector<std::string_view> names;
  std::vector<std::string_view> features;
  for (const auto& each : catalogue()) names.push_back(each.spec->name);
  for (const auto& each : default_features()) features.push_back(each.name);
  for (const auto& indicator : indicators) {
    const auto name = indicator->spec().name;
    if (std::ranges::find(names, name) != names.end()) return taken(name);
    names.push_back(name);
    for (const Feature& each : indicator->features()) {
      if (std::ranges::find(features, each.name) != features.end()) return taken(each.name);
      features.push_back(each.name);
    }
  }
  return {};
}

}  // namespace

Result<void> register_plugin(PluginIndicators indicators) {
  auto& all = registry();
  const std::scoped_lock lock(all.adding);
  NAUTILUS_CHECK(check_names(indicators));
  const std::size_t held = all.count;
  if (held + indicators.size() > kMost) {
    return Error{ErrorCode::resource_exhausted,
                 fmt::format("plug-ins may add {} indicators in all", kMost)};
  }
  for (std::size_t i = 0; i < indicators.size(); ++i) {
    all.indicators[held + i] = std::move(indicators[i]);
  }
  all.count = held + indicators.size();
  ++all.generation;
  return {};
}

std::size_t plugin_generation() { return registry().generation; }

std::vector<IndicatorInfo> plugin_catalogue() {
  std::vector<IndicatorInfo> infos;
  for (std::size_t i = 0; i < registry().count; ++i) {
    infos.push_back({&registry().indicators[i]->spec(), no_parameters, kMakers[i]});
  }
  return infos;
}

std::vector<Feature> plugin_features() {
  std::vector<Feature> features;
  for (std::size_t i = 0; i < registry().count; ++i) {
    const auto own = registry().indicators[i]->features();
    features.insert(features.end(), own.begin(), own.end());
  }
  return features;
}

}  // namespace nautilus::features
