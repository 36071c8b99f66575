// SPDX-License-Identifier: MIT
#include "nautilus/platform/instrument_desk.hpp"

#include <fmt/format.h>

#include "nautilus/base/document.hpp"
#include "nautilus/base/json_read.hpp"
#include "nautilus/base/json_write.hpp"
#include "nautilus/base/text.hpp"
#include "nautilus/market/instruments/instrument_store.hpp"
#include "nautilus/platform/audit_table.hpp"

namespace nautilus::platform {
namespace {

using market::Instrument;
using market::InstrumentBook;

constexpr std::size_t kMaxFile = 64 << 20;

struct RequestObject {
  std::vector<Instrument> instruments;

  static constexpr auto fields() {
    return std::tuple{required_field("instruments", &RequestObject::instruments, "Instruments",
                                     sized(1, 100'000))};
  }
};

/// The list of a document that is one, or has one.
const json::Array* list_of(const json::Value& value) {
  if (const auto* list = value.if_array()) return list;
  const auto* object = value.if_object();
  const auto* member = object == nullptr ? nullptr : object->if_contains("instruments");
  return member == nullptr ? nullptr : member->if_array();
}

/// An instrument of a file and its place there.
struct Candidate {
  std::size_t index;
  Instrument instrument;
};

std::vector<Instrument> instruments_of(const std::vector<Candidate>& candidates) {
  std::vector<Instrument> instruments;
  for (const auto& each : candidates) instruments.push_back(each.instrument);
  return instruments;
}

/// Which of the instruments given an error of the book is about.
std::size_t place_of(const Error& error) {
  const auto& location = error.faults.front().location;
  return static_cast<std::size_t>(parse_whole_number(location.at(1)).value_or(0));
}

/// Reads a file's instruments; what is unsound is the error, or with `partial` rejected.
class FileReading {
 public:
  FileReading(const Document& document, bool partial) : document_(document), partial_(partial) {}

  Result<void> read(const json::Array& list) {
    for (std::size_t i = 0; i < list.size(); ++i) {
      auto instrument = json::read<Instrument>(list[i]);
      if (instrument) {
        candidates_.push_back({i, *std::move(instrument)});
      } else {
        NAUTILUS_CHECK(reject(std::move(instrument).error(), i));
      }
    }
    return {};
  }

  Result<InstrumentBook> join(const InstrumentBook& book, const market::CalendarSet& calendars) {
    for (;;) {
      auto next = book.with(instruments_of(candidates_), calendars);
      if (next || next.error().faults.empty()) return next;
      auto error = std::move(next).error();
      const auto place = place_of(error);
      auto& location = error.faults.front().location;
      location.erase(location.begin(), location.begin() + 2);
      const auto index = candidates_[place].index;
      candidates_.erase(candidates_.begin() + static_cast<std::ptrdiff_t>(place));
      NAUTILUS_CHECK(reject(std::move(error), index));
    }
  }

  [[nodiscard]] std::vector<Instrument> sound() const { return instruments_of(candidates_); }
  [[nodiscard]] std::vector<RejectedInstrument> rejected() && { return std::move(rejected_); }

 private:
  Result<void> reject(Error error, std::size_t index) {
    error = std::move(error).at(std::to_string(index));
    if (document_.value.is_object()) error = std::move(error).at("instruments");
    error.message = describe(error.faults.front());
    error = document_.located(std::move(error));
    if (!partial_) return error;
    rejected_.push_back({static_cast<std::int64_t>(index), error.message});
    return {};
  }

  const Document& document_;
  bool partial_;
  std::vector<Candidate> candidates_;
  std::vector<RejectedInstrument> rejected_;
};

}  // namespace

Result<InstrumentsRequest> InstrumentsRequest::from_json(const json::Value& value) {
  if (value.is_array()) {
    NAUTILUS_TRY(auto list, json::read<std::vector<Instrument>>(value));
    return InstrumentsRequest{std::move(list)};
  }
  NAUTILUS_TRY(auto object, json::read<RequestObject>(value));
  return InstrumentsRequest{std::move(object.instruments)};
}

json::Value InstrumentsRequest::json_schema(json::Direction direction) {
  return json::Object{{"anyOf", json::Array{json::schema<RequestObject>(direction),
                                            json::schema<std::vector<Instrument>>(direction)}}};
}

InstrumentDesk::InstrumentDesk(storage::Database& database, const Clock& clock,
                               market::CalendarSet calendars)
    : database_(database),
      clock_(clock),
      calendars_(std::move(calendars)),
      book_(std::make_shared<const InstrumentBook>()) {}

Result<void> InstrumentDesk::load() {
  NAUTILUS_TRY(const auto transaction, database_.read());
  NAUTILUS_TRY(auto held, market::read_instruments(*transaction));
  NAUTILUS_TRY(auto book, InstrumentBook().with(std::move(held), calendars_));
  book_.store(std::make_shared<const InstrumentBook>(std::move(book)));
  return {};
}

Result<InstrumentsAnswer> InstrumentDesk::instruments(const InstrumentsQuery& query) const {
  const auto held = book();
  InstrumentsAnswer answer;
  if (query.symbol) {
    NAUTILUS_TRY(const auto* found,
                 held->resolve(*query.symbol, query.as_of.value_or(clock_.now())));
    answer.instruments = {*found};
  } else {
    answer.instruments.assign(held->all().begin(), held->all().end());
  }
  answer.total_instruments = std::ssize(answer.instruments);
  return answer;
}

Result<InstrumentsReport> InstrumentDesk::put(const Actor& actor,
                                              const InstrumentsRequest& request) {
  const std::lock_guard lock(writing_);
  NAUTILUS_TRY(const auto next, book()->with(request.instruments, calendars_));
  return store(actor, next, request.instruments);
}

Result<InstrumentsReport> InstrumentDesk::put_file(const Actor& actor, const std::string& path,
                                                   bool partial) {
  NAUTILUS_TRY(const auto document, read_document(path, kMaxFile));
  const auto* list = list_of(document.value);
  if (list == nullptr) {
    return Error{ErrorCode::malformed,
                 fmt::format("{}: must hold a list of instruments, or an object whose member "
                             "`instruments` is one",
                             path)};
  }
  FileReading reading(document, partial);
  if (auto read = reading.read(*list); !read) return std::move(read).error().in(path);
  const std::lock_guard lock(writing_);
  auto next = reading.join(*book(), calendars_);
  if (!next) return std::move(next).error().in(path);
  NAUTILUS_TRY(auto report, store(actor, *next, reading.sound()));
  report.rejected = std::move(reading).rejected();
  return report;
}

Result<InstrumentsReport> InstrumentDesk::store(const Actor& actor, const InstrumentBook& book,
                                                const std::vector<Instrument>& changed) {
  const auto held = this->book();
  InstrumentsReport report;
  NAUTILUS_TRY(const auto transaction, database_.write());
  for (const auto& each : changed) {
    const auto& after = *book.find(each.instrument_id);
    const auto* before = held->find(each.instrument_id);
    if (before != nullptr && *before == after) {
      ++report.unchanged;
      continue;
    }
    ++(before == nullptr ? report.accepted : report.corrected);
    NAUTILUS_CHECK(market::store_instrument(*transaction, after, clock_.now()));
    NAUTILUS_CHECK(
        write_audit(*transaction, {.at = clock_.now(),
                                   .actor = actor.name,
                                   .action = "instrument.put",
                                   .before = before == nullptr ? "" : json::write(*before),
                                   .after = json::write(after),
                                   .request_id = actor.request_id}));
  }
  NAUTILUS_CHECK(transaction->commit());
  book_.store(std::make_shared<const InstrumentBook>(book));
  if (changed_ && report.accepted + report.corrected > 0) changed_();
  return report;
}

}  // namespace nautilus::platform
