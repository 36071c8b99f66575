// SPDX-License-Identifier: MIT
#include "nautilus/market/instruments/instrument.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "nautilus/base/result.hpp"
#include "nautilus/market/instruments/period.hpp"
#include "nautilus/market/symbol.hpp"

namespace nautilus::market {
namespace {

using Location = std::vector<std::string>;

Error fault(Location location, std::string message) {
  return field_error(std::move(location), std::move(message), "not_allowed");
}

Result<void> check_name(const Location& location, const std::string& name) {
  if (const auto sound = check_symbol(name); !sound) {
    return fault(location, sound.error().faults.front().message);
  }
  return {};
}

bool is_currency(std::string_view code) {
  return std::ranges::all_of(
      code, [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

Result<void> take_names_of_id(Instrument& instrument) {
  NAUTILUS_CHECK(check_name({"instrument_id"}, instrument.instrument_id));
  const auto& id = instrument.instrument_id;
  const auto point = id.rfind('.');
  if (point == std::string::npos || point == 0 || point + 1 == id.size()) {
    return fault({"instrument_id"},
                 fmt::format("must be SYMBOL.VENUE such as AAPL.NASDAQ, was '{}'", id));
  }
  if (instrument.symbol.empty()) instrument.symbol = id.substr(0, point);
  if (instrument.venue.empty()) instrument.venue = id.substr(point + 1);
  if (id.substr(point + 1) == instrument.venue) return {};
  return fault({"venue"}, fmt::format("must be that of the id, {}, was '{}'", id.substr(point + 1),
                                      instrument.venue));
}

Result<void> check_times(const Instrument& instrument) {
  if (instrument.listed && instrument.delisted && *instrument.listed >= *instrument.delisted) {
    return fault({"delisted"}, fmt::format("must come after listed {}, was {}",
                                           format_timestamp(*instrument.listed),
                                           format_timestamp(*instrument.delisted)));
  }
  return {};
}

Result<void> check_alias(const Instrument& instrument, std::size_t index) {
  const Location location{"aliases", std::to_string(index)};
  const auto& alias = instrument.aliases[index];
  NAUTILUS_CHECK(check_name({"aliases", location[1], "symbol"}, alias.symbol));
  if (alias.from && alias.to && *alias.from >= *alias.to) {
    return fault({"aliases", location[1], "to"},
                 fmt::format("must come after from {}, was {}", format_timestamp(*alias.from),
                             format_timestamp(*alias.to)));
  }
  for (std::size_t i = 0; i < index; ++i) {
    const auto& other = instrument.aliases[i];
    if (other.symbol != alias.symbol || !overlap(period_of(other), period_of(alias))) continue;
    return fault(location, fmt::format("{} is an alias for a part of this time already; give each "
                                       "time once",
                                       alias.symbol));
  }
  return {};
}

}  // namespace

Result<Instrument> completed(Instrument instrument) {
  NAUTILUS_CHECK(take_names_of_id(instrument));
  NAUTILUS_CHECK(check_name({"symbol"}, instrument.symbol));
  NAUTILUS_CHECK(check_name({"venue"}, instrument.venue));
  if (!is_currency(instrument.currency)) {
    return fault({"currency"},
                 fmt::format("must be capital letters such as USD, was '{}'", instrument.currency));
  }
  NAUTILUS_CHECK(check_times(instrument));
  for (std::size_t i = 0; i < instrument.aliases.size(); ++i) {
    NAUTILUS_CHECK(check_alias(instrument, i));
  }
  return instrument;
}

}  // namespace nautilus::market
