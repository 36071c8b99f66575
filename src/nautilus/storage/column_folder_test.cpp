// SPDX-License-Identifier: MIT
#include "nautilus/storage/column_folder.hpp"

#include <csignal>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/resource.h>

#include "nautilus/base/file.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::storage {
namespace {

using Keys = std::vector<std::string>;

/// While it lives, no file can grow beyond some bytes: what a full disk looks like to a writer.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) {
    ::getrlimit(RLIMIT_FSIZE, &before_);
    old_action_ = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, before_.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
  }
  ~FullDisk() {
    ::setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, old_action_);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;

 private:
  rlimit before_{};
  void (*old_action_)(int) = nullptr;
};

class ColumnFolderTest : public testing::Test {
 protected:
  void SetUp() override { reopen(); }

  void reopen() { packs_.emplace(*ColumnFolder::open(path_, ColumnFolder::Access::owner)); }

  Result<void> try_publish(const std::string& key, std::size_t first, std::size_t last,
                           std::size_t rows = 3) {
    NAUTILUS_TRY(auto writer, packs_->new_pack({}));
    NAUTILUS_CHECK(writer.begin_segment({.key = key}));
    NAUTILUS_CHECK(writer.begin_column(ElementType::real));
    NAUTILUS_CHECK(writer.append(std::vector<double>(rows, 1.5)));
    return packs_->publish(std::move(writer), first, last);
  }

  void publish(const std::string& key, std::size_t first, std::size_t last) {
    ASSERT_TRUE(try_publish(key, first, last));
  }

  void publish_at_end(const std::string& key) {
    publish(key, packs_->packs().size(), packs_->packs().size());
  }

  static Keys keys_of(const ColumnFolder& folder) {
    Keys keys;
    for (const auto& pack : folder.packs()) keys.emplace_back(pack->segments().front().key);
    return keys;
  }

  [[nodiscard]] Keys keys() const { return keys_of(*packs_); }

  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
  }

  [[nodiscard]] std::string file(const std::string& name) const { return path_ + "/" + name; }

  TemporaryFolder folder_;
  std::string path_ = folder_.file("segments");
  std::optional<ColumnFolder> packs_;
};

TEST_F(ColumnFolderTest, KeepsPacksInTheirOrder) {
  publish_at_end("a");
  publish_at_end("b");
  publish_at_end("c");
  publish("bc", 1, 3);
  publish_at_end("d");
  EXPECT_EQ(keys(), (Keys{"a", "bc", "d"}));
  EXPECT_EQ(files(), 4);  // With the manifest.
  reopen();
  EXPECT_EQ(keys(), (Keys{"a", "bc", "d"}));
  publish("abc", 0, 2);
  EXPECT_EQ(keys(), (Keys{"abc", "d"}));
  EXPECT_TRUE(ColumnFolder::verify(path_).empty());
}

TEST_F(ColumnFolderTest, TakesPacksAwayWithoutANewOne) {
  publish_at_end("a");
  publish_at_end("b");
  ASSERT_TRUE(packs_->publish(*packs_->new_pack({}), 0, 1));
  EXPECT_EQ(keys(), (Keys{"b"}));
  EXPECT_EQ(files(), 2);
}

TEST_F(ColumnFolderTest, ReadsOnInAPackThatWasReplaced) {
  publish_at_end("a");
  const auto held = packs_->packs().front();
  publish("b", 0, 1);
  EXPECT_EQ((*held->reals(held->segments().front(), 0, 0, 3))[2], 1.5);
  EXPECT_TRUE(held->is_untouched());
}

TEST_F(ColumnFolderTest, RemovesWhatWasLeftOverAndNothingElse) {
  publish_at_end("a");
  for (const auto* name : {"000009.pack", "000010.pack.unfinished", "manifest.Xa3b9Z", "notes"}) {
    std::ofstream(file(name)) << "x";
  }
  const auto beside = *ColumnFolder::open(path_, ColumnFolder::Access::reader);
  EXPECT_EQ(files(), 6);
  reopen();
  EXPECT_EQ(files(), 3);
  EXPECT_TRUE(std::filesystem::exists(file("notes")));
  EXPECT_EQ(keys(), (Keys{"a"}));
}

TEST_F(ColumnFolderTest, LeavesADamagedPackOutAndTellsOfIt) {
  publish_at_end("a");
  publish_at_end("b");
  std::filesystem::resize_file(file("000001.pack"), 100);
  const auto found = ColumnFolder::verify(path_);
  ASSERT_EQ(found.size(), 1);
  EXPECT_EQ(found[0].file, "000001.pack");
  EXPECT_NE(found[0].what.find("has 100 bytes"), std::string::npos) << found[0].what;
  const auto reader = *ColumnFolder::open(path_, ColumnFolder::Access::reader);
  EXPECT_EQ(reader.damage(), found);
  EXPECT_EQ(keys_of(reader), (Keys{"b"}));
  reopen();
  EXPECT_EQ(packs_->damage(), found);
  EXPECT_EQ(keys(), (Keys{"b"}));
  reopen();
  EXPECT_TRUE(packs_->damage().empty());  // The damaged file is gone.
}

TEST_F(ColumnFolderTest, KnowsAPackFromAnotherOfItsName) {
  publish_at_end("a");
  publish_at_end("b");
  std::filesystem::copy_file(file("000002.pack"), file("000001.pack"),
                             std::filesystem::copy_options::overwrite_existing);
  EXPECT_EQ(
      ColumnFolder::verify(path_),
      (std::vector<ColumnDamage>{{"000001.pack", "is not the pack that the manifest means"}}));
}

TEST_F(ColumnFolderTest, FindsAFlippedBitOfAnyByteOfTheManifest) {
  publish_at_end("a");
  publish_at_end("b");
  const auto whole = *read_file(file("manifest"), 10'000);
  for (std::size_t byte = 0; byte < whole.size(); ++byte) {
    auto flipped = whole;
    flipped[byte] = static_cast<char>(flipped[byte] ^ (1 << (byte % 8)));
    std::ofstream(file("manifest")) << flipped;
    ASSERT_FALSE(ColumnFolder::verify(path_).empty()) << byte;
  }
  for (std::size_t size = 0; size < whole.size(); ++size) {
    std::ofstream(file("manifest")) << whole.substr(0, size);
    ASSERT_FALSE(ColumnFolder::verify(path_).empty()) << size;
  }
  reopen();  // Without a manifest nothing is there.
  EXPECT_EQ(packs_->damage().size(), 1);
  EXPECT_EQ(keys(), Keys());
  EXPECT_EQ(files(), 1);
}

TEST_F(ColumnFolderTest, KeepsWhatItHasWhenTheDiskIsFull) {
  publish_at_end("a");
  {
    const FullDisk full(1000);
    const auto failed = try_publish("b", 0, 1, 1000);
    ASSERT_FALSE(failed);
    EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
  }
  {
    const FullDisk full(20);  // Too few for the manifest, and for the pack.
    EXPECT_FALSE(packs_->publish(*packs_->new_pack({}), 0, 1));
  }
  EXPECT_EQ(keys(), (Keys{"a"}));
  reopen();
  EXPECT_EQ(keys(), (Keys{"a"}));
  EXPECT_EQ(files(), 2);
  EXPECT_TRUE(ColumnFolder::verify(path_).empty());
}

TEST_F(ColumnFolderTest, HasNothingWhereThereIsNoFolder) {
  const auto none = folder_.file("none");
  EXPECT_TRUE(ColumnFolder::open(none, ColumnFolder::Access::reader)->packs().empty());
  EXPECT_TRUE(ColumnFolder::verify(none).empty());
  EXPECT_EQ(ColumnFolder::open(none + "/deeper", ColumnFolder::Access::owner).error().code,
            ErrorCode::not_found);
}

}  // namespace
}  // namespace nautilus::storage
