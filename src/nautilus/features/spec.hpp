// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <initializer_list>
#include <limits>
#include <span>
#include <string_view>

#include "nautilus/base/field.hpp"
#include "nautilus/base/result.hpp"
#include "nautilus/features/columns.hpp"

namespace nautilus::features {

/// Under which heading a feature is answered.
enum class Group {
  trend,
  momentum,
  price,
  volatility,
  volume,
  support_resistance,
  market_structure,
  statistics,
  patterns,
  calendar,
  cross_sectional,
  alternative,
  expressions,
};

inline constexpr std::array<std::string_view, 13> kGroupWords{"trend",
                                                              "momentum",
                                                              "price",
                                                              "volatility",
                                                              "volume",
                                                              "support_resistance",
                                                              "market_structure",
                                                              "statistics",
                                                              "patterns",
                                                              "calendar",
                                                              "cross_sectional",
                                                              "alternative",
                                                              "expressions"};
constexpr std::span<const std::string_view> enum_words(Group /*group*/) { return kGroupWords; }

/// What a bar costs, by the length of the window that it is computed over.
enum class Cost {
  constant,     ///< The same for any window, on average.
  logarithmic,  ///< A search in a window kept in order, and one move of memory.
  window,       ///< Each value of the window is looked at on each bar.
};

inline constexpr std::array<std::string_view, 3> kCostWords{"constant", "logarithmic", "window"};
constexpr std::span<const std::string_view> enum_words(Cost /*cost*/) { return kCostWords; }

/// A list of up to N elements that lives in a constant.
template <class T, std::size_t N>
class ShortList {
 public:
  constexpr ShortList(std::initializer_list<T> elements) : size_(elements.size()) {
    std::size_t i = 0;
    for (const T& each : elements) elements_.at(i++) = each;
  }

  /// REQUIRES: at most N elements.
  constexpr explicit ShortList(std::span<const T> elements) : size_(elements.size()) {
    for (std::size_t i = 0; i < size_; ++i) elements_.at(i) = elements[i];
  }

  [[nodiscard]] constexpr std::size_t size() const { return size_; }
  [[nodiscard]] constexpr const T* begin() const { return elements_.data(); }
  [[nodiscard]] constexpr const T* end() const { return elements_.data() + size_; }
  constexpr const T& operator[](std::size_t i) const { return elements_.at(i); }

 private:
  std::array<T, N> elements_{};
  std::size_t size_ = 0;
};

/// One column that an indicator answers.
struct Output {
  std::string_view name;
  std::string_view meaning;     ///< What the number is, with its unit.
  std::string_view degenerate;  ///< What it is where the formula has no answer.
  double minimum = -std::numeric_limits<double>::infinity();
  double maximum = std::numeric_limits<double>::infinity();
  /// Whether some bars after the warm-up have no value either, as `degenerate` says: a level that
  /// is not confirmed yet, one side of a two-sided stop.
  bool sparse = false;
};

/// What an indicator says of itself; catalogue, answers, documents and contract tests derive from
/// it.
struct IndicatorSpec {
  std::string_view name;
  std::string_view title;
  Group group;
  int version = 1;  ///< Of the saved state: raise it when the state or its meaning changes.
  ShortList<Input, kInputWords.size()> inputs;  ///< In the order of next()'s arguments.
  ShortList<Output, 8> outputs;
  std::string_view formula;
  std::string_view gaps;  ///< What a missing input (NaN) does.
  std::string_view reference;
  Cost cost = Cost::constant;
};

/// For an indicator of two periods. Errors: invalid_argument unless shorter < longer.
Result<void> check_below(std::string_view shorter_name, int shorter, std::string_view longer_name,
                         int longer);

}  // namespace nautilus::features
