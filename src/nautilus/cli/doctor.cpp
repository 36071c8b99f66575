// SPDX-License-Identifier: MIT
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/commands.hpp"
#include "nautilus/cli/session.hpp"
#include "nautilus/cli/table.hpp"
#include "nautilus/security/bind_policy.hpp"

namespace nautilus::cli {
namespace {

struct Finding {
  std::string check;
  bool sound = false;
  std::string detail;

  static constexpr auto fields() {
    using F = Finding;
    return std::tuple{
        field("check", &F::check, "What was looked at"),
        field("sound", &F::sound, "Whether it is as it should be"),
        field("detail", &F::detail, "What was found and what to do"),
    };
  }
};

struct Diagnosis {
  std::vector<Finding> findings;

  static constexpr auto fields() {
    return std::tuple{field("findings", &Diagnosis::findings, "One per check")};
  }
};

template <class T>
Finding finding(std::string check, const Result<T>& outcome, std::string sound_detail) {
  return {std::move(check), outcome.has_value(),
          outcome ? std::move(sound_detail) : outcome.error().message};
}

Diagnosis examine(platform::Engine& engine) {
  Diagnosis diagnosis;
  auto& findings = diagnosis.findings;
  findings.push_back(
      finding("database pages and indexes", engine.database().verify(), "all sound"));
  const auto segments = engine.segments().verify();
  findings.push_back(finding("column segments", segments, segments ? *segments : ""));
  const auto symbols = engine.market().symbols();
  findings.push_back(
      finding("series", symbols, symbols ? fmt::format("{} held", symbols->total_symbols) : ""));
  const auto regime = engine.regime().current({});
  // A folder without the benchmark's bars is not damaged.
  const bool not_loaded = !regime && regime.error().code == ErrorCode::not_found;
  findings.push_back(not_loaded
                         ? Finding{"regime of the benchmark", true, "its bars are not loaded"}
                         : finding("regime of the benchmark", regime, "labelled"));
  const auto keys = engine.keys().list();
  const auto& security = engine.settings().security;
  const auto bind = security::check_bind(engine.settings().server.bind,
                                         !security.tls_certificate.empty(), keys && !keys->empty());
  findings.push_back(
      finding("address, TLS and keys", bind, keys ? fmt::format("{} keys", keys->size()) : ""));
  return diagnosis;
}

Result<void> doctor(const Context& context, const Arguments& arguments) {
  NAUTILUS_TRY(const auto session, Session::open(context, platform::Access::reader));
  const auto diagnosis = examine(session->engine());
  if (arguments.json) {
    context.out << json::write(diagnosis) << '\n';
  } else {
    Table table({"check", "", "detail"});
    for (const auto& each : diagnosis.findings) {
      table.add({each.check, each.sound ? "sound" : "WRONG", each.detail});
    }
    table.print(context.out);
  }
  for (const auto& each : diagnosis.findings) {
    if (!each.sound)
      return Error{ErrorCode::data_loss, fmt::format("{}: {}", each.check, each.detail)};
  }
  return {};
}

}  // namespace

Command doctor_command() {
  Command command;
  command.name = "doctor";
  command.summary = "Check the data folder and the settings";
  command.help =
      "Checks every page of the database, the series held, the benchmark and the settings, beside "
      "a\n"
      "running server too. Ends with a non-zero code if anything is wrong.\n\n"
      "  nautilus-ml doctor --data-dir /var/lib/nautilus-ml";
  command.settings = {"*"};
  command.run = doctor;
  return command;
}

}  // namespace nautilus::cli
