// SPDX-License-Identifier: MIT
#include "nautilus/features/catalogue.hpp"

#include <algorithm>
#include <array>
#include <concepts>
#include <utility>

#include <fmt/format.h>

#include "nautilus/base/json_read.hpp"
#include "nautilus/features/all_indicators.hpp"
#include "nautilus/features/detail/erased_indicator.hpp"

namespace nautilus::features {
namespace {

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
  return std::unique_ptr<StreamingIndicator>(std::make_unique<detail::ErasedIndicator<I>>(params));
}

template <Indicator... I>
constexpr auto describe_all(IndicatorList<I...> /*list*/) {
  return std::array{IndicatorInfo{&I::spec, parameters_of<I>, make_indicator<I>}...};
}

constexpr auto kCatalogue = describe_all(AllIndicators{});

constexpr std::string_view name_of(const IndicatorInfo& info) { return info.spec->name; }

static_assert(std::ranges::is_sorted(kCatalogue, {}, name_of),
              "AllIndicators is kept in alphabetical order");
static_assert(std::ranges::adjacent_find(kCatalogue, {}, name_of) == kCatalogue.end(),
              "indicator names are unique");

}  // namespace

std::span<const IndicatorInfo> catalogue() { return kCatalogue; }

Result<const IndicatorInfo*> find_indicator(std::string_view name) {
  const auto* const found = std::ranges::lower_bound(kCatalogue, name, {}, name_of);
  if (found != kCatalogue.end() && name_of(*found) == name) return found;
  std::vector<std::string_view> known;
  for (const auto& each : kCatalogue) known.push_back(name_of(each));
  return Error{ErrorCode::not_found,
               fmt::format("no indicator is named '{}'{}", name, did_you_mean(name, known))};
}

}  // namespace nautilus::features
