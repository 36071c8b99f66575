// SPDX-License-Identifier: MIT
#include "nautilus/regime/episodes.hpp"

namespace nautilus::regime {
namespace {

/// Gives every episode of exactly `bars` bars away, from left to right, in place.
void dissolve_of_length(std::vector<Episode>& episodes, std::size_t bars) {
  std::size_t kept = 0;
  for (std::size_t next = 0; next < episodes.size(); ++next) {
    const Episode episode = episodes[next];
    if (kept > 0 && episodes[kept - 1].regime == episode.regime) {
      episodes[kept - 1].end = episode.end;  // What lay between the two has gone to one of them.
      continue;
    }
    const bool has_left = kept > 0;
    const bool has_right = next + 1 < episodes.size();
    if (episode.bars() != bars || (!has_left && !has_right)) {
      episodes[kept++] = episode;
    } else if (has_left && (!has_right || episodes[kept - 1].bars() >= episodes[next + 1].bars())) {
      episodes[kept - 1].end = episode.end;
    } else {
      episodes[next + 1].first = episode.first;
    }
  }
  episodes.resize(kept);
}

}  // namespace

std::vector<Episode> episodes_of(std::span<const Regime> labels) {
  std::vector<Episode> episodes;
  for (std::size_t i = 0; i < labels.size(); ++i) {
    if (i == 0 || labels[i] != labels[i - 1]) episodes.push_back({i, i, labels[i]});
    episodes.back().end = i + 1;
  }
  return episodes;
}

std::vector<Regime> labels_of(std::span<const Episode> episodes) {
  std::vector<Regime> labels;
  if (!episodes.empty()) labels.reserve(episodes.back().end);
  for (const Episode& episode : episodes) {
    labels.insert(labels.end(), episode.bars(), episode.regime);
  }
  return labels;
}

// What an episode is given to becomes longer than it was, so once all of one length are gone none
// of that length comes back: one pass per length keeps the order "shortest first, of equals the
// first".
void dissolve_short(std::vector<Episode>& episodes, std::size_t minimum_bars) {
  for (std::size_t bars = 1; bars < minimum_bars; ++bars) dissolve_of_length(episodes, bars);
}

}  // namespace nautilus::regime
