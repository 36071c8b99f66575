// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace nautilus::numeric {

/// An instruction set that the kernels below are compiled for. All of them give the same bits.
enum class SimdTarget {
  baseline,  ///< SSE2, which every x86-64 CPU has.
  avx2,
  avx512,
};

/// "baseline", "avx2" or "avx512".
std::string_view to_string(SimdTarget target);

/// The targets that this CPU can run, narrowest first; never empty.
std::vector<SimdTarget> supported_targets();

/// The widest target that this CPU can run.
SimdTarget best_target();

/// The sum of x; 0 of nothing.
///
/// Every sum here has one shape on every target: element i goes to lane i mod 8, each lane adds in
/// order, and the lanes combine as ((0+4)+(2+6)) + ((1+5)+(3+7)).
/// REQUIRES: the CPU supports `target`; so for all that follow.
double sum(std::span<const double> x, SimdTarget target = best_target());

/// The sum of x[i] * y[i]. REQUIRES: equal sizes.
double dot(std::span<const double> x, std::span<const double> y, SimdTarget target = best_target());

/// The sum of (x[i] - x_centre) * (y[i] - y_centre). REQUIRES: equal sizes.
double centred_dot(std::span<const double> x, double x_centre, std::span<const double> y,
                   double y_centre, SimdTarget target = best_target());

/// Adds weight * x[i] to out[i]: one position's share of every scenario's profit and loss.
/// REQUIRES: equal sizes, no overlap.
void add_weighted(std::span<double> out, double weight, std::span<const double> x,
                  SimdTarget target = best_target());

/// Copies values, those that are not finite as NaN, and says whether all of them were finite.
/// REQUIRES: equal sizes, no overlap.
bool copy_finite(std::span<const double> from, std::span<double> to,
                 SimdTarget target = best_target());

/// Likewise, past the caches: for what is written once, is too large for them and read later.
/// REQUIRES: equal sizes, no overlap. Other threads see it after finish_streaming().
void stream_finite(std::span<const double> from, std::span<double> to);
void finish_streaming();

}  // namespace nautilus::numeric
