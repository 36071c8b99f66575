// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "nautilus/features/expressions/syntax.hpp"

namespace nautilus::features::expressions {

/// A word of an expression and its kind.
struct Token {
  enum class Kind {
    number,
    name,
    symbol,
    end
  };
  Kind kind = Kind::end;
  Word word;
  double number = 0;  ///< Of a number.
};

/// The words of a text, the last of which is its end. Errors: invalid_argument with the column of
/// what is no word.
Result<std::vector<Token>> tokens_of(std::string_view text);

}  // namespace nautilus::features::expressions
