// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/settled_evidence.hpp"

#include <algorithm>
#include <numeric>

#include "nautilus/regime/causal_labeller.hpp"

namespace nautilus::regime::detail {
namespace {

using Row = std::array<std::size_t, kRegimeCount>;

std::size_t sum_of(const Row& row) {
  return std::accumulate(row.begin(), row.end(), std::size_t{0});
}

/// Laplace's rule of succession: each regime is counted once more than it was seen.
RegimeRow smoothed(const Row& counts) {
  const auto seen = static_cast<double>(sum_of(counts) + kRegimeCount);
  RegimeRow row;
  for (const Regime regime : kRegimes) {
    row[regime] = static_cast<double>(counts[index_of(regime)] + 1) / seen;
  }
  return row;
}

}  // namespace

SettledEvidence::SettledEvidence(std::span<const Episode> episodes,
                                 std::span<const IssuedLabel> issued) {
  const std::size_t settled =
      issued.size() > kSettlingBars ? issued.size() - kSettlingBars : std::size_t{0};
  for (std::size_t i = 0; i < episodes.size() && episodes[i].first < settled; ++i) {
    const Episode& episode = episodes[i];
    const std::size_t end = std::min(episode.end, settled);
    const std::size_t regime = index_of(episode.regime);
    for (std::size_t bar = episode.first; bar < end; ++bar) {
      if (issued[bar] == kNoLabel) continue;
      ++settled_given_issued_[issued[bar]][regime];
      ++pairs_;
    }
    next_given_settled_[regime][regime] += end - episode.first - 1;
    steps_ += end - episode.first - 1;
    if (episode.end >= settled) break;
    ++next_given_settled_[regime][index_of(episodes[i + 1].regime)];
    ++steps_;
  }
}

std::size_t SettledEvidence::departures(Regime from) const {
  const Row& row = next_given_settled_[index_of(from)];
  return sum_of(row) - row[index_of(from)];
}

RegimeRow SettledEvidence::probabilities(Regime issued) const {
  return smoothed(settled_given_issued_[index_of(issued)]);
}

RegimeRow SettledEvidence::transition_probabilities(Regime from) const {
  return smoothed(next_given_settled_[index_of(from)]);
}

double SettledEvidence::expected_remaining_bars(Regime from) const {
  return static_cast<double>(sum_of(next_given_settled_[index_of(from)])) /
         static_cast<double>(departures(from));
}

}  // namespace nautilus::regime::detail
