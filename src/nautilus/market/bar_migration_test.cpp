// SPDX-License-Identifier: MIT
// Files of older builds keep all their data.
#include <array>

#include <gtest/gtest.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

/// The tables as version 1 of the schema wrote them, with a bar that was corrected twice (closes 1,
/// 2, 3, received at 100, 300e15 and 400e15) and one that never was (close 9).
constexpr std::string_view kVersionOne = R"(
CREATE TABLE "schema_version" ("version" INTEGER NOT NULL, PRIMARY KEY ("version"))
  STRICT, WITHOUT ROWID;
CREATE TRIGGER "schema_version_refuses_update" BEFORE update ON "schema_version"
  BEGIN SELECT RAISE(ABORT, 'schema_version is append-only: update is refused'); END;
CREATE TABLE "series" ("id" INTEGER PRIMARY KEY, "symbol" TEXT NOT NULL, "timeframe" TEXT NOT NULL,
  "first" INTEGER NOT NULL, "last" INTEGER NOT NULL, "bars" INTEGER NOT NULL) STRICT;
CREATE UNIQUE INDEX "series_by_symbol_timeframe" ON "series" ("symbol", "timeframe");
CREATE TABLE "bars" ("series_id" INTEGER NOT NULL, "timestamp" INTEGER NOT NULL,
  "open" REAL NOT NULL, "high" REAL NOT NULL, "low" REAL NOT NULL, "close" REAL NOT NULL,
  "volume" REAL NOT NULL, "received_at" INTEGER NOT NULL, PRIMARY KEY ("series_id", "timestamp"))
  STRICT, WITHOUT ROWID;
CREATE TABLE "bar_corrections" ("id" INTEGER PRIMARY KEY, "series_id" INTEGER NOT NULL,
  "timestamp" INTEGER NOT NULL, "old_open" REAL NOT NULL, "old_high" REAL NOT NULL,
  "old_low" REAL NOT NULL, "old_close" REAL NOT NULL, "old_volume" REAL NOT NULL,
  "old_received_at" INTEGER NOT NULL, "open" REAL NOT NULL, "high" REAL NOT NULL,
  "low" REAL NOT NULL, "close" REAL NOT NULL, "volume" REAL NOT NULL,
  "received_at" INTEGER NOT NULL) STRICT;
CREATE INDEX "bar_corrections_by_series_id_timestamp" ON "bar_corrections"
  ("series_id", "timestamp");
CREATE TRIGGER "bar_corrections_refuses_update" BEFORE update ON "bar_corrections"
  BEGIN SELECT RAISE(ABORT, 'bar_corrections is append-only: update is refused'); END;
CREATE TRIGGER "bar_corrections_refuses_delete" BEFORE delete ON "bar_corrections"
  BEGIN SELECT RAISE(ABORT, 'bar_corrections is append-only: delete is refused'); END;
INSERT INTO schema_version VALUES (1);
INSERT INTO series VALUES (1, 'GE', '1d', 0, 86400000000000, 2);
INSERT INTO bars VALUES (1, 0, 3, 3, 3, 3, 30, 400000000000000000);
INSERT INTO bars VALUES (1, 86400000000000, 9, 9, 9, 9, 90, 100);
INSERT INTO bar_corrections VALUES
  (1, 1, 0, 1, 1, 1, 1, 10, 100, 2, 2, 2, 2, 20, 300000000000000000),
  (2, 1, 0, 2, 2, 2, 2, 20, 300000000000000000, 3, 3, 3, 3, 30, 400000000000000000);
)";
const SeriesKey kGe{"GE", {}};

class BarMigrationTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *storage::sqlite::open(folder_.file("old.sqlite"));
    write_version_one();
    const auto migrated = storage::migrate(*database_, BarStore::tables());
    ASSERT_TRUE(migrated) << migrated.error().message;
  }

  void write_version_one() {
    const auto transaction = *database_->write();
    ASSERT_TRUE(transaction->execute(kVersionOne) && transaction->commit());
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
};

TEST_F(BarMigrationTest, KeepsTheNewestBars) {
  BarStore store(*database_);
  EXPECT_EQ(store.read({.key = kGe})->close, (std::vector<double>{3, 9}));
  EXPECT_EQ(store.symbols()->front().bars, 2);
}

TEST_F(BarMigrationTest, TurnsEveryCorrectionIntoAVersion) {
  const auto reader = *database_->read();
  const auto select = *reader->prepare(
      "SELECT version, close, volume, received_at, known_at FROM bar_versions ORDER BY version");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ((std::array{select->integer(0), select->integer(3)}),
            (std::array{std::int64_t{0}, std::int64_t{100}}));
  EXPECT_EQ((std::array{select->real(1), select->real(2)}), (std::array{1.0, 10.0}));
  EXPECT_TRUE(select->is_null(4));  // The first was known since the bar was over.
  ASSERT_TRUE(*select->step());
  EXPECT_EQ((std::array{select->real(1), select->real(2)}), (std::array{2.0, 20.0}));
  EXPECT_EQ(select->integer(4), 300'000'000'000'000'000);
  EXPECT_FALSE(*select->step());
  EXPECT_FALSE(*reader->has_table("bar_corrections"));
}

TEST_F(BarMigrationTest, GoesOnFromThere) {
  BarStore store(*database_);
  const Bar bar{{0}, 4, 4, 4, 4, 4};
  EXPECT_EQ(store.write(kGe, std::array{bar}, {500'000'000'000'000'000})->corrected, 1);
  EXPECT_EQ(store.read({.key = kGe})->close, (std::vector<double>{4, 9}));
  const auto reader = *database_->read();
  const auto select = *reader->prepare("SELECT versions, revision, known_by FROM series");
  ASSERT_TRUE(*select->step());
  EXPECT_EQ(select->integer(0), 3);
  EXPECT_EQ(select->integer(1), 500'000'000'000'000'000);
  EXPECT_EQ(select->integer(2), 500'000'000'000'000'000);
}

}  // namespace
}  // namespace nautilus::market
