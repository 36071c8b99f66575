// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <array>
#include <concepts>
#include <memory>
#include <vector>

#include "nautilus/base/json_read.hpp"
#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/erased_indicator.hpp"

// The entries of the catalogue, made by the compiler from the indicators' own declarations. It is
// included by the families' lists only, for every indicator is compiled where it is.
namespace nautilus::features::detail {

template <Indicator I>
std::vector<ParameterInfo> parameters_of() {
  using Params = typename I::Params;
  std::vector<ParameterInfo> out;
  for_each_field<Params>([&](const auto& each) {
    using Value = std::remove_cvref_t<decltype(Params{}.*each.member)>;
    out.push_back({.name = each.name,
                   .help = each.help,
                   .whole_number = std::integral<Value>,
                   .standard = static_cast<double>(Params{}.*each.member),
                   .minimum = each.allowed.minimum,
                   .maximum = each.allowed.maximum});
  });
  return out;
}

template <Indicator I>
Result<std::unique_ptr<StreamingIndicator>> make_indicator(const json::Value& parameters) {
  NAUTILUS_TRY(const auto params, json::read<typename I::Params>(parameters));
  if constexpr (requires { I::check(params); }) NAUTILUS_CHECK(I::check(params));
  return std::unique_ptr<StreamingIndicator>(std::make_unique<ErasedIndicator<I>>(params));
}

constexpr std::string_view name_of(const IndicatorInfo& info) { return info.spec->name; }

/// One entry per indicator. REQUIRES: alphabetical order of their names, none twice.
template <Indicator... I>
consteval auto describe_indicators() {
  const std::array list{IndicatorInfo{&I::spec, parameters_of<I>, make_indicator<I>}...};
  const auto out_of_order = [](const IndicatorInfo& a, const IndicatorInfo& b) {
    return name_of(a) >= name_of(b);
  };
  if (std::ranges::adjacent_find(list, out_of_order) != list.end()) {
    throw "the indicators of a family stand in alphabetical order, none twice";
  }
  return list;
}

}  // namespace nautilus::features::detail
