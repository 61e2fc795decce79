// Who is to be resumed when.
#pragma once

#include <cstdint>

#include "sim/kernel/time.h"

namespace sim {

// Events at the same instant happen in the order in which they were scheduled: `sequence` breaks
// the tie, and no two appointments share one.
struct Appointment {
  Instant at;
  std::uint64_t sequence;
  void* who;  // the address of a coroutine, or a marked TimerLine (see timer_line.h)

  bool before(const Appointment& other) const {
    return at != other.at ? at < other.at : sequence < other.sequence;
  }
};

}  // namespace sim
