// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/market/bar.hpp"

namespace nautilus::market {

/// Decimal places of a price as it is printed shortest: 5 of 2092.34009, 0 of 100.
int decimal_places(double price);

/// Whether two sources mean the same bar: prices no further apart than half a unit of the last
/// decimal place of the coarser bar (the most places among its four prices), and equal volumes.
/// Trailing zeros are not to be seen in a number, so a bar may look coarser than it was printed.
bool agrees_as_printed(const Bar& a, const Bar& b);

}  // namespace nautilus::market
