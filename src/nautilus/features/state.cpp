// SPDX-License-Identifier: MIT
#include "nautilus/features/state.hpp"

#include <cstring>
#include <string_view>

#include <fmt/format.h>

#include "nautilus/base/hash.hpp"

namespace nautilus::features {
namespace {

constexpr std::uint32_t kMagic = 0x5453464EU;  // "NFST", and the layout of the envelope.

void put(StateBytes& out, std::span<const std::byte> bytes) {
  out.insert(out.end(), bytes.begin(), bytes.end());
}

template <class T>
void put_number(StateBytes& out, T value) {
  put(out, std::as_bytes(std::span(&value, 1)));
}

// Takes numbers and bytes off the front; the checksum has been verified before.
class Front {
 public:
  explicit Front(std::span<const std::byte> rest) : rest_(rest) {}

  template <class T>
  T number() {
    T value{};
    if (const auto bytes = take(sizeof(T)); bytes.size() == sizeof(T)) {
      std::memcpy(&value, bytes.data(), sizeof(T));
    }
    return value;
  }

  std::span<const std::byte> take(std::size_t count) {
    const auto taken = rest_.first(std::min(count, rest_.size()));
    rest_ = rest_.subspan(taken.size());
    return taken;
  }

  [[nodiscard]] std::span<const std::byte> rest() const { return rest_; }

 private:
  std::span<const std::byte> rest_;
};

Error damaged(const StateIdentity& identity) {
  return {ErrorCode::data_loss,
          fmt::format("saved state of {} is damaged: its checksum differs; replay the bars instead",
                      identity.name)};
}

Error differs(const StateIdentity& identity, std::string_view what, std::string_view found) {
  return {ErrorCode::conflict,
          fmt::format("saved state does not belong to {}: its {} {}; replay the bars instead",
                      identity.name, what, found)};
}

}  // namespace

StateBytes seal_state(const StateIdentity& identity, std::span<const std::byte> state) {
  StateBytes out;
  put_number(out, kMagic);
  put_number(out, static_cast<std::uint32_t>(identity.name.size()));
  put(out, std::as_bytes(std::span(identity.name)));
  put_number(out, static_cast<std::uint32_t>(identity.version));
  put_number(out, identity.parameters);
  put(out, state);
  put_number(out, fingerprint(std::span<const std::byte>(out)));
  return out;
}

Result<std::span<const std::byte>> open_state(const StateIdentity& identity,
                                              std::span<const std::byte> sealed) {
  constexpr std::size_t check_size = sizeof(std::uint64_t);
  if (sealed.size() < check_size) return damaged(identity);
  const auto content = sealed.first(sealed.size() - check_size);
  if (Front(sealed.last(check_size)).number<std::uint64_t>() != fingerprint(content)) {
    return damaged(identity);
  }

  Front front(content);
  if (front.number<std::uint32_t>() != kMagic) return damaged(identity);
  const auto name_bytes = front.take(front.number<std::uint32_t>());
  std::string name(name_bytes.size(), '\0');
  std::memcpy(name.data(), name_bytes.data(), name_bytes.size());
  if (name != identity.name) return differs(identity, "name is", name);
  const auto version = front.number<std::uint32_t>();
  if (version != static_cast<std::uint32_t>(identity.version)) {
    return differs(identity, "version is", fmt::format("{}, not {}", version, identity.version));
  }
  if (front.number<std::uint64_t>() != identity.parameters) {
    return differs(identity, "parameters", "are others");
  }
  return front.rest();
}

void append_framed(StateBytes& out, std::span<const std::byte> part) {
  put_number(out, std::uint64_t{part.size()});
  put(out, part);
}

Result<std::span<const std::byte>> take_framed(std::span<const std::byte>& rest,
                                               std::string_view whose) {
  std::uint64_t size = 0;
  if (rest.size() < sizeof(size)) return wrong_size(whose);
  std::memcpy(&size, rest.data(), sizeof(size));
  rest = rest.subspan(sizeof(size));
  if (rest.size() < size) return wrong_size(whose);
  const auto part = rest.first(size);
  rest = rest.subspan(size);
  return part;
}

Error wrong_size(std::string_view whose) {
  return {ErrorCode::data_loss,
          fmt::format("saved state of {} has another size; replay the bars instead", whose)};
}

}  // namespace nautilus::features
