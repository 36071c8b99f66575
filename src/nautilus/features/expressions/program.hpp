// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/expressions/operation.hpp"
#include "nautilus/features/feature_options.hpp"

namespace nautilus::features::expressions {

/// What an expression may cost at most; with these, and with indicators that are bounded
/// themselves, a bar costs a bounded time.
inline constexpr int kMostParts = 64;                     ///< Columns, numbers, operations, calls.
inline constexpr std::size_t kMostStateBytes = 1U << 20;  ///< Of all windows together.
inline constexpr int kLongestWarmUp = 20'000;             ///< Bars.
inline constexpr int kMostAnew = 10'000;  ///< Bars of windows that are gone through on each bar.

/// Where a value of the current bar is held.
using Slot = std::uint16_t;
inline constexpr std::size_t kMostSlots = kMostParts * 8;  ///< A call has up to eight outputs.

/// An expression as it runs: what to compute and in which order, equal parts once. All who compute
/// it share it.
struct Program {
  struct Column {
    Input input;
    Slot slot;
  };
  struct Constant {
    double value;
    Slot slot;
  };
  struct Call {
    const IndicatorInfo* indicator;
    json::Value parameters;  ///< All of them.
  };
  struct Step {
    const IndicatorSpec* spec = nullptr;  ///< Of what is called; null for an operation.
    std::uint16_t call = 0;               ///< Place in `calls`.
    bool reads_bar = false;               ///< Whether a call's inputs are the bar's own columns.
    std::uint8_t together = 1;            ///< Of `ema`, how many from here on run at once.
    Operation operation{};
    std::array<Slot, kInputWords.size()> operands{};  ///< A call's in the order of its inputs.
    Slot result = 0;                                  ///< Of a call's first output.
  };

  std::vector<Column> columns;
  std::vector<Constant> constants;
  std::vector<Call> calls;
  std::vector<Step> steps;
  std::size_t slots = 0;
  Slot answer = 0;

  std::string text;  ///< In one spelling for all: an expression with every parameter named.
  int parts = 0;     ///< Columns, numbers, operations and calls.
  std::size_t state_bytes = 0;  ///< That the calls keep, as they save them.
  int anew = 0;                 ///< Bars of the windows that calls go through on each bar.
  int warm_up = 0;
  int gap_recovery = 1;
  bool counts_years = false;     ///< Whether it depends on the bars in a year.
  bool counts_sessions = false;  ///< Whether it names a feature whose periods are sessions.
};

/// The indicators of the calls, fresh. Errors: none, for their parameters have been checked.
std::vector<std::unique_ptr<StreamingIndicator>> make_indicators(const Program& program);

/// Errors: invalid_argument with the column of what is wrong and, of a name, the nearest known.
Result<Program> compile_program(std::string_view text, const FeatureOptions& options);

}  // namespace nautilus::features::expressions
