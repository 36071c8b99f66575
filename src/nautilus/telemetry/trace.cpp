// SPDX-License-Identifier: MIT
#include "nautilus/telemetry/trace.hpp"

#include <algorithm>
#include <random>
#include <span>

#include <fmt/format.h>

namespace nautilus::telemetry {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr std::size_t kTraceAt = 3;
constexpr std::size_t kSpanAt = 36;
constexpr std::size_t kFlagsAt = 53;
constexpr std::size_t kLength = 55;
constexpr std::size_t kLongestRequestId = 128;

bool is_digit(char c) { return kDigits.find(c) != std::string_view::npos; }

bool is_id(std::string_view digits) {
  return std::ranges::all_of(digits, is_digit) &&
         std::ranges::any_of(digits, [](char c) { return c != '0'; });
}

/// Writes the 16 digits of a number.
void put_digits(std::span<char> out, std::uint64_t value) {
  for (auto digit = out.rbegin(); digit != out.rend(); ++digit, value >>= 4U) {
    *digit = kDigits[value & 0xfU];
  }
}

}  // namespace

std::optional<TraceContext> parse_traceparent(std::string_view text) {
  if (text.size() != kLength || !text.starts_with("00-")) return std::nullopt;
  if (text[kSpanAt - 1] != '-' || text[kFlagsAt - 1] != '-') return std::nullopt;
  TraceContext context;
  const auto trace = text.substr(kTraceAt, context.trace_digits.size());
  const auto span = text.substr(kSpanAt, context.span_digits.size());
  const auto flags = text.substr(kFlagsAt);
  if (!is_id(trace) || !is_id(span) || !std::ranges::all_of(flags, is_digit)) return std::nullopt;
  std::ranges::copy(trace, context.trace_digits.begin());
  std::ranges::copy(span, context.span_digits.begin());
  context.flags = static_cast<std::uint8_t>(kDigits.find(flags[0]) * 16 + kDigits.find(flags[1]));
  return context;
}

std::string format_traceparent(const TraceContext& context) {
  return fmt::format("00-{}-{}-{:02x}", context.trace_id(), context.span_id(), context.flags);
}

bool is_request_id(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == ':' || c == '-';
  };
  return !text.empty() && text.size() <= kLongestRequestId && std::ranges::all_of(text, allowed);
}

IdSource::IdSource() {
  std::random_device device;
  seed_ = (std::uint64_t{device()} << 32U) | device();
}

/// SplitMix64 (Steele, Lea and Flood, 2014): a counter through a mixing function that is one to
/// one, so that no number comes twice before all have come.
std::uint64_t IdSource::next() {
  while (true) {
    auto z = seed_ + 0x9e3779b97f4a7c15U * (count_.fetch_add(1, std::memory_order_relaxed) + 1);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    z ^= z >> 31U;
    if (z != 0) return z;
  }
}

std::string IdSource::request_id() {
  std::string id(32, '0');
  put_digits(std::span(id).first(16), next());
  put_digits(std::span(id).last(16), next());
  return id;
}

std::string IdSource::request_id(std::string_view given) {
  return is_request_id(given) ? std::string(given) : request_id();
}

TraceContext IdSource::span(const std::optional<TraceContext>& caller) {
  TraceContext ours;
  if (caller) {
    ours = *caller;
  } else {
    put_digits(std::span(ours.trace_digits).first(16), next());
    put_digits(std::span(ours.trace_digits).last(16), next());
  }
  put_digits(ours.span_digits, next());
  return ours;
}

}  // namespace nautilus::telemetry
