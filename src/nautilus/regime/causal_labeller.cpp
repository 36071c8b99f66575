// SPDX-License-Identifier: MIT
#include "nautilus/regime/causal_labeller.hpp"

#include <algorithm>
#include <cassert>

#include <fmt/format.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/regime/detail/checks.hpp"
#include "nautilus/regime/detail/state_bytes.hpp"
#include "nautilus/regime/hindsight_labeller.hpp"

namespace nautilus::regime {
namespace {

/// To be raised with any change of the method that changes an answer.
constexpr int kMethodVersion = 1;

std::string version_of(std::optional<double> reference, const HindsightParameters& parameters) {
  const std::string everything =
      fmt::format("{} reference {} settling {} days {} departures {} bars {}",
                  json::write(parameters), reference ? format_number(*reference) : "median",
                  kSettlingBars, kMinimumSettledDays, kMinimumDepartures, kMinimumBars);
  return fmt::format("causal-labeller-{}-{}", kMethodVersion, to_hex(fingerprint(everything)));
}

void explain_missing(RegimeEstimate& estimate, const detail::SettledEvidence& evidence) {
  if (!estimate.probabilities) {
    const std::string reason = fmt::format("{} labelled days have settled, {} are needed",
                                           evidence.pairs(), kMinimumSettledDays);
    estimate.missing["probabilities"] = reason;
    estimate.missing["confidence"] = reason;
  }
  if (!estimate.transition_probabilities) {
    estimate.missing["transition_probabilities"] = fmt::format(
        "{} steps between days have settled, {} are needed", evidence.steps(), kMinimumSettledDays);
  }
  if (!estimate.expected_remaining_bars) {
    estimate.missing["expected_remaining_bars"] = fmt::format(
        "{} settled ends of {} episodes are known, {} are needed",
        evidence.departures(estimate.regime), to_word(estimate.regime), kMinimumDepartures);
  }
  if (!estimate.previous_regime) {
    estimate.missing["previous_regime"] = "the regime has lasted since the first bar";
  }
}

/// Checks what is to follow a bar known from `before` on, if there is one.
Result<void> check_next(Timestamp timestamp, double close, std::size_t index,
                        const Timestamp* before) {
  NAUTILUS_CHECK(detail::check_close(close, index));
  if (before == nullptr || timestamp > *before) return {};
  return field_error({"timestamps", std::to_string(index)},
                     fmt::format("must be after {}, was {}", format_timestamp(*before),
                                 format_timestamp(timestamp)),
                     "not_rising");
}

}  // namespace

CausalLabeller::CausalLabeller(std::optional<double> reference_volatility,
                               const HindsightParameters& parameters)
    : given_reference_(reference_volatility),
      parameters_(parameters),
      model_version_(version_of(reference_volatility, parameters)),
      legs_(parameters),
      dating_(parameters) {
  assert(detail::check_reference(reference_volatility).has_value());
}

Result<void> CausalLabeller::update(Timestamp timestamp, double close) {
  NAUTILUS_CHECK(check_next(timestamp, close, bars(), bars() > 0 ? &timestamps_.back() : nullptr));
  take(timestamp, close);
  return {};
}

Result<void> CausalLabeller::append(std::span<const Timestamp> timestamps,
                                    std::span<const double> closes) {
  if (timestamps.size() != closes.size()) {
    return field_error({"closes"},
                       fmt::format("must be as many as the timestamps, {}, were {}",
                                   timestamps.size(), closes.size()),
                       "length");
  }
  const Timestamp* before = bars() > 0 ? &timestamps_.back() : nullptr;
  for (std::size_t i = 0; i < closes.size(); ++i) {
    NAUTILUS_CHECK(check_next(timestamps[i], closes[i], i, before));
    before = &timestamps[i];
  }
  for (std::size_t i = 0; i < closes.size(); ++i) take(timestamps[i], closes[i]);
  return {};
}

void CausalLabeller::take(Timestamp timestamp, double close) {
  timestamps_.push_back(timestamp);
  closes_.push_back(close);
  columns_.append(close);
  legs_.update(columns_.log_closes());
  references_.push_back(reference_now());
  if (bars() < kMinimumBars || references_.back() <= 0) {
    issued_.push_back(detail::kNoLabel);
    return;
  }
  const auto episodes = dating_.run(columns_, legs_, references_.back());
  issued_.push_back(static_cast<detail::IssuedLabel>(episodes.back().regime));
}

double CausalLabeller::reference_now() {
  if (given_reference_) return *given_reference_;
  const std::span<const double> volatilities = columns_.volatilities();
  while (median_.settled() + detail::kUnsettledVolatilities < volatilities.size()) {
    median_.settle(volatilities[median_.settled()]);
  }
  return median_.with(volatilities.subspan(median_.settled()));
}

std::optional<std::size_t> CausalLabeller::index_at(Timestamp when) const {
  const auto after = std::upper_bound(timestamps_.begin(), timestamps_.end(), when);
  if (after == timestamps_.begin()) return std::nullopt;
  return static_cast<std::size_t>(after - timestamps_.begin()) - 1;
}

std::optional<Regime> CausalLabeller::issued(std::size_t index) const {
  if (issued_[index] == detail::kNoLabel) return std::nullopt;
  return static_cast<Regime>(issued_[index]);
}

Result<RegimeEstimate> CausalLabeller::current() const {
  NAUTILUS_CHECK(detail::check_enough(bars()));
  NAUTILUS_CHECK(detail::check_moving(references_.back()));
  detail::Dating dating(parameters_);
  return estimate(bars(), dating.run(columns_, legs_, references_.back()));
}

Result<RegimeEstimate> CausalLabeller::at(std::size_t index) const {
  if (index >= bars()) {
    return Error{.code = ErrorCode::not_found,
                 .message = fmt::format("there is no bar {}, {} are held", index, bars())};
  }
  NAUTILUS_CHECK(detail::check_enough(index + 1));
  NAUTILUS_CHECK(detail::check_moving(references_[index]));
  const detail::PriceColumns prefix = columns_.first(index + 1);
  detail::BearLegSearch legs(parameters_);
  for (std::size_t i = 1; i <= index + 1; ++i) legs.update(prefix.log_closes().first(i));
  detail::Dating dating(parameters_);
  return estimate(index + 1, dating.run(prefix, legs, references_[index]));
}

RegimeEstimate CausalLabeller::estimate(std::size_t bars, std::span<const Episode> episodes) const {
  const Episode& last = episodes.back();
  const detail::SettledEvidence evidence(episodes, std::span(issued_).first(bars));
  RegimeEstimate result{
      .timestamp = timestamps_[bars - 1],
      .regime = last.regime,
      .since = timestamps_[last.first],
      .duration_bars = static_cast<std::int64_t>(last.bars()),
      .reference_volatility = references_[bars - 1],
      .window = {timestamps_.front(), timestamps_[bars - 1], static_cast<std::int64_t>(bars)},
      .model_version = model_version_,
  };
  if (episodes.size() > 1) result.previous_regime = episodes[episodes.size() - 2].regime;
  if (evidence.pairs() >= kMinimumSettledDays) {
    result.probabilities = evidence.probabilities(last.regime);
    result.confidence = (*result.probabilities)[last.regime];
  }
  if (evidence.steps() >= kMinimumSettledDays) {
    result.transition_probabilities = evidence.transition_probabilities(last.regime);
  }
  if (evidence.departures(last.regime) >= kMinimumDepartures) {
    result.expected_remaining_bars = evidence.expected_remaining_bars(last.regime);
  }
  explain_missing(result, evidence);
  return result;
}

}  // namespace nautilus::regime
