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
constexpr std::size_t kBlock = BarBlock::kBars;
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
        std::as_const(*self.calls_[each.call]).foresee(given, out.data());
      } else {
        self.calls_[each.call]->take(given, out.data());
      }
      for (double& answer : out) answer = finite(answer);
    };
    each.reads_bar ? call(bar) : call(bar_of(each, values));
  }
}

void RunningExpression::take(const BarValues& bar, double* answers) {
  step(*this, bar, values_);
  answers[0] = warms_up() ? kNaN : values_[program().answer];
  if (warms_up()) ++held_;
}

void RunningExpression::foresee(const BarValues& bar, double* answers) const {
  std::array<double, kMostSlots> values;
  values.fill(kNaN);
  place_constants(program(), values);
  step(*this, bar, values);
  answers[0] = warms_up() ? kNaN : values[program().answer];
}

/// The values of some bars, a column per slot: those of the bars where they lie, the answer where
/// it is wanted, the rest here.
class RunningExpression::Workspace {
 public:
  explicit Workspace(const Program& program)
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

void RunningExpression::run(const BarBlock& bars, std::size_t count, BarBlock& answers) {
  Workspace work(program());
  const std::span answer(answers.row(0), count);
  for (std::size_t first = 0; first < count; first += work.stride()) {
    const std::size_t part = std::min(work.stride(), count - first);
    work.show(bars.columns(count).slice(first, part), answer.subspan(first, part));
    run_steps(work);
  }
  const auto masked = std::min(static_cast<std::size_t>(program().warm_up - held_), count);
  std::fill_n(answer.begin(), masked, kNaN);
  held_ += static_cast<std::int64_t>(masked);
}

void RunningExpression::run_steps(Workspace& work) {
  const std::span steps(program().steps);
  for (std::size_t s = 0; s < steps.size(); s += steps[s].together) {
    if (steps[s].spec == nullptr) {
      compute(steps[s].operation, work.columns(steps[s]), work.result(steps[s].result).data(),
              work.size());
    } else if (is_exponential_mean(steps[s])) {
      run_means(steps.subspan(s, steps[s].together), work);
    } else {
      run_call(steps[s], work);
    }
  }
  const Slot answer = program().answer;
  if (steps.empty()) std::ranges::copy(work.column(answer), work.result(answer).begin());
}

void RunningExpression::run_means(std::span<const Program::Step> means, Workspace& work) {
  std::array<ExponentialMean::Task, ExponentialMean::kMostAtOnce> tasks;
  for (std::size_t i = 0; i < means.size(); ++i) {
    tasks[i] = {static_cast<ExponentialMean*>(calls_[means[i].call].get()),
                work.column(means[i].operands[0]).data(), work.result(means[i].result).data()};
  }
  ExponentialMean::run(std::span(tasks).first(means.size()), work.size());
}

void RunningExpression::run_call(const Program::Step& call, Workspace& work) {
  std::array<std::span<double>, 8> out;
  const std::size_t outputs = call.spec->outputs.size();
  for (std::size_t k = 0; k < outputs; ++k) out[k] = work.result(call.result + k);
  const auto column = [&](std::size_t slot) { return work.column(slot); };
  calls_[call.call]->replay(call.reads_bar ? work.bars() : columns_of(call, column),
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
