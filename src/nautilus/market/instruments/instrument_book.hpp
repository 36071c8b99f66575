// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nautilus/base/result.hpp"
#include "nautilus/market/calendars/calendar_set.hpp"
#include "nautilus/market/instruments/instrument.hpp"
#include "nautilus/market/instruments/period.hpp"

namespace nautilus::market {

/// A name of an instrument in time.
struct NameInTime {
  std::string name;
  Period within;  ///< What opens then under this name is the instrument's.
  Period borne;   ///< When it bore the name; of what the instrument has twice, this goes first.
  bool is_own = true;  ///< Whether no other instrument has ever borne it.

  friend bool operator==(const NameInTime&, const NameInTime&) = default;
};

/// Every instrument, and who bore which name when. Never changes, so it is read from any thread.
///
/// An instrument's names are its id, always; its aliases in their times; and its symbol since the
/// newest alias ended or it was listed, until it was delisted. Each but the id stands alone and
/// with the venue: AAPL, AAPL.NASDAQ.
class InstrumentBook {
 public:
  InstrumentBook() = default;  ///< Without instruments.

  /// This book with some instruments more, or in the place of those of the same id; this one stays
  /// as it is. Errors: invalid_argument naming `instruments.N` of them and the remedy: what
  /// `completed` refuses, an id given twice, an unknown calendar, a name that another instrument of
  /// the venue bears at the same time, and aliases that lead back to where they began: a cycle.
  [[nodiscard]] Result<InstrumentBook> with(std::vector<Instrument> changed,
                                            const CalendarSet& calendars) const;

  /// By id, in alphabetical order.
  [[nodiscard]] std::span<const Instrument> all() const { return instruments_; }

  /// The instrument of an id, or null.
  [[nodiscard]] const Instrument* find(std::string_view instrument_id) const;

  /// The instrument that a name means at a time: the one of that id, else the one that bore the
  /// name then, else the only one that ever bore it. Errors: not_found; conflict where several did,
  /// naming their ids.
  [[nodiscard]] Result<const Instrument*> resolve(std::string_view name, Timestamp as_of) const;

  /// Every instrument that ever bore the name; only the one whose id it is, if there is one.
  [[nodiscard]] std::vector<const Instrument*> bearers(std::string_view name) const;

  /// Every instrument that bore the name, which is no id, at some time of that period.
  [[nodiscard]] std::vector<const Instrument*> bearers(std::string_view name,
                                                       const Period& period) const;

  /// The names under which data of an instrument may be stored, the id first, then the newest, and
  /// of which times. An alias counts in its time and no other; so does the symbol if another
  /// instrument has ever borne it, else from the listing to the delisting, for sources keep
  /// what is older under the ticker of today. What two bore at one time, as a ticker without its
  /// venue, is nobody's then. REQUIRES: an instrument of this book.
  [[nodiscard]] std::vector<NameInTime> names_in_time(const Instrument& instrument) const;

 private:
  struct Bearer {
    std::size_t instrument;
    Period period;
  };

  void index_names();
  [[nodiscard]] Result<void> check_names(const Instrument& instrument) const;
  [[nodiscard]] Result<void> check_cycle(const Instrument& instrument) const;
  [[nodiscard]] std::vector<Period> borne_by_others(std::string_view name,
                                                    const Instrument& instrument) const;
  [[nodiscard]] std::vector<const Instrument*> named_by_aliases(const Instrument& instrument) const;

  std::vector<Instrument> instruments_;
  std::map<std::string, std::vector<Bearer>, std::less<>> names_;
};

}  // namespace nautilus::market
