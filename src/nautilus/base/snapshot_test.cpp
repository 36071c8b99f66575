// SPDX-License-Identifier: MIT
#include "nautilus/base/snapshot.hpp"

#include <thread>
#include <utility>

#include <gtest/gtest.h>

namespace nautilus {
namespace {

TEST(Snapshot, KeepsWhatAReaderHasTaken) {
  Snapshot<const int> snapshot(std::make_shared<const int>(1));
  const auto taken = snapshot.load();
  snapshot.store(std::make_shared<const int>(2));
  EXPECT_EQ(*taken, 1);
  EXPECT_EQ(*snapshot.load(), 2);
}

TEST(Snapshot, NeverShowsHalfAValue) {
  using Pair = const std::pair<int, int>;
  Snapshot<Pair> snapshot(std::make_shared<Pair>(0, 0));
  std::jthread writer([&] {
    for (int i = 1; i <= 10'000; ++i) snapshot.store(std::make_shared<Pair>(i, -i));
  });
  for (int i = 0; i < 10'000; ++i) {
    const auto seen = snapshot.load();
    ASSERT_EQ(seen->first, -seen->second);
  }
}

}  // namespace
}  // namespace nautilus
