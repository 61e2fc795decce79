// Whether the part of the time that an objective speaks of is now, and how much of it there was.
#pragma once

#include <optional>
#include <string>

#include "sim/kernel/time.h"
#include "sim/objectives/objective.h"

namespace models {

// Told of every event that concerns it. At one instant, what happens first comes first: a payment
// that is due when a failure ends belongs to whatever the order of events says.
class PhaseClock {
 public:
  // Time before `measured_from` does not count.
  PhaseClock(sim::Phase phase, sim::Instant measured_from);

  // Of events by the name that the report gives them; "crash risk" means "crash risk/2" as well.
  bool concerns(const std::string& what, bool is_failure) const;
  void event_begins(sim::Instant now);
  void event_ends(sim::Instant now);

  bool is_on(sim::Instant now) const { return from_ && now >= *from_; }
  // How long it has been on.
  sim::Duration lasted(sim::Instant now) const;

 private:
  void stop(sim::Instant now);

  sim::Phase phase_;
  sim::Instant measured_from_;
  int events_ = 0;                    // that go on
  std::optional<sim::Instant> from_;  // when it is on, or will be if nothing comes between
  sim::Duration lasted_{};            // before that
};

// Whether the event that somebody speaks of as `spoken` is the one that the report calls `what`.
bool is_meant(const std::string& spoken, const std::string& what);

}  // namespace models
