// SPDX-License-Identifier: MIT
#include "nautilus/numeric/simd.hpp"

#include <array>
#include <cassert>
#include <cstring>

namespace nautilus::numeric {
namespace {

constexpr std::size_t kLanes = 8;

// Eight doubles in one value of the compiler's: four SSE2, two AVX or one AVX-512 register. The
// arithmetic is lane by lane in every case, which is why the bits agree.
using Lanes = double __attribute__((vector_size(kLanes * sizeof(double))));

// Inlined into each target's function, so that it is compiled with that function's instructions.
#define NAUTILUS_INLINE_KERNEL [[gnu::always_inline]] inline

NAUTILUS_INLINE_KERNEL double combine(const Lanes& lanes) {
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
         ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

NAUTILUS_INLINE_KERNEL double sum_body(const double* x, std::size_t count) {
  Lanes total{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Lanes each;
    std::memcpy(&each, x + i, sizeof(each));
    total += each;
  }
  for (std::size_t lane = 0; i < count; ++i, ++lane) total[lane] += x[i];
  return combine(total);
}

NAUTILUS_INLINE_KERNEL double centred_dot_body(const double* x, double x_centre, const double* y,
                                               double y_centre, std::size_t count) {
  Lanes total{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Lanes left;
    Lanes right;
    std::memcpy(&left, x + i, sizeof(left));
    std::memcpy(&right, y + i, sizeof(right));
    total += (left - x_centre) * (right - y_centre);
  }
  for (std::size_t lane = 0; i < count; ++i, ++lane) {
    total[lane] += (x[i] - x_centre) * (y[i] - y_centre);
  }
  return combine(total);
}

NAUTILUS_INLINE_KERNEL void add_weighted_body(double* out, double weight, const double* x,
                                              std::size_t count) {
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    Lanes each;
    Lanes total;
    std::memcpy(&each, x + i, sizeof(each));
    std::memcpy(&total, out + i, sizeof(total));
    total += weight * each;
    std::memcpy(out + i, &total, sizeof(total));
  }
  for (; i < count; ++i) out[i] += weight * x[i];
}

struct Kernels {
  double (*sum)(const double*, std::size_t);
  double (*centred_dot)(const double*, double, const double*, double, std::size_t);
  void (*add_weighted)(double*, double, const double*, std::size_t);
};

// One line per target: the same bodies, compiled with other instructions.
#define NAUTILUS_KERNELS_FOR(name, instructions)                                                \
  __attribute__((target(instructions))) double sum_##name(const double* x, std::size_t count) { \
    return sum_body(x, count);                                                                  \
  }                                                                                             \
  __attribute__((target(instructions))) double centred_dot_##name(                              \
      const double* x, double x_centre, const double* y, double y_centre, std::size_t count) {  \
    return centred_dot_body(x, x_centre, y, y_centre, count);                                   \
  }                                                                                             \
  __attribute__((target(instructions))) void add_weighted_##name(                               \
      double* out, double weight, const double* x, std::size_t count) {                         \
    add_weighted_body(out, weight, x, count);                                                   \
  }                                                                                             \
  constexpr Kernels k_##name{sum_##name, centred_dot_##name, add_weighted_##name};

NAUTILUS_KERNELS_FOR(baseline, "sse2")
NAUTILUS_KERNELS_FOR(avx2, "avx2")
NAUTILUS_KERNELS_FOR(avx512, "avx512f")

#undef NAUTILUS_KERNELS_FOR
#undef NAUTILUS_INLINE_KERNEL

bool is_supported(SimdTarget target) {
  switch (target) {
    case SimdTarget::baseline: return true;
    case SimdTarget::avx2: return static_cast<bool>(__builtin_cpu_supports("avx2"));
    case SimdTarget::avx512: return static_cast<bool>(__builtin_cpu_supports("avx512f"));
  }
  return false;
}

const Kernels& kernels(SimdTarget target) {
  static constexpr std::array<const Kernels*, 3> table{&k_baseline, &k_avx2, &k_avx512};
  assert(is_supported(target));
  return *table[static_cast<std::size_t>(target)];
}

}  // namespace

std::string_view to_string(SimdTarget target) {
  static constexpr std::array<std::string_view, 3> words{"baseline", "avx2", "avx512"};
  return words[static_cast<std::size_t>(target)];
}

std::vector<SimdTarget> supported_targets() {
  std::vector<SimdTarget> targets;
  for (const auto target : {SimdTarget::baseline, SimdTarget::avx2, SimdTarget::avx512}) {
    if (is_supported(target)) targets.push_back(target);
  }
  return targets;
}

SimdTarget best_target() {
  static const SimdTarget best = supported_targets().back();
  return best;
}

double sum(std::span<const double> x, SimdTarget target) {
  return kernels(target).sum(x.data(), x.size());
}

double dot(std::span<const double> x, std::span<const double> y, SimdTarget target) {
  return centred_dot(x, 0.0, y, 0.0, target);
}

double centred_dot(std::span<const double> x, double x_centre, std::span<const double> y,
                   double y_centre, SimdTarget target) {
  assert(x.size() == y.size());
  return kernels(target).centred_dot(x.data(), x_centre, y.data(), y_centre, x.size());
}

void add_weighted(std::span<double> out, double weight, std::span<const double> x,
                  SimdTarget target) {
  assert(out.size() == x.size());
  kernels(target).add_weighted(out.data(), weight, x.data(), x.size());
}

}  // namespace nautilus::numeric
