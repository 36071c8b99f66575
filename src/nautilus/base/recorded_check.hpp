// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <gtest/gtest.h>

#include "nautilus/base/json_write.hpp"

/// What a test held a feature against, kept with the test's result. From these records
/// tools/generate_feature_checks.py writes docs/generated/feature-checks.md, in which a feature
/// without one is an error. Nothing of the product includes this.
namespace nautilus::testing_checks {

inline constexpr std::string_view kSlowVersion = "slow version of the formula";

struct Check {
  std::string indicator;
  std::string output;  ///< Of the indicator.
  std::string parameters = "{}";
  std::string source;  ///< A published result as `peer/file: column`, or kSlowVersion.
  int compared = 0;    ///< How many values.
  /// What the feature must read for this to say something of it: a joined value is as good as what
  /// is joined. Empty where the indicator's own arithmetic was checked.
  std::string reference = {};
  std::string apart = {};  ///< Which values were left out of the comparison and why.
  std::string how = {};    ///< What was done to compare them, where they were not simply compared.
};

/// REQUIRES: the test that runs is the one that compared, and has done so.
inline void record(const Check& check) {
  const auto* const result = testing::UnitTest::GetInstance()->current_test_info()->result();
  // A property of one name keeps its last value only, so each check has a name of its own.
  const auto name = "check_" + std::to_string(result->test_property_count());
  testing::Test::RecordProperty(name, json::to_text(json::Object{{"indicator", check.indicator},
                                                                 {"output", check.output},
                                                                 {"parameters", check.parameters},
                                                                 {"source", check.source},
                                                                 {"compared", check.compared},
                                                                 {"reference", check.reference},
                                                                 {"apart", check.apart},
                                                                 {"how", check.how}}));
}

/// Likewise, of a slow version of what is published under that name for features to join.
inline void record_published(const std::string& name, int compared) {
  record({.indicator = "joined_value",
          .output = "joined_value",
          .source = std::string(kSlowVersion),
          .compared = compared,
          .reference = "published:" + name});
}

}  // namespace nautilus::testing_checks
