// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <vector>

#include "nautilus/features/expressions/program.hpp"
#include "nautilus/features/trend/ema.hpp"

namespace nautilus::features::expressions {

/// `ema` of the catalogue in a form of which several run at once. A mean waits for its own last
/// value, during which the processor has nothing else to do; several of them fill that time.
class ExponentialMean final : public StreamingIndicator {
 public:
  explicit ExponentialMean(const Ema::Params& params);

  [[nodiscard]] const IndicatorSpec& spec() const override { return Ema::spec; }
  [[nodiscard]] std::span<const int> warm_up() const override { return std::span(&warm_up_, 1); }
  [[nodiscard]] std::span<const int> gap_recovery() const override {
    return std::span(&gap_recovery_, 1);
  }

  void take(const BarValues& bar, double* answers) override;
  void foresee(const BarValues& bar, double* answers) const override;
  void run(const BarBlock& bars, std::size_t count, BarBlock& answers) override;
  [[nodiscard]] StateBytes save() const override;
  Result<void> load(std::span<const std::byte> saved) override;

  /// One of those that run at once, on `values`.
  struct Task {
    ExponentialMean* mean = nullptr;
    const double* values = nullptr;
    double* out = nullptr;
  };
  static constexpr std::size_t kMostAtOnce = 4;

  /// The bits of each alone. REQUIRES: from one to kMostAtOnce tasks; `count` values of each.
  static void run(std::span<const Task> tasks, std::size_t count);

 private:
  [[nodiscard]] StateIdentity identity() const;
  template <std::size_t... I>
  static void run_all(std::span<const Task> tasks, std::size_t count,
                      std::index_sequence<I...> all);

  Ema mean_;
  Ema::Params params_;
  int warm_up_;
  int gap_recovery_;
};

/// Whether a step is a call of `ema`.
bool is_exponential_mean(const Program::Step& step);

/// Puts such steps together that do not need each other, and says of the first how many there are.
void gather_exponential_means(std::vector<Program::Step>& steps);

}  // namespace nautilus::features::expressions
