// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "nautilus/base/result.hpp"

namespace nautilus::features {

/// Loads every `*.so` of a folder, in the order of their names, and adds what they declare to the
/// catalogue; a library that is loaded already is passed over. Each is first tried in a process of
/// its own (plugin_trial.hpp), so that one that crashes or hangs harms nothing. Called at the
/// start, before the process has threads of its own.
///
/// Answers the paths of the libraries. Errors: not_found for the folder; permission_denied where
/// others than its owner may write the folder or a library, or a link leads out of it;
/// invalid_argument naming the library and why it is refused.
Result<std::vector<std::string>> load_plugins(const std::string& folder);

}  // namespace nautilus::features
