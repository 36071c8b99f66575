// SPDX-License-Identifier: MIT
#include "nautilus/server/body_error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

using testing::ElementsAre;

std::vector<std::string> place_of(std::vector<std::string> location) {
  const auto error = in_body(field_error(std::move(location), "is wrong", "not_allowed"));
  return error.faults.front().location;
}

TEST(InBody, PutsAnErrorThereUnlessItNamesAParameter) {
  EXPECT_THAT(place_of({"bars", "0"}), ElementsAre("body", "bars", "0"));
  EXPECT_THAT(place_of({"query", "symbol"}), ElementsAre("query", "symbol"));
}

TEST(InBody, TakesAnErrorOfTheWholeBodyOrOfNoField) {
  EXPECT_THAT(place_of({}), ElementsAre("body"));
  EXPECT_TRUE(in_body({ErrorCode::malformed, "is no JSON"}).faults.empty());
}

}  // namespace
}  // namespace nautilus::server
