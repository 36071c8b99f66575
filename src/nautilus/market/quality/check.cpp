// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/check.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "nautilus/market/quality/ingest_findings.hpp"

namespace nautilus::market {

bool QualityInput::is_known_split(std::size_t index) const {
  const auto& times = bars.timestamps;
  const auto split = std::ranges::upper_bound(known_splits, times[index - 1]);
  return split != known_splits.end() && *split <= times[index];
}

std::span<const Check> all_checks() {
  static const auto all = [] {
    std::vector<Check> checks{
        gap_check(),   missing_bars_check(), spike_check(),      spike_reversal_check(),
        stale_check(), unit_change_check(),  zero_volume_check()};
    std::ranges::copy(arrival_checks(), std::back_inserter(checks));
    return checks;
  }();
  return all;
}

const Check* find_check(std::string_view name) {
  const auto all = all_checks();
  const auto found = std::ranges::find(all, name, &Check::name);
  return found == all.end() ? nullptr : &*found;
}

std::vector<Finding> assess(const QualityInput& input) {
  std::vector<Finding> findings;
  for (const auto& check : all_checks()) {
    if (check.run == nullptr) continue;
    std::ranges::move(check.run(input), std::back_inserter(findings));
  }
  std::ranges::stable_sort(findings, {}, &Finding::from);
  return findings;
}

}  // namespace nautilus::market
