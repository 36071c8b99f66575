// SPDX-License-Identifier: MIT
#include "nautilus/security/key_ring.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>

#include <fmt/format.h>
#include <openssl/crypto.h>

#include "nautilus/security/detail/argon2.hpp"
#include "nautilus/security/detail/failure_limit.hpp"
#include "nautilus/security/detail/sha256.hpp"

namespace nautilus::security {
namespace {

constexpr std::chrono::seconds kLongestWait(10);

Error refused() {
  return {.code = ErrorCode::unauthenticated,
          .message = "the key is not known, or is expired or revoked"};
}

Error try_later(int seconds, std::string_view reason) {
  return {.code = ErrorCode::resource_exhausted,
          .message = fmt::format("{}; try again in {} s", reason, seconds),
          .faults = {},
          .retry_after_seconds = seconds};
}

bool is_good(const KeyRecord& record, Timestamp now) {
  return !record.revoked_at && (!record.expires_at || now < *record.expires_at);
}

Principal holder_of(const KeyRecord& record) { return {record.id, record.name, record.role}; }

}  // namespace

Principal local_principal() { return {"local", "local", Role::admin}; }

/// A record and the digest of its one key text, once that was verified. So the cache holds at most
/// one digest for each record and needs no eviction.
struct KeyRing::Entry {
  explicit Entry(KeyRecord its_record) : record(std::move(its_record)) {}

  KeyRecord record;
  std::atomic<bool> is_verified = false;  ///< Set after the digest, which then never changes.
  detail::Digest digest{};
};

struct KeyRing::State {
  explicit State(KeyRingLimits its_limits)
      : limits(its_limits), failures(limits.failures_at_once, limits.failure_interval) {}

  /// The entry a key text names; null if it is malformed or names none.
  Entry* find(std::optional<std::string_view> id) {
    const auto found = id ? entries.find(*id) : entries.end();
    return found == entries.end() ? nullptr : &found->second;
  }

  /// Takes one place among those who verify, and counts the attempt as failed until it succeeds.
  Result<void> begin(Timestamp now) {
    std::unique_lock lock(mutex);
    const bool has_place = place_free.wait_for(
        lock, kLongestWait, [this] { return verifying < limits.verifications_at_once; });
    if (!has_place) return try_later(1, "too many keys are being verified at once");
    if (const auto wait = failures.take(now)) {
      return try_later(*wait, "too many keys were refused lately");
    }
    ++verifying;
    return {};
  }

  void end(bool has_succeeded) {
    const std::lock_guard lock(mutex);
    --verifying;
    if (has_succeeded) failures.give_back();
    place_free.notify_one();
  }

  void remember(Entry& entry, std::string_view key_text) {
    const auto digest = sha256.of(key_text);
    const std::lock_guard lock(mutex);
    if (!digest || entry.is_verified.load(std::memory_order_relaxed)) return;
    entry.digest = *digest;
    entry.is_verified.store(true, std::memory_order_release);
  }

  KeyRingLimits limits;
  detail::Sha256 sha256;
  std::string decoy = detail::argon2_decoy();
  std::map<std::string, Entry, std::less<>> entries;  ///< By id; never changes in number.
  std::mutex mutex;                                   ///< Guards the two below, and remembering.
  std::condition_variable place_free;
  int verifying = 0;
  detail::FailureLimit failures;
};

KeyRing::KeyRing(const std::vector<KeyRecord>& records, KeyRingLimits limits)
    : state_(std::make_unique<State>(limits)) {
  for (const KeyRecord& record : records) state_->entries.try_emplace(record.id, record);
}

KeyRing::KeyRing(const std::vector<KeyRecord>& records, const KeyRing& before)
    : KeyRing(records, before.state_->limits) {
  for (auto& [id, entry] : state_->entries) {
    const Entry* known = before.state_->find(id);
    if (known == nullptr || known->record.hash != entry.record.hash) continue;
    if (!known->is_verified.load(std::memory_order_acquire)) continue;
    entry.digest = known->digest;
    entry.is_verified.store(true, std::memory_order_release);
  }
}

KeyRing::~KeyRing() = default;

bool KeyRing::empty() const { return state_->entries.empty(); }

std::optional<Principal> KeyRing::known(std::string_view key_text, Timestamp now) const {
  const Entry* entry = state_->find(id_of(key_text));
  if (entry == nullptr || !entry->is_verified.load(std::memory_order_acquire)) return std::nullopt;
  if (!is_good(entry->record, now)) return std::nullopt;

  const auto digest = state_->sha256.of(key_text);
  if (!digest || CRYPTO_memcmp(digest->data(), entry->digest.data(), digest->size()) != 0) {
    return std::nullopt;
  }
  return holder_of(entry->record);
}

Result<Principal> KeyRing::verify(std::string_view key_text, Timestamp now) {
  const auto id = id_of(key_text);
  if (!id) return refused();
  NAUTILUS_CHECK(state_->begin(now));

  // Every text costs one hash, whether its id exists, is good, or not.
  Entry* const entry = state_->find(id);
  const Result<bool> matches =
      detail::argon2_matches(entry != nullptr ? entry->record.hash : state_->decoy, key_text);
  const bool is_accepted = entry != nullptr && matches && *matches && is_good(entry->record, now);
  state_->end(is_accepted);

  if (!matches) return Error(matches.error()).in(fmt::format("key {}", *id));
  if (!is_accepted) return refused();
  state_->remember(*entry, key_text);
  return holder_of(entry->record);
}

}  // namespace nautilus::security
