// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/interrupt.hpp"
#include "nautilus/platform/version.hpp"
#include "nautilus/server/service.hpp"

namespace nautilus::cli {
namespace {

Result<void> serve(const Context& context, const Arguments& /*arguments*/) {
  const auto& settings = context.settings;
  const SystemClock clock;
  const auto level = from_word<telemetry::LogLevel>(settings.telemetry.log_level);
  std::unique_ptr<server::Service> service;
  // Made before any thread, so that all of them leave the signals to it.
  const Interrupt interrupt([&service] {
    if (service) service->reload();
  });
  NAUTILUS_TRY(const auto log,
               telemetry::open_logger(settings.telemetry.log_file, {.level = *level}, clock));
  telemetry::Metrics metrics({.version = std::string(platform::kVersion),
                              .commit = NAUTILUS_COMMIT,
                              .compiler = __VERSION__});
  NAUTILUS_TRY(service, server::Service::start({context.loaded, clock, *log, metrics}));
  const auto address = service->address();
  context.out << fmt::format(
                     "Nautilus ML {} listens on {}\n  API      {}/api/v1/ml/regime/current\n"
                     "  docs     {}/docs and {}/redoc\n  metrics  {}/metrics\n",
                     platform::kVersion, address, address, address, address, address)
              << std::flush;
  interrupt.wait();
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
