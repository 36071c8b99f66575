// SPDX-License-Identifier: MIT
#include "nautilus/storage/data_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::storage {
namespace {

TEST(DataFolder, IsCreatedForItsOwnerOnly) {
  const TemporaryFolder parent;
  const auto folder = *DataFolder::acquire(parent.file("deep/data"));
  EXPECT_EQ(std::filesystem::status(folder.path()).permissions(),
            std::filesystem::perms::owner_all);
  EXPECT_EQ(folder.database_path(), parent.file("deep/data/nautilus.sqlite"));
}

TEST(DataFolder, RefusesASecondOwnerByNameAndProcess) {
  const TemporaryFolder parent;
  const auto first = *DataFolder::acquire(parent.file("data"));
  const auto second = DataFolder::acquire(parent.file("data"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_EQ(
      second.error().message,
      fmt::format("data folder '{}' is in use by process {}: stop it or choose another folder",
                  parent.file("data"), ::getpid()));
}

TEST(DataFolder, IsFreeAgainWhenItsOwnerIsGone) {
  const TemporaryFolder parent;
  { const auto first = *DataFolder::acquire(parent.file("data")); }
  EXPECT_TRUE(DataFolder::acquire(parent.file("data")));
}

TEST(DataFolder, IsFreeAgainWhenItsOwnerWasKilled) {
  const TemporaryFolder parent;
  const auto child = ::fork();
  if (child == 0) {
    const auto held = DataFolder::acquire(parent.file("data"));
    ::kill(::getpid(), SIGKILL);
  }
  ::waitpid(child, nullptr, 0);
  EXPECT_TRUE(DataFolder::acquire(parent.file("data")));
}

TEST(DataFolder, SaysWhyItCannotBeCreated) {
  const auto failed = DataFolder::acquire("/proc/data");
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, ErrorCode::unavailable);
  EXPECT_NE(failed.error().message.find("'/proc/data'"), std::string::npos);
}

}  // namespace
}  // namespace nautilus::storage
