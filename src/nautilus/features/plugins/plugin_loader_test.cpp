// SPDX-License-Identifier: MIT
#include "nautilus/features/plugins/plugin_loader.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <csignal>
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "nautilus/features/audit.hpp"
#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/feature_set.hpp"
#include "nautilus/features/plugins/isolated_trial.hpp"

namespace nautilus::features {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing_bars::random_walk;

/// A folder of its own with some of the libraries in it.
class PluginLoaderTest : public testing::Test {
 protected:
  PluginLoaderTest() {
    fs::create_directory(folder_);
    fs::permissions(folder_, fs::perms::owner_all);
  }
  ~PluginLoaderTest() override { fs::remove_all(folder_); }

  fs::path put(const fs::path& library) {
    const auto file = folder_ / library.filename();
    fs::copy_file(library, file);
    fs::permissions(file, fs::perms::owner_read | fs::perms::owner_write);
    return file;
  }

  /// Why a folder with this faulty library is refused.
  Error error_of(const std::string& fault) {
    put(fs::path(NAUTILUS_FAULTY) / (fault + ".so"));
    const auto loaded = load_plugins(folder_.string());
    EXPECT_FALSE(loaded);
    return loaded ? Error() : loaded.error();
  }

  fs::path folder_ =
      fs::temp_directory_path() / ("plugins_" + std::to_string(::getpid()) + "_" +
                                   testing::UnitTest::GetInstance()->current_test_info()->name());
  fs::path example_ = fs::path(NAUTILUS_PLUGINS) / "range_position.so";
};

// The definition, bar by bar.
std::vector<double> slow_range_position(const testing_bars::Bars& bars) {
  std::vector<double> values(bars.size(), kNaN);
  for (std::size_t t = 19; t < bars.size(); ++t) {
    double highest = bars.high[t];
    double lowest = bars.low[t];
    for (std::size_t i = t - 19; i < t; ++i) {
      highest = std::max(highest, bars.high[i]);
      lowest = std::min(lowest, bars.low[i]);
    }
    values[t] = (bars.close[t] - lowest) / (highest - lowest);
  }
  return values;
}

TEST_F(PluginLoaderTest, AddsTheExampleToTheCatalogue) {
  const auto before = default_features().size();
  put(example_);
  const auto loaded = load_plugins(folder_.string());
  ASSERT_TRUE(loaded) << loaded.error().message;
  EXPECT_THAT(*loaded, ElementsAre(EndsWith("range_position.so")));
  EXPECT_EQ(default_features().size(), before + 1);
  ASSERT_TRUE(find_indicator("range_position_20"));
  const auto feature = *find_feature("range_position_20");
  const auto bars = random_walk(200);
  std::vector<double> column(bars.size());
  const std::vector<std::span<double>> into{column};
  auto set = *FeatureSet::make(std::span(&feature, 1));
  set.replay(bars.columns(), into);
  EXPECT_THAT(column,
              testing::Pointwise(testing::NanSensitiveDoubleEq(), slow_range_position(bars)));
  auto continued = *FeatureSet::make(std::span(&feature, 1));
  ASSERT_TRUE(continued.load(set.save()));
  EXPECT_EQ(continued.peek(bars.columns().at(7)), set.peek(bars.columns().at(7)));
  EXPECT_TRUE(audit(std::span(&feature, 1), {}, {bars.columns()}, {})->passed);
  EXPECT_FALSE((*find_indicator("range_position_20"))->make(json::Object{{"period", 5}}));

  ASSERT_TRUE(load_plugins(folder_.string()));  // Once more changes nothing.
  EXPECT_EQ(default_features().size(), before + 1);
}

TEST_F(PluginLoaderTest, RefusesWhatLooksAhead) {
  EXPECT_THAT(error_of("looks_ahead").message,
              AllOf(HasSubstr("looks_ahead.so"), HasSubstr("looks ahead: faulty of bar")));
  EXPECT_FALSE(find_indicator("faulty"));
}

TEST_F(PluginLoaderTest, SurvivesWhatCrashesOnGaps) {
  EXPECT_THAT(error_of("crashes_on_gaps").message, HasSubstr("crashed in its trial"));
}

TEST_F(PluginLoaderTest, RefusesWhatEndsTheProcess) {
  EXPECT_THAT(error_of("ends_the_process").message, HasSubstr("ended the process"));
}

TEST_F(PluginLoaderTest, RefusesWhatDoesNotKeepItsState) {
  EXPECT_THAT(error_of("forgets_its_state").message, HasSubstr("saved state"));
}

TEST_F(PluginLoaderTest, RefusesAnotherWarmUpThanDeclared) {
  EXPECT_THAT(error_of("starts_late").message,
              HasSubstr("declares a warm-up of 0 bars, but lacks a value on bar 0"));
}

TEST_F(PluginLoaderTest, RefusesAnotherVersion) {
  EXPECT_THAT(error_of("other_version").message, HasSubstr("version 2"));
}

TEST_F(PluginLoaderTest, RefusesATakenName) {
  EXPECT_THAT(error_of("taken_name").message, HasSubstr("'sma' is taken"));
}

TEST_F(PluginLoaderTest, RefusesAnUnknownInput) {
  EXPECT_THAT(error_of("unknown_input").message, HasSubstr("the input 'bid'"));
}

TEST_F(PluginLoaderTest, EndsATrialThatHangs) {
  const auto outcome = in_own_process(
      [] {
        for (;;) ::pause();
        return Result<void>();
      },
      std::chrono::milliseconds(50));
  ASSERT_FALSE(outcome);
  EXPECT_THAT(outcome.error().message, HasSubstr("took too long"));
}

TEST_F(PluginLoaderTest, RefusesWhatIsNoLibrary) {
  const auto file = folder_ / "text.so";
  std::ofstream(file) << "text";
  fs::permissions(file, fs::perms::owner_read);
  const auto loaded = load_plugins(folder_.string());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::invalid_argument);
}

TEST_F(PluginLoaderTest, StaysInItsFolder) {
  fs::create_symlink(example_, folder_ / "range_position.so");
  const auto loaded = load_plugins(folder_.string());
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::permission_denied);
}

TEST_F(PluginLoaderTest, TakesNothingThatOthersMayWrite) {
  fs::permissions(put(example_), fs::perms::group_write, fs::perm_options::add);
  EXPECT_EQ(load_plugins(folder_.string()).error().code, ErrorCode::permission_denied);
  fs::remove(folder_ / "range_position.so");
  fs::permissions(folder_, fs::perms::others_write, fs::perm_options::add);
  EXPECT_EQ(load_plugins(folder_.string()).error().code, ErrorCode::permission_denied);
  EXPECT_EQ(load_plugins((folder_ / "none").string()).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace nautilus::features
