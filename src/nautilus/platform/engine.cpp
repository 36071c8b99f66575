// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "nautilus/features/plugins/plugin_loader.hpp"
#include "nautilus/market/actions/action_store.hpp"
#include "nautilus/market/futures/future_store.hpp"
#include "nautilus/market/instruments/instrument_store.hpp"
#include "nautilus/platform/audit_table.hpp"
#include "nautilus/platform/feature_batch_store.hpp"
#include "nautilus/portfolio/portfolio_store.hpp"
#include "nautilus/regime/prediction_store.hpp"
#include "nautilus/risk/var_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"

namespace nautilus::platform {
namespace {

/// Every table of the product; each is declared by the module that owns its records.
std::vector<const storage::Table*> all_tables() {
  std::vector<const storage::Table*> tables;
  for (const auto each :
       {market::BarStore::tables(), market::SeriesStore::tables(), market::instrument_tables(),
        market::action_tables(), market::future_tables(), portfolio::tables(),
        feature_batch_tables(), regime::prediction_tables(), risk::var_tables(), audit_tables(),
        key_tables()}) {
    tables.insert(tables.end(), each.begin(), each.end());
  }
  return tables;
}

constexpr std::string_view kSqliteScheme = "sqlite:";

/// The file that database_url names, or the one in the data folder.
Result<std::string> database_path(const config::Settings& settings) {
  const std::string_view url = settings.database_url;
  if (url.empty()) return storage::DataFolder::database_path(settings.data_dir);
  if (url.starts_with(kSqliteScheme) && url.size() > kSqliteScheme.size()) {
    return std::string(url.substr(kSqliteScheme.size()));
  }
  return field_error({"database_url"}, "must be sqlite:PATH; no other database is in this build",
                     "not_allowed");
}

/// The data folder and, where the database lies elsewhere, its folder: whoever owns either owns the
/// database, by whatever path it is named.
Result<std::vector<storage::DataFolder>> own_folders(const config::Settings& settings) {
  std::vector<storage::DataFolder> folders;
  NAUTILUS_TRY(auto own, storage::DataFolder::acquire(settings.data_dir));
  folders.push_back(std::move(own));
  NAUTILUS_TRY(const auto database, database_path(settings));
  auto elsewhere = std::filesystem::path(database).parent_path();
  if (elsewhere.empty()) elsewhere = ".";
  std::error_code missing;
  if (!std::filesystem::equivalent(elsewhere, settings.data_dir, missing)) {
    NAUTILUS_TRY(auto other, storage::DataFolder::acquire(elsewhere.string()));
    folders.push_back(std::move(other));
  }
  return folders;
}

}  // namespace

Result<market::CalendarSet> open_calendars(const config::MarketSettings& settings) {
  if (settings.calendars.empty()) return market::CalendarSet();
  auto calendars = market::CalendarSet::open(settings.calendars);
  if (!calendars) return std::move(calendars).error().in("market.calendars");
  return calendars;
}

Result<features::NamedExpressions> own_features(const config::FeatureSettings& settings) {
  if (!settings.plugin_folder.empty()) {
    auto loaded = features::load_plugins(settings.plugin_folder);
    if (!loaded) return std::move(loaded).error().in("features.plugin_folder");
  }
  if (settings.expressions_file.empty()) return features::NamedExpressions();
  auto expressions = features::read_expressions(settings.expressions_file);
  if (!expressions) return std::move(expressions).error().in("features.expressions_file");
  return expressions;
}

Result<std::unique_ptr<Engine>> Engine::open(const config::Settings& settings, Access access,
                                             const Clock& clock, telemetry::Metrics& metrics) {
  std::vector<storage::DataFolder> folders;
  if (access == Access::owner) {
    NAUTILUS_TRY(folders, own_folders(settings));
  }
  if (access == Access::shared) NAUTILUS_CHECK(storage::DataFolder::create(settings.data_dir));
  NAUTILUS_TRY(auto calendars, open_calendars(settings.market));
  NAUTILUS_TRY(auto expressions, own_features(settings.features));
  NAUTILUS_TRY(const auto path, database_path(settings));
  NAUTILUS_TRY(auto database, storage::sqlite::open(path, {.read_only = access == Access::reader}));
  NAUTILUS_CHECK(access == Access::reader ? storage::check_version(*database)
                                          : storage::migrate(*database, all_tables()));
  auto engine = std::unique_ptr<Engine>(new Engine(settings, access, clock, metrics,
                                                   std::move(folders), std::move(database),
                                                   std::move(calendars), std::move(expressions)));
  NAUTILUS_CHECK(engine->load());
  return engine;
}

Result<void> Engine::load() {
  NAUTILUS_CHECK(instruments_.load());
  return market_.load();
}

Engine::Engine(const config::Settings& settings, Access access, const Clock& clock,
               telemetry::Metrics& metrics, std::vector<storage::DataFolder> folders,
               std::unique_ptr<storage::Database> database, market::CalendarSet calendars,
               features::NamedExpressions expressions)
    : settings_(settings),
      folders_(std::move(folders)),
      database_(std::move(database)),
      metrics_(metrics),
      instruments_(*database_, clock, std::move(calendars)),
      calendars_(instruments_.calendars(), clock),
      segments_(settings.data_dir,
                access == Access::owner ? market::SegmentStore::Access::owner
                                        : market::SegmentStore::Access::reader,
                settings.storage, *database_, metrics_),
      market_(*database_, segments_.store(), instruments_, clock, metrics_),
      futures_(*database_, market_, clock),
      series_(*database_, clock),
      quality_(*database_, market_, instruments_.calendars()),
      portfolios_(*database_, clock),
      regime_(*database_, market_, clock, metrics_, settings.regime_detection,
              access == Access::owner),
      features_({market_, series_, regime_, clock}, metrics_, settings.features, settings.data_dir,
                std::move(expressions)),
      risk_(*database_, market_, portfolios_, clock, metrics_, settings.risk,
            access == Access::owner),
      keys_(*database_, clock),
      system_({*database_, market_, features_, regime_, risk_, clock}) {
  market_.on_change([this](const market::SeriesKey& key) {
    for (const auto& each : market_.names().readers_of(key)) regime_.forget(each);
    segments_.changed(key);
  });
  instruments_.on_change([this] {
    regime_.forget_all();
    market_.reconsider_all();
  });
}

}  // namespace nautilus::platform
