// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/robust_window.hpp"

#include <algorithm>
#include <cmath>

namespace nautilus::market {
namespace {

constexpr double kOfMedianDeviation = 1.4826;  // 1 / the normal quantile of 0.75.
constexpr double kOfMeanDeviation = 1.2533;    // sqrt(pi / 2).

}  // namespace

RobustWindow::RobustWindow(std::size_t capacity) : capacity_(capacity) {
  ring_.reserve(capacity);
  sorted_.reserve(capacity);
}

void RobustWindow::push(double value) {
  if (ring_.size() < capacity_) {
    ring_.push_back(value);
  } else {
    sorted_.erase(std::ranges::lower_bound(sorted_, ring_[next_]));
    ring_[next_] = value;
    next_ = (next_ + 1) % capacity_;
  }
  sorted_.insert(std::ranges::upper_bound(sorted_, value), value);
}

double RobustWindow::median() const {
  const auto half = sorted_.size() / 2;
  return sorted_.size() % 2 == 1 ? sorted_[half] : (sorted_[half - 1] + sorted_[half]) / 2;
}

double RobustWindow::median_absolute_deviation(double median) const {
  // Distances grow both ways from the median, so a walk outwards meets them in order.
  const auto size = sorted_.size();
  auto right =
      static_cast<std::size_t>(std::ranges::lower_bound(sorted_, median) - sorted_.begin());
  auto left = right;
  double before = 0;
  double distance = 0;
  for (std::size_t taken = 0; taken <= size / 2; ++taken) {
    before = distance;
    const bool takes_left =
        right == size || (left > 0 && median - sorted_[left - 1] <= sorted_[right] - median);
    distance = takes_left ? median - sorted_[--left] : sorted_[right++] - median;
  }
  return size % 2 == 1 ? distance : (before + distance) / 2;
}

double RobustWindow::deviation() const {
  const double center = median();
  const double robust = median_absolute_deviation(center);
  if (robust > 0) return kOfMedianDeviation * robust;
  double sum = 0;
  for (const double value : sorted_) sum += std::abs(value - center);
  return kOfMeanDeviation * sum / static_cast<double>(sorted_.size());
}

}  // namespace nautilus::market
