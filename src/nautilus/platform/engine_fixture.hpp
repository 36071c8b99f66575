// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"
#include "nautilus/base/random.hpp"
#include "nautilus/market/json_reader.hpp"
#include "nautilus/platform/audit_table.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/storage/temporary_folder.hpp"

/// What tests of the desks, the server and the command line share: an engine on a folder of its own
/// at a time that stands still, and bars to fill it with.
namespace nautilus::platform {

inline const Actor kTester{"tester", "request-1"};

/// Midnight of the first day of daily_bars().
inline Timestamp first_day() { return from_date(2010, 1, 4); }

inline Timestamp day(std::int64_t index) { return first_day() + index * std::chrono::hours(24); }

/// A seeded random walk, one bar per calendar day; moves of up to 2 %, so that regimes change.
inline std::vector<market::Bar> daily_bars(std::size_t count, std::uint64_t seed = 1) {
  RandomStream random(seed, "daily bars");
  std::vector<market::Bar> bars;
  double close = 100;
  for (std::size_t i = 0; i < count; ++i) {
    const double open = close;
    close *= 1 + 0.04 * (random.uniform() - 0.5);
    bars.push_back({.timestamp = day(static_cast<std::int64_t>(i)),
                    .open = open,
                    .high = open > close ? open : close,
                    .low = open < close ? open : close,
                    .close = close,
                    .volume = 1000 + 100 * random.uniform()});
  }
  return bars;
}

/// The body that sends these bars as JSON.
inline std::string json_body(const std::string& symbol, std::span<const market::Bar> bars,
                             market::Timeframe timeframe = {}) {
  std::vector<market::BarRecord> records;
  for (const auto& bar : bars) {
    records.push_back(
        {symbol, timeframe, bar.timestamp, bar.open, bar.high, bar.low, bar.close, bar.volume});
  }
  return json::write(records);
}

class EngineFixture {
 protected:
  EngineFixture() : clock_(from_date(2021, 1, 1)) {
    settings_.data_dir = folder_.file("data");
    reopen();
  }

  /// Another engine on the same folder, such as another process has.
  Result<std::unique_ptr<Engine>> open(Access access) {
    return Engine::open(settings_, access, clock_, metrics_);
  }

  /// Takes over changed settings, and forgets all but what is on the disk.
  void reopen() {
    engine_.reset();
    engine_ = *open(Access::owner);
  }

  market::IngestReport hold(const std::string& symbol, std::span<const market::Bar> bars,
                            market::Timeframe timeframe = {}) {
    const auto body = json_body(symbol, bars, timeframe);
    return *engine_->market().ingest(kTester, "application/json", body, {});
  }

  /// The newest audit records, newest first.
  std::vector<security::AuditRecord> audit(int limit = 10) {
    const auto transaction = *engine_->database().read();
    return *read_audit(*transaction, limit);
  }

  /// Changes the database behind the back of the engine.
  void run(std::string_view sql) {
    const auto transaction = *engine_->database().write();
    EXPECT_TRUE(transaction->execute(sql) && transaction->commit()) << sql;
  }

  /// The first column of the first row that a query answers.
  std::string first_text(std::string_view sql) {
    const auto transaction = *engine_->database().read();
    const auto statement = *transaction->prepare(sql);
    return *statement->step() ? std::string(statement->text(0)) : std::string();
  }

  storage::TemporaryFolder folder_;
  config::Settings settings_;
  ManualClock clock_;
  telemetry::Metrics metrics_{{.version = "test", .commit = "none", .compiler = "any"}};
  std::unique_ptr<Engine> engine_;
};

}  // namespace nautilus::platform
