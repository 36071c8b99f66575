// SPDX-License-Identifier: MIT
#include "nautilus/market/series/as_of_values.hpp"

#include <limits>
#include <optional>

namespace nautilus::market {
namespace {

constexpr double kNotReleased = std::numeric_limits<double>::quiet_NaN();

/// The two newest observations public so far, each in its newest version.
class NewestTwo {
 public:
  void take(const ReleasedValue& version) {
    if (!newest_ || version.observed_at > newest_->observed_at) {
      previous_ = newest_;
      newest_ = version;
    } else if (version.observed_at == newest_->observed_at) {
      newest_ = version;
    } else if (!previous_ || version.observed_at >= previous_->observed_at) {
      previous_ = version;
    }
  }

  void append_to(AsOfValues& columns) const {
    columns.value.push_back(newest_ ? newest_->value : kNotReleased);
    columns.previous.push_back(previous_ ? previous_->value : kNotReleased);
    columns.observed_at.push_back(newest_ ? newest_->observed_at : kEarliest);
    columns.released_at.push_back(newest_ ? newest_->released_at : kEarliest);
  }

 private:
  std::optional<ReleasedValue> newest_;
  std::optional<ReleasedValue> previous_;
};

}  // namespace

AsOfValues join_as_of(std::span<const ReleasedValue> versions, std::span<const Timestamp> at) {
  AsOfValues columns;
  NewestTwo newest;
  std::size_t next = 0;
  for (const auto time : at) {
    for (; next < versions.size() && versions[next].released_at <= time; ++next) {
      newest.take(versions[next]);
    }
    newest.append_to(columns);
  }
  return columns;
}

}  // namespace nautilus::market
