// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/first_values.hpp"

#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

namespace nautilus::features::expressions {
namespace {

// On this rests that only inputs which begin at different bars need a trial run.
TEST(FirstValues, ComeAsMuchLaterAsAllInputsDo) {
  constexpr std::size_t late = 37;
  auto bars = testing_bars::random_walk(600);
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume, &bars.time,
                       &bars.reference, &bars.second_reference}) {
    std::fill_n(column->begin(), late, kNaN);
  }
  std::size_t checked = 0;
  for (const IndicatorInfo& info : catalogue()) {
    const auto indicator = *info.make(json::Object{});
    std::vector<std::vector<double>> table(info.spec->outputs.size(), std::vector<double>(600));
    const std::vector<std::span<double>> columns(table.begin(), table.end());
    indicator->replay(bars.columns(), columns);
    for (std::size_t k = 0; k < table.size(); ++k) {
      const auto first = std::ranges::find_if(table[k], [](double x) { return !std::isnan(x); });
      const auto expected = static_cast<int>(late) + indicator->warm_up()[k];
      if (info.spec->outputs[k].sparse) {
        EXPECT_GE(first - table[k].begin(), expected) << info.spec->name << ", output " << k;
      } else {
        EXPECT_EQ(first - table[k].begin(), expected) << info.spec->name << ", output " << k;
      }
      ++checked;
    }
  }
  EXPECT_GE(checked, catalogue().size());
}

TEST(FirstValues, AreFoundByRunningWhereInputsBeginApart) {
  const auto info = *find_indicator("correlation");
  const json::Object parameters{{"period", 10}};
  const std::array starts{3, 20};
  EXPECT_EQ(first_values(**info->make(parameters), starts),
            std::vector{30});  // Ten changes of both.
}

}  // namespace
}  // namespace nautilus::features::expressions
