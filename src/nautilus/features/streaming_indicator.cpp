// SPDX-License-Identifier: MIT
#include "nautilus/features/streaming_indicator.hpp"

#include <algorithm>

namespace nautilus::features {
namespace {

void keep_finite(std::span<double> values) {
  for (double& each : values) each = finite(each);
}

}  // namespace

int StreamingIndicator::bars_anew() const {
  return spec().cost == Cost::window ? std::ranges::max(warm_up()) + 1 : 0;
}

void StreamingIndicator::update(const BarValues& bar, std::span<double> out) {
  take(bar.known(), out.data());
  keep_finite(out.first(spec().outputs.size()));
}

void StreamingIndicator::peek(const BarValues& bar, std::span<double> out) const {
  foresee(bar.known(), out.data());
  keep_finite(out.first(spec().outputs.size()));
}

void StreamingIndicator::replay(const BarColumns& bars, std::span<const std::span<double>> out) {
  BarBlock block;
  BarBlock answers;
  const auto columns = bars.all();
  for (std::size_t first = 0; first < bars.size(); first += BarBlock::kBars) {
    const std::size_t count = std::min(BarBlock::kBars, bars.size() - first);
    for (const Input input : spec().inputs) {
      const auto row = static_cast<std::size_t>(input);
      block.fill(row, BarColumns::part(columns[row], first, count), count);
    }
    run(block, count, answers);
    for (std::size_t k = 0; k < out.size(); ++k) answers.give(k, out[k].subspan(first, count));
  }
}

}  // namespace nautilus::features
