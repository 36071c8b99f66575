// SPDX-License-Identifier: MIT
#include "nautilus/server/service.hpp"

#include <chrono>
#include <condition_variable>
#include <mutex>

#include <fmt/format.h>
#include <malloc.h>

#include "nautilus/security/bind_policy.hpp"
#include "nautilus/telemetry/metric_rows.hpp"

namespace nautilus::server {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kWatchInterval(500);  // A changed key counts within a second.

milliseconds to_milliseconds(double seconds) {
  return milliseconds(static_cast<std::int64_t>(seconds * 1000));
}

TransportOptions transport_options(const config::Settings& settings) {
  const auto& server = settings.server;
  const auto& security = settings.security;
  TransportOptions options;
  options.bind = server.bind;
  options.port = server.port;
  options.io_threads = server.io_threads;
  options.max_connections = server.max_connections;
  options.max_body_bytes = static_cast<std::uint64_t>(server.max_body_bytes);
  options.max_buffered_bytes = static_cast<std::uint64_t>(server.max_buffered_body_bytes);
  options.max_header_bytes = static_cast<std::uint32_t>(server.max_header_bytes);
  options.header_timeout = to_milliseconds(server.header_timeout_seconds);
  options.body_timeout = to_milliseconds(server.body_timeout_seconds);
  options.write_timeout = to_milliseconds(server.body_timeout_seconds);
  options.idle_timeout = to_milliseconds(server.idle_timeout_seconds);
  if (!security.tls_certificate.empty()) {
    options.tls = {security.tls_certificate, security.tls_private_key, security.tls_client_ca};
  }
  return options;
}

}  // namespace

Result<std::unique_ptr<Service>> Service::start(const Parts& parts) {
  const auto& settings = parts.loaded.settings;
  NAUTILUS_TRY(auto engine, platform::Engine::open(settings, platform::Access::owner, parts.clock,
                                                   parts.metrics));
  NAUTILUS_CHECK(engine->keys().refresh());
  NAUTILUS_CHECK(security::check_bind(settings.server.bind,
                                      !settings.security.tls_certificate.empty(),
                                      !engine->keys().ring()->empty()));
  engine->segments().keep(parts.log);
  engine->features().keep(engine->database(), parts.log);
  std::unique_ptr<Service> service(new Service(parts, std::move(engine)));
  NAUTILUS_CHECK(service->listen());
  return service;
}

Service::Service(const Parts& parts, std::unique_ptr<platform::Engine> engine)
    : parts_(parts),
      engine_(std::move(engine)),
      state_(std::make_shared<ServerState>(parts.loaded, parts.metrics)),
      application_({*engine_, parts.clock, parts.log, parts.metrics, parts.loaded.settings.server},
                   all_routes(state_)) {}

Service::~Service() {
  if (watcher_.joinable()) {
    watcher_.request_stop();
    watcher_.join();
  }
  transport_.reset();
}

Result<void> Service::listen() {
  NAUTILUS_TRY(transport_,
               HttpServer::start(transport_options(parts_.loaded.settings), application_));
  watcher_ = std::jthread([this](const std::stop_token& ending) { watch(ending); });
  parts_.log.info("listening", {{"address", address()}});
  return {};
}

std::string Service::address() const {
  const auto& settings = parts_.loaded.settings;
  const bool is_ipv6 = settings.server.bind.find(':') != std::string::npos;
  return fmt::format("{}://{}:{}", settings.security.tls_certificate.empty() ? "http" : "https",
                     is_ipv6 ? fmt::format("[{}]", settings.server.bind) : settings.server.bind,
                     transport_->port());
}

void Service::watch(const std::stop_token& ending) {
  auto connections = parts_.metrics.gauge(telemetry::kHttpConnections);
  auto dropped = parts_.metrics.counter(telemetry::kLogLinesDropped);
  // The benchmark's regime takes a moment the first time; nobody should have to wait for it.
  if (const auto regime = engine_->regime().current({}); !regime) {
    parts_.log.info("no regime yet", {{"reason", regime.error().message}});
  }
  std::mutex mutex;
  std::condition_variable_any tick;
  std::unique_lock lock(mutex);
  while (!tick.wait_for(lock, ending, kWatchInterval, [] { return false; }) &&
         !ending.stop_requested()) {
    const auto refreshed = engine_->keys().refresh();
    state_->database_answers = refreshed.has_value();
    if (!refreshed) {
      parts_.log.error("keys could not be read", {{"reason", refreshed.error().message}});
    }
    // What large requests leave behind goes back to the system: 250 MB stayed resident otherwise.
    if (engine_->system().active_requests() == 0) malloc_trim(0);
    connections.set(transport_->open_connections());
    dropped.raise_to(static_cast<double>(parts_.log.dropped_lines()));
  }
}

void Service::reload() {
  parts_.log.reopen();
  if (parts_.loaded.settings.security.tls_certificate.empty()) return;
  if (const auto reloaded = transport_->reload_tls(); !reloaded) {
    parts_.log.error("the TLS files were not taken over", {{"reason", reloaded.error().message}});
  }
}

void Service::drain() {
  state_->draining = true;
  parts_.log.info("draining", {{"connections", transport_->open_connections()}});
  // A load balancer must have the time to see that /health/ready says no.
  std::this_thread::sleep_for(to_milliseconds(parts_.loaded.settings.server.drain_grace_seconds));
  transport_->drain_and_stop(to_milliseconds(parts_.loaded.settings.server.drain_timeout_seconds));
}

}  // namespace nautilus::server
