// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/features/cross_sectional/universe.hpp"
#include "nautilus/features/join.hpp"

namespace nautilus::features {

/// One symbol of a universe with its closes.
struct UniverseSeries {
  UniverseMember member;
  TimedValues closes;
};

/// What a universe publishes, bar time by bar time.
struct CrossSection {
  PublishedSeries breadth;
  PublishedSeries rotation;
  PublishedSeries return_rank;
  PublishedSeries first_component_share;
};

struct CrossSectionOptions {
  UniverseParams params;
  std::optional<std::size_t> ranked;  ///< Whose rank to publish.
  /// Bars' opens from which on to publish component shares, which cost much more than the rest.
  Timestamp components_from = kEarliest;
};

/// The figures of every time at which some symbol's bar opens. They are known once all bars of that
/// time are, and not before those of an earlier one; what has no value is not published.
/// Errors: those of the cancellation.
Result<CrossSection> cross_section(std::span<const UniverseSeries> series,
                                   const CrossSectionOptions& options,
                                   const Cancellation& cancellation = {});

}  // namespace nautilus::features
