// SPDX-License-Identifier: MIT
#include <algorithm>

#include "nautilus/regime/causal_labeller.hpp"
#include "nautilus/regime/detail/checks.hpp"
#include "nautilus/regime/detail/state_bytes.hpp"

namespace nautilus::regime {
namespace {

/// To be raised with any change of the bytes; what does not begin with it is not read.
constexpr std::string_view kFormat = "nautilus causal labeller 1\n";

Error damaged() {
  return {.code = ErrorCode::data_loss,
          .message = "the saved regime labeller fails its check; append the history afresh"};
}

bool is_label(detail::IssuedLabel label) {
  return label < kRegimeCount || label == detail::kNoLabel;
}

}  // namespace

// The columns, legs and medians follow from the closes in linear time. Only what took a dating per
// bar is kept: the labels issued and the reference of each.
std::string CausalLabeller::save() const {
  detail::StateWriter writer;
  writer.list(std::span(kFormat));
  writer.list(std::span(std::string_view(model_version_)));
  writer.list(std::span(timestamps_));
  writer.list(std::span(closes_));
  writer.list(std::span(references_));
  writer.list(std::span(issued_));
  return std::move(writer).finish();
}

Result<CausalLabeller> CausalLabeller::load(std::string_view saved,
                                            std::optional<double> reference_volatility,
                                            const HindsightParameters& parameters) {
  NAUTILUS_CHECK(detail::check_reference(reference_volatility));
  detail::StateReader reader(saved);
  const auto format = reader.list<char>();
  if (!std::ranges::equal(format, kFormat)) return damaged();
  CausalLabeller loaded(reference_volatility, parameters);
  if (!std::ranges::equal(reader.list<char>(), loaded.model_version_) && reader.is_sound()) {
    return Error{.code = ErrorCode::conflict,
                 .message =
                     "the saved regime labeller is of another version or other parameters; "
                     "append the history afresh"};
  }
  loaded.timestamps_ = reader.list<Timestamp>();
  loaded.closes_ = reader.list<double>();
  loaded.references_ = reader.list<double>();
  loaded.issued_ = reader.list<detail::IssuedLabel>();
  const std::size_t bars = loaded.bars();
  if (!reader.is_complete() || loaded.closes_.size() != bars || loaded.references_.size() != bars ||
      loaded.issued_.size() != bars || !std::ranges::all_of(loaded.issued_, is_label)) {
    return damaged();
  }
  loaded.columns_ = detail::PriceColumns(loaded.closes_);
  for (std::size_t i = 1; i <= bars; ++i) {
    loaded.legs_.update(loaded.columns_.log_closes().first(i));
  }
  // A build that computed other bits than these must not continue them.
  if (bars > 0 && loaded.reference_now() != loaded.references_.back()) return damaged();
  return loaded;
}

}  // namespace nautilus::regime
