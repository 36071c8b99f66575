// SPDX-License-Identifier: MIT
#pragma once

#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "nautilus/platform/engine_fixture.hpp"
#include "nautilus/server/application.hpp"
#include "nautilus/server/routes.hpp"

/// What tests of the application share: one in this process, asked without sockets.
namespace nautilus::server {

/// Log lines in memory, which outlives the logger.
struct LogText {
  std::mutex mutex;
  std::string text;
};

class MemorySink final : public telemetry::LogSink {
 public:
  explicit MemorySink(LogText& written) : written_(written) {}

  Result<void> write(std::string_view lines) override {
    const std::lock_guard lock(written_.mutex);
    written_.text += lines;
    return {};
  }
  Result<void> reopen() override { return {}; }

 private:
  LogText& written_;
};

class ApplicationFixture : protected platform::EngineFixture {
 protected:
  /// Starts the application with the settings as they are now, and with routes of the test's own.
  void start(std::vector<Route> own = {}) {
    application_.reset();
    auto routes = all_routes(state_);
    for (auto& route : own) routes.push_back(std::move(route));
    application_ = std::make_unique<Application>(
        Application::Parts{*engine_, clock_, log_, metrics_, settings_.server}, std::move(routes));
  }

  static HttpRequest request(std::string_view method, std::string_view target) {
    return {.method = std::string(method),
            .target = std::string(target),
            .headers = {{"host", "localhost:8001"}},
            .remote_address = "127.0.0.1"};
  }

  static HttpRequest get(std::string_view target) { return request("GET", target); }

  static HttpRequest post(std::string_view target, std::string_view type, std::string_view body) {
    auto made = request("POST", target);
    made.headers.emplace_back("content-type", type);
    made.body = body;
    return made;
  }

  std::future<HttpResponse> send(HttpRequest sent) {
    auto answer = std::make_shared<std::promise<HttpResponse>>();
    auto future = answer->get_future();
    application_->serve(std::move(sent), [answer](HttpResponse response) {
      answer->set_value(std::move(response));
    });
    return future;
  }

  HttpResponse ask(HttpRequest sent) { return send(std::move(sent)).get(); }

  std::string logged() {
    log_.flush();
    const std::lock_guard lock(log_text_.mutex);
    return log_text_.text;
  }

  config::Loaded<config::Settings> loaded_;
  std::shared_ptr<ServerState> state_ = std::make_shared<ServerState>(loaded_, metrics_);
  LogText log_text_;
  telemetry::Logger log_{std::make_unique<MemorySink>(log_text_), {}, clock_};
  std::unique_ptr<Application> application_;
};

/// The first header of that name, or empty.
inline std::string header_of(const HttpResponse& response, std::string_view name) {
  for (const auto& [each, value] : response.headers) {
    if (each == name) return value;
  }
  return {};
}

/// A GET route of the test's own that any role may ask.
inline Route own_route(std::string_view path, std::function<Result<HttpResponse>()> answer) {
  Route route;
  route.text = {.method = "GET", .path = path, .operation = "own", .tag = "Own"};
  route.query_schema = json::schema<Nothing>(json::Direction::request);
  route.run = [answer = std::move(answer)](platform::Engine&, const Call&, const HttpRequest&) {
    return answer();
  };
  return route;
}

}  // namespace nautilus::server
