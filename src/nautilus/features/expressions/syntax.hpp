// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/features/expressions/operation.hpp"

namespace nautilus::features::expressions {

/// How long an expression may be, in characters, and how deep it may nest.
inline constexpr std::size_t kMostCharacters = 1'000;
inline constexpr int kMostDepth = 32;

/// A word of the text with the place where it stands, counted from 0.
struct Word {
  std::string_view text;
  std::size_t position = 0;
};

/// A part of an expression as it was written; it borrows from the text.
struct Syntax {
  enum class Kind {
    number,
    name,       ///< Of a column or a feature.
    operation,  ///< By operators: `operation` of `operands`.
    call,       ///< `name(operands).output`
  };
  Kind kind = Kind::number;
  Word word;  ///< The number, name or operator.
  double number = 0;
  Operation operation{};
  Word label;   ///< `period` in `period=14`: what it is given as; empty if by its place.
  Word output;  ///< Of a call, the output that is picked; empty if none is.
  std::vector<Syntax> operands;
};

/// The structure of a text. Operators bind as in C, weakest first: comparisons, + and -, * and /,
/// the minus sign; comparisons do not chain.
///
/// Errors: invalid_argument with the column, what was found and what could stand there.
Result<Syntax> parse(std::string_view text);

/// An error at a place of the text: "column 5: ...".
Error error_at(std::size_t position, std::string_view message);

}  // namespace nautilus::features::expressions
