// SPDX-License-Identifier: MIT
#include "nautilus/base/file.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace nautilus {
namespace {

using testing::HasSubstr;

/// An empty folder of its own for each test.
class File : public testing::Test {
 protected:
  File() {
    std::string pattern = testing::TempDir() + "nautilus_file_XXXXXX";
    folder_ = ::mkdtemp(pattern.data());
  }
  ~File() override { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string in_folder(const std::string& name) const {
    return folder_ + "/" + name;
  }

  std::string folder_;
};

TEST_F(File, ReadsBackWhatWasWritten) {
  std::string content(300'000, 'x');
  content[7] = '\0';
  ASSERT_TRUE(write_file_atomically(in_folder("a"), content));
  EXPECT_EQ(*read_file(in_folder("a"), 300'000), content);
}

TEST_F(File, ReadsAnEmptyFile) {
  ASSERT_TRUE(write_file_atomically(in_folder("a"), ""));
  EXPECT_EQ(*read_file(in_folder("a"), 0), "");
}

TEST_F(File, ReadsAFileThatTellsNoSize) {
  EXPECT_THAT(*read_file("/proc/self/status", 1 << 20), HasSubstr("Pid:"));
}

TEST_F(File, RefusesMoreThanTheBound) {
  ASSERT_TRUE(write_file_atomically(in_folder("a"), "12345"));
  EXPECT_TRUE(read_file(in_folder("a"), 5));
  EXPECT_EQ(read_file(in_folder("a"), 4).error().code, ErrorCode::payload_too_large);
  EXPECT_EQ(read_file("/proc/self/status", 4).error().code, ErrorCode::payload_too_large);
}

TEST_F(File, NamesWhatIsAbsent) {
  const auto absent = read_file(in_folder("none"), 10);
  EXPECT_EQ(absent.error().code, ErrorCode::not_found);
  EXPECT_THAT(absent.error().message, HasSubstr(in_folder("none")));
}

TEST_F(File, TellsAFolderFromAFile) {
  const auto read = read_file(folder_, 10);
  EXPECT_EQ(read.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(read.error().message, HasSubstr("is a folder, not a file"));
}

TEST_F(File, NamesAMissingPermission) {
  if (::geteuid() == 0) GTEST_SKIP() << "root may read everything";
  ASSERT_TRUE(write_file_atomically(in_folder("a"), "1", 0));
  EXPECT_EQ(read_file(in_folder("a"), 10).error().code, ErrorCode::permission_denied);
}

TEST_F(File, WritesWithTheModeAskedFor) {
  ASSERT_TRUE(write_file_atomically(in_folder("secret"), "1", 0600));
  struct stat status {};
  ASSERT_EQ(::stat(in_folder("secret").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777U, 0600U);
}

TEST_F(File, LeavesNothingBehindWhenWritingFails) {
  std::filesystem::create_directory(in_folder("taken"));
  EXPECT_FALSE(write_file_atomically(in_folder("taken"), "1"));  // A file can't replace a folder.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
  EXPECT_EQ(write_file_atomically(in_folder("none/a"), "1").error().code, ErrorCode::not_found);
}

TEST_F(File, ReplacesWhatWasThere) {
  ASSERT_TRUE(write_file_atomically(in_folder("a"), "a longer old content"));
  ASSERT_TRUE(write_file_atomically(in_folder("a"), "new"));
  EXPECT_EQ(*read_file(in_folder("a"), 100), "new");
}

}  // namespace
}  // namespace nautilus
