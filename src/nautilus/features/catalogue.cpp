// SPDX-License-Identifier: MIT
#include "nautilus/features/catalogue.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/family.hpp"
#include "nautilus/features/plugins/growing_list.hpp"

namespace nautilus::features {
namespace {

constexpr std::string_view name_of(const IndicatorInfo& info) { return info.spec->name; }

std::vector<IndicatorInfo> all_in_order() {
  std::vector<IndicatorInfo> all;
  for (const Family& each : families()) {
    all.insert(all.end(), each.indicators.begin(), each.indicators.end());
  }
  const auto plugins = plugin_catalogue();
  all.insert(all.end(), plugins.begin(), plugins.end());
  std::ranges::sort(all, {}, name_of);
  return all;
}

}  // namespace

std::span<const IndicatorInfo> catalogue() {
  static GrowingList<IndicatorInfo> all;
  return all.get(all_in_order);
}

Result<const IndicatorInfo*> find_indicator(std::string_view name) {
  const auto all = catalogue();
  const auto found = std::ranges::lower_bound(all, name, {}, name_of);
  if (found != all.end() && name_of(*found) == name) return &*found;
  std::vector<std::string_view> known;
  for (const auto& each : all) known.push_back(name_of(each));
  return Error{ErrorCode::not_found,
               fmt::format("no indicator is named '{}'{}", name, did_you_mean(name, known))};
}

}  // namespace nautilus::features
