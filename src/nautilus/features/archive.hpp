// SPDX-License-Identifier: MIT
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <type_traits>
#include <vector>

#include "nautilus/features/pair.hpp"

namespace nautilus::features {

static_assert(std::endian::native == std::endian::little,
              "states are written as they lie in memory");

// A kernel lists its members once, `static void state(auto& self, auto& archive)`, and is so both
// saved and loaded. Its vectors have the size that its parameters gave them.

/// Appends members to bytes.
class StateWriter {
 public:
  explicit StateWriter(std::vector<std::byte>& out) : out_(out) {}

  template <class... Members>
  void operator()(const Members&... members) {
    (write(members), ...);
  }

  /// A place in a window of `size` values.
  void index(const std::size_t& position, std::size_t /*size*/) { write_plain(position); }

 private:
  void write(double value) { write_plain(value); }
  void write(std::int64_t value) { write_plain(value); }
  void write(std::uint64_t value) { write_plain(value); }
  void write(const Pair& value) { (*this)(value[0], value[1]); }
  void write(bool value) { write_plain(static_cast<std::uint8_t>(value ? 1 : 0)); }

  template <class T>
  void write(const std::vector<T>& values) {
    for (const T& each : values) write(each);
  }

  template <class T>
  requires std::is_class_v<T>
  void write(const T& part) { T::state(part, *this); }

  template <class T>
  void write_plain(T value) {
    const auto bytes = std::as_bytes(std::span(&value, 1));
    out_.insert(out_.end(), bytes.begin(), bytes.end());
  }

  std::vector<std::byte>& out_;
};

/// Reads members back. Any bytes are safe to read: what cannot be makes complete() false.
class StateReader {
 public:
  explicit StateReader(std::span<const std::byte> bytes) : rest_(bytes) {}

  template <class... Members>
  void operator()(Members&... members) {
    (read(members), ...);
  }

  void index(std::size_t& position, std::size_t size) {
    read_plain(position);
    if (position < size) return;
    position = 0;
    sound_ = false;
  }

  /// Whether every member was there and nothing was left over.
  [[nodiscard]] bool complete() const { return sound_ && rest_.empty(); }

 private:
  void read(double& value) { read_plain(value); }
  void read(std::int64_t& value) { read_plain(value); }
  void read(std::uint64_t& value) { read_plain(value); }
  void read(Pair& value) {
    double first = 0;
    double second = 0;
    (*this)(first, second);
    value = Pair{first, second};
  }
  void read(bool& value) {
    std::uint8_t byte = 0;
    read_plain(byte);
    value = byte != 0;
  }

  template <class T>
  void read(std::vector<T>& values) {
    for (T& each : values) read(each);
  }

  template <class T>
  requires std::is_class_v<T>
  void read(T& part) { T::state(part, *this); }

  template <class T>
  void read_plain(T& value) {
    if (rest_.size() < sizeof(value)) {
      sound_ = false;
      rest_ = {};
      return;
    }
    std::memcpy(&value, rest_.data(), sizeof(value));
    rest_ = rest_.subspan(sizeof(value));
  }

  std::span<const std::byte> rest_;
  bool sound_ = true;
};

}  // namespace nautilus::features
