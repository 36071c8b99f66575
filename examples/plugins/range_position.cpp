// SPDX-License-Identifier: MIT

// A plug-in of one indicator: where the close stands between the lowest low and the highest high of
// 20 bars. Built by itself with
//
//     c++ -std=c++20 -O2 -ffp-contract=off -shared -fPIC -I src/nautilus/features/plugins
//         examples/plugins/range_position.cpp -o range_position.so

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <new>

#include "nautilus_plugin.h"

namespace {

constexpr std::size_t kPeriod = 20;

/// All that the values depend on. It can be copied byte by byte, so it is its own saved state.
struct RangePosition {
  std::array<double, kPeriod> highs{};
  std::array<double, kPeriod> lows{};
  std::size_t bars = 0;  ///< Taken in since the last gap.

  double next(double high, double low, double close) {
    if (std::isnan(high) || std::isnan(low) || std::isnan(close)) {
      bars = 0;
      return std::numeric_limits<double>::quiet_NaN();
    }
    highs[bars % kPeriod] = high;
    lows[bars % kPeriod] = low;
    if (++bars < kPeriod) return std::numeric_limits<double>::quiet_NaN();
    const double highest = *std::max_element(highs.begin(), highs.end());
    const double lowest = *std::min_element(lows.begin(), lows.end());
    return highest > lowest ? (close - lowest) / (highest - lowest) : 0.5;
  }
};

void* create() { return new (std::nothrow) RangePosition; }

void destroy(void* state) { delete static_cast<RangePosition*>(state); }

void update(void* state, const double* inputs, double* outputs) {
  outputs[0] = static_cast<RangePosition*>(state)->next(inputs[0], inputs[1], inputs[2]);
}

std::size_t save(const void* state, void* bytes, std::size_t capacity) {
  if (capacity >= sizeof(RangePosition)) std::memcpy(bytes, state, sizeof(RangePosition));
  return sizeof(RangePosition);
}

std::int32_t load(void* state, const void* bytes, std::size_t size) {
  if (size != sizeof(RangePosition)) return 0;
  std::memcpy(state, bytes, size);
  return 1;
}

constexpr std::array kInputs{"high", "low", "close"};
constexpr NautilusOutput kOutput{"value", "Share of the range that lies below the close, 0 to 1"};

const NautilusIndicator kIndicator{
    .name = "range_position_20",
    .title = "Position in the range of 20 bars",
    .group = "support_resistance",
    .formula = "(close - lowest low) / (highest high - lowest low) of 20 bars; 0.5 without a range",
    .gaps = "The window begins anew after a gap",
    .reference = "G. C. Lane, Lane's Stochastics (1984), as a share and not smoothed",
    .state_version = 1,
    .inputs = kInputs.data(),
    .input_count = kInputs.size(),
    .outputs = &kOutput,
    .output_count = 1,
    .warm_up = kPeriod - 1,
    .gap_recovery = kPeriod,
    .create = create,
    .destroy = destroy,
    .update = update,
    .save = save,
    .load = load,
};

const NautilusPlugin kPlugin{NAUTILUS_PLUGIN_ABI_VERSION, &kIndicator, 1};

}  // namespace

const NautilusPlugin* nautilus_plugin() { return &kPlugin; }
