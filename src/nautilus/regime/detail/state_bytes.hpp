// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "nautilus/base/hash.hpp"

namespace nautilus::regime::detail {

/// Writes lists, each with its length before it, in the machine's own byte order.
class StateWriter {
 public:
  template <class T>
  void list(std::span<const T> values) {
    const std::uint64_t count = values.size();
    bytes_.append(reinterpret_cast<const char*>(&count), sizeof count);
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }

  /// The bytes with their checksum at the end.
  [[nodiscard]] std::string finish() && {
    const std::uint64_t sum = fingerprint(std::string_view(bytes_));
    bytes_.append(reinterpret_cast<const char*>(&sum), sizeof sum);
    return std::move(bytes_);
  }

 private:
  std::string bytes_;
};

/// Reads what a StateWriter wrote; never past the end.
class StateReader {
 public:
  explicit StateReader(std::string_view bytes) {
    std::uint64_t sum = 0;
    if (bytes.size() < sizeof sum) return;
    rest_ = bytes.substr(0, bytes.size() - sizeof sum);
    std::memcpy(&sum, bytes.data() + rest_.size(), sizeof sum);
    is_sound_ = sum == fingerprint(rest_);
  }

  /// False once the checksum or a length was found wrong.
  [[nodiscard]] bool is_sound() const { return is_sound_; }
  /// Whether everything was read and sound.
  [[nodiscard]] bool is_complete() const { return is_sound_ && rest_.empty(); }

  /// The next list; empty if the bytes are not sound.
  template <class T>
  std::vector<T> list() {
    std::uint64_t count = 0;
    if (!is_sound_ || rest_.size() < sizeof count) return refuse<T>();
    std::memcpy(&count, rest_.data(), sizeof count);
    rest_.remove_prefix(sizeof count);
    if (count > rest_.size() / sizeof(T)) return refuse<T>();
    std::vector<T> values(count);
    if (count > 0) std::memcpy(values.data(), rest_.data(), count * sizeof(T));
    rest_.remove_prefix(count * sizeof(T));
    return values;
  }

 private:
  template <class T>
  std::vector<T> refuse() {
    is_sound_ = false;
    return {};
  }

  std::string_view rest_;
  bool is_sound_ = false;
};

}  // namespace nautilus::regime::detail
