// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/base/text.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/degenerate_bars.hpp"
#include "nautilus/features/detail/run_indicator.hpp"
#include "nautilus/features/family.hpp"

// What specs say of bars for which their formula has no answer, held to what is answered on such
// bars. A text is "always defined" or clauses with commas between them, RESULT CONDITION, each with
// an explanation after a colon where it needs one.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using testing_degenerate::Condition;
using testing_degenerate::kConditions;
using testing_degenerate::Stretch;
using testing_run::run;
using testing_run::Table;

constexpr std::string_view kAlwaysDefined = "always defined";
constexpr std::string_view kNoValue = "no value";

struct ReadElsewhere {
  std::string_view output;
  std::string_view test;
};

/// Texts in words of their own, and the test below that holds them.
constexpr std::array kReadElsewhere{
    ReadElsewhere{"atr_trailing_stop.upper", "TwoSidedStopsHaveExactlyOneSide"},
    ReadElsewhere{"atr_trailing_stop.lower", "TwoSidedStopsHaveExactlyOneSide"},
    ReadElsewhere{"supertrend.upper", "TwoSidedStopsHaveExactlyOneSide"},
    ReadElsewhere{"supertrend.lower", "TwoSidedStopsHaveExactlyOneSide"},
    ReadElsewhere{"percentile_rank.percentile_rank", "EqualValuesShareTheMeanOfTheirRanks"},
};

struct Clause {
  std::string_view result;
  const Condition* condition;
};

/// "no value where the close before is 0", whatever price it is.
bool is_about_zero(std::string_view clause) {
  return clause.find(" where ") != std::string_view::npos && clause.ends_with(" 0");
}

std::optional<Clause> read_clause(std::string_view clause) {
  clause = clause.substr(0, clause.find(": "));
  if (is_about_zero(clause))
    return Clause{clause.substr(0, clause.find(" where ")), &kConditions.back()};
  for (const Condition& each : kConditions) {
    if (!clause.ends_with(each.words)) continue;
    return Clause{trimmed(clause.substr(0, clause.size() - each.words.size())), &each};
  }
  return std::nullopt;
}

/// Nothing where a clause of the text cannot be read.
std::optional<std::vector<Clause>> read(std::string_view text) {
  std::vector<Clause> clauses;
  if (text == kAlwaysDefined) return clauses;
  for (const auto each : split(text, ',')) {
    const auto clause = read_clause(trimmed(each));
    if (!clause) return std::nullopt;
    clauses.push_back(*clause);
  }
  return clauses;
}

/// A number or a ratio of two.
std::optional<double> number(std::string_view words) {
  const auto slash = words.find(" / ");
  if (slash == std::string_view::npos) return parse_number(words);
  const auto above = parse_number(words.substr(0, slash));
  const auto below = parse_number(words.substr(slash + 3));
  return above && below ? std::optional(*above / *below) : std::nullopt;
}

/// What prices are called that are all the same on bars that do not move.
bool is_the_price(std::string_view result) {
  constexpr std::array words{"the close", "the close before", "the mean", "the highest high",
                             "the lowest low"};
  return std::ranges::find(words, result) != words.end();
}

/// Whether a result is what stands at each of the bars from `first` on.
bool holds(std::string_view result, const std::vector<double>& values, const Bars& bars,
           std::size_t first) {
  const auto all = [&](const auto& is_right) {
    for (std::size_t t = first; t < values.size(); ++t) {
      if (!is_right(t)) return false;
    }
    return true;
  };
  if (result == kNoValue) return all([&](std::size_t t) { return std::isnan(values[t]); });
  if (result == "unchanged") return all([&](std::size_t t) { return values[t] == values[first]; });
  double size = 1;
  for (const double each : values) size = std::abs(each) > size ? std::abs(each) : size;
  const auto is_near = [&](std::size_t t, double expected) {
    return std::abs(values[t] - expected) <= 1e-9 * size;
  };
  if (is_the_price(result)) return all([&](std::size_t t) { return is_near(t, bars.close[t]); });
  const auto expected = number(result);
  return expected && all([&](std::size_t t) { return is_near(t, *expected); });
}

std::string full_name(const IndicatorSpec& spec, std::size_t output) {
  return std::string(spec.name) + "." + std::string(spec.outputs[output].name);
}

bool is_read_elsewhere(const std::string& output) {
  return std::ranges::find(kReadElsewhere, output, &ReadElsewhere::output) != kReadElsewhere.end();
}

class DegenerateResults : public testing::TestWithParam<IndicatorInfo> {
 protected:
  [[nodiscard]] const IndicatorSpec& spec() const { return *GetParam().spec; }

  [[nodiscard]] std::size_t first(std::size_t k, const Stretch& stretch) const {
    return std::max(stretch.from, static_cast<std::size_t>(indicator_->warm_up()[k]));
  }

  [[nodiscard]] bool hold(std::string_view result, std::size_t k,
                          const std::vector<Stretch>& stretches) const {
    return std::ranges::all_of(stretches, [&](const Stretch& each) {
      const Table table = run(GetParam(), each.bars.columns());
      return holds(result, table[k], each.bars, first(k, each));
    });
  }

  std::unique_ptr<StreamingIndicator> indicator_ = *GetParam().make(json::Object{});
};

TEST_P(DegenerateResults, AreWhatTheSpecSays) {
  for (std::size_t k = 0; k < spec().outputs.size(); ++k) {
    const std::string what =
        full_name(spec(), k) + ": " + std::string(spec().outputs[k].degenerate);
    const auto clauses = read(spec().outputs[k].degenerate);
    EXPECT_NE(clauses.has_value(), is_read_elsewhere(full_name(spec(), k))) << what;
    for (const Clause& each : clauses.value_or(std::vector<Clause>{})) {
      EXPECT_TRUE(hold(each.result, k, each.condition->stretches())) << what;
      if (each.condition->too_much == nullptr) continue;
      EXPECT_FALSE(hold(each.result, k, each.condition->too_much()))
          << what << " (and " << each.condition->words << " claims too little)";
    }
  }
}

TEST_P(DegenerateResults, HaveAValueOnEachBarUnlessTheSpecSaysNone) {
  for (const Condition& condition : kConditions) {
    for (const Stretch& stretch : condition.stretches()) {
      if (std::isnan(stretch.bars.reference.back() + stretch.bars.second_reference.back()))
        continue;
      const Table table = run(GetParam(), stretch.bars.columns());
      for (std::size_t k = 0; k < table.size(); ++k) {
        if (spec().outputs[k].degenerate.find(kNoValue) != std::string_view::npos) continue;
        for (std::size_t t = first(k, {}); t < table[k].size(); ++t) {
          ASSERT_FALSE(std::isnan(table[k][t]))
              << full_name(spec(), k) << " on bar " << t << " " << condition.words;
        }
      }
    }
  }
}

INSTANTIATE_TEST_SUITE_P(All, DegenerateResults,
                         testing::ValuesIn(catalogue().begin(), catalogue().end()),
                         [](const auto& instance) {
                           return std::string(instance.param.spec->name);
                         });

TEST(DegenerateTexts, AreReadAsAWholeAndNameEachConditionThatIsTried) {
  std::size_t outputs = 0;
  std::size_t checked = 0;
  std::map<std::string_view, int> named;
  for (const Family& family : families()) {
    for (const IndicatorInfo& info : family.indicators) {
      outputs += info.spec->outputs.size();
      for (const Output& output : info.spec->outputs) {
        const auto clauses = read(output.degenerate);
        checked += clauses ? 1U : 0U;
        for (const Clause& each : clauses.value_or(std::vector<Clause>{}))
          ++named[each.condition->words];
      }
    }
  }
  EXPECT_GT(checked, 300U);
  EXPECT_EQ(checked + kReadElsewhere.size(), outputs);
  for (const Condition& each : kConditions) EXPECT_GT(named[each.words], 0) << each.words;
}

Table run(std::string_view name, const json::Object& parameters, const Bars& bars) {
  const auto indicator = *(**find_indicator(name)).make(parameters);
  return testing_run::replay(*indicator, bars.columns());
}

TEST(DegenerateTexts, TwoSidedStopsHaveExactlyOneSide) {
  for (const std::string_view name : {"atr_trailing_stop", "supertrend"}) {
    const Table table = run(name, {}, testing_degenerate::stopped(1));
    for (std::size_t t = 50; t < table[0].size(); ++t) {
      const double stop = table[0][t];
      const bool is_above = std::isnan(table[2][t]);
      ASSERT_EQ(is_above ? table[1][t] : table[2][t], stop) << name << ", bar " << t;
      ASSERT_TRUE(std::isnan(is_above ? table[2][t] : table[1][t])) << name << ", bar " << t;
    }
  }
}

TEST(DegenerateTexts, EqualValuesShareTheMeanOfTheirRanks) {
  // The last of 1 2 2 2 has the ranks 2, 3 and 4 of 4 in common with two others.
  const Bars bars = testing_bars::at_closes({1, 2, 2, 2});
  EXPECT_EQ(run("percentile_rank", {{"period", 4}}, bars)[0][3], 0.75);
}

TEST(DegenerateTexts, TheLatestOfEqualExtremesCounts) {
  // Highs of 9 ten and four bars ago, lows of 1 eight and three bars ago.
  const Bars bars = testing_bars::at_closes({5, 9, 5, 1, 5, 5, 5, 9, 1, 5, 5, 5});
  const Table aroon = run("aroon", {{"period", 10}}, bars);
  EXPECT_DOUBLE_EQ(aroon[0].back(), 60);
  EXPECT_DOUBLE_EQ(aroon[1].back(), 70);
  const Table since = run("bars_since_extremes", {{"period", 11}}, bars);
  EXPECT_EQ(since[0].back(), 4);
  EXPECT_EQ(since[1].back(), 3);
  EXPECT_EQ(run("drawdown", {}, bars)[1].back(), 4);
}

}  // namespace
}  // namespace nautilus::features
