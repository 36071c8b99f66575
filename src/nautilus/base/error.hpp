// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nautilus {

/// What went wrong, in so far as a caller would act differently. Each code has one HTTP status and
/// one CLI exit code, given where those boundaries are.
enum class ErrorCode {
  malformed,          ///< The text could not be parsed at all.
  invalid_argument,   ///< Parsed, but a value is not allowed.
  insufficient_data,  ///< The question is sound, the data held does not suffice to answer it.
  unauthenticated,    ///< No key was presented, or an unknown one.
  permission_denied,  ///< The key is known, its role does not allow this.
  not_found,
  method_not_allowed,
  conflict,
  payload_too_large,
  unsupported_media_type,
  headers_too_large,
  resource_exhausted,  ///< A rate or quota; try again later.
  unavailable,         ///< Not ready, or a dependency is away.
  deadline_exceeded,
  data_loss,  ///< Stored bytes fail their check.
  internal,   ///< A bug of ours.
};

/// The code's name as it stands in logs and JSON, such as "invalid_argument".
std::string_view to_string(ErrorCode code);

/// One fault of one field: where it stands, what is wrong, and a word a machine can switch on.
struct Fault {
  std::vector<std::string> location;  ///< Such as {"body", "bars", "3", "close"}.
  std::string message;                ///< Such as "must be above 0, was -1".
  std::string type;                   ///< Such as "out_of_range".
};

/// A failure as a value: a code, a sentence for people, and the faults of single fields.
///
/// The sentence names the thing as the user wrote it and what was found; lower case, no full stop,
/// no secret.
struct Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::vector<Fault> faults;
  int retry_after_seconds = 0;  ///< Above 0 where waiting helps.

  /// The same error with `where` put before the sentence and before each location.
  [[nodiscard]] Error in(std::string_view where) &&;

  /// The same error with `where` put before each location only.
  [[nodiscard]] Error at(std::string_view where) &&;
};

/// An error of one field.
[[nodiscard]] Error field_error(std::vector<std::string> location, std::string message,
                                std::string type, ErrorCode code = ErrorCode::invalid_argument);

/// "bars.3.close must be above 0": a location and message as one sentence.
[[nodiscard]] std::string describe(const Fault& fault);

}  // namespace nautilus
