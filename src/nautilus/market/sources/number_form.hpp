// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "nautilus/base/result.hpp"

namespace nautilus::market {

/// How a file writes its numbers.
struct NumberForm {
  char decimal = '.';
  char thousands = '\0';  ///< None.

  friend bool operator==(const NumberForm&, const NumberForm&) = default;
};

/// Reads a finite number in this form: the whole text, groups of three digits between the marks of
/// thousands; nullopt for anything else.
std::optional<double> read_number(std::string_view text, const NumberForm& form);

/// The form that all of these texts have; what is no number in any form is not judged.
/// Errors: invalid_argument if "1,234" and the like may be either, naming it.
Result<NumberForm> detect_number_form(std::span<const std::string_view> texts);

/// A price of a file in another unit. Where that is one in a whole number, the division gives the
/// double nearest to the price, which the product need not: 123,453 ten-thousandths are 12.3453.
double scaled_price(double price, double scale);

}  // namespace nautilus::market
