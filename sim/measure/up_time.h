// When something was up and when down: outages counted and timed. It begins up.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/kernel/time.h"

namespace sim {

// What the outages of a run, or of several, came to.
struct OutageTimes {
  std::int64_t outages = 0;
  Duration down{};
  Duration longest{};
  Duration observed{};  // up or down

  // The share of the time that it was up; none over no time.
  std::optional<double> availability() const;

  void merge(const OutageTimes& other);

  bool operator==(const OutageTimes&) const = default;
};

// down() and up() alternate. An outage is half-open: down at the instant of down(), up again at
// that of up(). One still under way when the run ends counts, as long as it has lasted.
class UpTime {
 public:
  explicit UpTime(Instant began = kStart) : began_(began), since_(began) {}

  void down(Instant now);
  void up(Instant now);

  // Forgets what was gathered and keeps the state: an outage under way begins now.
  void reset(Instant now);

  bool is_up() const { return up_; }
  // Up to now; to be merged over replications.
  OutageTimes finish(Instant now) const;

  bool operator==(const UpTime&) const = default;

 private:
  void end_outage(OutageTimes& times, Instant now) const;

  Instant began_;
  Instant since_;  // of the last change
  bool up_ = true;
  OutageTimes times_;
};

}  // namespace sim
