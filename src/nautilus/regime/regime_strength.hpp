// SPDX-License-Identifier: MIT
#pragma once

#include <span>

namespace nautilus::regime {

/// How decided the probabilities of the six regimes are: 1 - entropy / log 6, from 0 where all are
/// as probable to 1 where one is certain.
/// Source: Shannon, A Mathematical Theory of Communication (1948), section 6.
/// REQUIRES: six probabilities that sum to 1.
double regime_strength(std::span<const double> probabilities);

}  // namespace nautilus::regime
