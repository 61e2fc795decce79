// The books of a flow, or of a slice of it: what payments came to.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "models/outcome.h"
#include "sim/kernel/time.h"
#include "sim/measure/measurements.h"
#include "sim/measure/outage_windows.h"

namespace models {

// What a payment came to.
struct PaymentEnd {
  Outcome outcome;
  bool good;
  sim::Duration latency;
  std::int64_t attempts;
  std::int64_t amount;  // in minor units, never negative
};

class FlowBook {
 public:
  // Availability is judged in windows from `from` on; a window in which a smaller share than
  // `enough` goes well is down.
  FlowBook(sim::FlowMeasurements& measured, sim::Share enough, sim::Instant from);

  void begin(sim::Instant due);
  void end(sim::Instant due, const PaymentEnd& ended);
  // What is still under way is unfinished.
  void finish(sim::Instant end);

 private:
  sim::FlowMeasurements& measured_;
  sim::OutageWindows windows_;
  std::array<std::int64_t, kOutcomes> reasons_{};  // of failed and unknown intents
};

inline void FlowBook::begin(sim::Instant due) {
  ++measured_.intents.offered;
  windows_.due(due);
}

inline void FlowBook::end(sim::Instant due, const PaymentEnd& ended) {
  using Ending = sim::OutageWindows::Ending;
  const bool declined = ended.outcome == Outcome::declined;
  windows_.ended(due, ended.good ? Ending::good : declined ? Ending::not_counted : Ending::bad);
  measured_.attempts += ended.attempts;
  if (ended.good) ++measured_.intents.good;
  if (is_final(ended.outcome)) measured_.latency.record(ended.latency);
  if (is_done(ended.outcome)) {
    ++measured_.intents.approved;
    if (ended.outcome == Outcome::degraded) ++measured_.intents.degraded;
    measured_.money_approved += static_cast<sim::Uint128>(ended.amount);
  } else if (declined) {
    ++measured_.intents.declined;
  } else {
    ++(is_ambiguous(ended.outcome) ? measured_.intents.unknown : measured_.intents.failed);
    measured_.money_at_risk += static_cast<sim::Uint128>(ended.amount);
    ++reasons_[static_cast<std::size_t>(ended.outcome)];
  }
}

}  // namespace models
