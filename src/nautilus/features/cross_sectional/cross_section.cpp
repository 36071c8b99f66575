// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/cross_section.hpp"

#include <algorithm>
#include <cmath>

namespace nautilus::features {
namespace {

/// Goes through the times at which any of several series has a bar.
class BarTimes {
 public:
  explicit BarTimes(std::span<const UniverseSeries> series)
      : series_(series), next_(series.size()), closes_(series.size()) {}

  /// Moves to the next time; false after the last.
  bool advance() {
    open_ = kLatest;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      if (has_next(i)) open_ = std::min(open_, next_open(i));
    }
    if (open_ == kLatest) return false;
    for (std::size_t i = 0; i < series_.size(); ++i) {
      closes_[i] = kNaN;
      if (!has_next(i) || next_open(i) != open_) continue;
      closes_[i] = series_[i].closes.values[next_[i]];
      known_at_ = std::max(known_at_, series_[i].closes.known_at[next_[i]]);
      ++next_[i];
    }
    return true;
  }

  [[nodiscard]] Timestamp open() const { return open_; }
  [[nodiscard]] Timestamp known_at() const { return known_at_; }
  [[nodiscard]] std::span<const double> closes() const { return closes_; }

 private:
  [[nodiscard]] bool has_next(std::size_t i) const {
    return next_[i] < series_[i].closes.timestamps.size();
  }
  [[nodiscard]] Timestamp next_open(std::size_t i) const {
    return series_[i].closes.timestamps[next_[i]];
  }

  std::span<const UniverseSeries> series_;
  std::vector<std::size_t> next_;
  std::vector<double> closes_;
  Timestamp open_ = kEarliest;
  Timestamp known_at_ = kEarliest;
};

void publish_if_any(PublishedSeries& series, Timestamp known_at, double value) {
  if (std::isfinite(value)) series.publish(known_at, value);
}

std::vector<UniverseMember> members_of(std::span<const UniverseSeries> series) {
  std::vector<UniverseMember> members;
  for (const auto& each : series) members.push_back(each.member);
  return members;
}

}  // namespace

Result<CrossSection> cross_section(std::span<const UniverseSeries> series,
                                   const CrossSectionOptions& options,
                                   const Cancellation& cancellation) {
  CrossSection out;
  Universe universe(members_of(series), options.params);
  for (BarTimes times(series); times.advance();) {
    NAUTILUS_CHECK(cancellation.check());
    universe.update(times.closes(), times.open());
    const Timestamp known_at = times.known_at();
    publish_if_any(out.breadth, known_at, universe.breadth());
    publish_if_any(out.rotation, known_at, universe.rotation());
    if (options.ranked) {
      publish_if_any(out.return_rank, known_at, universe.return_rank(*options.ranked));
    }
    if (times.open() >= options.components_from) {
      publish_if_any(out.first_component_share, known_at, universe.first_component_share());
    }
  }
  return out;
}

}  // namespace nautilus::features
