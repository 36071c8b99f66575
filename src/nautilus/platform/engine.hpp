// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/clock.hpp"
#include "nautilus/config/settings.hpp"
#include "nautilus/platform/calendar_desk.hpp"
#include "nautilus/platform/feature_desk.hpp"
#include "nautilus/platform/future_desk.hpp"
#include "nautilus/platform/instrument_desk.hpp"
#include "nautilus/platform/key_desk.hpp"
#include "nautilus/platform/market_desk.hpp"
#include "nautilus/platform/platform_metrics.hpp"
#include "nautilus/platform/portfolio_desk.hpp"
#include "nautilus/platform/quality_desk.hpp"
#include "nautilus/platform/regime_desk.hpp"
#include "nautilus/platform/risk_desk.hpp"
#include "nautilus/platform/segment_desk.hpp"
#include "nautilus/platform/series_desk.hpp"
#include "nautilus/platform/system_desk.hpp"
#include "nautilus/storage/data_folder.hpp"
#include "nautilus/storage/database.hpp"

namespace nautilus::platform {

/// What is wanted of the data folder.
enum class Access {
  owner,   ///< Reads and writes bars; no other process may own the folder meanwhile.
  shared,  ///< Reads, and writes small things such as keys beside an owner.
  reader,  ///< Only reads, beside an owner.
};

/// The built-in calendars and those of the file that the setting names. Errors: those of
/// market::CalendarSet::open.
Result<market::CalendarSet> open_calendars(const config::MarketSettings& settings);

/// The features of the user's own in the file that the setting names, which may use the indicators
/// of his libraries: those are loaded first. Errors: those of features::load_plugins and
/// features::read_expressions.
Result<features::NamedExpressions> own_features(const config::FeatureSettings& settings);

/// The product without its doors: storage opened, desks wired. Server and command line stand on it.
class Engine {
 public:
  /// Opens the data folder and database of the settings. What it is given must outlive it.
  /// Errors: conflict if another process owns the folder, not_found for a reader without a
  /// database, data_loss, unavailable.
  static Result<std::unique_ptr<Engine>> open(const config::Settings& settings, Access access,
                                              const Clock& clock, telemetry::Metrics& metrics);

  Engine(const Engine&) = delete;
  Engine& operator=(const Engine&) = delete;

  [[nodiscard]] const config::Settings& settings() const { return settings_; }
  storage::Database& database() { return *database_; }

  InstrumentDesk& instruments() { return instruments_; }
  [[nodiscard]] const CalendarDesk& calendars() const { return calendars_; }
  SegmentDesk& segments() { return segments_; }
  MarketDesk& market() { return market_; }
  FutureDesk& futures() { return futures_; }
  SeriesDesk& series() { return series_; }
  QualityDesk& quality() { return quality_; }
  PortfolioDesk& portfolios() { return portfolios_; }
  FeatureDesk& features() { return features_; }
  RegimeDesk& regime() { return regime_; }
  [[nodiscard]] const RegimeDesk& regime() const { return regime_; }
  RiskDesk& risk() { return risk_; }
  KeyDesk& keys() { return keys_; }
  SystemDesk& system() { return system_; }

 private:
  Engine(const config::Settings& settings, Access access, const Clock& clock,
         telemetry::Metrics& metrics, std::vector<storage::DataFolder> folders,
         std::unique_ptr<storage::Database> database, market::CalendarSet calendars,
         features::NamedExpressions expressions);

  /// Takes over what the desks keep in memory of what is held.
  Result<void> load();

  const config::Settings& settings_;
  std::vector<storage::DataFolder> folders_;
  std::unique_ptr<storage::Database> database_;
  PlatformMetrics metrics_;
  InstrumentDesk instruments_;
  CalendarDesk calendars_;
  SegmentDesk segments_;
  MarketDesk market_;
  FutureDesk futures_;
  SeriesDesk series_;
  QualityDesk quality_;
  PortfolioDesk portfolios_;
  RegimeDesk regime_;
  FeatureDesk features_;
  RiskDesk risk_;
  KeyDesk keys_;
  SystemDesk system_;
};

}  // namespace nautilus::platform
