// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/largest_eigenvalue.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace nautilus::features {
namespace {

using Matrix = std::vector<std::vector<double>>;

// Turns rows and columns p and q so that their common element becomes 0.
void rotate(Matrix& a, std::size_t p, std::size_t q) {
  if (a[p][q] == 0) return;
  const double tau = (a[q][q] - a[p][p]) / (2.0 * a[p][q]);
  const double tangent = std::copysign(1.0, tau) / (std::abs(tau) + std::sqrt(1.0 + tau * tau));
  const double cosine = 1.0 / std::sqrt(1.0 + tangent * tangent);
  const double sine = tangent * cosine;
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double left = a[k][p];
    const double right = a[k][q];
    a[k][p] = cosine * left - sine * right;
    a[k][q] = sine * left + cosine * right;
  }
  for (std::size_t k = 0; k < a.size(); ++k) {
    const double upper = a[p][k];
    const double lower = a[q][k];
    a[p][k] = cosine * upper - sine * lower;
    a[q][k] = sine * upper + cosine * lower;
  }
}

double squares_beside_the_diagonal(const Matrix& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) sum += a[i][j] * a[i][j];
  }
  return sum;
}

double squares_on_the_diagonal(const Matrix& a) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i][i] * a[i][i];
  return sum;
}

}  // namespace

double largest_eigenvalue(std::vector<std::vector<double>> matrix) {
  // Each sweep squares what is left beside the diagonal; an eigenvalue is off by no more than its
  // root, which from here on is less than the rounding of the diagonal.
  constexpr int most_sweeps = 30;
  constexpr double negligible = 0x1p-104;
  for (int sweep = 0; sweep < most_sweeps; ++sweep) {
    if (squares_beside_the_diagonal(matrix) <= negligible * squares_on_the_diagonal(matrix)) break;
    for (std::size_t p = 0; p + 1 < matrix.size(); ++p) {
      for (std::size_t q = p + 1; q < matrix.size(); ++q) rotate(matrix, p, q);
    }
  }
  double largest = matrix[0][0];
  for (std::size_t i = 1; i < matrix.size(); ++i) largest = std::max(largest, matrix[i][i]);
  return largest;
}

}  // namespace nautilus::features
