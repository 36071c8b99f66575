// SPDX-License-Identifier: MIT
#pragma once

#include "nautilus/base/random.hpp"

namespace nautilus::numeric {

/// The next standard normal number of a stream, from two uniform ones: Box and Muller, A Note on
/// the Generation of Random Normal Deviates (1958), on the pinned functions.
double normal(RandomStream& stream);

}  // namespace nautilus::numeric
