// SPDX-License-Identifier: MIT
#include "nautilus/features/feature_list.hpp"

#include <algorithm>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/plugins/growing_list.hpp"

namespace nautilus::features {
namespace {

std::vector<Feature> all_features() {
  std::vector<Feature> all;
  for (const Family& each : families()) {
    all.insert(all.end(), each.features.begin(), each.features.end());
  }
  const auto plugins = plugin_features();
  all.insert(all.end(), plugins.begin(), plugins.end());
  return all;
}

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

std::span<const Feature> default_features() {
  static GrowingList<Feature> all;
  return all.get(all_features);
}

Result<std::vector<Feature>> features_of(std::span<const std::string> groups) {
  NAUTILUS_TRY(const auto wanted, read_groups(groups));
  std::vector<Feature> features;
  std::ranges::copy_if(default_features(), std::back_inserter(features), [&](const Feature& each) {
    return wanted.empty() || std::ranges::find(wanted, each.group) != wanted.end();
  });
  return features;
}

Result<Feature> find_feature(std::string_view name) {
  const auto all = default_features();
  const auto found = std::ranges::find(all, name, &Feature::name);
  if (found != all.end()) return *found;
  std::vector<std::string_view> known;
  for (const auto& each : all) known.push_back(each.name);
  return Error{ErrorCode::not_found,
               fmt::format("no feature is named '{}'{}", name, did_you_mean(name, known))};
}

}  // namespace nautilus::features
