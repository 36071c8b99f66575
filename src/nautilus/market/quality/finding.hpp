// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// How much a finding should worry.
enum class Severity {
  info,     ///< Worth knowing; the data may well be right.
  warning,  ///< Likely wrong, or right for a reason that is not known here.
  error,    ///< Certainly wrong.
};
inline constexpr std::array<std::string_view, 3> kSeverityWords{"info", "warning", "error"};
constexpr const auto& enum_words(Severity /*tag*/) { return kSeverityWords; }

/// Something odd about a series: told, never repaired. What stands together is one finding.
struct Finding {
  std::string check;
  Severity severity = Severity::info;
  std::optional<Timestamp> from;  ///< Null for rows of which it cannot be told.
  std::optional<Timestamp> to;
  std::int64_t count = 0;
  std::string detail;
  std::vector<std::string> examples;

  friend bool operator==(const Finding&, const Finding&) = default;

  static constexpr auto fields() {
    using F = Finding;
    return std::tuple{
        field("check", &F::check, "Name of the check that found it"),
        field("severity", &F::severity, "How much it should worry"),
        field("from", &F::from,
              "Open of the first bar, or the first date that is missing; null for rows without"),
        field("to", &F::to, "Open of the last bar, or the last date that is missing"),
        field("count", &F::count, "Bars, rows or missing sessions"),
        field("detail", &F::detail, "What was found, in words"),
        field("examples", &F::examples, "The first of what was counted"),
    };
  }
};

/// So many examples at most does a finding of one check of bars have.
inline constexpr std::size_t kMostExamples = 5;

}  // namespace nautilus::market
