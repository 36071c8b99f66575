// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "nautilus/base/clock.hpp"
#include "nautilus/cli/command.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/telemetry/metrics.hpp"

namespace nautilus::cli {

/// The engine that a command works with, for as long as it runs.
class Session {
 public:
  /// Errors: as platform::Engine::open.
  static Result<std::unique_ptr<Session>> open(const Context& context, platform::Access access);

  platform::Engine& engine() { return *engine_; }
  [[nodiscard]] const Clock& clock() const { return clock_; }

  /// Who the audit table says it was: the user of this machine.
  [[nodiscard]] static platform::Actor actor();

 private:
  SystemClock clock_;
  telemetry::Metrics metrics_{{}};
  std::unique_ptr<platform::Engine> engine_;
};

}  // namespace nautilus::cli
