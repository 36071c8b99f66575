// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/clock.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/features/cross_sectional/cross_section.hpp"
#include "nautilus/platform/answer_cache.hpp"
#include "nautilus/platform/joined_columns.hpp"
#include "nautilus/platform/market_desk.hpp"

namespace nautilus::platform {

/// A figure of the universe that features join.
enum class UniverseFigure {
  breadth,
  rotation,
  return_rank,
  first_component_share
};

/// The figure that features join by this name; nullopt for none.
std::optional<UniverseFigure> universe_figure(std::string_view name);

/// The figures of the universe, each taken over bars of the last 200 days before it. Thread-safe.
class UniverseDesk {
 public:
  UniverseDesk(MarketDesk& market, const Clock& clock, const config::FeatureSettings& settings);

  /// A figure beside bars known at these times, of which those from `first` on count; before them
  /// it may be missing. REQUIRES: first is one of the bars. Errors: as MarketDesk::series(), and
  /// those of the cancellation.
  Result<Joined> join(UniverseFigure figure, const market::BarSeries& bars,
                      std::span<const Timestamp> known_at, std::size_t first,
                      std::optional<Timestamp> as_of, const Cancellation& cancellation);

  /// Symbols whose bars the figures are taken over: those that are counted, and the sides of the
  /// rotation.
  std::vector<std::string> symbols();

 private:
  /// The bars of every symbol, and what does not depend on who asks.
  struct Loaded {
    std::vector<market::BarSeries> series;
    std::vector<std::vector<Timestamp>> known_at;  ///< Of each series' bars.
    std::vector<features::UniverseMember> members;
    features::CrossSection figures;

    void add(market::BarSeries bars, const features::UniverseMember& member);
    [[nodiscard]] std::vector<features::UniverseSeries> views() const;
    [[nodiscard]] std::size_t counted() const;
  };
  using SharedLoaded = std::shared_ptr<const Loaded>;

  Result<SharedLoaded> load(Timestamp from, const market::BarSeries& bars, Timestamp known_at,
                            std::optional<Timestamp> as_of, const Cancellation& cancellation);
  Result<Loaded> load_anew(Timestamp from, std::optional<Timestamp> as_of,
                           const Cancellation& cancellation);
  std::vector<std::string> universe();
  [[nodiscard]] features::Side side_of(const std::string& symbol) const;
  static Result<features::PublishedSeries> published(UniverseFigure figure, const Loaded& loaded,
                                                     const market::BarSeries& bars,
                                                     std::span<const Timestamp> known_at,
                                                     Timestamp from,
                                                     const Cancellation& cancellation);
  static Result<features::PublishedSeries> ranks(const Loaded& loaded,
                                                 const market::BarSeries& bars,
                                                 std::span<const Timestamp> known_at,
                                                 Timestamp from, const Cancellation& cancellation);

  MarketDesk& market_;
  const Clock& clock_;
  const config::FeatureSettings& settings_;
  AnswerCache<Loaded> cache_;
};

}  // namespace nautilus::platform
