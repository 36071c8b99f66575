// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/lexer.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::features::expressions {
namespace {

// Longer ones first, for `<=` also begins with `<`.
constexpr std::array<std::string_view, 15> kSymbols{"<=", ">=", "==", "!=", "<", ">", "+", "-",
                                                    "*",  "/",  "(",  ")",  ",", ".", "="};

constexpr bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

std::size_t count_while(std::string_view text, bool (*belongs)(char)) {
  const auto* const end =
      std::find_if_not(text.begin(), text.end(), [&](char c) { return belongs(c); });
  return static_cast<std::size_t>(end - text.begin());
}

/// How many characters of a number stand at the start: digits, a fraction, an exponent.
std::size_t number_length(std::string_view text) {
  std::size_t length = count_while(text, is_digit);
  if (length < text.size() && text[length] == '.') {
    length += 1 + count_while(text.substr(length + 1), is_digit);
  }
  if (length < text.size() && (text[length] == 'e' || text[length] == 'E')) {
    std::size_t sign = length + 1;
    if (sign < text.size() && (text[sign] == '+' || text[sign] == '-')) ++sign;
    const std::size_t digits = count_while(text.substr(sign), is_digit);
    if (digits > 0) length = sign + digits;
  }
  return length;
}

bool begins_number(std::string_view rest) {
  return is_digit(rest[0]) || (rest[0] == '.' && rest.size() > 1 && is_digit(rest[1]));
}

Result<Token> number_token(std::string_view rest, std::size_t position) {
  const Word word{rest.substr(0, number_length(rest)), position};
  std::string digits(word.text);
  if (digits.front() == '.') digits.insert(0, "0");
  if (digits.back() == '.') digits.push_back('0');
  const auto number = parse_number(digits);
  if (!number) return error_at(position, fmt::format("'{}' is no finite number", word.text));
  return Token{Token::Kind::number, word, *number};
}

std::string shown(std::string_view rest) {
  const std::size_t length = utf8_length(rest);
  const bool is_printable = length > 0 && static_cast<unsigned char>(rest[0]) >= ' ';
  if (is_printable) return fmt::format("'{}'", rest.substr(0, length));
  return fmt::format("the byte {:#04x}", static_cast<unsigned char>(rest[0]));
}

Result<Token> token_at(std::string_view rest, std::size_t position) {
  if (begins_number(rest)) return number_token(rest, position);
  if (is_letter(rest[0])) {
    const auto length = count_while(rest, [](char c) { return is_letter(c) || is_digit(c); });
    return Token{Token::Kind::name, {rest.substr(0, length), position}};
  }
  for (const auto symbol : kSymbols) {
    if (rest.starts_with(symbol)) {
      return Token{Token::Kind::symbol, {rest.substr(0, symbol.size()), position}};
    }
  }
  return error_at(position, fmt::format("found {}, which is no part of an expression: those are "
                                        "names, numbers, + - * / < > = ! ( ) , and .",
                                        shown(rest)));
}

}  // namespace

Error error_at(std::size_t position, std::string_view message) {
  return {ErrorCode::invalid_argument, fmt::format("column {}: {}", position + 1, message)};
}

Result<std::vector<Token>> tokens_of(std::string_view text) {
  if (text.size() > kMostCharacters) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("an expression has at most {} characters, found {}", kMostCharacters,
                             text.size())};
  }
  std::vector<Token> tokens;
  std::size_t position = 0;
  while (position < text.size()) {
    if (is_blank(text[position])) {
      ++position;
      continue;
    }
    NAUTILUS_TRY(const auto token, token_at(text.substr(position), position));
    tokens.push_back(token);
    position += token.word.text.size();
  }
  tokens.push_back({Token::Kind::end, {text.substr(text.size()), text.size()}});
  return tokens;
}

}  // namespace nautilus::features::expressions
