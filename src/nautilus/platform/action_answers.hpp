// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "nautilus/base/field.hpp"
#include "nautilus/market/actions/corporate_action.hpp"

namespace nautilus::platform {

struct ActionsQuery {
  std::optional<std::string> symbol;
  std::optional<Timestamp> from;
  std::optional<Timestamp> to;
  std::optional<Timestamp> as_of;
  bool versions = false;

  static constexpr auto fields() {
    using Q = ActionsQuery;
    return std::tuple{
        field("symbol", &Q::symbol, "Symbol; unset takes all", sized(1, 32)),
        field("from", &Q::from, "First ex-date, included"),
        field("to", &Q::to, "Ex-date at which to end, excluded"),
        field("as_of", &Q::as_of, "Only what was known by then"),
        field("versions", &Q::versions, "Give corrected and cancelled versions too"),
    };
  }
};

struct ActionsAnswer {
  std::vector<market::CorporateAction> actions;
  std::int64_t total_actions = 0;

  static constexpr auto fields() {
    using A = ActionsAnswer;
    return std::tuple{
        field("actions", &A::actions, "By symbol, ex-date, type and label"),
        field("total_actions", &A::total_actions, "Number of entries"),
    };
  }
};

/// How the actions of a body are taken.
struct ActionIngestQuery {
  std::optional<std::string> symbol;
  bool partial = false;

  static constexpr auto fields() {
    using Q = ActionIngestQuery;
    return std::tuple{
        field("symbol", &Q::symbol, "Symbol of CSV rows that name none", sized(1, 32)),
        field("partial", &Q::partial, "Take the sound ones though others are refused"),
    };
  }
};

}  // namespace nautilus::platform
