// SPDX-License-Identifier: MIT
#include "nautilus/numeric/simd.hpp"

#include <array>
#include <cassert>
#include <cstdint>

#include <emmintrin.h>

namespace nautilus::numeric {
namespace {

constexpr std::size_t kLanes = 8;
constexpr std::size_t kHalf = 4;

// Four doubles in one value of the compiler's: two SSE2 registers or an AVX one. The arithmetic is
// lane by lane in every case, which is why the bits agree. Not eight: of those GCC 12 takes every
// step by way of memory where a register holds four, five times as slow.
using Half = double __attribute__((vector_size(kHalf * sizeof(double))));
/// The same anywhere among doubles. Not read by std::memcpy, for the same reason.
using LooseHalf =
    double __attribute__((vector_size(kHalf * sizeof(double)), aligned(8), may_alias));

// Inlined into each target's function, so that it is compiled with that function's instructions.
#define NAUTILUS_INLINE_KERNEL [[gnu::always_inline]] inline

// References, for a function cannot answer a Half to one that is compiled for other instructions.
NAUTILUS_INLINE_KERNEL const LooseHalf& half_at(const double* place) {
  return *reinterpret_cast<const LooseHalf*>(place);
}
NAUTILUS_INLINE_KERNEL LooseHalf& half_at(double* place) {
  return *reinterpret_cast<LooseHalf*>(place);
}

/// A sum over i in the documented order; add(total, i) adds one term to a double, or kHalf of them
/// from i on to a Half.
template <class Add>
NAUTILUS_INLINE_KERNEL double sum_of(std::size_t count, const Add& add) {
  Half first{};
  Half second{};
  std::size_t i = 0;
  for (; i + kLanes <= count; i += kLanes) {
    add(first, i);
    add(second, i + kHalf);
  }
  std::array<double, kLanes> lanes;
  half_at(lanes.data()) = first;
  half_at(lanes.data() + kHalf) = second;
  for (std::size_t lane = 0; i < count; ++i, ++lane) add(lanes[lane], i);
  return ((lanes[0] + lanes[4]) + (lanes[2] + lanes[6])) +
         ((lanes[1] + lanes[5]) + (lanes[3] + lanes[7]));
}

struct Plain {
  const double* x;

  NAUTILUS_INLINE_KERNEL void operator()(Half& total, std::size_t i) const {
    total += half_at(x + i);
  }
  NAUTILUS_INLINE_KERNEL void operator()(double& total, std::size_t i) const { total += x[i]; }
};

struct CentredProducts {
  const double* x;
  double x_centre;
  const double* y;
  double y_centre;

  NAUTILUS_INLINE_KERNEL void operator()(Half& total, std::size_t i) const {
    total += (half_at(x + i) - x_centre) * (half_at(y + i) - y_centre);
  }
  NAUTILUS_INLINE_KERNEL void operator()(double& total, std::size_t i) const {
    total += (x[i] - x_centre) * (y[i] - y_centre);
  }
};

NAUTILUS_INLINE_KERNEL double sum_body(const double* x, std::size_t count) {
  return sum_of(count, Plain{x});
}

NAUTILUS_INLINE_KERNEL double centred_dot_body(const double* x, double x_centre, const double* y,
                                               double y_centre, std::size_t count) {
  return sum_of(count, CentredProducts{x, x_centre, y, y_centre});
}

NAUTILUS_INLINE_KERNEL void add_weighted_body(double* out, double weight, const double* x,
                                              std::size_t count) {
  std::size_t i = 0;
  for (; i + kHalf <= count; i += kHalf) half_at(out + i) += weight * half_at(x + i);
  for (; i < count; ++i) out[i] += weight * x[i];
}

NAUTILUS_INLINE_KERNEL bool copy_finite_body(const double* from, double* to, std::size_t count) {
  // A number less itself is 0, an infinity or a NaN less itself is NaN, which no sum loses again.
  Half traces{};
  double trace = 0;
  std::size_t i = 0;
  for (; i + kHalf <= count; i += kHalf) {
    const Half each = half_at(from + i);
    const Half rest = each - each;
    traces += rest;
    half_at(to + i) = each + rest;
  }
  for (; i < count; ++i) {
    const double rest = from[i] - from[i];
    trace += rest;
    to[i] = from[i] + rest;
  }
  return (traces[0] + traces[1]) + (traces[2] + traces[3]) + trace == 0.0;
}

bool is_aligned(const double* place, std::size_t bytes) {
  return reinterpret_cast<std::uintptr_t>(place) % bytes == 0;
}

struct Kernels {
  double (*sum)(const double*, std::size_t);
  double (*centred_dot)(const double*, double, const double*, double, std::size_t);
  void (*add_weighted)(double*, double, const double*, std::size_t);
  bool (*copy_finite)(const double*, double*, std::size_t);
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
  __attribute__((target(instructions))) bool copy_finite_##name(const double* from, double* to, \
                                                                std::size_t count) {            \
    return copy_finite_body(from, to, count);                                                   \
  }                                                                                             \
  constexpr Kernels k_##name{sum_##name, centred_dot_##name, add_weighted_##name,               \
                             copy_finite_##name};

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

bool copy_finite(std::span<const double> from, std::span<double> to, SimdTarget target) {
  assert(from.size() == to.size());
  return kernels(target).copy_finite(from.data(), to.data(), from.size());
}

void stream_finite(std::span<const double> from, std::span<double> to) {
  assert(from.size() == to.size());
  constexpr std::size_t pair = 2;
  const auto known = [&](std::size_t i) { return from[i] + (from[i] - from[i]); };
  std::size_t i = 0;
  for (; i < to.size() && !is_aligned(&to[i], pair * sizeof(double)); ++i) to[i] = known(i);
  for (; i + pair <= to.size(); i += pair) {
    _mm_stream_pd(&to[i], _mm_set_pd(known(i + 1), known(i)));
  }
  for (; i < to.size(); ++i) to[i] = known(i);
}

void finish_streaming() { _mm_sfence(); }

}  // namespace nautilus::numeric
