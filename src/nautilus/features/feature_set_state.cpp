// SPDX-License-Identifier: MIT
#include <cstring>

#include "nautilus/features/archive.hpp"
#include "nautilus/features/feature_set.hpp"

// A set's state is a list of framed parts: its own members, then each indicator's envelope.
namespace nautilus::features {
namespace {

void append_framed(StateBytes& out, std::span<const std::byte> part) {
  const std::uint64_t size = part.size();
  const auto size_bytes = std::as_bytes(std::span(&size, 1));
  out.insert(out.end(), size_bytes.begin(), size_bytes.end());
  out.insert(out.end(), part.begin(), part.end());
}

Error incomplete() {
  return {ErrorCode::data_loss,
          "saved state of feature_set has another size; replay the bars "
          "instead"};
}

Result<std::span<const std::byte>> take_framed(std::span<const std::byte>& rest) {
  std::uint64_t size = 0;
  if (rest.size() < sizeof(size)) return incomplete();
  std::memcpy(&size, rest.data(), sizeof(size));
  rest = rest.subspan(sizeof(size));
  if (rest.size() < size) return incomplete();
  const auto part = rest.first(size);
  rest = rest.subspan(size);
  return part;
}

StateIdentity identity_of(std::uint64_t version) {
  return {.name = "feature_set", .version = 2, .parameters = version};
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
  NAUTILUS_TRY(const auto own, take_framed(rest));
  StateReader reader(own);
  reader(loaded);
  if (!reader.complete()) return incomplete();
  for (const Member& each : loaded.members_) {
    NAUTILUS_TRY(const auto part, take_framed(rest));
    NAUTILUS_CHECK(each.indicator->load(part));
  }
  if (!rest.empty()) return incomplete();
  *this = std::move(loaded);
  return {};
}

}  // namespace nautilus::features
