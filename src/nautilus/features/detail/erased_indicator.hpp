// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cmath>
#include <concepts>
#include <string>
#include <utility>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/features/archive.hpp"
#include "nautilus/features/kernel.hpp"
#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features::detail {

/// An indicator behind the common interface: the one place that knows its inputs' order, its
/// outputs' count and its state's envelope.
template <Indicator I>
class ErasedIndicator final : public StreamingIndicator {
 public:
  using Params = typename I::Params;
  static constexpr std::size_t output_count = I::spec.outputs.size();
  static constexpr std::size_t input_count = I::spec.inputs.size();

  explicit ErasedIndicator(const Params& params)
      : params_(params),
        warm_up_(warm_ups<I>(params)),
        gap_recovery_(gap_recoveries<I>(params)),
        kernel_(params) {}

  [[nodiscard]] const IndicatorSpec& spec() const override { return I::spec; }
  [[nodiscard]] std::span<const int> warm_up() const override { return warm_up_; }
  [[nodiscard]] std::span<const int> gap_recovery() const override { return gap_recovery_; }

  void update(const BarValues& bar, std::span<double> out) override {
    write(step(kernel_, bar), out);
  }

  void peek(const BarValues& bar, std::span<double> out) const override {
    write(step(kernel_, bar), out);
  }

  void replay(const BarColumns& bars, std::span<const std::span<double>> out) override {
    for (std::size_t t = 0; t < bars.size(); ++t) {
      const auto values = step(kernel_, bars.at(t));
      for (std::size_t k = 0; k < output_count; ++k) out[k][t] = values[k];
    }
  }

  [[nodiscard]] StateBytes save() const override {
    StateBytes bytes;
    StateWriter writer(bytes);
    writer(kernel_);
    return seal_state(identity(), bytes);
  }

  Result<void> load(std::span<const std::byte> saved) override {
    NAUTILUS_TRY(const auto bytes, open_state(identity(), saved));
    I loaded(params_);
    StateReader reader(bytes);
    reader(loaded);
    if (!reader.complete()) {
      return Error{ErrorCode::data_loss, "saved state of " + identity().name +
                                             " has another size; replay the bars instead"};
    }
    kernel_ = std::move(loaded);
    return {};
  }

 private:
  using Values = std::array<double, output_count>;

  static double finite(double value) { return std::isfinite(value) ? value : kNaN; }

  template <class Kernel>
  static Values step(Kernel& kernel, const BarValues& bar) {
    return [&]<std::size_t... In>(std::index_sequence<In...> /*inputs*/) {
      const auto answer = feed(kernel, finite(bar.at(I::spec.inputs[In]))...);
      using Answer = std::remove_const_t<decltype(answer)>;
      static_assert(std::same_as<Answer, double> ? output_count == 1 : true);
      if constexpr (std::same_as<Answer, double>) {
        return Values{finite(answer)};
      } else {
        static_assert(std::same_as<Answer, Values>, "next() answers the outputs of the spec");
        Values values = answer;
        for (double& each : values) each = finite(each);
        return values;
      }
    }
    (std::make_index_sequence<input_count>{});
  }

  static void write(const Values& values, std::span<double> out) {
    for (std::size_t k = 0; k < output_count; ++k) out[k] = values[k];
  }

  [[nodiscard]] StateIdentity identity() const {
    return {std::string(I::spec.name), I::spec.version, fingerprint(json::write(params_))};
  }

  Params params_;
  std::array<int, output_count> warm_up_;
  std::array<int, output_count> gap_recovery_;
  I kernel_;
};

}  // namespace nautilus::features::detail
