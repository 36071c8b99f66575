// SPDX-License-Identifier: MIT
#include "nautilus/config/service_settings.hpp"

namespace nautilus::config {

Result<Loaded<Settings>> load_settings(const Sources& sources) {
  NAUTILUS_TRY(auto loaded, load<Settings>(sources));
  NAUTILUS_CHECK(validate(loaded.settings));
  return loaded;
}

Result<void> validate(const Settings& settings) {
  const auto& security = settings.security;
  const bool has_certificate = !security.tls_certificate.empty();
  if (has_certificate && security.tls_private_key.empty()) {
    return field_error({"security.tls_private_key"},
                       "must be set where security.tls_certificate is", "missing");
  }
  if (!has_certificate && !security.tls_private_key.empty()) {
    return field_error({"security.tls_certificate"},
                       "must be set where security.tls_private_key is", "missing");
  }
  if (!has_certificate && !security.tls_client_ca.empty()) {
    return field_error({"security.tls_client_ca"},
                       "needs TLS: set security.tls_certificate and security.tls_private_key too",
                       "needs_tls");
  }
  return {};
}

std::vector<SettingRow> list_settings(const Loaded<Settings>& loaded) {
  return list_settings(settings_of(loaded.settings), loaded.origins);
}

std::vector<Setting> service_settings() { return settings_of<Settings>(); }

std::string configuration_document() {
  return configuration_document(service_settings(), Settings::flag_aliases());
}

}  // namespace nautilus::config
