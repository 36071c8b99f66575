// SPDX-License-Identifier: MIT
#include "nautilus/platform/feature_states.hpp"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/platform/feature_inputs.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::platform {
namespace {

using features::LiveFeatures;

/// How many bars it had to take in to follow so many.
std::size_t follow(LiveFeatures& live, std::size_t count) {
  market::BarSeries bars;
  for (const auto& each : daily_bars(count)) bars.push_back(each);
  return live.follow(FeatureInputs(bars).columns()).value_or(0);
}

LiveFeatures some_features() {
  const std::array features{*features::find_feature("sma_50"), *features::find_feature("rsi_14")};
  return LiveFeatures(*features::FeatureSet::make(features));
}

class FeatureStatesTest : public testing::Test {
 protected:
  FeatureStates states(std::size_t most_bytes) {
    return {most_bytes, saved_, [this](StateReading reading, std::string_view reason) {
              reading_ = reading;
              reason_ = reason;
            }};
  }

  /// A state that has taken 200 bars in.
  static std::shared_ptr<FeatureState> running(FeatureStates& states, const std::string& key) {
    auto state = states.of(key);
    EXPECT_EQ(follow(state->live.emplace(some_features()), 200), 200);
    return state;
  }

  std::size_t files() const {
    std::error_code absent;
    const std::filesystem::directory_iterator all(folder_.file("states"), absent);
    return absent ? 0 : static_cast<std::size_t>(std::distance(begin(all), end(all)));
  }

  storage::TemporaryFolder folder_;
  FeatureStateFolder saved_{folder_.file("states"), 1 << 20};
  StateReading reading_ = StateReading::absent;
  std::string reason_;
};

TEST_F(FeatureStatesTest, DropTheLeastRecentlyUsedAboveTheirMemory) {
  auto kept = states(100);
  const auto first = kept.of("first");
  kept.note_bytes("first", first, 40);
  const auto second = kept.of("second");
  kept.note_bytes("second", second, 40);
  EXPECT_EQ(kept.of("first"), first);
  kept.note_bytes("third", kept.of("third"), 40);
  EXPECT_EQ(kept.size(), 2);
  EXPECT_EQ(kept.of("first"), first);
  EXPECT_NE(kept.of("second"), second);
}

TEST_F(FeatureStatesTest, KeepNothingLargerThanTheirMemory) {
  auto kept = states(0);
  const auto state = kept.of("any");
  kept.note_bytes("any", state, 1);
  kept.note_bytes("any", state, 2);
  EXPECT_EQ(kept.size(), 0);
}

TEST_F(FeatureStatesTest, AreSavedAtTheEndAndRestored) {
  {
    auto kept = states(1 << 20);
    FeatureStateSaver saver(saved_, std::chrono::hours(1), [](std::string_view /*what*/) {});
    kept.save_by(saver);
    kept.changed("a series", running(kept, "a series"));
  }
  EXPECT_EQ(files(), 1);
  auto restored = some_features();
  states(1 << 20).restore("a series", restored);
  EXPECT_EQ(reading_, StateReading::restored);
  EXPECT_EQ(follow(restored, 201), 1);
  states(1 << 20).restore("another", restored);
  EXPECT_EQ(reading_, StateReading::absent);
}

TEST_F(FeatureStatesTest, AreSavedSoonWhenDroppedFromMemory) {
  auto kept = states(10);
  FeatureStateSaver saver(saved_, std::chrono::hours(1), [](std::string_view /*what*/) {});
  kept.save_by(saver);
  auto state = running(kept, "dropped");
  kept.changed("dropped", state);
  kept.note_bytes("dropped", state, 11);
  EXPECT_EQ(kept.size(), 0);
  const std::weak_ptr<FeatureState> held = state;
  state.reset();
  while (!held.expired()) std::this_thread::yield();
  EXPECT_EQ(files(), 1);
}

TEST_F(FeatureStatesTest, SayWhyADamagedFileIsOfNoUse) {
  auto kept = states(1 << 20);
  ASSERT_TRUE(saved_.write("a series", running(kept, "a series")->live->save()));
  for (const auto& each : std::filesystem::directory_iterator(folder_.file("states"))) {
    std::fstream file(each.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(500);
    file.put('?');
  }
  auto restored = some_features();
  kept.restore("a series", restored);
  EXPECT_EQ(reading_, StateReading::unusable);
  EXPECT_NE(reason_.find("damaged"), std::string::npos) << reason_;
  EXPECT_EQ(follow(restored, 200), 200);
}

TEST_F(FeatureStatesTest, KeepTheirFolderWithinItsBounds) {
  FeatureStateFolder small(folder_.file("states"), 10'000);
  const features::StateBytes state(900);
  for (int i = 0; i < 40; ++i) ASSERT_TRUE(small.write(std::to_string(i), state));
  EXPECT_LE(files(), 10'000 / 900);
  EXPECT_GE(files(), 8);
  EXPECT_TRUE(small.read("39"));
  EXPECT_FALSE(small.read("0"));
}

}  // namespace
}  // namespace nautilus::platform
