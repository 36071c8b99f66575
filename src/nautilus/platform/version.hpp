// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace nautilus::platform {

/// The version of this build, from the project's declaration in CMakeLists.txt.
inline constexpr std::string_view kVersion = NAUTILUS_VERSION;

}  // namespace nautilus::platform
