// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <set>

#include <gtest/gtest.h>

#include "nautilus/base/hash.hpp"
#include "nautilus/base/random.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/run_indicator.hpp"
#include "nautilus/features/detail/test_bars.hpp"

// What every indicator of the catalogue keeps to.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_bars::random_walk;
using testing_run::replay;
using testing_run::run;
using testing_run::Table;

std::unique_ptr<StreamingIndicator> make(const IndicatorInfo& info) {
  return *info.make(json::Object{});
}

// Equal bits, any NaN being equal to any other.
bool same(double a, double b) {
  return (std::isnan(a) && std::isnan(b)) ||
         std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

void expect_same(const Table& a, const Table& b, std::size_t bars) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t k = 0; k < a.size(); ++k) {
    for (std::size_t t = 0; t < bars; ++t) {
      ASSERT_TRUE(same(a[k][t], b[k][t])) << "output " << k << ", bar " << t;
    }
  }
}

void append(Table& table, const Table& more) {
  for (std::size_t k = 0; k < table.size(); ++k) {
    table[k].insert(table[k].end(), more[k].begin(), more[k].end());
  }
}

Bars with_gap(Bars bars, std::size_t at, double value = kNaN) {
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume, &bars.time,
                       &bars.reference, &bars.second_reference}) {
    (*column)[at] = value;
  }
  return bars;
}

class IndicatorContract : public testing::TestWithParam<IndicatorInfo> {
 protected:
  /// A walk with 200 bars behind the warm-up of the indicator's slowest output.
  [[nodiscard]] static Bars beyond_warm_up(std::uint64_t seed = 1) {
    const auto warm_up = std::ranges::max(make(GetParam())->warm_up());
    return random_walk(200 + static_cast<std::size_t>(warm_up), seed);
  }
  /// The same with a bar of gaps in it.
  [[nodiscard]] static Bars with_a_gap() { return with_gap(beyond_warm_up(), 120); }
};

/// A sweep over values that are not there would find nothing.
void expect_values(const Table& table) {
  for (const auto& column : table) {
    EXPECT_TRUE(std::ranges::any_of(column, [](double each) { return !std::isnan(each); }));
  }
}

TEST_P(IndicatorContract, SaysWhatItIs) {
  const IndicatorSpec& spec = *GetParam().spec;
  EXPECT_FALSE(spec.title.empty());
  EXPECT_FALSE(spec.formula.empty());
  EXPECT_FALSE(spec.gaps.empty());
  EXPECT_FALSE(spec.reference.empty());
  EXPECT_GT(spec.inputs.size(), 0U);
  EXPECT_GT(spec.outputs.size(), 0U);
  for (const Output& each : spec.outputs) {
    EXPECT_FALSE(each.name.empty() || each.meaning.empty() || each.degenerate.empty());
  }
  for (const ParameterInfo& each : GetParam().parameters()) EXPECT_FALSE(each.help.empty());
}

TEST_P(IndicatorContract, IsUndefinedForExactlyItsWarmUp) {
  const auto indicator = make(GetParam());
  const auto table = replay(*indicator, random_walk(500).columns());
  for (std::size_t k = 0; k < table.size(); ++k) {
    const bool sparse = GetParam().spec->outputs[k].sparse;
    int values = 0;
    for (std::size_t t = 0; t < 500; ++t) {
      const bool warming_up = std::cmp_less(t, indicator->warm_up()[k]);
      if (sparse && !warming_up) {
        values += std::isnan(table[k][t]) ? 0 : 1;
        continue;
      }
      ASSERT_EQ(std::isnan(table[k][t]), warming_up) << "output " << k << ", bar " << t;
    }
    if (sparse) {
      EXPECT_GT(values, 0) << "output " << k;
    }
  }
}

TEST_P(IndicatorContract, NeverLooksAhead) {
  for (std::uint64_t seed = 0; seed < 10; ++seed) {
    const auto bars = beyond_warm_up(seed);
    const auto whole = run(GetParam(), bars.columns());
    expect_values(whole);
    RandomStream stream(seed, "truncations");
    for (int i = 0; i < 200; ++i) {
      const auto count = static_cast<std::size_t>(1 + stream.below(bars.size() - 1));
      expect_same(run(GetParam(), bars.first(count)), whole, count);
    }
  }
}

TEST_P(IndicatorContract, GivesTheSameBitsInAnyChunks) {
  const auto bars = with_a_gap();
  const auto whole = run(GetParam(), bars.columns());
  expect_values(whole);
  for (const std::size_t chunk : {1UL, 2UL, 3UL, 5UL, 7UL, 13UL, bars.size()}) {
    const auto indicator = make(GetParam());
    Table table(indicator->spec().outputs.size());
    for (std::size_t first = 0; first < bars.size(); first += chunk) {
      const std::size_t count = std::min(chunk, bars.size() - first);
      append(table, replay(*indicator, bars.columns().slice(first, count)));
    }
    expect_same(table, whole, bars.size());
  }
}

TEST_P(IndicatorContract, StreamsAndPeeksTheBitsOfTheBatch) {
  const auto bars = with_a_gap();
  const auto whole = run(GetParam(), bars.columns());
  expect_values(whole);
  const auto indicator = make(GetParam());
  const std::size_t outputs = indicator->spec().outputs.size();
  std::vector<double> peeked(outputs);
  std::vector<double> updated(outputs);
  for (std::size_t t = 0; t < bars.size(); ++t) {
    const auto before = indicator->save();
    indicator->peek({7, 9, 5, 6, 3}, peeked);  // A forming bar that turns out otherwise.
    indicator->peek(bars.columns().at(t), peeked);
    ASSERT_EQ(indicator->save(), before) << "peek changed the state at bar " << t;
    indicator->update(bars.columns().at(t), updated);
    for (std::size_t k = 0; k < outputs; ++k) {
      ASSERT_TRUE(same(updated[k], whole[k][t]) && same(peeked[k], whole[k][t])) << "bar " << t;
    }
  }
}

TEST_P(IndicatorContract, ContinuesFromASavedStateAnywhere) {
  const auto bars = with_a_gap();
  const auto whole = run(GetParam(), bars.columns());
  expect_values(whole);
  RandomStream stream(2, "saves");
  for (int i = 0; i < 50; ++i) {
    const auto cut = static_cast<std::size_t>(stream.below(bars.size()));
    const auto before = make(GetParam());
    Table table = replay(*before, bars.first(cut));
    const auto after = make(GetParam());
    replay(*after, random_walk(77, 9).columns());  // What it held before makes no difference.
    ASSERT_TRUE(after->load(before->save()));
    append(table, replay(*after, bars.columns().slice(cut, bars.size() - cut)));
    expect_same(table, whole, bars.size());
  }
}

TEST_P(IndicatorContract, RefusesAStateThatIsNotItsOwn) {
  const auto indicator = make(GetParam());
  replay(*indicator, random_walk(100).columns());
  const auto state = indicator->save();
  for (std::size_t i = 0; i < state.size(); i += 7) {
    auto damaged = state;
    damaged[i] ^= std::byte{1};
    ASSERT_FALSE(indicator->load(damaged)) << "byte " << i;
  }
  for (std::size_t size = 0; size < state.size(); size += 7) {
    ASSERT_FALSE(indicator->load(std::span(state).first(size)));
  }
  EXPECT_EQ(indicator->save(), state);

  for (const IndicatorInfo& other : catalogue()) {
    if (other.spec == GetParam().spec) continue;
    ASSERT_EQ(make(other)->load(state).error().code, ErrorCode::conflict);
  }
}

TEST_P(IndicatorContract, RecoversFromAGapExactlyWhenItSays) {
  constexpr std::size_t gap = 250;
  constexpr std::size_t count = 800;
  for (const double value : {kNaN, std::numeric_limits<double>::infinity()}) {
    const auto indicator = make(GetParam());
    const auto table = replay(*indicator, with_gap(random_walk(count), gap, value).columns());
    for (std::size_t k = 0; k < table.size(); ++k) {
      const auto recovery = static_cast<std::size_t>(indicator->gap_recovery()[k]);
      ASSERT_LT(gap + recovery, count);
      EXPECT_TRUE(std::isnan(table[k][gap])) << "output " << k;
      EXPECT_TRUE(std::isnan(table[k][gap + recovery - 1])) << "output " << k;
      if (GetParam().spec->outputs[k].sparse) continue;
      // A gap that is passed over while the indicator warms up makes that last longer.
      const auto warm_up = static_cast<std::size_t>(indicator->warm_up()[k]);
      for (std::size_t t = std::max(gap, warm_up) + recovery; t < count; ++t) {
        ASSERT_FALSE(std::isnan(table[k][t])) << "output " << k << ", bar " << t;
      }
    }
  }
}

TEST_P(IndicatorContract, StaysWithinItsRange) {
  const auto table = run(GetParam(), random_walk(2000, 3).columns());
  for (std::size_t k = 0; k < table.size(); ++k) {
    const Output& output = GetParam().spec->outputs[k];
    for (const double value : table[k]) {
      if (std::isnan(value)) continue;
      ASSERT_TRUE(value >= output.minimum && value <= output.maximum) << output.name << value;
    }
  }
}

TEST_P(IndicatorContract, IsFiniteOrMissingOnWhateverItIsGiven) {
  const double huge = std::numeric_limits<double>::max();
  const double tiny = std::numeric_limits<double>::denorm_min();
  for (const double price : {0.0, -1.0, 1.0, huge, -huge, tiny}) {
    for (const double volume : {0.0, 1.0, huge}) {
      auto bars = testing_bars::constant(60, price, volume);
      for (std::size_t t = 0; t < 60; t += 7) bars.close[t] = -price;
      for (const auto& column : run(GetParam(), bars.columns())) {
        for (const double value : column) ASSERT_FALSE(std::isinf(value));
      }
    }
  }
  EXPECT_EQ(run(GetParam(), random_walk(1).columns()).front().size(), 1U);
  EXPECT_EQ(run(GetParam(), BarColumns{}).front().size(), 0U);
}

TEST_P(IndicatorContract, EnforcesTheLimitsOfItsParameters) {
  for (const ParameterInfo& each : GetParam().parameters()) {
    for (const double wrong : {each.minimum - 1, each.maximum + 1}) {
      const auto made = GetParam().make(json::Object{{each.name, wrong}});
      ASSERT_FALSE(made) << each.name << " = " << wrong;
      EXPECT_EQ(made.error().code, ErrorCode::invalid_argument);
    }
    if (each.whole_number) {
      EXPECT_FALSE(GetParam().make(json::Object{{each.name, 5.5}}));
    }
    EXPECT_FALSE(GetParam().make(json::Object{{each.name, "text"}}));
  }
  EXPECT_FALSE(GetParam().make(json::Object{{"perid", 5}}));
}

INSTANTIATE_TEST_SUITE_P(All, IndicatorContract,
                         testing::ValuesIn(catalogue().begin(), catalogue().end()),
                         [](const auto& instance) {
                           return std::string(instance.param.spec->name);
                         });

TEST(Catalogue, IsSweptAsAWhole) {
  int swept = 0;
  const auto& suites = *testing::UnitTest::GetInstance();
  for (int i = 0; i < suites.total_test_suite_count(); ++i) {
    const auto& suite = *suites.GetTestSuite(i);
    if (std::string_view(suite.name()) == "All/IndicatorContract") swept = suite.total_test_count();
  }
  constexpr int tests_of_the_contract = 11;
  ASSERT_GT(swept, 0);
  EXPECT_EQ(swept, tests_of_the_contract * static_cast<int>(catalogue().size()));
}

TEST(Catalogue, HasNoNameTwice) {
  for (std::size_t i = 1; i < catalogue().size(); ++i) {
    EXPECT_LT(catalogue()[i - 1].spec->name, catalogue()[i].spec->name);
  }
}

TEST(Catalogue, FindsByNameAndNamesTheNearest) {
  EXPECT_EQ((*find_indicator("rsi"))->spec->title, "Relative strength index");
  EXPECT_EQ(find_indicator("rsii").error().message,
            "no indicator is named 'rsii' (did you mean 'rsi'?)");
}

}  // namespace
}  // namespace nautilus::features
