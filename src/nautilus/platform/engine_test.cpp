// SPDX-License-Identifier: MIT
#include "nautilus/platform/engine.hpp"

#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"

namespace nautilus::platform {
namespace {

using testing::ElementsAre;

class EngineTest : public testing::Test, protected EngineFixture {};

TEST_F(EngineTest, HasOneOwner) {
  EXPECT_EQ(open(Access::owner).error().code, ErrorCode::conflict);
  engine_.reset();
  EXPECT_TRUE(open(Access::owner));
}

TEST_F(EngineTest, LetsOthersReadAndMakeKeysBesideTheOwner) {
  hold("SP500", daily_bars(3));
  const auto reader = *open(Access::reader);
  const auto shared = *open(Access::shared);
  EXPECT_EQ(reader->market().symbols()->total_symbols, 1);
  ASSERT_TRUE(shared->keys().create(kTester, "desk", security::Role::reader, std::nullopt));
  EXPECT_EQ(reader->keys().list()->size(), 1);
  EXPECT_EQ(engine_->keys().list()->size(), 1);
  hold("GE", daily_bars(3));
  EXPECT_EQ(reader->market().symbols()->total_symbols, 2);
}

TEST_F(EngineTest, LetsAReaderChangeNothing) {
  const auto reader = *open(Access::reader);
  EXPECT_FALSE(reader->portfolios().put(kTester, {}));
  EXPECT_FALSE(reader->keys().create(kTester, "desk", security::Role::reader, std::nullopt));
}

TEST_F(EngineTest, HasNothingToReadWithoutADatabase) {
  settings_.data_dir = folder_.file("empty");
  EXPECT_EQ(open(Access::reader).error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(settings_.data_dir));
}

TEST_F(EngineTest, KeepsTheDatabaseWhereTheSettingsSay) {
  const auto path = folder_.file("elsewhere.sqlite");
  settings_.database_url = "sqlite:" + path;
  reopen();
  EXPECT_TRUE(std::filesystem::exists(path));
}

TEST_F(EngineTest, RefusesEveryOtherDatabase) {
  engine_.reset();
  for (const auto* url : {"postgresql://host/bars", "sqlite:", "bars.sqlite"}) {
    settings_.database_url = url;
    const auto engine = open(Access::owner);
    ASSERT_FALSE(engine) << url;
    EXPECT_THAT(engine.error().faults.front().location, ElementsAre("database_url"));
  }
}

}  // namespace
}  // namespace nautilus::platform
