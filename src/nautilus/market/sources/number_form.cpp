// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/number_form.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Digits only, with a sign or without, once the marks are taken out.
bool is_marked_number(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && is_digit(text.front()) &&
         std::ranges::all_of(text, [](char c) { return is_digit(c) || c == '.' || c == ','; });
}

/// Whether the whole part is groups of three behind the first mark.
bool is_grouped(std::string_view whole, char mark) {
  auto place = whole.find(mark);
  if (place == 0 || place > 3) return false;
  for (; place < whole.size(); place += 4) {
    if (whole[place] != mark || whole.size() - place < 4) return false;
    if (!std::ranges::all_of(whole.substr(place + 1, 3), is_digit)) return false;
  }
  return true;
}

/// What one text says of the form: the last of two kinds of mark is the decimal one, a mark that
/// stands twice is one of thousands, and a single one before three digits is either.
struct Evidence {
  bool comma_is_decimal = false;
  bool point_is_decimal = false;
  bool comma_is_thousands = false;
  bool point_is_thousands = false;
};

void note(std::string_view text, Evidence& evidence) {
  const auto comma = text.rfind(',');
  const auto point = text.rfind('.');
  constexpr auto none = std::string_view::npos;
  if (comma != none && point != none) {
    (comma > point ? evidence.comma_is_decimal : evidence.point_is_decimal) = true;
    (comma > point ? evidence.point_is_thousands : evidence.comma_is_thousands) = true;
  } else if (comma != none) {
    const auto digits_before = comma - (is_digit(text.front()) ? 0 : 1);
    if (text.find(',') != comma) {
      evidence.comma_is_thousands = true;
    } else if (text.size() - comma != 4 || digits_before > 3) {
      evidence.comma_is_decimal = true;
    }
  } else if (point != none) {
    (text.find('.') == point ? evidence.point_is_decimal : evidence.point_is_thousands) = true;
  }
}

}  // namespace

std::optional<double> read_number(std::string_view text, const NumberForm& form) {
  if (form == NumberForm{}) return parse_number(text);
  const auto point = text.rfind(form.decimal);
  const auto whole = text.substr(0, point);
  const auto digits = whole.substr(whole.starts_with('-') || whole.starts_with('+') ? 1 : 0);
  if (form.thousands != '\0' && digits.find(form.thousands) != std::string_view::npos &&
      !is_grouped(digits, form.thousands)) {
    return std::nullopt;
  }
  std::string plain;
  for (const char c : whole) {
    if (c != form.thousands) plain.push_back(c);
  }
  if (point != std::string_view::npos) plain.append(".").append(text.substr(point + 1));
  return parse_number(plain);
}

double scaled_price(double price, double scale) {
  const double parts = std::round(1 / scale);
  return parts >= 2 && 1 / parts == scale ? price / parts : price * scale;
}

Result<NumberForm> detect_number_form(std::span<const std::string_view> texts) {
  Evidence evidence;
  std::string_view doubtful;
  for (const auto text : texts) {
    if (!is_marked_number(text)) continue;
    note(text, evidence);
    const bool one_comma = std::ranges::count(text, ',') == 1 && text.find('.') == text.npos;
    if (one_comma && doubtful.empty()) doubtful = text;
  }
  if (evidence.comma_is_decimal) {
    return NumberForm{',', evidence.point_is_thousands ? '.' : '\0'};
  }
  if (evidence.comma_is_thousands) return NumberForm{'.', ','};
  if (!doubtful.empty() && !evidence.point_is_decimal) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("'{}' may have thousands or decimals: give --decimal . or --decimal ,",
                             doubtful)};
  }
  if (!doubtful.empty()) return NumberForm{'.', ','};
  return NumberForm{};
}

}  // namespace nautilus::market
