// SPDX-License-Identifier: MIT
#include <array>
#include <cstdlib>
#include <new>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "nautilus/features/catalogue.hpp"
#include "nautilus/features/detail/test_bars.hpp"

// A bar costs no memory: what an indicator needs it has from its construction on.
namespace {

thread_local bool counts = false;
thread_local std::size_t allocations = 0;

void* allocate_or_null(std::size_t size) noexcept {
  if (counts) ++allocations;
  return std::malloc(size == 0 ? 1 : size);  // NOLINT
}

void* allocate(std::size_t size) {
  if (void* const memory = allocate_or_null(size)) return memory;
  throw std::bad_alloc();
}

}  // namespace

// NOLINTBEGIN: these replace the program's own, of which others are made.
void* operator new(std::size_t size) { return allocate(size); }
void* operator new[](std::size_t size) { return allocate(size); }
void* operator new(std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return allocate_or_null(size);
}
void* operator new[](std::size_t size, const std::nothrow_t& /*tag*/) noexcept {
  return allocate_or_null(size);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete[](void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
void operator delete[](void* memory, std::size_t /*size*/) noexcept { std::free(memory); }
// NOLINTEND

namespace nautilus::features {
namespace {

constexpr std::size_t kMostOutputs = 8;

TEST(Allocations, AreCounted) {
  counts = true;
  const auto* const made = new std::vector<double>(3);
  counts = false;
  delete made;
  EXPECT_GE(allocations, 2U);
}

class NoAllocation : public testing::TestWithParam<IndicatorInfo> {};

TEST_P(NoAllocation, FromTheFirstBarOn) {
  const auto bars = testing_bars::random_walk(1'500);
  const auto indicator = *GetParam().make(json::Object{});
  std::array<double, kMostOutputs> values{};
  const auto out = std::span(values).first(indicator->spec().outputs.size());
  const auto columns = bars.columns();
  allocations = 0;
  counts = true;
  for (std::size_t t = 0; t < bars.size(); ++t) {
    indicator->peek(columns.at(t), out);
    indicator->update(columns.at(t), out);
  }
  counts = false;
  EXPECT_EQ(allocations, 0U);
}

TEST_P(NoAllocation, NorForAWholeSeries) {
  const auto bars = testing_bars::random_walk(1'500);
  const auto indicator = *GetParam().make(json::Object{});
  std::vector<std::vector<double>> table(indicator->spec().outputs.size(),
                                         std::vector<double>(bars.size()));
  const std::vector<std::span<double>> columns(table.begin(), table.end());
  allocations = 0;
  counts = true;
  indicator->replay(bars.columns(), columns);
  counts = false;
  EXPECT_EQ(allocations, 0U);
}

INSTANTIATE_TEST_SUITE_P(Catalogue, NoAllocation, testing::ValuesIn(catalogue()),
                         [](const auto& each) { return std::string(each.param.spec->name); });

}  // namespace
}  // namespace nautilus::features
