// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "nautilus/config/listing.hpp"
#include "nautilus/config/loader.hpp"
#include "nautilus/config/settings.hpp"

/// The loader and the listing made for the settings of the service, compiled once.
namespace nautilus::config {

/// load() and validate(). Errors: theirs.
Result<Loaded<Settings>> load_settings(const Sources& sources);

/// What single limits cannot say. Errors: invalid_argument naming the settings and the remedy.
Result<void> validate(const Settings& settings);

std::vector<SettingRow> list_settings(const Loaded<Settings>& loaded);

/// Every setting with its default, for the command line to make its flags of.
std::vector<Setting> service_settings();

/// The text of docs/generated/configuration.md.
std::string configuration_document();

}  // namespace nautilus::config
