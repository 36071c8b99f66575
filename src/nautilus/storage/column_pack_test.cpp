// SPDX-License-Identifier: MIT
#include "nautilus/storage/column_pack.hpp"

#include <algorithm>
#include <bit>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>

#include <gtest/gtest.h>

#include "nautilus/base/file.hpp"
#include "nautilus/storage/column_pack_writer.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::storage {
namespace {

using Integers = std::vector<std::int64_t>;
using Reals = std::vector<double>;

class ColumnPackTest : public testing::Test {
 protected:
  ColumnPackWriter writer() { return *ColumnPackWriter::create(path_, {}); }

  static void add(ColumnPackWriter& writer, const SegmentHead& head, const Integers& integers,
                  const Reals& reals) {
    ASSERT_TRUE(writer.begin_segment(head));
    ASSERT_TRUE(writer.begin_column(ElementType::integer));
    ASSERT_TRUE(writer.append(integers));
    ASSERT_TRUE(writer.begin_column(ElementType::real));
    ASSERT_TRUE(writer.append(reals));
  }

  void write_small() {
    auto pack = writer();
    add(pack, {.key = "SPY 1d", .revision = 7}, {1, 2, 3}, {0.5, -1, 1e300});
    add(pack, {.key = "a longer key", .revision = 9, .follows = 8}, {}, {2});
    ASSERT_TRUE(pack.finish());
  }

  [[nodiscard]] std::string content() const { return *read_file(path_, 1U << 30); }
  void replace_content(const std::string& text) { std::ofstream(path_) << text; }

  /// Whether opening or checking finds something wrong.
  [[nodiscard]] bool is_found_damaged() const {
    const auto pack = ColumnPack::open(path_);
    return !pack || !(*pack)->verify().empty();
  }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("test.pack");
};

TEST_F(ColumnPackTest, ReadsBackWhatWasWritten) {
  write_small();
  const auto pack = *ColumnPack::open(path_);
  ASSERT_EQ(pack->segments().size(), 2);
  const auto& first = pack->segments()[0];
  EXPECT_EQ(first.key, "SPY 1d");
  EXPECT_EQ(first.revision, 7);
  EXPECT_EQ(first.follows, kStandsAlone);
  EXPECT_EQ(pack->rows(first, 0), 3);
  EXPECT_EQ(pack->type(first, 1), ElementType::real);
  EXPECT_TRUE(std::ranges::equal(*pack->integers(first, 0, 0, 3), Integers{1, 2, 3}));
  EXPECT_TRUE(std::ranges::equal(*pack->reals(first, 1, 1, 3), Reals{-1, 1e300}));
  const auto& second = pack->segments()[1];
  EXPECT_EQ(second.key, "a longer key");
  EXPECT_EQ(second.follows, 8);
  EXPECT_EQ(pack->rows(second, 0), 0);
  EXPECT_TRUE(pack->verify().empty());
}

TEST_F(ColumnPackTest, PutsEachColumnOnACacheLine) {
  write_small();
  const auto pack = *ColumnPack::open(path_);
  for (const auto& segment : pack->segments()) {
    const auto* const start = pack->reals(segment, 1, 0, 1)->data();
    EXPECT_EQ(std::bit_cast<std::uintptr_t>(start) % 64, 0);
  }
}

TEST_F(ColumnPackTest, ReadsAcrossBlocksWrittenInParts) {
  Integers values(200'000);
  std::iota(values.begin(), values.end(), 5);
  auto pack_writer = writer();
  ASSERT_TRUE(pack_writer.begin_segment({.key = "long"}));
  ASSERT_TRUE(pack_writer.begin_column(ElementType::integer));
  const std::span<const std::int64_t> all(values);
  ASSERT_TRUE(pack_writer.append(all.first(65'535)));
  ASSERT_TRUE(pack_writer.append(all.subspan(65'535, 2)));
  ASSERT_TRUE(pack_writer.append(all.subspan(65'537)));
  ASSERT_TRUE(pack_writer.finish());
  const auto pack = *ColumnPack::open(path_);
  const auto& segment = pack->segments().front();
  EXPECT_TRUE(std::ranges::equal(*pack->integers(segment, 0, 0, 200'000), values));
  EXPECT_EQ(pack->integers(segment, 0, 131'071, 131'073)->back(), 131'072 + 5);
  EXPECT_TRUE(pack->verify().empty());
}

TEST_F(ColumnPackTest, FindsTheFirstRowOfAtLeastAValue) {
  std::mt19937_64 random(3);
  for (const std::size_t rows : {0U, 1U, 65'536U, 65'537U, 150'000U}) {
    Integers values(rows);
    for (auto& value : values) value = static_cast<std::int64_t>(random() % 300'000);
    std::ranges::sort(values);
    auto pack_writer = writer();
    add(pack_writer, {.key = "sorted"}, values, {});
    ASSERT_TRUE(pack_writer.finish());
    const auto pack = *ColumnPack::open(path_);
    for (int i = 0; i < 200; ++i) {
      const auto sought = static_cast<std::int64_t>(random() % 310'000);
      const auto expected = std::ranges::lower_bound(values, sought) - values.begin();
      EXPECT_EQ(*pack->lower_bound(pack->segments().front(), 0, sought), expected);
    }
  }
}

TEST_F(ColumnPackTest, FindsAFlippedBitOfAnyByte) {
  write_small();
  const auto whole = content();
  for (std::size_t byte = 0; byte < whole.size(); ++byte) {
    auto flipped = whole;
    flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << (byte % 8)));
    replace_content(flipped);
    ASSERT_TRUE(is_found_damaged()) << "byte " << byte << " of " << whole.size();
  }
  replace_content(whole);
  EXPECT_FALSE(is_found_damaged());
}

TEST_F(ColumnPackTest, RefusesAFileThatWasCutOrGrew) {
  write_small();
  const auto whole = content();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    replace_content(whole.substr(0, size));
    ASSERT_EQ(ColumnPack::open(path_).error().code, ErrorCode::data_loss) << size;
  }
  replace_content(whole + "x");
  EXPECT_EQ(ColumnPack::open(path_).error().code, ErrorCode::data_loss);
  std::filesystem::remove(path_);
  EXPECT_EQ(ColumnPack::open(path_).error().code, ErrorCode::not_found);
}

TEST_F(ColumnPackTest, ShowsNoBlockThatFailsItsChecksum) {
  auto pack_writer = writer();
  add(pack_writer, {.key = "SPY 1d"}, Integers(100'000, 1), {});
  ASSERT_TRUE(pack_writer.finish());
  auto text = content();
  text[64 + 90'000 * 8] ^= 1;  // An element of the second block.
  replace_content(text);
  const auto pack = *ColumnPack::open(path_);
  const auto& segment = pack->segments().front();
  EXPECT_TRUE(pack->integers(segment, 0, 0, 65'536));
  const auto damaged = pack->integers(segment, 0, 65'530, 65'537);
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::data_loss);
  EXPECT_EQ(damaged.error().message,
            "'" + path_ + "': block 1 of column 0 of 'SPY 1d' fails its checksum");
  EXPECT_EQ(pack->verify(),
            (std::vector<std::string>{"block 1 of column 0 of 'SPY 1d' fails its checksum"}));
}

TEST_F(ColumnPackTest, KnowsThatItsFileWasWrittenTo) {
  write_small();
  const auto pack = *ColumnPack::open(path_);
  EXPECT_TRUE(pack->is_untouched());
  std::filesystem::rename(path_, path_ + ".moved");
  EXPECT_TRUE(pack->is_untouched());
  std::filesystem::resize_file(path_ + ".moved", 100);
  EXPECT_FALSE(pack->is_untouched());
}

TEST_F(ColumnPackTest, LeavesNoFileWhenItIsNotFinished) {
  {
    auto unfinished = writer();
    add(unfinished, {.key = "SPY 1d"}, {1}, {2});
    EXPECT_TRUE(std::filesystem::exists(path_));
  }
  EXPECT_FALSE(std::filesystem::exists(path_));
  EXPECT_EQ(ColumnPackWriter::create(folder_.file("none/x.pack"), {}).error().code,
            ErrorCode::not_found);
}

TEST_F(ColumnPackTest, EndsTheWritingWhenItsPaceSaysSo) {
  std::size_t written = 0;
  auto stopped = *ColumnPackWriter::create(path_, [&](std::size_t bytes) -> Result<void> {
    written += bytes;
    if (written > 1'000'000) return Error{ErrorCode::unavailable, "stopped"};
    return {};
  });
  ASSERT_TRUE(stopped.begin_segment({.key = "long"}));
  ASSERT_TRUE(stopped.begin_column(ElementType::real));
  EXPECT_EQ(stopped.append(Reals(1'000'000, 1.0)).error().message, "stopped");
  EXPECT_EQ(written, 2U << 19);
}

}  // namespace
}  // namespace nautilus::storage
