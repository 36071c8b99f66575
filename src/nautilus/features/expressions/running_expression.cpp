// SPDX-License-Identifier: MIT
#include "nautilus/features/expressions/running_expression.hpp"

#include <algorithm>
#include <array>
#include <type_traits>
#include <utility>

#include "nautilus/features/archive.hpp"
#include "nautilus/features/expressions/exponential_means.hpp"

namespace nautilus::features::expressions {
namespace {

// Bars that one step takes before the next one runs. An expression of very many values takes fewer,
// so that all of them have room.
constexpr std::size_t kBlock = 256;
constexpr std::size_t kRoom = 16'384;
static_assert(kRoom / kMostSlots > 0);

void place_constants(const Program& program, std::span<double> values) {
  for (const auto& each : program.constants) values[each.slot] = each.value;
}

/// What a call reads of the values, each as the input that its indicator takes it for.
BarValues bar_of(const Program::Step& call, std::span<const double> values) {
  BarValues bar;
  for (std::size_t i = 0; i < call.spec->inputs.size(); ++i) {
    const auto input = static_cast<std::size_t>(call.spec->inputs[i]);
    bar.*kInputMembers[input] = values[call.operands[i]];
  }
  return bar;
}

/// A column per input; those that are not read are there too, for the close tells how many bars
/// there are.
template <class Column>
BarColumns columns_of(const Program::Step& call, const Column& column) {
  std::array<std::span<const double>, kInputWords.size()> all;
  all.fill(column(call.operands[0]));
  for (std::size_t i = 0; i < call.spec->inputs.size(); ++i) {
    all[static_cast<std::size_t>(call.spec->inputs[i])] = column(call.operands[i]);
  }
  return {all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7]};
}

void copy_finite(std::span<const double> from, std::span<double> to) {
  for (std::size_t t = 0; t < to.size(); ++t) to[t] = finite(from[t]);
}

}  // namespace

RunningExpression::RunningExpression(std::shared_ptr<const Expression> expression)
    : expression_(std::move(expression)),
      calls_(make_indicators(program())),
      values_(std::max(program().slots, kMostOperands), kNaN) {
  place_constants(program(), values_);
}

void RunningExpression::step(auto& self, const BarValues& bar, std::span<double> values) {
  const Program& program = self.program();
  for (const auto& each : program.columns) values[each.slot] = bar.at(each.input);
  for (const auto& each : program.steps) {
    if (each.spec == nullptr) {
      values[each.result] = compute(each.operation, values[each.operands[0]],
                                    values[each.operands[1]], values[each.operands[2]]);
      continue;
    }
    const auto out = values.subspan(each.result, each.spec->outputs.size());
    const auto call = [&](const BarValues& given) {
      if constexpr (std::is_const_v<std::remove_reference_t<decltype(self)>>) {
        self.calls_[each.call]->peek(given, out);
      } else {
        self.calls_[each.call]->update(given, out);
      }
    };
    each.reads_bar ? call(bar) : call(bar_of(each, values));
  }
}

void RunningExpression::update(const BarValues& bar, std::span<double> out) {
  step(*this, bar, values_);
  out[0] = warms_up() ? kNaN : finite(values_[program().answer]);
  if (warms_up()) ++held_;
}

void RunningExpression::peek(const BarValues& bar, std::span<double> out) const {
  std::array<double, kMostSlots> values;
  values.fill(kNaN);
  place_constants(program(), values);
  step(*this, bar, values);
  out[0] = warms_up() ? kNaN : finite(values[program().answer]);
}

/// The values of some bars, a column per slot: those of the bars where they lie, the answer where
/// it is wanted, the rest here.
class RunningExpression::Block {
 public:
  explicit Block(const Program& program)
      : program_(program), stride_(std::min(kBlock, kRoom / program.slots)) {
    for (std::size_t slot = 0; slot < program.slots; ++slot) {
      columns_[slot] = room_.data() + slot * stride_;
    }
    for (const auto& each : program.constants) fill(each.slot, each.value);
  }

  [[nodiscard]] std::size_t stride() const { return stride_; }
  [[nodiscard]] const BarColumns& bars() const { return bars_; }
  [[nodiscard]] std::size_t size() const { return bars_.size(); }

  /// Turns to other bars, of which there are at most stride().
  void show(const BarColumns& bars, std::span<double> answer) {
    bars_ = bars;
    const auto given = bars.all();
    for (const auto& each : program_.columns) {
      const auto column = given[static_cast<std::size_t>(each.input)];
      column.empty() ? fill(each.slot, kNaN) : void(columns_[each.slot] = column.data());
    }
    into_ = answer.data();
    if (!program_.steps.empty()) columns_[program_.answer] = answer.data();
  }

  [[nodiscard]] std::span<const double> column(std::size_t slot) const {
    return {columns_[slot], size()};
  }
  [[nodiscard]] Columns columns(const Program::Step& step) const {
    return {columns_[step.operands[0]], columns_[step.operands[1]], columns_[step.operands[2]]};
  }
  /// Where the values of a slot are to be written.
  std::span<double> result(std::size_t slot) {
    return {slot == program_.answer ? into_ : room_.data() + slot * stride_, size()};
  }

 private:
  void fill(Slot slot, double value) {
    std::fill_n(room_.begin() + std::ptrdiff_t(slot * stride_), stride_, value);
  }

  const Program& program_;
  std::size_t stride_;
  BarColumns bars_;
  double* into_ = nullptr;
  std::array<const double*, kMostSlots> columns_;
  std::array<double, kRoom> room_;
};

void RunningExpression::replay(const BarColumns& bars, std::span<const std::span<double>> out) {
  Block block(program());
  for (std::size_t first = 0; first < bars.size(); first += block.stride()) {
    const std::size_t count = std::min(block.stride(), bars.size() - first);
    block.show(bars.slice(first, count), out[0].subspan(first, count));
    run(block);
  }
  const auto masked = std::min(static_cast<std::size_t>(program().warm_up - held_), bars.size());
  std::fill_n(out[0].begin(), masked, kNaN);
  held_ += static_cast<std::int64_t>(masked);
}

void RunningExpression::run(Block& block) {
  const std::span steps(program().steps);
  for (std::size_t s = 0; s < steps.size(); s += steps[s].together) {
    if (steps[s].spec == nullptr) {
      compute(steps[s].operation, block.columns(steps[s]), block.result(steps[s].result).data(),
              block.size());
    } else if (is_exponential_mean(steps[s])) {
      run_means(steps.subspan(s, steps[s].together), block);
    } else {
      run_call(steps[s], block);
    }
  }
  const Slot answer = program().answer;
  if (steps.empty()) copy_finite(block.column(answer), block.result(answer));
}

void RunningExpression::run_means(std::span<const Program::Step> means, Block& block) {
  std::array<ExponentialMean::Task, ExponentialMean::kMostAtOnce> tasks;
  for (std::size_t i = 0; i < means.size(); ++i) {
    tasks[i] = {static_cast<ExponentialMean*>(calls_[means[i].call].get()),
                block.column(means[i].operands[0]).data(), block.result(means[i].result).data()};
  }
  ExponentialMean::replay(std::span(tasks).first(means.size()), block.size());
}

void RunningExpression::run_call(const Program::Step& call, Block& block) {
  std::array<std::span<double>, 8> out;
  const std::size_t outputs = call.spec->outputs.size();
  for (std::size_t k = 0; k < outputs; ++k) out[k] = block.result(call.result + k);
  const auto column = [&](std::size_t slot) { return block.column(slot); };
  calls_[call.call]->replay(call.reads_bar ? block.bars() : columns_of(call, column),
                            std::span(out).first(outputs));
}

StateIdentity RunningExpression::identity() const {
  return {.name = std::string(spec().name),
          .version = spec().version,
          .parameters = expression_->version()};
}

StateBytes RunningExpression::save() const {
  StateBytes own;
  StateWriter writer(own);
  writer(held_);
  StateBytes parts;
  append_framed(parts, own);
  for (const auto& each : calls_) append_framed(parts, each->save());
  return seal_state(identity(), parts);
}

Result<void> RunningExpression::load(std::span<const std::byte> saved) {
  NAUTILUS_TRY(auto rest, open_state(identity(), saved));
  NAUTILUS_TRY(const auto own, take_framed(rest, spec().name));
  std::int64_t held = 0;
  StateReader reader(own);
  reader(held);
  if (!reader.complete() || held < 0 || held > program().warm_up) return wrong_size(spec().name);
  auto calls = make_indicators(program());
  for (const auto& each : calls) {
    NAUTILUS_TRY(const auto part, take_framed(rest, spec().name));
    NAUTILUS_CHECK(each->load(part));
  }
  if (!rest.empty()) return wrong_size(spec().name);
  calls_ = std::move(calls);
  held_ = held;
  return {};
}

}  // namespace nautilus::features::expressions
