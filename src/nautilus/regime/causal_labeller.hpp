// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"
#include "nautilus/regime/detail/bear_legs.hpp"
#include "nautilus/regime/detail/dating.hpp"
#include "nautilus/regime/detail/growing_median.hpp"
#include "nautilus/regime/detail/price_columns.hpp"
#include "nautilus/regime/detail/settled_evidence.hpp"
#include "nautilus/regime/hindsight_parameters.hpp"
#include "nautilus/regime/regime_estimate.hpp"

namespace nautilus::regime {

/// A label this many bars old counts as settled: closes after that change one in ten.
inline constexpr std::size_t kSettlingBars = 126;
/// Fewer settled days than this give no probabilities.
inline constexpr std::size_t kMinimumSettledDays = 500;
/// Fewer settled departures from a regime than this give no expected duration.
inline constexpr std::size_t kMinimumDepartures = 3;

/// The regime as it could be known at the time: the label of a bar is the last label of the
/// hindsight dating run on the closes up to that bar. It needs no training.
///
/// Probabilities come from its own record: of past days that were given today's label at the time
/// and are settled since, how many have settled as each regime, each counted once more than seen.
/// The regime need not be the most probable one: a label that rarely lasts says so.
///
/// A streaming kernel: no I/O, no clock, no lock. One new bar costs time linear in the bars held;
/// const functions may run side by side.
class CausalLabeller {
 public:
  /// `reference_volatility` is what is usual for the market, annual; absent, each bar uses the
  /// median of the volatilities up to it. REQUIRES: absent or finite and above 0.
  explicit CausalLabeller(std::optional<double> reference_volatility = std::nullopt,
                          const HindsightParameters& parameters = {});

  /// Takes the next close, with the time from which on it was known. Errors: invalid_argument
  /// naming the index of a close that is not finite and above 0 or a time not after the one before.
  Result<void> update(Timestamp timestamp, double close);

  /// Takes many, all or none. Errors: as update(), and when the two differ in length.
  Result<void> append(std::span<const Timestamp> timestamps, std::span<const double> closes);

  [[nodiscard]] std::size_t bars() const { return timestamps_.size(); }
  [[nodiscard]] std::span<const Timestamp> timestamps() const { return timestamps_; }
  [[nodiscard]] std::span<const double> closes() const { return closes_; }

  /// The last bar known at `when`, if there is any.
  [[nodiscard]] std::optional<std::size_t> index_at(Timestamp when) const;

  /// The label given to a bar when it was the last; none where there was too little to say.
  /// REQUIRES: index < bars().
  [[nodiscard]] std::optional<Regime> issued(std::size_t index) const;

  /// The estimate for the last bar. Errors: insufficient_data below kMinimumBars, or if the
  /// reference is a median of closes that mostly stand still.
  [[nodiscard]] Result<RegimeEstimate> current() const;

  /// What current() answered, or would have, when this was the last bar; bit for bit the same.
  /// Errors: as current(); not_found at or past bars().
  [[nodiscard]] Result<RegimeEstimate> at(std::size_t index) const;

  /// Names the method and hashes its parameters: equal versions answer equally.
  [[nodiscard]] const std::string& model_version() const { return model_version_; }

  /// The whole state, from which load() continues bit for bit without labelling the past anew.
  [[nodiscard]] std::string save() const;

  /// Errors: data_loss if the bytes are damaged, conflict if they were saved by another version of
  /// the model or with other parameters; either way the history can be appended afresh.
  static Result<CausalLabeller> load(std::string_view saved,
                                     std::optional<double> reference_volatility = std::nullopt,
                                     const HindsightParameters& parameters = {});

 private:
  void take(Timestamp timestamp, double close);
  [[nodiscard]] double reference_now();
  [[nodiscard]] RegimeEstimate estimate(std::size_t bars, std::span<const Episode> episodes) const;

  std::optional<double> given_reference_;
  HindsightParameters parameters_;
  std::string model_version_;
  std::vector<Timestamp> timestamps_;
  std::vector<double> closes_;
  detail::PriceColumns columns_;
  detail::BearLegSearch legs_;
  detail::GrowingMedian median_;
  detail::Dating dating_;
  std::vector<double> references_;  ///< What each bar's label was computed with.
  std::vector<detail::IssuedLabel> issued_;
};

}  // namespace nautilus::regime
