// What carries data at a rate, one after the other: one direction of a link, or of the network
// interface of a node.
#pragma once

#include <algorithm>
#include <cstdint>

#include "sim/input/quantity.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/time.h"
#include "sim/measure/level_total.h"

namespace models {

class Wire {
 public:
  Wire(sim::ByteRate rate, sim::Instant now) : rate_(rate), reset_(now) {}

  // When the last of so many bytes that come now is through: after all that came before them, and
  // within the time there is.
  sim::Instant admit(sim::Instant now, std::uint64_t bytes) {
    const sim::Instant begins = std::max(now, free_);
    const sim::Duration takes =
        std::min(sim::to_duration(static_cast<double>(bytes) / rate_.per_second * 1e9),
                 sim::kStart + sim::kDurationLimit - begins);
    free_ = begins + takes;
    taken_ += takes;
    bytes_ += bytes;
    return free_;
  }

  void reset_measurements(sim::Instant now) {
    busy_at_reset_ = busy(now);
    reset_ = now;
    bytes_ = 0;
  }
  // Since the last reset: 1 while something is on it.
  sim::LevelTotal measured_busy(sim::Instant now) const {
    const sim::Duration since = busy(now) - busy_at_reset_;
    return {.area = static_cast<sim::Uint128>(since.count()), .span = now - reset_, .max = 1};
  }
  std::uint64_t bytes() const { return bytes_; }

 private:
  // Of what it has taken, that which has been carried by now; it is never idle before that.
  sim::Duration busy(sim::Instant now) const {
    return taken_ - std::max(sim::Duration{}, free_ - now);
  }

  sim::ByteRate rate_;
  sim::Instant free_{};
  sim::Duration taken_{};
  sim::Duration busy_at_reset_{};
  sim::Instant reset_;
  std::uint64_t bytes_ = 0;
};

// Both directions at once.
struct Interface {
  Interface(sim::ByteRate rate, sim::Instant now) : out(rate, now), in(rate, now) {}
  Wire out;
  Wire in;
};

}  // namespace models
