// SPDX-License-Identifier: MIT
#include "nautilus/features/detail/random_expressions.hpp"

#include <bit>
#include <cmath>

#include <gtest/gtest.h>

#include "nautilus/features/detail/test_bars.hpp"
#include "nautilus/features/expressions/expression.hpp"

// What every expression keeps to, whatever it says.
namespace nautilus::features {
namespace {

using testing_bars::Bars;
using Column = std::vector<double>;

constexpr std::size_t kExpressions = 10'000;
constexpr std::size_t kBars = 160;

// Equal bits, any NaN being equal to any other.
bool same(const Column& a, const Column& b, std::size_t count) {
  for (std::size_t t = 0; t < count; ++t) {
    const bool both_missing = std::isnan(a[t]) && std::isnan(b[t]);
    if (!both_missing && std::bit_cast<std::uint64_t>(a[t]) != std::bit_cast<std::uint64_t>(b[t])) {
      return false;
    }
  }
  return true;
}

Column replay(StreamingIndicator& indicator, const BarColumns& bars) {
  Column column(bars.size());
  const std::span<double> out(column);
  indicator.replay(bars, std::span(&out, 1));
  return column;
}

Column run(const Expression& expression, const BarColumns& bars) {
  return replay(*expression.make(), bars);
}

void append(Column& column, const Column& more) {
  column.insert(column.end(), more.begin(), more.end());
}

void set_gap(Bars& bars, std::size_t at) {
  for (auto* column : {&bars.open, &bars.high, &bars.low, &bars.close, &bars.volume}) {
    (*column)[at] = kNaN;
  }
}

/// A walk with a gap and a stretch without volume.
Bars odd_walk(std::uint64_t seed) {
  auto bars = testing_bars::random_walk(kBars, seed);
  set_gap(bars, 90 + seed % 20);
  for (std::size_t t = 40; t < 44; ++t) bars.volume[t] = 0;
  return bars;
}

void expect_same_in_chunks(const Expression& expression, const Bars& bars, const Column& whole) {
  for (const std::size_t chunk : {1UL, 2UL, 3UL, 5UL, 7UL, 13UL, kBars}) {
    const auto indicator = expression.make();
    Column column;
    for (std::size_t first = 0; first < bars.size(); first += chunk) {
      const std::size_t count = std::min(chunk, bars.size() - first);
      append(column, replay(*indicator, bars.columns().slice(first, count)));
    }
    ASSERT_TRUE(same(column, whole, bars.size())) << "in chunks of " << chunk;
  }
}

void expect_same_streaming(const Expression& expression, const Bars& bars, const Column& whole) {
  const auto indicator = expression.make();
  for (std::size_t t = 0; t < bars.size(); ++t) {
    Column peeked(1);
    Column updated(1);
    indicator->peek(bars.columns().at(t), peeked);
    indicator->update(bars.columns().at(t), updated);
    const Column expected{whole[t]};
    ASSERT_TRUE(same(updated, expected, 1) && same(peeked, expected, 1)) << "bar " << t;
  }
}

void expect_same_after_load(const Expression& expression, const Bars& bars, const Column& whole,
                            std::size_t cut) {
  const auto before = expression.make();
  Column column = replay(*before, bars.first(cut));
  const auto after = expression.make();
  replay(*after, bars.first(7));  // What it held before makes no difference.
  ASSERT_TRUE(after->load(before->save()));
  append(column, replay(*after, bars.columns().slice(cut, bars.size() - cut)));
  ASSERT_TRUE(same(column, whole, bars.size())) << "loaded at bar " << cut;
}

void expect_no_infinity(const Expression& expression, const Bars& bars) {
  for (const double value : run(expression, bars.columns())) ASSERT_FALSE(std::isinf(value));
}

/// Bars on which formulas tend to break.
std::vector<Bars> hostile_bars() {
  std::vector<Bars> all;
  all.push_back(testing_bars::constant(80, 100, 1));
  all.push_back(testing_bars::constant(80, 100, 0));
  all.push_back(testing_bars::constant(80, 0, 0));
  all.push_back(testing_bars::constant(80, kNaN, kNaN));
  all.push_back(testing_bars::constant(80, std::numeric_limits<double>::max(), 1));
  all.push_back(testing_bars::constant(80, -std::numeric_limits<double>::infinity(), 1));
  all.push_back(testing_bars::random_walk(1));
  all.emplace_back();
  return all;
}

TEST(RandomExpressions, AllKeepTheContractOfIndicators) {
  const auto hostile = hostile_bars();
  std::size_t checked = 0;
  std::size_t with_values = 0;
  for (std::uint64_t index = 0; checked < kExpressions; ++index) {
    ASSERT_LT(index, 2 * kExpressions) << "most are refused: only " << checked << " were not";
    testing_expressions::Writer writer(1, index);
    const auto text = writer.expression(3);
    SCOPED_TRACE(text);
    const auto compiled = Expression::compile(text);
    if (!compiled) {
      ASSERT_EQ(compiled.error().code, ErrorCode::invalid_argument);
      continue;
    }
    const Expression& expression = **compiled;
    RandomStream stream(2, "cuts", index);
    const auto bars = odd_walk(index);
    const auto whole = run(expression, bars.columns());
    expect_same_in_chunks(expression, bars, whole);
    expect_same_streaming(expression, bars, whole);
    expect_same_after_load(expression, bars, whole, stream.below(kBars));
    for (int i = 0; i < 2; ++i) {
      const auto count = static_cast<std::size_t>(1 + stream.below(kBars - 1));
      ASSERT_TRUE(same(run(expression, bars.first(count)), whole, count)) << "first " << count;
    }
    for (const Bars& each : hostile) expect_no_infinity(expression, each);
    if (HasFatalFailure()) return;
    ++checked;
    with_values += std::ranges::any_of(whole, [](double x) { return !std::isnan(x); }) ? 1U : 0U;
  }
  EXPECT_EQ(checked, kExpressions);
  EXPECT_GT(with_values, kExpressions / 2);
}

TEST(RandomExpressions, AreTheSameExpressionInTheirOwnSpelling) {
  for (std::uint64_t index = 0; index < 1'000; ++index) {
    const auto text = testing_expressions::Writer(3, index).expression(3);
    const auto compiled = Expression::compile(text);
    if (!compiled || (*compiled)->text().size() > 1'000) continue;
    const auto again = Expression::compile((*compiled)->text());
    ASSERT_TRUE(again) << (*compiled)->text() << ": " << again.error().message;
    EXPECT_EQ((*again)->text(), (*compiled)->text());
    EXPECT_EQ((*again)->version(), (*compiled)->version());
    EXPECT_EQ((*again)->program().steps.size(), (*compiled)->program().steps.size());
  }
}

/// A text with some characters replaced, left out or doubled.
std::string damaged(std::string text, RandomStream& stream) {
  constexpr std::string_view letters = "aeix_019.,+-*/()<>=! \n\0\x80\xff";
  for (std::uint64_t changes = 1 + stream.below(3); changes > 0 && !text.empty(); --changes) {
    const auto at = static_cast<std::size_t>(stream.below(text.size()));
    const char letter = letters[static_cast<std::size_t>(stream.below(letters.size()))];
    switch (stream.below(3)) {
      case 0: text[at] = letter; break;
      case 1: text.erase(at, 1); break;
      default: text.insert(at, 1, letter);
    }
  }
  return text;
}

TEST(RandomExpressions, AreRefusedWithAPlaceWhereTheyAreDamaged) {
  RandomStream stream(5, "damage");
  std::size_t refused = 0;
  for (std::uint64_t index = 0; index < 5'000; ++index) {
    const auto text = damaged(testing_expressions::Writer(4, index).expression(2), stream);
    const auto compiled = Expression::compile(text);
    if (compiled) continue;
    ASSERT_EQ(compiled.error().code, ErrorCode::invalid_argument) << text;
    ASSERT_TRUE(compiled.error().message.starts_with("column ")) << compiled.error().message;
    ++refused;
  }
  EXPECT_GT(refused, 1'000U);
}

}  // namespace
}  // namespace nautilus::features
