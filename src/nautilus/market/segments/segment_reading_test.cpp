// SPDX-License-Identifier: MIT
#include <filesystem>
#include <optional>
#include <random>

#include <gtest/gtest.h>

#include "nautilus/market/bar_store.hpp"
#include "nautilus/market/segments/row_segment_source.hpp"
#include "nautilus/market/segments/segment_keeper.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/storage/sqlite/open.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

using std::chrono::hours;

constexpr int kDays = 60;
constexpr std::size_t kBarsPerPart = 7;

Timestamp day(int index) { return from_date(2020, 1, 1) + index * hours(24); }

class CountingWatch final : public SegmentWatch {
 public:
  void on_read(SegmentOutcome outcome) override { ++reads[static_cast<std::size_t>(outcome)]; }
  std::array<int, 3> reads{};
};

/// The same database read with segments and without.
class SegmentReadingTest : public testing::Test {
 protected:
  void SetUp() override {
    database_ = *storage::sqlite::open(folder_.file("bars.sqlite"));
    ASSERT_TRUE(storage::migrate(*database_, BarStore::tables()));
    segments_ = *SegmentStore::open(folder_.file("segments"), SegmentStore::Access::owner, watch_);
    source_.emplace(*database_, kBarsPerPart);
    rows_.emplace(*database_);
    both_.emplace(*database_, segments_.get());
  }

  int below(int count) { return static_cast<int>(random_() % static_cast<unsigned>(count)); }

  Bar random_bar(int index) {
    const double value = 10 + below(100);
    return {day(index), value, value + 3, value - 2, value + 1, value * 7};
  }

  /// Bars of random days, about half of which say since when they are known; one that contradicts
  /// what is held is refused alone.
  void write_some() {
    const auto received_at = day(kDays + received_++);
    const auto writer = *rows_->begin(received_at);
    for (int i = below(12); i >= 0; --i) {
      const auto& key = keys_[static_cast<std::size_t>(below(2))];
      const int index = below(3) == 0 ? below(kDays) : std::min(next_++, kDays - 1);
      std::optional<Timestamp> known_at;
      if (below(2) == 0) known_at = day(index + 1 + below(kDays - index));
      static_cast<void>(writer->add(key, random_bar(index), known_at));
    }
    ASSERT_TRUE(writer->finish());
  }

  BarQuery random_query() {
    BarQuery query{.key = keys_[static_cast<std::size_t>(below(2))]};
    if (below(2) == 0) query.from = day(below(kDays));
    if (below(2) == 0) query.to = day(below(kDays));
    if (below(2) == 0) query.as_of = day(below(2 * kDays));
    if (below(2) == 0) query.limit = 1 + below(20);
    return query;
  }

  void expect_same_answers(int queries) {
    for (int i = 0; i < queries; ++i) {
      const auto query = random_query();
      const auto expected = rows_->read(query);
      const auto read = both_->read(query);
      ASSERT_EQ(read.has_value(), expected.has_value());
      if (!expected) continue;
      ASSERT_EQ(*read, *expected);
      const auto view = *both_->view(query, {BarColumn::low, BarColumn::volume});
      ASSERT_TRUE(std::ranges::equal(view.timestamps, expected->timestamps));
      ASSERT_TRUE(std::ranges::equal(view.low, expected->low));
      ASSERT_TRUE(std::ranges::equal(view.volume, expected->volume));
      ASSERT_TRUE(view.close.empty());
      ASSERT_EQ(both_->read_page(query)->bars, rows_->read_page(query)->bars);
      ASSERT_EQ(both_->read_page(query)->next, rows_->read_page(query)->next);
    }
  }

  void update() { ASSERT_TRUE(segments_->update(*source_, keys_, {})); }

  [[nodiscard]] int reads(SegmentOutcome outcome) const {
    return watch_.reads[static_cast<std::size_t>(outcome)];
  }

  storage::TemporaryFolder folder_;
  std::unique_ptr<storage::Database> database_;
  CountingWatch watch_;
  std::unique_ptr<SegmentStore> segments_;
  std::optional<RowSegmentSource> source_;
  std::optional<BarStore> rows_;
  std::optional<BarStore> both_;
  std::vector<SeriesKey> keys_{{"AAA", {}}, {"BBB", {}}};
  std::mt19937 random_{17};
  int next_ = 0;
  int received_ = 0;
};

TEST_F(SegmentReadingTest, GivesWhatTheRowsGive) {
  for (int round = 0; round < 40; ++round) {
    write_some();
    expect_same_answers(3);  // The segments are stale.
    update();
    if (round % 3 == 0) {
      ASSERT_TRUE(segments_->compact({}));
    }
    const int before = reads(SegmentOutcome::hit);
    expect_same_answers(25);
    ASSERT_GE(reads(SegmentOutcome::hit) - before, round < 5 ? 0 : 25);
  }
  EXPECT_GT(reads(SegmentOutcome::stale), 0);
}

TEST_F(SegmentReadingTest, ContinuesWhatStillStands) {
  const auto parts_of = [&](std::optional<HeldSegments> held) {
    std::vector<std::pair<bool, std::size_t>> parts;
    EXPECT_TRUE(source_->read(keys_[0], held, [&](const SegmentUpdate& update) -> Result<void> {
      parts.emplace_back(update.continues, update.content.newest.size());
      return {};
    }));
    return parts;
  };
  using Parts = std::vector<std::pair<bool, std::size_t>>;
  EXPECT_EQ(parts_of({}), Parts());
  std::vector<Bar> bars;
  for (int i = 0; i < 10; ++i) bars.push_back(random_bar(i));
  ASSERT_TRUE(rows_->write(keys_[0], bars, day(20)));
  EXPECT_EQ(parts_of({}), (Parts{{false, 7}, {false, 3}}));
  const HeldSegments first_six{.revision = 1, .bars = 6, .others = 0, .last = day(5)};
  EXPECT_EQ(parts_of(first_six), (Parts{{true, 4}}));
  auto up_to_date = first_six;
  up_to_date.revision = source_->revisions()->front().revision;
  EXPECT_EQ(parts_of(up_to_date), Parts());
  bars[7].close += 0.5;
  ASSERT_TRUE(rows_->write(keys_[0], bars, day(21)));
  EXPECT_EQ(parts_of(first_six), (Parts{{true, 4}}));
  bars[2].close += 0.5;
  ASSERT_TRUE(rows_->write(keys_[0], bars, day(22)));
  EXPECT_EQ(parts_of(first_six), (Parts{{false, 7}, {false, 3}}));
}

TEST_F(SegmentReadingTest, ReadsAPanelOfManySeries) {
  ASSERT_TRUE(rows_->write(keys_[0], std::vector{random_bar(0), random_bar(1)}, day(9)));
  ASSERT_TRUE(rows_->write(keys_[1], std::vector{random_bar(1), random_bar(2)}, day(9)));
  ASSERT_TRUE(segments_->update(*source_, std::span(keys_).first(1), {}));
  const auto panel = *both_->read_panel(keys_, {.from = day(1)}, {BarColumn::close});
  ASSERT_EQ(panel.size(), 2);
  EXPECT_EQ(panel[0].key, keys_[0]);
  EXPECT_EQ(panel[0].size(), 1);
  EXPECT_EQ(panel[1].size(), 2);
  EXPECT_EQ(panel[1].close[1], rows_->latest(keys_[1])->close);
  EXPECT_EQ(reads(SegmentOutcome::hit), 1);
  const std::vector<SeriesKey> unknown{keys_[0], {"CCC", {}}};
  EXPECT_EQ(both_->read_panel(unknown, {}).error().code, ErrorCode::not_found);
}

TEST_F(SegmentReadingTest, KnowsTheRevisionsOfAHundredSeries) {
  std::vector<SeriesKey> keys;
  for (int i = 0; i < 120; ++i) keys.push_back({"S" + std::to_string(i), {}});
  for (int round = 0; round < 3; ++round) {
    for (std::size_t i = 0; i < keys.size(); i += static_cast<std::size_t>(round) + 1) {
      ASSERT_TRUE(rows_->write(keys[i], std::array{random_bar(round)}, day(70 + round)));
    }
    ASSERT_TRUE(segments_->update(*source_, keys, {}));
    const int before = reads(SegmentOutcome::hit);
    const auto panel = *both_->read_panel(keys, {}, {BarColumn::high});
    EXPECT_EQ(reads(SegmentOutcome::hit) - before, 120);
    for (std::size_t i = 0; i < keys.size(); ++i) {
      ASSERT_TRUE(std::ranges::equal(panel[i].high, rows_->read({.key = keys[i]})->high));
    }
  }
}

TEST_F(SegmentReadingTest, TakesNoSegmentForAnotherHistoryOfTheDatabase) {
  // A backup is restored beside segments of what came after it, and written to again.
  ASSERT_TRUE(rows_->write(keys_[0], std::vector{random_bar(0)}, day(9)));
  ASSERT_TRUE(database_->back_up(folder_.file("backup.sqlite")));
  ASSERT_TRUE(rows_->write(keys_[0], std::vector{random_bar(1)}, day(10)));
  update();
  const auto restored = *storage::sqlite::open(folder_.file("backup.sqlite"));
  BarStore with_segments(*restored, segments_.get());
  EXPECT_EQ(with_segments.read({.key = keys_[0]})->size(), 1);
  ASSERT_TRUE(with_segments.write(keys_[0], std::vector{random_bar(2)}, day(11)));
  EXPECT_EQ(with_segments.read({.key = keys_[0]})->timestamps,
            (std::vector<Timestamp>{day(0), day(2)}));
}

TEST_F(SegmentReadingTest, IsKeptUpToDateBesideTheWriting) {
  write_some();
  SegmentKeeper keeper(*segments_, *source_, {.delay = {}},
                       [](std::string_view what) { ADD_FAILURE() << what; });
  keeper.wait_until_idle();
  for (int round = 0; round < 20; ++round) {
    write_some();
    for (const auto& key : keys_) keeper.changed(key);
    if (round % 4 == 0) keeper.wait_until_idle();
    expect_same_answers(5);
  }
  keeper.wait_until_idle();
  for (const auto& [key, revision] : *source_->revisions()) {
    EXPECT_EQ(segments_->revision_of(key), revision);
  }
}

TEST_F(SegmentReadingTest, IsWrittenAnewWhereItIsDamaged) {
  for (int i = 0; i < 10; ++i) write_some();
  update();
  SegmentKeeper keeper(*segments_, *source_, {.delay = {}}, [](std::string_view) {});
  keeper.wait_until_idle();
  for (const auto& entry : std::filesystem::directory_iterator(folder_.file("segments"))) {
    if (entry.path().extension() == ".pack") std::filesystem::resize_file(entry.path(), 100);
  }
  expect_same_answers(20);
  EXPECT_GT(reads(SegmentOutcome::damaged), 0);
  keeper.damage_found();
  keeper.wait_until_idle();
  const int before = reads(SegmentOutcome::hit);
  expect_same_answers(20);
  EXPECT_GT(reads(SegmentOutcome::hit), before);
  EXPECT_TRUE(SegmentStore::verify(folder_.file("segments")).empty());
}

TEST_F(SegmentReadingTest, SaysWhyItCannotBeWritten) {
  write_some();
  std::mutex mutex;
  std::condition_variable told;
  std::string reason;
  std::filesystem::remove_all(folder_.file("segments"));
  const SegmentKeeper keeper(*segments_, *source_, {}, [&](std::string_view what) {
    const std::lock_guard lock(mutex);
    reason = what;
    told.notify_one();
  });
  std::unique_lock lock(mutex);
  told.wait(lock, [&] { return !reason.empty(); });
  EXPECT_NE(reason.find("000001.pack.unfinished': No such file"), std::string::npos) << reason;
  expect_same_answers(5);
}

}  // namespace
}  // namespace nautilus::market
