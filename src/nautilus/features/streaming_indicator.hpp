// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "nautilus/base/result.hpp"
#include "nautilus/features/columns.hpp"
#include "nautilus/features/spec.hpp"
#include "nautilus/features/state.hpp"

namespace nautilus::features {

/// Any indicator of the catalogue, running. Not for use by several threads at once.
///
/// Inputs that are not finite count as gaps; answers that are not finite are given as NaN.
/// After construction only save() and load() allocate.
class StreamingIndicator {
 public:
  StreamingIndicator() = default;
  StreamingIndicator(const StreamingIndicator&) = delete;
  StreamingIndicator& operator=(const StreamingIndicator&) = delete;
  virtual ~StreamingIndicator() = default;

  [[nodiscard]] virtual const IndicatorSpec& spec() const = 0;

  /// Leading bars without a value, per output in the order of the spec.
  [[nodiscard]] virtual std::span<const int> warm_up() const = 0;

  /// Bars without a value from a gap on, its own bar included, per output.
  [[nodiscard]] virtual std::span<const int> gap_recovery() const = 0;

  /// How many bars of windows a bar has it go through anew, on average; 0 where the cost is
  /// constant or logarithmic.
  [[nodiscard]] virtual int bars_anew() const;

  /// Takes a closed bar in and writes one value per output. REQUIRES: out has one place for each.
  void update(const BarValues& bar, std::span<double> out);

  /// What update() would write for a bar that is still forming; changes nothing.
  void peek(const BarValues& bar, std::span<double> out) const;

  /// Takes a whole series in: the same bits as update() bar by bar, faster.
  /// REQUIRES: one column of bars.size() values per output; columns of equal length.
  void replay(const BarColumns& bars, std::span<const std::span<double>> out);

  // What they rest on, for who feeds many indicators the same bars: no value of these is infinite,
  // and what is answered may be, which counts as NaN.

  /// Takes a closed bar in.
  virtual void take(const BarValues& bar, double* answers) = 0;
  /// What take() would answer; changes nothing.
  virtual void foresee(const BarValues& bar, double* answers) const = 0;
  /// Takes the first bars of a block in, to the bits of take() bar by bar.
  virtual void run(const BarBlock& bars, std::size_t count, BarBlock& answers) = 0;

  /// The state, to continue from elsewhere bit by bit.
  [[nodiscard]] virtual StateBytes save() const = 0;

  /// Takes a saved state over; on an error the state is as before. Errors: as open_state().
  virtual Result<void> load(std::span<const std::byte> saved) = 0;
};

}  // namespace nautilus::features
