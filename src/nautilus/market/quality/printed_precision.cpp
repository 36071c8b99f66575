// SPDX-License-Identifier: MIT
#include "nautilus/market/quality/printed_precision.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

constexpr int kMostPlaces = 17;
constexpr double kBinaryRounding = 1e-6;  // Of the half unit: decimals have no exact binary form.

std::array<double, 4> prices_of(const Bar& bar) { return {bar.open, bar.high, bar.low, bar.close}; }

int places_of(const Bar& bar) {
  int places = 0;
  for (const double price : prices_of(bar)) places = std::max(places, decimal_places(price));
  return places;
}

/// Half of 10^-places, by division so that it is the nearest double.
double half_unit(int places) {
  double power = 1;
  for (int i = 0; i < places; ++i) power *= 10;
  return 0.5 / power;
}

}  // namespace

int decimal_places(double price) {
  const auto text = format_number(price);
  const auto exponent_at = text.find('e');
  const auto digits = text.substr(0, exponent_at);
  const auto point = digits.find('.');
  const auto written =
      point == std::string::npos ? 0 : std::ssize(digits) - 1 - static_cast<std::ptrdiff_t>(point);
  const int exponent =
      exponent_at == std::string::npos ? 0 : std::stoi(text.substr(exponent_at + 1));
  return std::clamp(static_cast<int>(written) - exponent, 0, kMostPlaces);
}

bool agrees_as_printed(const Bar& a, const Bar& b) {
  if (a.volume != b.volume) return false;
  const double most = half_unit(std::min(places_of(a), places_of(b))) * (1 + kBinaryRounding);
  const auto left = prices_of(a);
  const auto right = prices_of(b);
  return std::equal(left.begin(), left.end(), right.begin(),
                    [&](double x, double y) { return std::abs(x - y) <= most; });
}

}  // namespace nautilus::market
