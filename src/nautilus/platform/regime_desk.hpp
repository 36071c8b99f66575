// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "nautilus/base/cancellation.hpp"
#include "nautilus/base/clock.hpp"
#include "nautilus/base/snapshot.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/features/join.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/regime_answers.hpp"
#include "nautilus/regime/causal_labeller.hpp"
#include "nautilus/regime/prediction_store.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

using SharedText = std::shared_ptr<const std::string>;

/// Market regimes of any daily series: what REST and the command line both call. What it issues it
/// records, unless the database is only read. Thread-safe; the work for one symbol is done once.
class RegimeDesk {
 public:
  RegimeDesk(storage::Database& database, MarketDesk& market, const Clock& clock,
             PlatformMetrics& metrics, const config::RegimeDetectionSettings& settings,
             bool records);

  /// The regime after the newest bar, or after the newest known at `as_of`.
  /// Errors: not_found, insufficient_data.
  Result<RegimeAnswer> current(const RegimeQuery& query);

  /// The JSON text of current() for a raw query string, if it was computed since the bars last
  /// changed and the next bar closed. Never blocks on computation or disk.
  [[nodiscard]] SharedText ready(std::string_view query) const;

  /// Keeps the text of an answer for ready(), unless the bars changed meanwhile.
  void keep_ready(std::string_view query, const std::string& symbol, std::uint64_t version,
                  SharedText text);

  /// The version of a symbol's bars, to give to keep_ready().
  [[nodiscard]] std::uint64_t version_of(const std::string& symbol) const;

  /// Errors: not_found, insufficient_data, invalid_argument; those of the cancellation.
  Result<RegimeHistoryAnswer> history(const RegimeHistoryQuery& query,
                                      const Cancellation& cancellation = {});

  /// How decided the regimes were that were issued for a symbol up to a time: regime_strength.hpp.
  /// Each is known since its bar was; with `as_of`, which looks at the past as it was, since it was
  /// issued, and the later ones are not.
  Result<features::PublishedSeries> published_strength(const std::string& symbol, Timestamp until,
                                                       std::optional<Timestamp> as_of);

  /// Rises whenever a regime is issued that was not before.
  [[nodiscard]] std::uint64_t issued() const { return issued_.load(); }

  /// The bars of this series changed: what stands ready is stale.
  void forget(const market::SeriesKey& key);

  /// Names mean other series now: nothing stands ready.
  void forget_all();

  /// What answers call the series that a name means at a time, or the benchmark.
  [[nodiscard]] std::string symbol_of(const std::optional<std::string>& asked,
                                      std::optional<Timestamp> as_of = std::nullopt) const;

 private:
  using SharedLabeller = std::shared_ptr<const regime::CausalLabeller>;

  /// The labeller of one symbol. It is brought up to date under its own lock and then read without.
  struct Line {
    std::mutex mutex;
    SharedLabeller labeller;
    SharedLabeller checkpoint;  ///< Some bars earlier: where a change of late ones is redone from.
    market::Adjustment adjustment = market::Adjustment::none;
    std::uint64_t version = 0;
    Timestamp valid_until;
    std::uint64_t used = 0;
  };
  /// An estimate, and how the prices behind it were taken.
  struct Estimate {
    regime::RegimeEstimate regime;
    market::Adjustment adjustment = market::Adjustment::none;
  };
  /// What was known in some span of time, labelled.
  struct PastView {
    Timestamp until = kEarliest;
    std::optional<regime::CausalLabeller> labeller;
  };
  struct ReadyText {
    std::string symbol;
    Timestamp valid_until;
    SharedText text;
  };
  using ReadyTexts = std::map<std::string, ReadyText, std::less<>>;

  /// What was issued for times in [from, to) under any name of the series, oldest first.
  Result<std::vector<regime::IssuedRegime>> issued_of(const std::string& symbol, Timestamp from,
                                                      Timestamp to);
  std::shared_ptr<Line> line_of(const std::string& symbol);
  Result<SharedLabeller> labeller_of(const std::string& symbol,
                                     market::Adjustment* adjustment = nullptr);
  [[nodiscard]] regime::CausalLabeller new_labeller(const std::string& symbol) const;
  Result<regime::CausalLabeller> label(const std::string& symbol, const market::BarSeries& bars);
  Result<void> bring_up_to_date(Line& line, const std::string& symbol);
  Result<Estimate> estimate(const std::string& symbol, const RegimeQuery& query);
  Result<void> record(const RegimeAnswer& answer);
  Result<std::vector<RegimeHistoryEntry>> recorded(const std::string& symbol, Timestamp from,
                                                   Timestamp to);
  Result<void> add_computed(const std::string& symbol, const regime::CausalLabeller& now,
                            std::span<const Timestamp> times, bool restated,
                            const Cancellation& cancellation,
                            std::vector<RegimeHistoryEntry>& entries);
  Result<const regime::CausalLabeller*> view_at(const std::string& symbol, Timestamp at,
                                                const regime::CausalLabeller& now,
                                                std::span<const Timestamp> changes, PastView& view);

  storage::Database& database_;
  MarketDesk& market_;
  const Clock& clock_;
  PlatformMetrics& metrics_;
  const config::RegimeDetectionSettings& settings_;
  const bool records_;

  std::mutex lines_mutex_;
  std::uint64_t uses_ = 0;
  std::atomic<std::uint64_t> issued_ = 0;
  std::map<std::string, std::shared_ptr<Line>> lines_;

  std::mutex ready_mutex_;  ///< Of writers; readers take the snapshot.
  Snapshot<const ReadyTexts> ready_;
};

}  // namespace nautilus::platform
