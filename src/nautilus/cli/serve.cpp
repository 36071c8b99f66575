// SPDX-License-Identifier: MIT
#include <mutex>
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/platform/version.hpp"
#include "nautilus/server/service.hpp"

namespace nautilus::cli {
namespace {

/// The service that a hang-up reloads, while there is one.
class Reloadable {
 public:
  void set(server::Service* service) {
    const std::lock_guard lock(mutex_);
    service_ = service;
  }
  void reload() {
    const std::lock_guard lock(mutex_);
    if (service_ != nullptr) service_->reload();
  }

 private:
  std::mutex mutex_;
  server::Service* service_ = nullptr;
};

void greet(std::ostream& out, const std::string& address) {
  out << fmt::format(
             "Nautilus ML {} listens on {}\n  API      {}/api/v1/ml/regime/current\n"
             "  docs     {}/docs and {}/redoc\n  metrics  {}/metrics\n",
             platform::kVersion, address, address, address, address, address)
      << std::flush;
}

Result<void> serve(const Context& context, const Arguments& /*arguments*/) {
  const auto& settings = context.settings.telemetry;
  const SystemClock clock;
  Reloadable reloadable;
  // Made before any other thread, so that all of them leave the signals to it.
  const Interrupt interrupt([&reloadable] { reloadable.reload(); });
  const auto level = from_word<telemetry::LogLevel>(settings.log_level);
  NAUTILUS_TRY(const auto log, telemetry::open_logger(settings.log_file, {.level = *level}, clock));
  telemetry::Metrics metrics({.version = std::string(platform::kVersion),
                              .commit = NAUTILUS_COMMIT,
                              .compiler = __VERSION__});
  NAUTILUS_TRY(const auto service, server::Service::start({context.loaded, clock, *log, metrics}));
  reloadable.set(service.get());
  greet(context.out, service->address());
  interrupt.wait();
  reloadable.set(nullptr);
  service->drain();
  return {};
}

}  // namespace

Command serve_command() {
  Command command;
  command.name = "serve";
  command.summary = "Run the server";
  command.help =
      "Listens on 127.0.0.1:8001 unless told otherwise. Any address but loopback needs TLS and at\n"
      "least one key. SIGTERM drains and ends it; SIGHUP takes over rotated logs and "
      "certificates.\n\n"
      "  nautilus-ml serve\n"
      "  nautilus-ml serve --port 9000 --data-dir /var/lib/nautilus-ml\n"
      "  nautilus-ml serve --bind 0.0.0.0 --security-tls-certificate cert.pem \\\n"
      "      --security-tls-private-key key.pem";
  command.settings = {"*"};
  command.run = serve;
  return command;
}

}  // namespace nautilus::cli
