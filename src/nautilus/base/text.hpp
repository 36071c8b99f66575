// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus {

/// A finite number in plain or scientific notation, the whole text; nullopt for anything else.
std::optional<double> parse_number(std::string_view text);

/// A whole number, the whole text; nullopt for anything else.
std::optional<std::int64_t> parse_whole_number(std::string_view text);

/// The shortest text that reads back to the same bits.
std::string format_number(double value);

/// The known word nearest to `word` by edits, or empty if none is near.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> known);

/// " (did you mean 'x'?)" for the nearest known word, or "".
std::string did_you_mean(std::string_view word, std::span<const std::string_view> known);

/// Whether the whole text is UTF-8 as Unicode defines it: no surrogates, no longer forms.
bool is_utf8(std::string_view text);

/// How many bytes the UTF-8 character at the start takes; 0 if there is none. REQUIRES: not empty.
std::size_t utf8_length(std::string_view text);

/// The parts between separators; an empty text has none.
std::vector<std::string_view> split(std::string_view text, char separator);

/// The text without leading and trailing blanks.
std::string_view trimmed(std::string_view text);

}  // namespace nautilus
