// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/plugin_trial.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

#include <fmt/format.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/audit.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kBarsAfterWarmUp = 300;
constexpr int kTruncations = 40;

/// Bars that own their values, a column per input in the order of Input, without joined series.
struct TrialBars {
  std::array<std::vector<double>, 6> columns;

  [[nodiscard]] BarColumns view() const {
    return {columns[0], columns[1], columns[2], columns[3], columns[4], columns[5]};
  }
  void set(std::size_t bar, double value) {
    for (std::size_t i = 0; i < 5; ++i) columns[i][bar] = value;
  }
};

TrialBars random_walk(std::size_t count) {
  constexpr double day = 86'400;
  RandomStream stream(1, "plugin_trial");
  const auto around_one = [&](double spread) { return 1.0 + spread * (stream.uniform() - 0.5); };
  TrialBars bars;
  double close = 100;
  for (std::size_t i = 0; i < count; ++i) {
    const double open = close * around_one(0.01);
    close = open * around_one(0.04);
    const double high = std::max(open, close) * (1.0 + 0.01 * stream.uniform());
    const double low = std::min(open, close) * (1.0 - 0.01 * stream.uniform());
    const double volume = 1.0 + std::floor(1e6 * stream.uniform());
    const std::array values{open, high, low, close, volume, day * static_cast<double>(i)};
    for (std::size_t k = 0; k < values.size(); ++k) bars.columns[k].push_back(values[k]);
  }
  return bars;
}

class Trial {
 public:
  explicit Trial(const PluginIndicator& indicator)
      : indicator_(indicator),
        warm_up_(static_cast<std::size_t>(indicator.functions().warm_up)),
        bars_(random_walk(warm_up_ + kBarsAfterWarmUp)) {}

  Result<void> run() const {
    NAUTILUS_CHECK(check_warm_up());
    NAUTILUS_CHECK(check_gap());
    NAUTILUS_CHECK(check_wild_numbers());
    NAUTILUS_CHECK(check_saved_state());
    return check_causality();
  }

 private:
  [[nodiscard]] Result<AuditColumns> compute(const BarColumns& bars) const {
    NAUTILUS_TRY(const auto running, indicator_.make());
    AuditColumns columns(indicator_.spec().outputs.size(), std::vector<double>(bars.size()));
    const std::vector<std::span<double>> into(columns.begin(), columns.end());
    running->replay(bars, into);
    return columns;
  }

  [[nodiscard]] Error refused(std::string_view why) const {
    return Error{ErrorCode::invalid_argument, fmt::format("{} {}", indicator_.spec().name, why)};
  }

  [[nodiscard]] Result<void> check_warm_up() const {
    NAUTILUS_TRY(const auto columns, compute(bars_.view()));
    for (const auto& column : columns) {
      for (std::size_t t = 0; t < column.size(); ++t) {
        if (std::isnan(column[t]) == (t < warm_up_)) continue;
        return refused(fmt::format("declares a warm-up of {} bars, but {} a value on bar {}",
                                   warm_up_, t < warm_up_ ? "has" : "lacks", t));
      }
    }
    return {};
  }

  [[nodiscard]] Result<void> check_gap() const {
    auto bars = bars_;
    const std::size_t gap = warm_up_ + 20;
    bars.set(gap, kNaN);
    NAUTILUS_TRY(const auto columns, compute(bars.view()));
    const auto back = gap + static_cast<std::size_t>(indicator_.functions().gap_recovery);
    for (const auto& column : columns) {
      for (std::size_t t = back; t < column.size(); ++t) {
        if (!std::isnan(column[t])) continue;
        return refused(
            fmt::format("declares to recover from a gap within {} bars, but lacks a "
                        "value {} after one",
                        back - gap, t - gap));
      }
    }
    return {};
  }

  // Whatever it answers: it has to survive.
  [[nodiscard]] Result<void> check_wild_numbers() const {
    constexpr std::array wild{kNaN, 0.0, -1.0, 1e300, -1e300, 5e-324, 1.0};
    auto bars = bars_;
    for (std::size_t t = 0; t < bars.columns[0].size(); ++t) bars.set(t, wild[t % wild.size()]);
    NAUTILUS_CHECK(compute(bars.view()));
    for (std::size_t t = 0; t < bars.columns[0].size(); ++t) bars.set(t, kNaN);
    NAUTILUS_CHECK(compute(bars.view()));
    return {};
  }

  [[nodiscard]] Result<void> check_saved_state() const {
    const std::size_t half = warm_up_ + kBarsAfterWarmUp / 2;
    NAUTILUS_TRY(const auto before, indicator_.make());
    NAUTILUS_TRY(const auto after, indicator_.make());
    std::vector<double> one(indicator_.spec().outputs.size());
    auto other = one;
    for (std::size_t t = 0; t < half; ++t) before->update(bars_.view().at(t), one);
    if (!after->load(before->save())) return refused("does not load what it saved");
    for (std::size_t t = half; t < half + kBarsAfterWarmUp / 2; ++t) {
      const auto bar = bars_.view().at(t);
      after->peek(bar, other);
      before->update(bar, one);
      const auto peeked = other;
      after->update(bar, other);
      if (one == other && one == peeked) continue;
      return refused("does not continue from a saved state as it would have without");
    }
    return {};
  }

  [[nodiscard]] Result<void> check_causality() const {
    std::vector<std::string> names;
    for (const Feature& each : indicator_.features()) names.emplace_back(each.name);
    NAUTILUS_TRY(
        const auto report,
        audit(names, {bars_.view()}, [this](const AuditData& data) { return compute(data.bars); },
              {.truncations = kTruncations}));
    if (report.passed) return {};
    if (report.look_ahead.empty()) {
      return refused(fmt::format("has no value of {} where it had some in another trial",
                                 report.uncompared.front()));
    }
    const LookAhead& seen = report.look_ahead.front();
    return refused(fmt::format("looks ahead: {} of bar {} changed when bars after {} were known",
                               seen.feature, seen.bar, seen.last_bar));
  }

  const PluginIndicator& indicator_;
  std::size_t warm_up_;
  TrialBars bars_;
};

}  // namespace

Result<void> try_plugin(const PluginIndicator& indicator) { return Trial(indicator).run(); }

}  // namespace nautilus::features
