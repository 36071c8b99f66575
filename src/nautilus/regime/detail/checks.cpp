// SPDX-License-Identifier: MIT
#include "nautilus/regime/detail/checks.hpp"

#include <cmath>
#include <string>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"
#include "nautilus/regime/hindsight_labeller.hpp"

namespace nautilus::regime::detail {

Result<void> check_close(double close, std::size_t index) {
  if (std::isfinite(close) && close > 0) return {};
  return field_error({"closes", std::to_string(index)},
                     fmt::format("must be finite and above 0, was {}", close), "out_of_range");
}

Result<void> check_reference(std::optional<double> reference_volatility) {
  if (!reference_volatility) return {};
  if (std::isfinite(*reference_volatility) && *reference_volatility > 0) return {};
  return field_error({"reference_volatility"},
                     fmt::format("must be finite and above 0, was {}", *reference_volatility),
                     "out_of_range");
}

Result<void> check_enough(std::size_t bars) {
  if (bars >= kMinimumBars) return {};
  return Error{.code = ErrorCode::insufficient_data,
               .message = fmt::format("a regime needs at least {} bars, {} are held; add history",
                                      kMinimumBars, bars)};
}

Result<void> check_moving(double reference_volatility) {
  if (reference_volatility > 0) return {};
  return Error{.code = ErrorCode::insufficient_data,
               .message =
                   "the median volatility of the closes is 0, as most of them stand still; "
                   "give reference_volatility"};
}

}  // namespace nautilus::regime::detail
