// SPDX-License-Identifier: MIT
#include <array>
#include <csignal>
#include <cstdlib>
#include <random>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "nautilus/market/segments/replayed_series.hpp"
#include "nautilus/market/segments/segment_store.hpp"
#include "nautilus/storage/temporary_folder.hpp"

namespace nautilus::market {
namespace {

constexpr int kSeries = 3;
constexpr int kRevisions = 4;  ///< Of each series per update.

using Pipe = std::array<int, 2>;

void say(const Pipe& pipe, char word) { static_cast<void>(::write(pipe[1], &word, 1)); }

/// Updates and compacts without end, and says so by a byte: after each block, and after each update
/// that returned. All series have `revision` at first.
[[noreturn]] void work(const std::string& path, std::int64_t revision, const Pipe& pipe) {
  SegmentWatch watch;
  const auto store = *SegmentStore::open(path, SegmentStore::Access::owner, watch);
  ReplayedSource source(kSeries);
  const auto advance_all = [&](std::int64_t by) {
    for (const auto& key : source.keys()) {
      for (std::int64_t i = 0; i < by; ++i) source.of(key).advance();
    }
  };
  const auto pace = [&](std::size_t) -> Result<void> {
    say(pipe, 'b');
    return {};
  };
  advance_all(revision);
  for (;;) {
    advance_all(kRevisions);
    if (!store->update(source, source.keys(), pace)) std::_Exit(1);
    say(pipe, 'u');
    if (!store->compact(pace)) std::_Exit(1);
  }
}

/// Lets a child work until it has said some bytes and kills it; how many updates were acknowledged.
int kill_after(const std::string& path, std::int64_t revision, std::uint64_t words) {
  Pipe pipe{};
  EXPECT_EQ(::pipe(pipe.data()), 0);
  const auto child = ::fork();
  if (child == 0) work(path, revision, pipe);
  ::close(pipe[1]);
  int updates = 0;
  char word = 0;
  for (std::uint64_t i = 0; i < words && ::read(pipe[0], &word, 1) == 1; ++i) {
    updates += word == 'u' ? 1 : 0;
  }
  ::kill(child, SIGKILL);
  while (::read(pipe[0], &word, 1) == 1) updates += word == 'u' ? 1 : 0;  // Said before its end.
  ::waitpid(child, nullptr, 0);
  ::close(pipe[0]);
  return updates;
}

/// Whether each series is there as it stood at the revision that the store says.
void expect_whole(SegmentStore& store, ReplayedSource& source, std::mt19937& random) {
  for (const auto& key : source.keys()) {
    auto& series = source.of(key);
    const auto revision = store.revision_of(key).value_or(0);
    if (revision == 0) continue;  // Nothing of it was written yet.
    while (series.revision() < revision) series.advance();
    ASSERT_EQ(series.revision(), revision) << "an acknowledged update is lost";
    for (int i = 0; i < 3; ++i) {
      const auto query = random_query(series, random);
      ASSERT_EQ(store.read(query, revision), series.answer(query));
    }
  }
}

TEST(SegmentKill, LosesNothingAndShowsNothingTorn) {
  std::mt19937 random(5);
  SegmentWatch watch;
  for (int life = 0; life < 12; ++life) {
    const storage::TemporaryFolder folder;
    const auto path = folder.file("segments");
    ReplayedSource source(kSeries);
    std::int64_t revision = 0;
    for (int kills = 0; kills < 10; ++kills) {
      revision += kRevisions * kill_after(path, revision, 1 + random() % 150);
      const auto store = *SegmentStore::open(path, SegmentStore::Access::owner, watch);
      ASSERT_TRUE(SegmentStore::verify(path).empty());
      ASSERT_NO_FATAL_FAILURE(expect_whole(*store, source, random));
      for (const auto& key : source.keys()) ASSERT_GE(source.of(key).revision(), revision);
      revision = source.of(source.keys().front()).revision();
    }
  }
}

}  // namespace
}  // namespace nautilus::market
