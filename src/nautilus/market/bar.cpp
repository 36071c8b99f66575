// SPDX-License-Identifier: MIT
#include "nautilus/market/bar.hpp"

#include <cmath>

#include <fmt/format.h>

#include "nautilus/base/text.hpp"

namespace nautilus::market {
namespace {

bool is_price(double value) { return std::isfinite(value) && value > 0; }

bool is_sound(const Bar& bar) {
  return bar.low > 0 && bar.low <= bar.open && bar.low <= bar.close && bar.open <= bar.high &&
         bar.close <= bar.high && std::isfinite(bar.high) && bar.volume >= 0 &&
         std::isfinite(bar.volume) && bar.timestamp >= kEarliest && bar.timestamp < kLatest;
}

class Faults {
 public:
  void add(std::string_view field, std::string message) {
    faults_.push_back({{std::string(field)}, std::move(message), "out_of_range"});
  }

  void check_price(std::string_view field, double value) {
    if (is_price(value)) return;
    add(field, fmt::format("must be a finite number above 0, was {}{}", format_number(value),
                           std::isfinite(value) ? kPriceRemedy : ""));
  }

  void check_inside(std::string_view field, double value, const Bar& bar) {
    if (value >= bar.low && value <= bar.high) return;
    add(field, fmt::format("must lie between low {} and high {}, was {}", format_number(bar.low),
                           format_number(bar.high), format_number(value)));
  }

  [[nodiscard]] bool empty() const { return faults_.empty(); }

  Error error() && {
    auto sentence = describe(faults_.front());
    return {ErrorCode::invalid_argument, std::move(sentence), std::move(faults_)};
  }

 private:
  std::vector<Fault> faults_;
};

}  // namespace

Result<void> check(const Bar& bar) {
  if (is_sound(bar)) return {};
  Faults faults;
  if (bar.timestamp < kEarliest || bar.timestamp >= kLatest) {
    faults.add("timestamp", "must be between 1800 and 2199");
  }
  faults.check_price("open", bar.open);
  faults.check_price("high", bar.high);
  faults.check_price("low", bar.low);
  faults.check_price("close", bar.close);
  if (!std::isfinite(bar.volume) || bar.volume < 0) {
    faults.add("volume",
               fmt::format("must be a finite number from 0, was {}", format_number(bar.volume)));
  }
  if (faults.empty()) {
    if (bar.high < bar.low) {
      faults.add("high", fmt::format("must be at least low {}, was {}", format_number(bar.low),
                                     format_number(bar.high)));
    } else {
      faults.check_inside("open", bar.open, bar);
      faults.check_inside("close", bar.close, bar);
    }
  }
  return std::move(faults).error();
}

Result<void> check_not_ahead(Timestamp opened, Timeframe timeframe, Timestamp now) {
  if (opened <= now + timeframe.length()) return {};
  return field_error({"timestamp"},
                     fmt::format("must not be more than one bar of {} in the future, was {} at {}; "
                                 "mend the date, or the clock that is wrong",
                                 timeframe.name(), format_timestamp(opened), format_timestamp(now)),
                     "out_of_range");
}

Result<void> check_not_after(Timestamp known_at, Timestamp now) {
  if (known_at <= now) return {};
  return field_error({"known_at"},
                     fmt::format("must not be in the future, was {} at {}; send the bar when it is "
                                 "known, or mend the sender's clock",
                                 format_timestamp(known_at), format_timestamp(now)),
                     "out_of_range");
}

Result<void> check_known_at(Timestamp known_at, Timestamp over_at, Timestamp now) {
  if (known_at >= over_at) return check_not_after(known_at, now);
  return field_error({"known_at"},
                     fmt::format("must not be before the bar is over at {}, was {}; leave it out "
                                 "if the values were known then",
                                 format_timestamp(over_at), format_timestamp(known_at)),
                     "out_of_range");
}

}  // namespace nautilus::market
