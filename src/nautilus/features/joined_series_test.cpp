// SPDX-License-Identifier: MIT
#include "nautilus/features/joined_series.hpp"

#include <set>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "nautilus/features/feature_list.hpp"

namespace nautilus::features {
namespace {

TEST(JoinedSeries, AreThoseThatFeaturesJoinEachDeclaredOnce) {
  std::set<std::string_view> joined;
  for (const Feature& each : default_features()) {
    for (const auto name : {each.reference, each.second_reference}) {
      if (!name.empty()) joined.insert(name);
    }
  }
  std::set<std::string_view> declared;
  for (const JoinedSeries& each : joined_series()) {
    EXPECT_TRUE(declared.insert(each.name).second) << each.name << " twice";
    EXPECT_FALSE(each.meaning.empty()) << each.name;
    EXPECT_FALSE(each.missing.empty()) << each.name;
  }
  EXPECT_EQ(declared, joined);
  EXPECT_GT(declared.size(), 20U);
}

/// What is computed here must say how; what comes from outside or from a calendar has no formula.
TEST(JoinedSeries, HaveAFormulaWhereTheyAreComputed) {
  for (const JoinedSeries& each : joined_series()) {
    const bool is_figure =
        each.name.starts_with("published:") && each.name.find("session") == std::string_view::npos;
    EXPECT_EQ(each.formula.empty(), !is_figure) << each.name;
  }
}

}  // namespace
}  // namespace nautilus::features
