// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
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
class alignas(64) ErasedIndicator final : public StreamingIndicator {
 public:
  using Params = typename I::Params;
  static constexpr std::size_t output_count = I::spec.outputs.size();
  static constexpr std::size_t input_count = I::spec.inputs.size();

  explicit ErasedIndicator(const Params& params)
      : kernel_(params),
        params_(params),
        warm_up_(warm_ups<I>(params)),
        gap_recovery_(gap_recoveries<I>(params)) {}

  [[nodiscard]] const IndicatorSpec& spec() const override { return I::spec; }
  [[nodiscard]] std::span<const int> warm_up() const override { return warm_up_; }
  [[nodiscard]] std::span<const int> gap_recovery() const override { return gap_recovery_; }

  [[nodiscard]] int bars_anew() const override {
    if constexpr (requires { I::bars_anew(params_); }) {
      return I::bars_anew(params_);
    } else {
      return StreamingIndicator::bars_anew();
    }
  }

  [[gnu::flatten]] void take(const BarValues& bar, double* answers) override {
    each_output(step(kernel_, bar), [&](std::size_t k, double value) { answers[k] = value; });
  }

  void foresee(const BarValues& bar, double* answers) const override {
    each_output(step(kernel_, bar), [&](std::size_t k, double value) { answers[k] = value; });
  }

  // The kernel is a local while it runs, so that what it remembers from bar to bar stays in
  // registers: through `this` the compiler must expect each written value to change it.
  [[gnu::flatten]] void run(const BarBlock& bars, std::size_t count, BarBlock& answers) override {
    I kernel = std::move(kernel_);
    for (std::size_t t = 0; t < count; ++t) {
      const auto answer = [&]<std::size_t... In>(std::index_sequence<In...> /*inputs*/) {
        return feed(kernel, bars.row(I::spec.inputs[In])[t]...);
      }
      (std::make_index_sequence<input_count>{});
      each_output(answer, [&](std::size_t k, double value) { answers.row(k)[t] = value; });
    }
    kernel_ = std::move(kernel);
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
  template <class Kernel>
  static auto step(Kernel& kernel, const BarValues& bar) {
    return [&]<std::size_t... In>(std::index_sequence<In...> /*inputs*/) {
      return feed(kernel, bar.at(I::spec.inputs[In])...);
    }
    (std::make_index_sequence<input_count>{});
  }

  // Output by output, since an array that is walked in a loop lives in memory.
  template <class Answer, class Take>
  static void each_output(const Answer& answer, const Take& take) {
    if constexpr (std::same_as<Answer, double>) {
      static_assert(output_count == 1);
      take(0, answer);
    } else {
      static_assert(std::same_as<Answer, std::array<double, output_count>>,
                    "next() answers the outputs of the spec");
      [&]<std::size_t... Out>(std::index_sequence<Out...> /*outputs*/) {
        (take(Out, answer[Out]), ...);
      }
      (std::make_index_sequence<output_count>{});
    }
  }

  [[nodiscard]] StateIdentity identity() const {
    return {std::string(I::spec.name), I::spec.version, fingerprint(json::write(params_))};
  }

  I kernel_;  // First, and the whole on a line of the cache: a bar touches nothing that follows.
  Params params_;
  std::array<int, output_count> warm_up_;
  std::array<int, output_count> gap_recovery_;
};

}  // namespace nautilus::features::detail
