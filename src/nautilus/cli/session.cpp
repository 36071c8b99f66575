// SPDX-License-Identifier: MIT
#include "nautilus/cli/session.hpp"

#include <fmt/format.h>
#include <pwd.h>
#include <unistd.h>

namespace nautilus::cli {

Result<std::unique_ptr<Session>> Session::open(const Context& context, platform::Access access) {
  auto session = std::make_unique<Session>();
  auto engine =
      platform::Engine::open(context.settings, access, session->clock_, session->metrics_);
  if (!engine && access == platform::Access::reader &&
      engine.error().code == ErrorCode::not_found) {
    auto error = std::move(engine).error();
    error.message +=
        "; load bars first with `nautilus-ml ingest`, or name the folder with --data-dir";
    return error;
  }
  if (!engine && access == platform::Access::owner && engine.error().code == ErrorCode::conflict) {
    auto error = std::move(engine).error();
    error.message +=
        "; send bars to the running server with POST /api/v1/ml/market/bars, or stop it";
    return error;
  }
  if (!engine) return std::move(engine).error();
  session->engine_ = *std::move(engine);
  return session;
}

platform::Actor Session::actor() {
  const auto* entry = getpwuid(geteuid());
  return {fmt::format("cli:{}", entry == nullptr ? std::to_string(geteuid()) : entry->pw_name), ""};
}

}  // namespace nautilus::cli
