// SPDX-License-Identifier: MIT
#include "nautilus/server/path_template.hpp"

#include <gtest/gtest.h>

namespace nautilus::server {
namespace {

constexpr std::string_view kTemplate = "/market/calendars/{name}";

TEST(PathTemplate, FitsAnyPartThatIsNotEmpty) {
  EXPECT_TRUE(fits(kTemplate, "/market/calendars/XNYS"));
  EXPECT_TRUE(fits(kTemplate, "/market/calendars/24%2F7"));
  EXPECT_FALSE(fits(kTemplate, "/market/calendars/"));
  EXPECT_FALSE(fits(kTemplate, "/market/calendars"));
  EXPECT_FALSE(fits(kTemplate, "/market/calendars/XNYS/more"));
  EXPECT_FALSE(fits(kTemplate, "/market/instruments/XNYS"));
}

TEST(PathTemplate, GivesItsParametersDecoded) {
  NamedTexts parameters{{"from", {"2020-01-01"}}};
  ASSERT_TRUE(add_path_parameters(kTemplate, "/market/calendars/24%2F7", parameters));
  EXPECT_EQ(parameters, (NamedTexts{{"from", {"2020-01-01"}}, {"name", {"24/7"}}}));
  EXPECT_EQ(add_path_parameters(kTemplate, "/market/calendars/%zz", parameters).error().code,
            ErrorCode::malformed);
}

TEST(PathTemplate, TakesAPlusInAPathAsIs) {
  NamedTexts parameters;
  ASSERT_TRUE(add_path_parameters(kTemplate, "/market/calendars/A+B", parameters));
  EXPECT_EQ(parameters["name"].front(), "A+B");
}

TEST(PathTemplate, KnowsItsParameters) {
  EXPECT_TRUE(has_parameter(kTemplate, "name"));
  EXPECT_FALSE(has_parameter(kTemplate, "from"));
  EXPECT_TRUE(is_template(kTemplate));
  EXPECT_FALSE(is_template("/market/bars"));
}

}  // namespace
}  // namespace nautilus::server
