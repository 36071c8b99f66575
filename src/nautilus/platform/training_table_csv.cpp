// SPDX-License-Identifier: MIT
#include "nautilus/platform/training_table_csv.hpp"

#include "nautilus/base/json_write.hpp"

namespace nautilus::platform {
namespace {

void append_cell(std::string& text, const std::optional<double>& value) {
  text += ',';
  if (value) text += json::write(*value);
}

}  // namespace

std::string csv_header(std::span<const std::string> features, bool labelled) {
  std::string text = "symbol,timestamp,known_at";
  for (const std::string& each : features) text += "," + each;
  if (labelled) text += ",label,label_known_at";
  return text + "\n";
}

void append_csv(std::string& text, const TrainingBlock& block, bool labelled) {
  for (const TrainingRow& row : block.rows) {
    text +=
        block.symbol + "," + format_timestamp(row.timestamp) + "," + format_timestamp(row.known_at);
    for (const auto& value : row.values) append_cell(text, value);
    if (labelled) {
      append_cell(text, row.label);
      text += ",";
      if (row.label_known_at) text += format_timestamp(*row.label_known_at);
    }
    text += '\n';
  }
}

}  // namespace nautilus::platform
