// SPDX-License-Identifier: MIT
#include <optional>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "nautilus/features/expressions/lexer.hpp"

namespace nautilus::features::expressions {
namespace {

constexpr std::string_view kOperandCouldStand = "a number, a name, '-' or '('";
constexpr std::string_view kOperatorCouldStand = "an operator or the end";

/// Operators that bind equally.
using Level = std::span<const Operation>;
constexpr std::array kComparisons{Operation::less,    Operation::less_equal,
                                  Operation::greater, Operation::greater_equal,
                                  Operation::equal,   Operation::not_equal};
constexpr std::array kSums{Operation::add, Operation::subtract};
constexpr std::array kProducts{Operation::multiply, Operation::divide};

/// By recursive descent, one function per rule of the grammar.
class Parser {
 public:
  explicit Parser(std::span<const Token> tokens) : tokens_(tokens) {}

  Result<Syntax> whole() {
    NAUTILUS_TRY(auto syntax, expression());
    if (current().kind != Token::Kind::end) return unexpected(kOperatorCouldStand);
    return syntax;
  }

 private:
  Result<Syntax> expression() {
    NAUTILUS_TRY(auto left, chain(kSums, &Parser::product));
    const auto comparison = take_operator(kComparisons);
    if (!comparison) return left;
    NAUTILUS_TRY(auto right, chain(kSums, &Parser::product));
    if (peek_operator(kComparisons)) {
      return error_at(current().word.position,
                      "comparisons do not chain; multiply them: (a < b) * (b < c)");
    }
    return operation(*comparison, std::move(left), std::move(right));
  }

  Result<Syntax> product() { return chain(kProducts, &Parser::factor); }

  /// Operands with operators of one level between them, from the left.
  Result<Syntax> chain(Level level, Result<Syntax> (Parser::*operand)()) {
    NAUTILUS_TRY(auto left, (this->*operand)());
    while (const auto found = take_operator(level)) {
      NAUTILUS_TRY(auto right, (this->*operand)());
      left = operation(*found, std::move(left), std::move(right));
    }
    return left;
  }

  Result<Syntax> factor() {
    if (++depth_ > kMostDepth) {
      return error_at(current().word.position,
                      fmt::format("nests deeper than {} levels", kMostDepth));
    }
    auto result = is_symbol("-") ? negation() : primary();
    --depth_;
    return result;
  }

  Result<Syntax> negation() {
    const Word sign = take().word;
    NAUTILUS_TRY(auto operand, factor());
    Syntax syntax{Syntax::Kind::operation, sign};
    syntax.operation = Operation::negate;
    syntax.operands.push_back(std::move(operand));
    return syntax;
  }

  Result<Syntax> primary() {
    if (current().kind == Token::Kind::number) {
      const Token token = take();
      return Syntax{Syntax::Kind::number, token.word, token.number};
    }
    if (current().kind == Token::Kind::name) {
      const Word name = take().word;
      return is_symbol("(") ? call(name) : Result<Syntax>(Syntax{Syntax::Kind::name, name});
    }
    if (!is_symbol("(")) return unexpected(kOperandCouldStand);
    take();
    NAUTILUS_TRY(auto inner, expression());
    if (!is_symbol(")")) return unexpected("an operator or ')'");
    take();
    return inner;
  }

  Result<Syntax> call(const Word& name) {
    Syntax syntax{Syntax::Kind::call, name};
    take();
    while (!is_symbol(")")) {
      NAUTILUS_TRY(auto given, argument());
      syntax.operands.push_back(std::move(given));
      if (is_symbol(")")) break;
      if (!is_symbol(",")) return unexpected("an operator, ',' or ')'");
      take();
      if (is_symbol(")")) return unexpected(kOperandCouldStand);
    }
    take();
    if (!is_symbol(".")) return syntax;
    take();
    if (current().kind != Token::Kind::name) return unexpected("the name of an output");
    syntax.output = take().word;
    return syntax;
  }

  Result<Syntax> argument() {
    const bool is_labelled = current().kind == Token::Kind::name && is_symbol("=", 1);
    if (!is_labelled) return expression();
    const Word label = take().word;
    take();
    NAUTILUS_TRY(auto value, expression());
    value.label = label;
    return value;
  }

  [[nodiscard]] Syntax operation(const std::pair<Operation, Word>& found, Syntax left,
                                 Syntax right) const {
    Syntax syntax{Syntax::Kind::operation, found.second};
    syntax.operation = found.first;
    syntax.operands.push_back(std::move(left));
    syntax.operands.push_back(std::move(right));
    return syntax;
  }

  [[nodiscard]] std::optional<Operation> peek_operator(Level level) const {
    for (const Operation each : level) {
      if (is_symbol(info_of(each).word)) return each;
    }
    return std::nullopt;
  }

  std::optional<std::pair<Operation, Word>> take_operator(Level level) {
    const auto found = peek_operator(level);
    if (!found) return std::nullopt;
    return std::pair(*found, take().word);
  }

  [[nodiscard]] const Token& current() const { return tokens_[next_]; }
  Token take() { return tokens_[next_ + 1 < tokens_.size() ? next_++ : next_]; }
  [[nodiscard]] bool is_symbol(std::string_view symbol, std::size_t ahead = 0) const {
    const std::size_t place = next_ + ahead;
    return place < tokens_.size() && tokens_[place].kind == Token::Kind::symbol &&
           tokens_[place].word.text == symbol;
  }

  [[nodiscard]] Error unexpected(std::string_view could_stand) const {
    const bool at_end = current().kind == Token::Kind::end;
    const auto found = at_end ? "the end" : fmt::format("'{}'", current().word.text);
    return error_at(current().word.position,
                    fmt::format("found {}, where {} could stand", found, could_stand));
  }

  std::span<const Token> tokens_;  ///< The last one is the end.
  std::size_t next_ = 0;
  int depth_ = 0;
};

}  // namespace

Result<Syntax> parse(std::string_view text) {
  NAUTILUS_TRY(const auto tokens, tokens_of(text));
  return Parser(tokens).whole();
}

}  // namespace nautilus::features::expressions
