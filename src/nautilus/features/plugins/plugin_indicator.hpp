// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/features/feature_list.hpp"
#include "nautilus/features/plugins/nautilus_plugin.h"
#include "nautilus/features/streaming_indicator.hpp"

namespace nautilus::features {

/// An indicator of a shared library, as it declares itself. Immutable; it stays where it is, for
/// what runs of it borrows from it.
class PluginIndicator {
 public:
  /// Errors: invalid_argument naming what of the declaration is not as nautilus_plugin.h asks.
  static Result<std::unique_ptr<const PluginIndicator>> declare(const NautilusIndicator& functions);

  PluginIndicator(const PluginIndicator&) = delete;
  PluginIndicator& operator=(const PluginIndicator&) = delete;
  ~PluginIndicator() = default;

  [[nodiscard]] const IndicatorSpec& spec() const { return spec_; }
  [[nodiscard]] const NautilusIndicator& functions() const { return functions_; }
  [[nodiscard]] std::span<const int> warm_up() const { return warm_up_; }
  [[nodiscard]] std::span<const int> gap_recovery() const { return gap_recovery_; }

  /// A feature per output: of the indicator's name, with the output's behind it if there are more.
  [[nodiscard]] std::vector<Feature> features() const;

  /// A fresh one to run. Errors: resource_exhausted where the library has no memory for it.
  [[nodiscard]] Result<std::unique_ptr<StreamingIndicator>> make() const;

 private:
  PluginIndicator(const NautilusIndicator& functions, const IndicatorSpec& spec);

  const NautilusIndicator& functions_;
  IndicatorSpec spec_;
  std::vector<int> warm_up_;
  std::vector<int> gap_recovery_;
  std::vector<std::string> feature_names_;
};

}  // namespace nautilus::features
