// SPDX-License-Identifier: MIT
#include "nautilus/cli/label.hpp"

#include <algorithm>
#include <ostream>

#include <fmt/format.h>

#include "nautilus/cli/table.hpp"
#include "nautilus/market/bar_batch.hpp"
#include "nautilus/market/csv_reader.hpp"
#include "nautilus/regime/hindsight_labeller.hpp"

namespace nautilus::cli {
namespace {

struct LabelOptions {
  std::optional<std::string> symbol;
  std::optional<double> reference_volatility;

  static constexpr auto fields() {
    using O = LabelOptions;
    return std::tuple{
        field("symbol", &O::symbol, "Symbol of the file's bars", sized(1, 32)),
        field("reference_volatility", &O::reference_volatility,
              "label: annual volatility that counts as normal; unset takes the file's median",
              strictly_between(0, 10)),
    };
  }
};

struct DatedLabel {
  std::string date;
  regime::Regime label = regime::Regime::bull;

  static constexpr auto fields() {
    return std::tuple{
        field("date", &DatedLabel::date, "Day of the bar's open"),
        field("label", &DatedLabel::label, "Regime, dated with the whole file in view"),
    };
  }
};

struct LabelAnswer {
  std::string symbol;
  double reference_volatility = 0;
  std::vector<DatedLabel> labels;

  static constexpr auto fields() {
    using A = LabelAnswer;
    return std::tuple{
        field("symbol", &A::symbol, "Symbol of the file's bars"),
        field("reference_volatility", &A::reference_volatility, "Annual"),
        field("labels", &A::labels, "One per bar, oldest first"),
    };
  }
};

/// The daily bars of one file, oldest first.
Result<std::vector<market::Bar>> read_bars(const std::string& path, const std::string& symbol) {
  NAUTILUS_TRY(auto reader, market::CsvReader::open(path, {.symbol = symbol}));
  std::vector<market::Bar> bars;
  for (;;) {
    NAUTILUS_TRY(const auto batch, reader.next());
    if (!batch) break;
    if (batch->keys().size() > 1) {
      return Error{ErrorCode::invalid_argument, "must hold one symbol and timeframe"};
    }
    for (const auto& row : batch->rows()) bars.push_back(row.bar);
  }
  std::ranges::sort(bars, {}, &market::Bar::timestamp);
  const auto twice = std::ranges::adjacent_find(bars, {}, &market::Bar::timestamp);
  if (twice == bars.end()) return bars;
  return Error{ErrorCode::invalid_argument,
               fmt::format("holds {} twice", format_timestamp(twice->timestamp))};
}

void print(const LabelAnswer& answer, std::span<const regime::Episode> episodes,
           std::ostream& out) {
  out << answer.symbol << " dated in hindsight (LOOKS AHEAD: never an input to a decision), "
      << answer.labels.size() << " bars, reference volatility "
      << percent(answer.reference_volatility) << "\n\n";
  Table table({"from", "to", "bars", "regime"});
  for (const auto& episode : episodes) {
    table.add({answer.labels[episode.first].date, answer.labels[episode.end - 1].date,
               std::to_string(episode.bars()), std::string(to_word(episode.regime))});
  }
  table.print(out);
}

}  // namespace

std::vector<Option> label_options() {
  auto options = options_of<LabelOptions>();
  std::erase_if(options, [](const Option& each) { return each.name == "symbol"; });
  return options;
}

Result<void> label(const Context& context, const Arguments& arguments,
                   std::span<const std::string> files) {
  if (files.size() != 1) {
    return field_error({"FILE"}, "name one CSV file: nautilus-ml regime label FILE", "missing");
  }
  NAUTILUS_TRY(const auto options, read_options<LabelOptions>(arguments));
  LabelAnswer answer{.symbol = options.symbol.value_or("CSV")};
  auto bars = read_bars(files.front(), answer.symbol);
  if (!bars) return std::move(bars).error().in(files.front());
  std::vector<double> closes;
  for (const auto& bar : *bars) closes.push_back(bar.close);
  NAUTILUS_TRY(const auto dating, regime::date_in_hindsight(closes, options.reference_volatility));
  answer.reference_volatility = dating.reference_volatility;
  for (std::size_t i = 0; i < bars->size(); ++i) {
    answer.labels.push_back({format_date((*bars)[i].timestamp), dating.labels[i]});
  }
  if (arguments.json) {
    context.out << json::write(answer) << '\n';
  } else {
    print(answer, dating.episodes, context.out);
  }
  return {};
}

}  // namespace nautilus::cli
