// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/base/json.hpp"
#include "nautilus/base/json_schema.hpp"
#include "nautilus/market/instruments/instrument.hpp"

namespace nautilus::platform {

struct InstrumentsQuery {
  std::optional<std::string> symbol;
  std::optional<Timestamp> as_of;

  static constexpr auto fields() {
    using Q = InstrumentsQuery;
    return std::tuple{
        field("symbol", &Q::symbol, "Any name of one instrument; all where unset", sized(1, 32)),
        field("as_of", &Q::as_of, "When it bore the name; now where unset"),
    };
  }
};

struct InstrumentsAnswer {
  std::vector<market::Instrument> instruments;
  std::int64_t total_instruments = 0;

  static constexpr auto fields() {
    using A = InstrumentsAnswer;
    return std::tuple{
        field("instruments", &A::instruments, "In alphabetical order of their ids"),
        field("total_instruments", &A::total_instruments, "Number of entries"),
    };
  }
};

/// Instruments to store: `{instruments: [...]}` or the bare list.
struct InstrumentsRequest {
  std::vector<market::Instrument> instruments;

  static Result<InstrumentsRequest> from_json(const json::Value& value);
  static json::Value json_schema(json::Direction direction);
};

struct RejectedInstrument {
  std::int64_t index = 0;
  std::string reason;

  static constexpr auto fields() {
    using R = RejectedInstrument;
    return std::tuple{
        field("index", &R::index, "Place in what was sent, from 0"),
        field("reason", &R::reason, "What is wrong with it"),
    };
  }
};

/// What became of instruments sent.
struct InstrumentsReport {
  std::int64_t accepted = 0;
  std::int64_t corrected = 0;
  std::int64_t unchanged = 0;
  std::vector<RejectedInstrument> rejected;

  static constexpr auto fields() {
    using R = InstrumentsReport;
    return std::tuple{
        field("accepted", &R::accepted, "Instruments that were new"),
        field("corrected", &R::corrected, "Instruments that replaced one of their id"),
        field("unchanged", &R::unchanged, "Instruments that were held already"),
        field("rejected", &R::rejected, "Those left out; none unless partial was asked for"),
    };
  }
};

}  // namespace nautilus::platform
