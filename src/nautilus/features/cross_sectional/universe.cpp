// SPDX-License-Identifier: MIT
#include "nautilus/features/cross_sectional/universe.hpp"

#include <algorithm>
#include <cmath>

#include "nautilus/features/cross_sectional/co_moments.hpp"
#include "nautilus/features/cross_sectional/largest_eigenvalue.hpp"

namespace nautilus::features {
namespace {

// Sums in one order, so that figures have the same bits everywhere.
double product(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
  return sum;
}

std::vector<std::vector<double>> transposed(const std::vector<std::vector<double>>& rows) {
  std::vector<std::vector<double>> out(rows.front().size(), std::vector<double>(rows.size()));
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (std::size_t j = 0; j < out.size(); ++j) out[j][i] = rows[i][j];
  }
  return out;
}

}  // namespace

Universe::Universe(std::span<const UniverseMember> members, const UniverseParams& params)
    : params_(params), members_(members.begin(), members.end()) {
  const auto ring = static_cast<std::size_t>(params.component_window) + 1;
  opens_.assign(ring, kEarliest);
  for (std::size_t i = 0; i < members.size(); ++i) {
    lines_.push_back({.average = RollingMean(params.average_period),
                      .average_from = Delay(params.average_period - 1),
                      .then = Delay(params.return_period),
                      .return_from = Delay(params.return_period),
                      .closes = std::vector<double>(ring, kNaN)});
  }
}

void Universe::update(std::span<const double> closes, Timestamp open) {
  std::size_t with_a_bar = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    take(lines_[i], closes[i], open);
    if (members_[i].is_counted && std::isfinite(closes[i])) ++with_a_bar;
  }
  if (are_enough(with_a_bar)) keep(closes, open);
}

void Universe::take(Line& line, double close, Timestamp open) const {
  line.distance = kNaN;
  line.period_return = kNaN;
  if (!std::isfinite(close)) return;
  const auto now = static_cast<double>(open.nanoseconds);
  const auto longest = static_cast<double>(params_.longest_window.count());
  const double average = feed(line.average, close);
  const double before = feed(line.then, close);
  if (now - feed(line.average_from, now) <= longest) line.distance = close - average;
  if (now - feed(line.return_from, now) <= longest) line.period_return = close / before - 1.0;
}

void Universe::keep(std::span<const double> closes, Timestamp open) {
  newest_ = opens_[position_] = open;
  for (std::size_t i = 0; i < lines_.size(); ++i) lines_[i].closes[position_] = closes[i];
  position_ = (position_ + 1) % (static_cast<std::size_t>(params_.component_window) + 1);
  ++kept_;
}

double Universe::breadth() const {
  std::size_t above = 0;
  std::size_t with_a_value = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!members_[i].is_counted || !std::isfinite(lines_[i].distance)) continue;
    ++with_a_value;
    if (lines_[i].distance > 0) ++above;
  }
  if (!are_enough(with_a_value)) return kNaN;
  return (static_cast<double>(above) / static_cast<double>(with_a_value) - 0.5) * 2.0;
}

double Universe::rotation() const {
  const auto mean_return = [&](Side side) {
    double sum = 0;
    double count = 0;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (members_[i].side != side || !std::isfinite(lines_[i].period_return)) continue;
      sum += lines_[i].period_return;
      ++count;
    }
    return sum / count;
  };
  return mean_return(Side::cyclical) - mean_return(Side::defensive);
}

double Universe::return_rank(std::size_t member) const {
  const double own = lines_[member].period_return;
  if (!std::isfinite(own)) return kNaN;
  double below = 0;
  std::size_t others = 0;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const double other = lines_[i].period_return;
    if (i == member || !members_[i].is_counted || !std::isfinite(other)) continue;
    ++others;
    if (other < own) below += 1;
    if (other == own) below += 0.5;
  }
  return are_enough(others + 1) ? below / static_cast<double>(others) : kNaN;
}

std::vector<double> Universe::standard_returns(const Line& line) const {
  const std::size_t window = line.closes.size() - 1;
  std::vector<double> returns;
  double mean = 0;
  for (std::size_t i = 0; i < window; ++i) {
    const double before = line.closes[(position_ + i) % line.closes.size()];
    const double after = line.closes[(position_ + i + 1) % line.closes.size()];
    returns.push_back(after / before - 1.0);
    mean += returns.back() / static_cast<double>(window);
  }
  for (double& each : returns) each -= mean;
  const double squares = product(returns, returns);
  // A gap makes this false too.
  if (!(varies(squares, static_cast<double>(window)) && std::isfinite(squares))) return {};
  for (double& each : returns) each /= std::sqrt(squares);
  return returns;
}

double Universe::first_component_share() const {
  if (kept_ <= params_.component_window) return kNaN;
  if (newest_ - opens_[position_] > params_.longest_window) return kNaN;
  std::vector<std::vector<double>> returns;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (!members_[i].is_counted) continue;
    if (auto standard = standard_returns(lines_[i]); !standard.empty()) {
      returns.push_back(std::move(standard));
    }
  }
  if (!are_enough(returns.size())) return kNaN;
  const auto members = static_cast<double>(returns.size());
  // The products of rows and those of columns have the same eigenvalues but for zeros.
  if (returns.size() > returns.front().size()) returns = transposed(returns);
  std::vector<std::vector<double>> products(returns.size(), std::vector<double>(returns.size()));
  for (std::size_t i = 0; i < returns.size(); ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      products[i][j] = products[j][i] = product(returns[i], returns[j]);
    }
  }
  return largest_eigenvalue(std::move(products)) / members;
}

}  // namespace nautilus::features
