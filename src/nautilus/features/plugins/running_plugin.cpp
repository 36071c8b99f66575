// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include <fmt/format.h>

#include "nautilus/features/plugins/plugin_indicator.hpp"

namespace nautilus::features {
namespace {

constexpr std::size_t kMostStateBytes = 1U << 20;
constexpr std::size_t kMostValues = 8;

/// A state of the library's, destroyed by it.
class PluginState {
 public:
  static Result<PluginState> make(const NautilusIndicator& functions) {
    PluginState state(functions);
    if (state.held_ != nullptr) return state;
    return Error{ErrorCode::resource_exhausted,
                 fmt::format("{} could not be created", functions.name)};
  }

  [[nodiscard]] void* get() const { return held_.get(); }

 private:
  struct Destroy {
    void (*destroy)(void*);
    void operator()(void* state) const { destroy(state); }
  };

  explicit PluginState(const NautilusIndicator& functions)
      : held_(functions.create(), Destroy{functions.destroy}) {}

  std::unique_ptr<void, Destroy> held_;
};

/// Behind the common interface, with the same treatment of what is not finite as the catalogue's.
class RunningPlugin final : public StreamingIndicator {
 public:
  RunningPlugin(const PluginIndicator& declared, PluginState state)
      : declared_(declared), state_(std::move(state)) {}

  [[nodiscard]] const IndicatorSpec& spec() const override { return declared_.spec(); }
  [[nodiscard]] std::span<const int> warm_up() const override { return declared_.warm_up(); }
  [[nodiscard]] std::span<const int> gap_recovery() const override {
    return declared_.gap_recovery();
  }

  void take(const BarValues& bar, double* answers) override {
    step(
        state_.get(), [&](Input input) { return bar.at(input); }, answers);
  }

  // A library has no step that leaves the state as it is: a copy takes the bar.
  void foresee(const BarValues& bar, double* answers) const override {
    const auto copy = PluginState::make(functions());
    const auto bytes = saved_bytes();
    if (!copy || functions().load(copy->get(), bytes.data(), bytes.size()) == 0) {
      std::fill_n(answers, spec().outputs.size(), kNaN);
      return;
    }
    step(
        copy->get(), [&](Input input) { return bar.at(input); }, answers);
  }

  void run(const BarBlock& bars, std::size_t count, BarBlock& answers) override {
    std::array<double, kMostValues> values{};
    for (std::size_t t = 0; t < count; ++t) {
      const auto value = [&](Input input) { return bars.row(input)[t]; };
      step(state_.get(), value, values.data());
      for (std::size_t k = 0; k < spec().outputs.size(); ++k) answers.row(k)[t] = values[k];
    }
  }

  [[nodiscard]] StateBytes save() const override { return seal_state(identity(), saved_bytes()); }

  Result<void> load(std::span<const std::byte> saved) override {
    NAUTILUS_TRY(const auto bytes, open_state(identity(), saved));
    NAUTILUS_TRY(auto state, PluginState::make(functions()));
    if (functions().load(state.get(), bytes.data(), bytes.size()) == 0) {
      return wrong_size(spec().name);
    }
    state_ = std::move(state);
    return {};
  }

 private:
  [[nodiscard]] const NautilusIndicator& functions() const { return declared_.functions(); }

  template <class ValueOf>
  void step(void* state, const ValueOf& value_of, double* answers) const {
    std::array<double, kMostValues> inputs{};
    std::array<double, kMostValues> outputs{};
    outputs.fill(kNaN);
    const auto& reads = spec().inputs;
    for (std::size_t i = 0; i < reads.size(); ++i) inputs[i] = value_of(reads[i]);
    functions().update(state, inputs.data(), outputs.data());
    std::copy_n(outputs.begin(), spec().outputs.size(), answers);
  }

  [[nodiscard]] StateBytes saved_bytes() const {
    const std::size_t size = functions().save(state_.get(), nullptr, 0);
    StateBytes bytes(std::min(size, kMostStateBytes));
    functions().save(state_.get(), bytes.data(), bytes.size());
    return bytes;
  }

  [[nodiscard]] StateIdentity identity() const {
    return {std::string(spec().name), spec().version, 0};
  }

  const PluginIndicator& declared_;
  PluginState state_;
};

}  // namespace

Result<std::unique_ptr<StreamingIndicator>> PluginIndicator::make() const {
  NAUTILUS_TRY(auto state, PluginState::make(functions_));
  return std::unique_ptr<StreamingIndicator>(
      std::make_unique<RunningPlugin>(*this, std::move(state)));
}

}  // namespace nautilus::features
