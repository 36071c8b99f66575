// SPDX-License-Identifier: MIT
#pragma once

namespace nautilus::features {

/// A sum over the bars that count and how many they are: an element for RollingFold.
struct Counted {
  double total = 0;
  double count = 0;

  static Counted combine(const Counted& older, const Counted& newer) {
    return {older.total + newer.total, older.count + newer.count};
  }
  static void state(auto& self, auto& archive) { archive(self.total, self.count); }
};

}  // namespace nautilus::features
