// SPDX-License-Identifier: MIT
#include "nautilus/market/sources/zone_clock.hpp"

#include <chrono>
#include <exception>
#include <string>

#include <date/tz.h>
#include <fmt/format.h>

namespace nautilus::market {
namespace {

using Local = date::local_time<std::chrono::nanoseconds>;

}  // namespace

/// The zone, and the span of local times around the last one asked for that has one offset: rows of
/// a file lie close together, and looking the zone up for each would cost more than reading it.
struct ZoneClock::Span {
  const date::time_zone* zone;
  std::int64_t begin = 0;
  std::int64_t end = 0;
  std::int64_t offset = 0;
};

ZoneClock::ZoneClock(std::unique_ptr<Span> span) : span_(std::move(span)) {}
ZoneClock::ZoneClock(ZoneClock&&) noexcept = default;
ZoneClock& ZoneClock::operator=(ZoneClock&&) noexcept = default;
ZoneClock::~ZoneClock() = default;

Result<ZoneClock> ZoneClock::of(std::string_view iana_name) {
  try {
    return ZoneClock(std::make_unique<Span>(Span{date::locate_zone(std::string(iana_name))}));
  } catch (const std::exception&) {
    return Error{ErrorCode::not_found,
                 fmt::format("no time zone is named '{}': give an IANA name such as "
                             "America/New_York",
                             iana_name.substr(0, 40))};
  }
}

Result<Timestamp> ZoneClock::at(Timestamp local) {
  Span& span = *span_;
  if (local.nanoseconds < span.begin || local.nanoseconds >= span.end) {
    const auto info = span.zone->get_info(Local(std::chrono::nanoseconds(local.nanoseconds)));
    if (info.result != date::local_info::unique) {
      return Error{
          ErrorCode::invalid_argument,
          fmt::format("clocks in {} {} this time: give times in UTC or with their offset",
                      span.zone->name(),
                      info.result == date::local_info::nonexistent ? "skip" : "show twice")};
    }
    // A day on either side of a change of the clocks is looked up anew.
    const auto nanoseconds = [](auto since) { return std::chrono::nanoseconds(since).count(); };
    constexpr auto day = std::chrono::nanoseconds(std::chrono::hours(24)).count();
    span.offset = nanoseconds(info.first.offset);
    const auto first =
        std::max(info.first.begin,
                 date::sys_seconds(std::chrono::seconds(kEarliest.nanoseconds / 1'000'000'000)));
    const auto last =
        std::min(info.first.end,
                 date::sys_seconds(std::chrono::seconds(kLatest.nanoseconds / 1'000'000'000)));
    span.begin = nanoseconds(first.time_since_epoch()) + span.offset + day;
    span.end = nanoseconds(last.time_since_epoch()) + span.offset - day;
  }
  return Timestamp{local.nanoseconds - span.offset};
}

}  // namespace nautilus::market
