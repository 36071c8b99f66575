// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/time.hpp"
#include "nautilus/market/timeframe.hpp"

namespace nautilus::market {

class Calendar;

/// When the values of a bar are known. A daily bar is of the first session that does not begin
/// before its stamp, and known at that session's close: so a date-only row of XNYS at 16:00 New
/// York, or at 13:00 on a short day. Every other bar is known at its end: one of another length, of
/// a day without session, of a symbol without a calendar (null) or of a date it does not know.
///
/// A later bar is never known earlier.
Timestamp available_at(Timestamp opened, Timeframe timeframe, const Calendar* calendar);

/// The bars known at `as_of` are those that open before this, by the rule above.
Timestamp known_before(Timestamp as_of, Timeframe timeframe, const Calendar* calendar);

}  // namespace nautilus::market
