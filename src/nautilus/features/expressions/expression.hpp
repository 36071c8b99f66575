// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "nautilus/features/expressions/program.hpp"

namespace nautilus::features {

/// A formula of a user's own, such as `zscore(ema(close, 12) - ema(close, 26), 60)`, that runs on
/// the kernels of the catalogue and is an indicator like those of it. Immutable.
///
/// It reads open, high, low, close, volume, time, numbers, named features (`rsi_14`) and calls of
/// indicators: `ema(close, 12)`, `rsi(period=14)`, `macd(close, 12, 26, 9).signal`. Series come
/// before parameters; where they are left out, the bar's own columns are read. Besides there are
/// + - * / and comparisons, which are 1 where they hold and else 0, and abs(a), log(a), exp(a),
/// sqrt(a), sign(a), min(a, b), max(a, b), if(condition, then, otherwise). No loops, no input or
/// output: what a bar costs is bounded by the limits of program.hpp.
class Expression : public std::enable_shared_from_this<Expression> {
 public:
  /// Errors: invalid_argument with the column, what was found and what could stand there, or the
  /// nearest name that is known; also where it costs too much.
  static Result<std::shared_ptr<const Expression>> compile(std::string_view text,
                                                           const FeatureOptions& options = {});

  Expression(const Expression&) = delete;
  Expression& operator=(const Expression&) = delete;
  ~Expression() = default;

  /// A fresh one to run; it keeps this alive.
  [[nodiscard]] std::unique_ptr<StreamingIndicator> make() const;

  /// What the catalogue needs; it has one output, `value`.
  [[nodiscard]] const IndicatorSpec& spec() const { return spec_; }

  /// In one spelling for all: every parameter named, every operation in parentheses.
  [[nodiscard]] const std::string& text() const { return program_.text; }

  /// A fingerprint of the text and of the versions of the indicators in it.
  [[nodiscard]] std::uint64_t version() const { return version_; }

  [[nodiscard]] const expressions::Program& program() const { return program_; }

 private:
  explicit Expression(expressions::Program program);

  expressions::Program program_;
  IndicatorSpec spec_;
  std::uint64_t version_;
};

}  // namespace nautilus::features
