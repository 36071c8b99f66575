// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/exponential_means.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/features/archive.hpp"

namespace nautilus::features::expressions {

ExponentialMean::ExponentialMean(const Ema::Params& params)
    : mean_(params),
      params_(params),
      warm_up_(Ema::warm_up(params)),
      gap_recovery_(Ema::gap_recovery(params)) {}

void ExponentialMean::take(const BarValues& bar, double* answers) {
  answers[0] = feed(mean_, bar.close);
}

void ExponentialMean::foresee(const BarValues& bar, double* answers) const {
  answers[0] = feed(mean_, bar.close);
}

void ExponentialMean::run(const BarBlock& bars, std::size_t count, BarBlock& answers) {
  const Task task{this, bars.row(Input::close), answers.row(0)};
  run(std::span(&task, 1), count);
}

void ExponentialMean::run(std::span<const Task> tasks, std::size_t count) {
  switch (tasks.size()) {
    case 1: return run_all(tasks, count, std::make_index_sequence<1>{});
    case 2: return run_all(tasks, count, std::make_index_sequence<2>{});
    case 3: return run_all(tasks, count, std::make_index_sequence<3>{});
    default: return run_all(tasks, count, std::make_index_sequence<kMostAtOnce>{});
  }
}

// The means are locals while they run, so that they stay in registers.
template <std::size_t... I>
void ExponentialMean::run_all(std::span<const Task> tasks, std::size_t count,
                              std::index_sequence<I...> /*all*/) {
  std::array means{tasks[I].mean->mean_...};
  const std::array values{tasks[I].values...};
  const std::array out{tasks[I].out...};
  for (std::size_t t = 0; t < count; ++t) {
    ((out[I][t] = finite(feed(means[I], finite(values[I][t])))), ...);
  }
  ((tasks[I].mean->mean_ = means[I]), ...);
}

StateIdentity ExponentialMean::identity() const {
  return {std::string(Ema::spec.name), Ema::spec.version, fingerprint(json::write(params_))};
}

StateBytes ExponentialMean::save() const {
  StateBytes bytes;
  StateWriter writer(bytes);
  writer(mean_);
  return seal_state(identity(), bytes);
}

Result<void> ExponentialMean::load(std::span<const std::byte> saved) {
  NAUTILUS_TRY(const auto bytes, open_state(identity(), saved));
  Ema loaded(params_);
  StateReader reader(bytes);
  reader(loaded);
  if (!reader.complete()) return wrong_size(Ema::spec.name);
  mean_ = loaded;
  return {};
}

bool is_exponential_mean(const Program::Step& step) { return step.spec == &Ema::spec; }

void gather_exponential_means(std::vector<Program::Step>& steps) {
  const auto needs = [](const Program::Step& mean, const Program::Step& other) {
    const std::size_t outputs = other.spec == nullptr ? 1 : other.spec->outputs.size();
    return mean.operands[0] >= other.result && mean.operands[0] < other.result + outputs;
  };
  for (auto first = steps.begin(); first != steps.end(); first += first->together) {
    if (!is_exponential_mean(*first)) continue;
    for (auto each = first + 1; each != steps.end(); ++each) {
      if (first->together == ExponentialMean::kMostAtOnce) break;
      const auto waits = [&](const Program::Step& other) { return needs(*each, other); };
      if (!is_exponential_mean(*each) || std::any_of(first, each, waits)) continue;
      std::rotate(first + first->together, each, each + 1);
      ++first->together;
    }
  }
}

}  // namespace nautilus::features::expressions
