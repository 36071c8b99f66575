// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace nautilus::storage::detail {

/// Takes numbers and texts off a list of words. Asked for more than there is, it gives nothing and
/// is good no more.
class WordReader {
 public:
  explicit WordReader(std::span<const std::uint64_t> rest) : rest_(rest) {}

  [[nodiscard]] bool is_good() const { return good_; }
  [[nodiscard]] bool is_at_end() const { return good_ && rest_.empty(); }

  std::uint64_t word() {
    const auto taken = words(1);
    return taken.empty() ? 0 : taken.front();
  }

  std::span<const std::uint64_t> words(std::uint64_t count) {
    if (count > rest_.size()) {
      good_ = false;
      return {};
    }
    const auto taken = rest_.first(count);
    rest_ = rest_.subspan(count);
    return taken;
  }

  /// A text behind its length, filled up to whole words.
  std::string_view text() {
    const auto length = word();
    const auto taken =
        words(length / sizeof(std::uint64_t) + (length % sizeof(std::uint64_t) != 0));
    if (!good_) return {};
    return {reinterpret_cast<const char*>(taken.data()), length};
  }

 private:
  std::span<const std::uint64_t> rest_;
  bool good_ = true;
};

}  // namespace nautilus::storage::detail
