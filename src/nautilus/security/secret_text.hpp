// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

namespace nautilus::security {

/// A text that is wiped from memory when it goes. It can be moved, not copied, and never prints
/// itself: whoever shows it says so with reveal().
class SecretText {
 public:
  explicit SecretText(std::string_view text) : characters_(text.begin(), text.end()) {}
  SecretText(SecretText&& other) noexcept = default;
  SecretText& operator=(SecretText&& other) noexcept;
  SecretText(const SecretText&) = delete;
  SecretText& operator=(const SecretText&) = delete;
  ~SecretText();

  /// The text itself, for as long as this object lives.
  [[nodiscard]] std::string_view reveal() const { return {characters_.data(), characters_.size()}; }

 private:
  std::vector<char> characters_;  ///< Moving it leaves no copy behind, as a short string would.
};

}  // namespace nautilus::security
