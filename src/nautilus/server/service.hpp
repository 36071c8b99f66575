// SPDX-License-Identifier: MIT
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <thread>

#include "nautilus/base/clock.hpp"
#include "nautilus/config/service_settings.hpp"
#include "nautilus/platform/engine.hpp"
#include "nautilus/server/application.hpp"
#include "nautilus/server/routes.hpp"
#include "nautilus/server/transport/listener.hpp"
#include "nautilus/telemetry/log.hpp"
#include "nautilus/telemetry/metrics.hpp"

namespace nautilus::server {

/// The running server: engine, routes and transport, and a thread that takes over changed keys.
class Service {
 public:
  struct Parts {
    const config::Loaded<config::Settings>& loaded;
    const Clock& clock;
    telemetry::Logger& log;
    telemetry::Metrics& metrics;
  };

  /// Opens the data folder and listens. Everything in `parts` must outlive the service.
  /// Errors: conflict (folder in use), invalid_argument (an address that needs TLS and keys),
  /// unavailable (address in use).
  static Result<std::unique_ptr<Service>> start(const Parts& parts);

  ~Service();
  Service(const Service&) = delete;
  Service& operator=(const Service&) = delete;

  /// Where it listens, such as http://127.0.0.1:8001.
  [[nodiscard]] std::string address() const;

  /// Takes over rotated certificates and log files.
  void reload();

  /// Says no to readiness, lets open requests finish and ends.
  void drain();

 private:
  Service(const Parts& parts, std::unique_ptr<platform::Engine> engine);

  Result<void> listen();
  void watch(const std::stop_token& ending);

  Parts parts_;
  std::unique_ptr<platform::Engine> engine_;
  std::shared_ptr<ServerState> state_;
  Application application_;
  std::unique_ptr<HttpServer> transport_;
  std::jthread watcher_;
};

}  // namespace nautilus::server
