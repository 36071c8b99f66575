// SPDX-License-Identifier: MIT
#include "nautilus/cli/table.hpp"

#include <sstream>

#include <gtest/gtest.h>

namespace nautilus::cli {
namespace {

TEST(Table, PutsNumbersToTheRight) {
  Table table({"name", "value"});
  table.add({"a", "1,000.00"});
  table.add({"longer", "-2.50"});
  std::ostringstream out;
  table.print(out);
  EXPECT_EQ(out.str(),
            "name       value\n"
            "a       1,000.00\n"
            "longer     -2.50\n");
}

TEST(Table, WritesAmountsWithSeparators) {
  EXPECT_EQ(amount(1234567.891), "1,234,567.89");
  EXPECT_EQ(amount(-999.5), "-999.50");
  EXPECT_EQ(amount(-1000, 0), "-1,000");
  EXPECT_EQ(percent(0.1234), "12.3 %");
}

}  // namespace
}  // namespace nautilus::cli
