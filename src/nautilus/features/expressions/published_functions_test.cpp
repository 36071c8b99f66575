// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/detail/published_values.hpp"
#include "nautilus/features/expressions/expression.hpp"

// The functions of numbers that Tulip publishes, by expressions of its inputs: the first as the
// open, the second as the close.
namespace nautilus::features {
namespace {

using testing_published::Published;

struct PublishedFunction {
  std::string heading;  ///< Above Tulip's numbers.
  std::string expression;
  std::string file = "extra.txt";
};

std::vector<PublishedFunction> in_both_files() {
  std::vector<PublishedFunction> all{
      {"abs", "abs(open)"},
      {"acos", "acos(open)"},
      {"add", "open + close"},
      {"asin", "asin(open)"},
      {"atan", "atan(open)"},
      {"ceil", "ceil(open)"},
      {"cos", "cos(open)"},
      {"cosh", "cosh(open)"},
      {"crossover", "crossover(open, close)"},
      {"div", "open / close"},
      {"exp", "exp(open)"},
      {"floor", "floor(open)"},
      {"ln", "log(open)"},
      {"log10", "log10(open)"},
      {"mul", "open * close"},
      {"round", "round(open)"},
      {"sin", "sin(open)"},
      {"sinh", "sinh(open)"},
      {"sqrt", "sqrt(open)"},
      {"sub", "open - close"},
      {"tan", "tan(open)"},
      {"tanh", "tanh(open)"},
      {"trunc", "trunc(open)"},
      {"decay 5", "linear_decay(open, 5)"},
      {"edecay 5", "exponential_decay(open, 5)"},
      {"crossany", "max(crossover(open, close), crossover(close, open))"},
      {"todeg", "open * (180 / acos(-1))"},
      {"torad", "open * (acos(-1) / 180)"},
  };
  for (std::size_t i = 0, count = all.size(); i < count; ++i) {
    // On prices it is another: see tools/published_differences.json.
    if (all[i].heading != "decay 5")
      all.push_back({all[i].heading, all[i].expression, "untest.txt"});
  }
  return all;
}

class PublishedFunctions : public testing::TestWithParam<PublishedFunction> {};

TEST_P(PublishedFunctions, AreOurs) {
  const auto& [heading, text, file] = GetParam();
  IndicatorSpec inputs{.inputs = {Input::open}};
  if (text.find("close") != std::string::npos) inputs.inputs = {Input::open, Input::close};
  const Published row{.indicator = "expression",
                      .output = "expression",
                      .peer = testing_published::Peer::tulip,
                      .file = file,
                      .column = heading};
  const auto vector = testing_published::vector_of(row, inputs);
  if (vector.expected.empty()) {
    ASSERT_FALSE(std::filesystem::exists(testing_published::path_of(row))) << "no " << heading;
    GTEST_SKIP() << "test data not present";
  }

  const auto expression = Expression::compile(text);
  ASSERT_TRUE(expression) << expression.error().message;
  std::vector<double> ours(vector.bars.size());
  const std::span<double> out(ours);
  (*expression)->make()->replay(vector.bars.columns(), std::span(&out, 1));
  int compared = 0;
  for (std::size_t t = 0; t < ours.size(); ++t) {
    if (std::isnan(vector.expected[t])) continue;
    // Of the largest all digits are printed.
    const double allowed = std::max(vector.printed[t], 4e-16 * std::abs(vector.expected[t]));
    ASSERT_NEAR(ours[t], vector.expected[t], allowed) << "value " << t;
    ++compared;
  }
  EXPECT_GT(compared, 1);
  testing_published::record(row, compared);
}

INSTANTIATE_TEST_SUITE_P(Tulip, PublishedFunctions, testing::ValuesIn(in_both_files()),
                         [](const auto& instance) {
                           std::string name = instance.param.heading + "_of_" + instance.param.file;
                           std::erase_if(name, [](char c) { return c == ' '; });
                           return name.substr(0, name.find('.'));
                         });

}  // namespace
}  // namespace nautilus::features
