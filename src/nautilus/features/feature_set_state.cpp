// SPDX-License-Identifier: MIT
#include <string_view>

#include "nautilus/features/archive.hpp"
#include "nautilus/features/feature_set.hpp"

// A set's state is a list of framed parts: its own members, then each indicator's envelope.
namespace nautilus::features {
namespace {

constexpr std::string_view kName = "feature_set";

StateIdentity identity_of(std::uint64_t version) {
  return {.name = std::string(kName), .version = 3, .parameters = version};
}

}  // namespace

StateBytes FeatureSet::save() const {
  StateBytes own;
  StateWriter writer(own);
  writer(*this);
  StateBytes parts;
  append_framed(parts, own);
  for (const Member& each : members_) append_framed(parts, each.indicator->save());
  return seal_state(identity_of(version_), parts);
}

Result<void> FeatureSet::load(std::span<const std::byte> saved) {
  NAUTILUS_TRY(auto rest, open_state(identity_of(version_), saved));
  NAUTILUS_TRY(auto loaded, make(features_, options_));
  NAUTILUS_TRY(const auto own, take_framed(rest, kName));
  StateReader reader(own);
  reader(loaded);
  if (!reader.complete()) return wrong_size(kName);
  for (const Member& each : loaded.members_) {
    NAUTILUS_TRY(const auto part, take_framed(rest, kName));
    NAUTILUS_CHECK(each.indicator->load(part));
  }
  if (!rest.empty()) return wrong_size(kName);
  *this = std::move(loaded);
  return {};
}

}  // namespace nautilus::features
