// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

#include "nautilus/features/kernel.hpp"

/// What a kernel answers on the last of a few bars; for tests worked by hand.
namespace nautilus::features::testing_last {

template <class Kernel>
auto last(Kernel kernel, std::initializer_list<double> values) {
  auto answer = update(kernel, *values.begin());
  for (const double* each = values.begin() + 1; each != values.end(); ++each) {
    answer = update(kernel, *each);
  }
  return answer;
}

struct CloseAndVolume {
  double close;
  double volume;
};

template <class Kernel>
double last(Kernel kernel, std::initializer_list<CloseAndVolume> bars) {
  double answer = kNaN;
  for (const auto& [close, volume] : bars) answer = update(kernel, close, volume);
  return answer;
}

}  // namespace nautilus::features::testing_last
