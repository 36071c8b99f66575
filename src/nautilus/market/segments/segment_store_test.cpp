// SPDX-License-Identifier: MIT
#include "nautilus/market/segments/segment_store.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "nautilus/base/file.hpp"
#include "nautilus/market/segments/replayed_series.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

class CountingWatch final : public SegmentWatch {
 public:
  void on_read(SegmentOutcome outcome) override { ++reads[static_cast<std::size_t>(outcome)]; }
  void on_damage(std::string_view what) override { damage.emplace_back(what); }

  [[nodiscard]] int of(SegmentOutcome outcome) const {
    return reads[static_cast<std::size_t>(outcome)];
  }

  std::array<int, 3> reads{};
  std::vector<std::string> damage;
};

BarSeries copy_of(const BarView& view) {
  BarSeries series{.key = view.key};
  for (std::size_t i = 0; i < view.size(); ++i) {
    series.push_back({view.timestamps[i], view.open[i], view.high[i], view.low[i], view.close[i],
                      view.volume[i]});
  }
  return series;
}

class SegmentStoreTest : public testing::Test {
 protected:
  static constexpr int kSeries = 3;

  void SetUp() override { reopen(); }

  void reopen(SegmentStore::Access access = SegmentStore::Access::owner) {
    store_.reset();
    store_ = *SegmentStore::open(path_, access, watch_);
  }

  void advance(int revisions) {
    for (const auto& key : source_.keys()) {
      for (int i = 0; i < revisions; ++i) source_.of(key).advance();
    }
  }

  void update() { ASSERT_TRUE(store_->update(source_, source_.keys(), {})); }
  void compact() { ASSERT_TRUE(store_->compact({})); }

  /// Some packs of several revisions each.
  void fill() {
    for (int i = 0; i < 4; ++i) {
      advance(5);
      update();
    }
  }

  /// Whether the store gives each series: the right bars, or none at all.
  int series_given(int queries = 5) {
    int given = 0;
    for (const auto& key : source_.keys()) {
      const auto& series = source_.of(key);
      for (int i = 0; i < queries; ++i) {
        const auto query = random_query(series, random_);
        const auto read = store_->read(query, series.revision());
        const auto view = store_->view(query, series.revision());
        if (i == 0 && read) ++given;
        EXPECT_EQ(read.value_or(series.answer(query)), series.answer(query));
        EXPECT_EQ(view ? copy_of(*view) : series.answer(query), series.answer(query));
      }
    }
    return given;
  }

  std::string random_file() {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(path_)) {
      files.push_back(entry.path().string());
    }
    std::ranges::sort(files);
    return files[random_() % files.size()];
  }

  static void flip(const std::string& file, std::uint64_t bit) {
    std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
    const auto place = static_cast<std::streamoff>(bit / 8);
    stream.seekg(place);
    const int byte = stream.get();
    stream.seekp(place);
    stream.put(static_cast<char>(byte ^ (1 << (bit % 8))));
  }

  storage::TemporaryFolder folder_;
  std::string path_ = folder_.file("segments");
  CountingWatch watch_;
  ReplayedSource source_{kSeries};
  std::unique_ptr<SegmentStore> store_;
  std::mt19937 random_{11};
};

TEST_F(SegmentStoreTest, AnswersAsASlowModelDoes) {
  for (int round = 0; round < 60; ++round) {
    advance(1 + static_cast<int>(random_() % 3));
    update();
    if (random_() % 3 == 0) compact();
    if (random_() % 5 == 0) reopen();
    ASSERT_EQ(series_given(40), kSeries) << round;
  }
  EXPECT_EQ(watch_.of(SegmentOutcome::stale) + watch_.of(SegmentOutcome::damaged), 0);
}

TEST_F(SegmentStoreTest, GivesNothingOfAnotherRevision) {
  advance(3);
  EXPECT_EQ(series_given(), 0);
  update();
  EXPECT_EQ(series_given(), kSeries);
  advance(1);
  EXPECT_EQ(series_given(), 0);
  EXPECT_EQ(store_->revision_of(source_.keys().front()), 3);
}

TEST_F(SegmentStoreTest, ShowsBarsWhereTheyLieOnceTheyAreTogether) {
  fill();
  const auto& series = source_.of(source_.keys().front());
  const SegmentQuery query{
      .key = series.key(), .from = kEarliest, .to = kLatest, .columns = {BarColumn::close}};
  compact();
  const auto once = *store_->view(query, series.revision());
  const auto again = *store_->view(query, series.revision());
  EXPECT_EQ(once.close.data(), again.close.data());
  EXPECT_TRUE(once.open.empty());
  EXPECT_TRUE(std::ranges::equal(once.close, series.answer(query).close));
  store_.reset();  // A view outlives the store and its files.
  std::filesystem::remove_all(path_);
  EXPECT_TRUE(std::ranges::equal(once.close, series.answer(query).close));
}

TEST_F(SegmentStoreTest, KeepsFewPacks) {
  for (int i = 0; i < 100; ++i) {
    advance(1);
    update();
    compact();
    ASSERT_LE(store_->packs(), 8);  // Each has the size of all later ones twice over.
  }
  EXPECT_EQ(series_given(), kSeries);
  EXPECT_TRUE(SegmentStore::verify(path_).empty());
}

TEST_F(SegmentStoreTest, ShowsNothingTornOfACutFile) {
  fill();
  store_.reset();
  for (int i = 0; i < 1000; ++i) {
    const auto file = random_file();
    const auto whole = *read_file(file, 1U << 30);
    std::filesystem::resize_file(file, random_() % whole.size());
    ASSERT_FALSE(SegmentStore::verify(path_).empty()) << file;
    reopen(SegmentStore::Access::reader);
    series_given(1);
    ASSERT_FALSE(watch_.damage.empty());
    watch_.damage.clear();
    std::ofstream(file) << whole;
  }
  reopen(SegmentStore::Access::reader);
  EXPECT_EQ(series_given(), kSeries);
}

TEST_F(SegmentStoreTest, ShowsNothingOfAFlippedBit) {
  fill();
  store_.reset();
  for (int i = 0; i < 1000; ++i) {
    const auto file = random_file();
    const auto bit = random_() % (std::filesystem::file_size(file) * 8);
    flip(file, bit);
    ASSERT_EQ(SegmentStore::verify(path_).size(), 1) << file << " bit " << bit;
    reopen(SegmentStore::Access::reader);
    series_given(1);
    flip(file, bit);
  }
  reopen(SegmentStore::Access::reader);
  EXPECT_EQ(series_given(), kSeries);
}

TEST_F(SegmentStoreTest, RepairsWhatIsDamagedBeforeItIsOpened) {
  fill();
  store_.reset();
  std::filesystem::resize_file(path_ + "/000004.pack", 3000);
  reopen();
  EXPECT_EQ(series_given(), 0);
  update();
  compact();
  EXPECT_EQ(series_given(), kSeries);
  EXPECT_TRUE(SegmentStore::verify(path_).empty());
}

TEST_F(SegmentStoreTest, RepairsWhatIsDamagedWhileItIsOpen) {
  fill();
  compact();
  std::filesystem::resize_file(path_ + "/000005.pack", 5000);  // Reading on would be fatal.
  EXPECT_EQ(series_given(), 0);
  EXPECT_EQ(store_->take_damaged(), source_.keys());
  EXPECT_EQ(store_->take_damaged().size(), 0);
  EXPECT_EQ(store_->revision_of(source_.keys().front()), std::nullopt);
  update();
  EXPECT_EQ(series_given(), kSeries);
  compact();
  EXPECT_EQ(series_given(), kSeries);
  EXPECT_TRUE(SegmentStore::verify(path_).empty());
  reopen();
  EXPECT_EQ(series_given(), kSeries);
}

TEST_F(SegmentStoreTest, CopiesNoDamageIntoAMergedPack) {
  fill();
  store_.reset();
  for (const auto* name : {"000001", "000002", "000003", "000004"}) {
    flip(path_ + "/" + name + ".pack", (64 + 7) * 8);  // In the timestamps of the first series.
  }
  reopen();
  EXPECT_TRUE(watch_.damage.empty());
  compact();
  EXPECT_FALSE(watch_.damage.empty());
  series_given();
  update();
  EXPECT_EQ(series_given(), kSeries);
  EXPECT_TRUE(SegmentStore::verify(path_).empty());
}

TEST_F(SegmentStoreTest, HoldsWhatItHeldWhenTheWritingIsStopped) {
  fill();
  const auto stopped = [](std::size_t) -> Result<void> {
    return Error{ErrorCode::unavailable, "stopped"};
  };
  EXPECT_EQ(store_->compact(stopped).error().message, "stopped");
  EXPECT_EQ(series_given(), kSeries);
  advance(1);
  EXPECT_FALSE(store_->update(source_, source_.keys(), stopped));
  EXPECT_EQ(store_->revision_of(source_.keys().front()), 20);
  update();
  EXPECT_EQ(series_given(), kSeries);
}

}  // namespace
}  // namespace nautilus::market
