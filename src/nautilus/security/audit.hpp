// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <tuple>

#include "nautilus/base/field.hpp"
#include "nautilus/base/time.hpp"

namespace nautilus::security {

/// One change of state: who did what when, and how the thing looked before and after. Records are
/// only ever added. They hold no secret: whoever writes one leaves key texts and hashes out.
struct AuditRecord {
  Timestamp at;
  std::string actor;       ///< The id of the key, or "local".
  std::string action;      ///< Such as "keys.revoke".
  std::string before;      ///< JSON text; empty where the thing did not exist.
  std::string after;       ///< JSON text; empty where the thing no longer exists.
  std::string request_id;  ///< Empty where no request caused it.

  static constexpr auto fields() {
    using S = AuditRecord;
    return std::tuple{
        required_field("at", &S::at, "When it was done"),
        required_field("actor", &S::actor, "The id of the key that did it, or local"),
        required_field("action", &S::action, "What was done, such as keys.revoke", sized(1, 128)),
        field("before", &S::before, "The thing before, as JSON text; empty if it was not there"),
        field("after", &S::after, "The thing after, as JSON text; empty if it is gone"),
        field("request_id", &S::request_id, "The request that caused it; empty if none did")};
  }
};

}  // namespace nautilus::security
