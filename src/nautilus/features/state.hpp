// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus::features {

/// Bytes of a saved state.
using StateBytes = std::vector<std::byte>;

/// Whose state it is: a state is loaded only where all of this agrees.
struct StateIdentity {
  std::string name;
  int version = 1;
  std::uint64_t parameters = 0;  ///< Their fingerprint.
};

/// Puts a state into its envelope: magic number, identity, the state and a checksum of it all.
StateBytes seal_state(const StateIdentity& identity, std::span<const std::byte> state);

/// The state within an envelope; it borrows from `sealed`.
/// Errors: data_loss where the envelope is damaged; conflict where it is of another indicator,
/// version or set of parameters, which says to rebuild by replaying the bars.
Result<std::span<const std::byte>> open_state(const StateIdentity& identity,
                                              std::span<const std::byte> sealed);

/// Appends a part with its size before it, for states that consist of several.
void append_framed(StateBytes& out, std::span<const std::byte> part);

/// Takes the first part off the front; it borrows from `rest`. Errors: data_loss, naming whose
/// state it is, where it is cut short.
Result<std::span<const std::byte>> take_framed(std::span<const std::byte>& rest,
                                               std::string_view whose);

/// Saved bytes that are not as many as the state has.
Error wrong_size(std::string_view whose);

}  // namespace nautilus::features
