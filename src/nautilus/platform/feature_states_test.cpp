// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_states.hpp"

#include <gtest/gtest.h>

namespace nautilus::platform {
namespace {

TEST(FeatureStates, DropTheLeastRecentlyUsedAboveTheirMemory) {
  FeatureStates states(100);
  const auto first = states.of("first");
  states.note_bytes("first", 40);
  const auto second = states.of("second");
  states.note_bytes("second", 40);
  EXPECT_EQ(states.of("first"), first);
  (void)states.of("third");
  states.note_bytes("third", 40);
  EXPECT_EQ(states.size(), 2);
  EXPECT_EQ(states.of("first"), first);
  EXPECT_NE(states.of("second"), second);
}

TEST(FeatureStates, KeepNothingLargerThanTheirMemory) {
  FeatureStates states(0);
  const auto state = states.of("any");
  states.note_bytes("any", 1);
  states.note_bytes("any", 2);
  EXPECT_EQ(states.size(), 0);
  EXPECT_NE(state, nullptr);
}

}  // namespace
}  // namespace nautilus::platform
