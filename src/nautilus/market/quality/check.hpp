// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "nautilus/market/bar_series.hpp"
#include "nautilus/market/quality/finding.hpp"

namespace nautilus::market {

class Calendar;

/// What a check of bars looks at.
struct QualityInput {
  const BarSeries& bars;
  const Calendar* calendar = nullptr;         ///< Null where none is known: no gaps are looked for.
  std::span<const Timestamp> known_splits{};  ///< Ex-dates of splits that are known, ascending.

  /// Whether a split is known between a bar and the one before. REQUIRES: 0 < index < bars.size().
  [[nodiscard]] bool is_known_split(std::size_t index) const;
};

/// A figure that a check decides by.
struct CheckParameter {
  std::string_view name;
  double value = 0;
  std::string_view meaning;
};

/// A check, declared once: the list of them, the documents and what runs derive from it.
///
/// A check of bars is a function of the bars up to each one alone: what it says of a bar stays the
/// same whatever comes later. A check of arrivals has no function: what came in is counted as it is
/// written (ingest_findings.hpp), since it cannot be seen in what is held.
struct Check {
  std::string_view name;
  std::string_view finds;
  Severity severity = Severity::info;
  std::span<const CheckParameter> parameters;
  std::vector<Finding> (*run)(const QualityInput&) = nullptr;
};

// Each in a file of its own name.
const Check& gap_check();
const Check& missing_bars_check();
const Check& spike_check();
const Check& spike_reversal_check();
const Check& stale_check();
const Check& unit_change_check();
const Check& zero_volume_check();

/// Every check, those of bars first.
std::span<const Check> all_checks();

/// The check of that name, or nullptr.
const Check* find_check(std::string_view name);

/// What the checks of bars find, oldest first. REQUIRES: the bars ascend, all finite and sound.
std::vector<Finding> assess(const QualityInput& input);

}  // namespace nautilus::market
