// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <vector>

#include "nautilus/features/expressions/expression.hpp"

namespace nautilus::features::expressions {

/// An expression with the indicators that it calls, running.
class RunningExpression final : public StreamingIndicator {
 public:
  explicit RunningExpression(std::shared_ptr<const Expression> expression);

  [[nodiscard]] const IndicatorSpec& spec() const override { return expression_->spec(); }
  [[nodiscard]] std::span<const int> warm_up() const override {
    return std::span(&program().warm_up, 1);
  }
  [[nodiscard]] std::span<const int> gap_recovery() const override {
    return std::span(&program().gap_recovery, 1);
  }

  void take(const BarValues& bar, double* answers) override;
  void foresee(const BarValues& bar, double* answers) const override;
  void run(const BarBlock& bars, std::size_t count, BarBlock& answers) override;

  [[nodiscard]] StateBytes save() const override;
  Result<void> load(std::span<const std::byte> saved) override;

 private:
  using Calls = std::vector<std::unique_ptr<StreamingIndicator>>;
  class Workspace;

  [[nodiscard]] const Program& program() const { return expression_->program(); }
  [[nodiscard]] StateIdentity identity() const;
  [[nodiscard]] bool warms_up() const { return held_ < program().warm_up; }
  static void step(auto& self, const BarValues& bar, std::span<double> values);
  void run_steps(Workspace& work);
  void run_means(std::span<const Program::Step> means, Workspace& work);
  void run_call(const Program::Step& call, Workspace& work);

  std::shared_ptr<const Expression> expression_;
  Calls calls_;
  std::vector<double> values_;  ///< Of the bar at hand, by slot; the constants are in place.
  std::int64_t held_ = 0;       ///< Bars taken in, counted up to the warm-up.
};

}  // namespace nautilus::features::expressions
