// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string_view>

#include "nautilus/base/result.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::market {

/// The local time of a zone as points in time. Used by one thread at a time.
class ZoneClock {
 public:
  /// Errors: not_found for a name that the zone database does not have.
  static Result<ZoneClock> of(std::string_view iana_name);

  ZoneClock(ZoneClock&&) noexcept;
  ZoneClock& operator=(ZoneClock&&) noexcept;
  ~ZoneClock();

  /// The point in time at which clocks there show `local`, which is given as if it were UTC.
  /// Errors: invalid_argument for a time that the clocks skip, or show twice, on a day when they
  /// are set: it has no one meaning.
  Result<Timestamp> at(Timestamp local);

 private:
  struct Span;
  explicit ZoneClock(std::unique_ptr<Span> span);

  std::unique_ptr<Span> span_;
};

}  // namespace nautilus::market
