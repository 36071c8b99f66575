// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

namespace nautilus::features {

/// The largest eigenvalue of a symmetric matrix, by cyclic Jacobi rotations: Golub and Van Loan,
/// Matrix Computations (2013), section 8.5. REQUIRES: square, symmetric, finite, not empty.
double largest_eigenvalue(std::vector<std::vector<double>> matrix);

}  // namespace nautilus::features
