// SPDX-License-Identifier: MIT
#include "nautilus/features/live_features.hpp"

#include <algorithm>

#include <gtest/gtest.h>

#include "nautilus/base/random.hpp"
#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_bars::random_walk;

FeatureSet some_features() {
  std::vector<Feature> features;
  for (const auto* const name : {"sma_50", "ema_12", "rsi_14", "atr_14", "bollinger_upper",
                                 "on_balance_volume", "volatility_30", "spy_correlation_30"}) {
    const auto found = find_feature(name);
    EXPECT_TRUE(found) << name;
    if (found) features.push_back(*found);
  }
  return *FeatureSet::make(features);
}

std::vector<std::span<const double>> references(const Bars& bars) { return {bars.reference}; }

/// The saved state of a plain replay of the whole: what the followed one must equal bit by bit.
StateBytes replayed(const Bars& bars) {
  auto set = some_features();
  set.replay(bars.columns(), {}, references(bars));
  return set.save();
}

std::size_t follow(LiveFeatures& live, const Bars& bars) {
  return live.follow(bars.columns(), references(bars)).value_or(0);
}

/// A part of all bars, as some of them have arrived.
Bars arrived(const Bars& all, const std::vector<bool>& here) {
  Bars bars;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (here[i]) bars.add(all.columns().at(i));
  }
  return bars;
}

TEST(LiveFeatures, TakesANewBarInAlone) {
  const auto all = random_walk(1000);
  std::vector<bool> here(all.size(), true);
  here.back() = false;
  LiveFeatures live(some_features());
  EXPECT_EQ(follow(live, arrived(all, here)), 999);
  EXPECT_EQ(follow(live, all), 1);
  EXPECT_EQ(follow(live, all), 0);
  EXPECT_EQ(live.set().save(), replayed(all));
}

TEST(LiveFeatures, GoesBackNoFurtherThanACheckpointBeforeACorrection) {
  auto bars = random_walk(5000);
  LiveFeatures live(some_features());
  (void)follow(live, bars);
  for (const std::size_t age : {1U, 10U, 64U, 100U, 700U, 3000U}) {
    bars.close[bars.size() - age] *= 1.0001;
    const auto taken_in = follow(live, bars);
    EXPECT_GE(taken_in, age);
    EXPECT_LE(taken_in, 4 * age + 2 * LiveFeatures::kInterval);
    EXPECT_EQ(live.set().save(), replayed(bars)) << age;
  }
}

TEST(LiveFeatures, GivesUpWhenToldAndGoesOnFromThere) {
  class SlowClock final : public Clock {
   public:
    [[nodiscard]] Timestamp now() const override { return now_ = now_ + std::chrono::seconds(1); }

   private:
    mutable Timestamp now_{};
  };
  const auto bars = random_walk(5000);
  LiveFeatures live(some_features());
  const SlowClock clock;
  const Cancellation soon({}, clock, Timestamp{} + std::chrono::seconds(10));
  const auto given_up = live.follow(bars.columns(), references(bars), soon);
  ASSERT_FALSE(given_up);
  EXPECT_EQ(given_up.error().code, ErrorCode::deadline_exceeded);
  const auto taken_in = follow(live, bars);
  EXPECT_GT(taken_in, 0U);
  EXPECT_LT(taken_in, 5000U);
  EXPECT_EQ(live.set().save(), replayed(bars));
}

TEST(LiveFeatures, NoticesThatAJoinedValueWasRevised) {
  auto bars = random_walk(400);
  LiveFeatures live(some_features());
  (void)follow(live, bars);
  bars.reference[390] *= 1.01;
  EXPECT_GE(follow(live, bars), 10);
  EXPECT_EQ(live.set().save(), replayed(bars));
}

TEST(LiveFeatures, HasTheBitsOfAReplayInAnyOrderOfArrivalAndCorrection) {
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    RandomStream random(seed, "arrival");
    const auto below = [&](std::size_t count) {
      return static_cast<std::size_t>(random.uniform() * static_cast<double>(count));
    };
    auto all = random_walk(600, seed);
    std::vector<bool> here(all.size());
    LiveFeatures live(some_features());
    std::size_t newest = 0;
    for (int step = 0; step < 40; ++step) {
      const auto grown = std::min(all.size(), newest + below(40));
      for (; newest < grown; ++newest) here[newest] = random.uniform() < 0.9;
      if (newest > 0) here[below(newest)] = random.uniform() < 0.8;
      if (newest > 0 && random.uniform() < 0.5) all.close[below(newest)] *= 1.001;
      const auto bars = arrived(all, here);
      (void)follow(live, bars);
      ASSERT_EQ(live.set().save(), replayed(bars)) << "seed " << seed << ", step " << step;
    }
  }
}

TEST(LiveFeatures, KeepsFewCheckpointsOfALongSeries) {
  LiveFeatures live(some_features());
  const auto one = live.bytes();
  (void)follow(live, random_walk(100'000));
  EXPECT_LT(live.bytes(), one * 16);
}

TEST(LiveFeatures, GoesOnFromASavedStateAsIfItHadNeverStopped) {
  auto bars = random_walk(1000);
  LiveFeatures live(some_features());
  (void)follow(live, random_walk(900));
  LiveFeatures restored(some_features());
  ASSERT_TRUE(restored.load(live.save()));
  EXPECT_EQ(follow(restored, bars), follow(live, bars));
  EXPECT_EQ(restored.set().save(), replayed(bars));

  for (const std::size_t age : {1U, 64U, 100U, 900U}) {
    LiveFeatures again(some_features());
    ASSERT_TRUE(again.load(restored.save()));
    bars.close[bars.size() - age] *= 1.0001;
    const auto taken_in = follow(again, bars);
    EXPECT_EQ(again.set().save(), replayed(bars)) << age;
    EXPECT_LE(taken_in, age <= 64 ? 3 * LiveFeatures::kInterval : bars.size());
  }
}

TEST(LiveFeatures, TakesNoDamagedStateOverNorAnotherSets) {
  const auto bars = random_walk(200);
  LiveFeatures live(some_features());
  (void)follow(live, bars);
  const auto saved = live.save();
  LiveFeatures restored(some_features());
  RandomStream random(1, "damage");
  for (int i = 0; i < 200; ++i) {
    auto damaged = saved;
    const auto bit = random.below(damaged.size() * 8);
    damaged[bit / 8] ^= std::byte{1} << bit % 8;
    EXPECT_FALSE(restored.load(damaged)) << bit;
    damaged = saved;
    damaged.resize(random.below(saved.size()));
    EXPECT_FALSE(restored.load(damaged)) << damaged.size();
  }
  EXPECT_EQ(follow(restored, bars), bars.size());

  const std::array other{*find_feature("sma_50")};
  EXPECT_FALSE(LiveFeatures(*FeatureSet::make(other)).load(saved));
}

}  // namespace
}  // namespace nautilus::features
