// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/row_times.hpp"

#include <fmt/format.h>

namespace nautilus::market {

Result<RowTimes> RowTimes::make(DateForm form, const std::optional<std::string>& zone) {
  if (!zone) return RowTimes(form, std::nullopt);
  NAUTILUS_TRY(auto clock, ZoneClock::of(*zone));
  return RowTimes(form, std::move(clock));
}

Result<Timestamp> RowTimes::read(std::string_view text, std::int64_t line) {
  const auto time = read_time(text, form_);
  if (!time) {
    // The usual form has a sentence that shows it.
    if (form_ == DateForm::iso) {
      NAUTILUS_CHECK(parse_timestamp(text));
    }
    return Error{ErrorCode::invalid_argument,
                 fmt::format("'{}' is not a time between 1800 and 2199 of the form {} that the "
                             "lines before have",
                             text.substr(0, 40), kDateFormWords[static_cast<std::size_t>(form_)])};
  }
  if (time->is_date) return time->at;
  NAUTILUS_CHECK(check_zone(*time, line));
  if (time->has_zone) return time->at;
  return zone_->at(time->at);
}

Result<Timestamp> RowTimes::read(std::string_view date, std::string_view time_of_day,
                                 std::int64_t line) {
  joined_.assign(date);
  joined_ += ' ';
  joined_ += time_of_day;
  return read(joined_, line);
}

Result<void> RowTimes::check_zone(const WrittenTime& time, std::int64_t line) {
  auto& first = time.has_zone ? first_with_zone_ : first_without_;
  if (first == 0) first = line;
  if (first_with_zone_ != 0 && first_without_ != 0) {
    return Error{ErrorCode::invalid_argument,
                 fmt::format("line {} names its zone and line {} does not: give all times in one "
                             "way, best in UTC with Z",
                             first_with_zone_, first_without_)};
  }
  if (time.has_zone || zone_) return {};
  return Error{ErrorCode::invalid_argument,
               "is a time of day without a zone: give --zone, such as UTC or America/New_York"};
}

}  // namespace nautilus::market
