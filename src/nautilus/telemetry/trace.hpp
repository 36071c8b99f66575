// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace nautilus::telemetry {

/// Where a request stands in a distributed trace (W3C Trace Context, version 00).
struct TraceContext {
  std::array<char, 32> trace_digits{};  ///< Lower-case hexadecimal, not all zero.
  std::array<char, 16> span_digits{};   ///< The same.
  std::uint8_t flags = 0;               ///< Bit 0: sampled.

  [[nodiscard]] std::string_view trace_id() const {
    return {trace_digits.data(), trace_digits.size()};
  }
  [[nodiscard]] std::string_view span_id() const {
    return {span_digits.data(), span_digits.size()};
  }
};

/// Reads a `traceparent` header. Nullopt for another version, capital digits, an id of zeros or
/// any other form: the caller then begins a trace of its own, as the standard says.
std::optional<TraceContext> parse_traceparent(std::string_view text);

/// "00-<trace>-<span>-<flags>".
std::string format_traceparent(const TraceContext& context);

/// Whether a request id given by a caller may be used: 1 to 128 of A-Z a-z 0-9 . _ : -
bool is_request_id(std::string_view text);

/// Makes ids that differ from each other and, but for luck, from those of any other process. Not
/// for secrets. Safe to call from several threads at once; takes some tens of nanoseconds.
class IdSource {
 public:
  /// Seeded by the system.
  IdSource();

  /// Seeded by the caller, for tests.
  explicit IdSource(std::uint64_t seed) : seed_(seed) {}

  /// Never 0.
  std::uint64_t next();

  /// Thirty-two hexadecimal digits.
  std::string request_id();

  /// The caller's id if it may be used, else a new one.
  std::string request_id(std::string_view given);

  /// A span of ours within the caller's trace, or the first one of a new trace.
  TraceContext span(const std::optional<TraceContext>& caller);

 private:
  std::uint64_t seed_;
  std::atomic<std::uint64_t> count_ = 0;
};

}  // namespace nautilus::telemetry
