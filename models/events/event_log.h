// What went wrong or was done by operators, when it was noticed, and what it cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "models/events/phase_clock.h"
#include "models/events/targets.h"
#include "sim/kernel/kernel.h"
#include "sim/measure/measurements.h"

namespace models {

// Keeps the first kMost events in detail and counts the others.
class EventLog {
 public:
  static constexpr std::size_t kMost = 200;

  explicit EventLog(sim::Kernel& kernel) : kernel_(kernel) {}

  struct Entry {
    sim::EventMeasurements measured;
    std::vector<Targets::Victim> victims;
    std::size_t suspect = 0;  // the victim that was not believed in when they were last looked at
    bool over = false;
  };

  // An event that goes on: whoever began it tells when it is over.
  struct Happening {
    Entry* entry = nullptr;  // null beyond the first so many
    std::vector<PhaseClock*> clocks{};
  };
  Happening begin(std::string what, std::vector<Targets::Victim> victims, bool is_failure);
  // A failure that befalls no node, but a link: health checks may fail, yet nobody watches links.
  Happening begin_unwatched(std::string what, std::vector<Targets::Victim> victims);
  void end(const Happening& happening);

  // The clock, which outlives the log's last event, is told of all that concern it from now on.
  void follow(PhaseClock& clock) { clocks_.push_back(&clock); }

  // Callers somewhere have begun or ceased to believe in this node.
  void note_belief(const Node& node);
  // A payment failed, or nobody knows.
  void note_bad(sim::Instant due, std::int64_t money);

  std::vector<sim::EventMeasurements> measured() const;
  std::int64_t left_out() const { return left_out_; }

 private:
  static bool all_believed(Entry& entry);
  void look_for_recovery(Entry& entry);
  Entry* enter(std::string what, std::vector<Targets::Victim> victims, bool is_failure);

  sim::Kernel& kernel_;
  std::deque<Entry> entries_;
  std::vector<PhaseClock*> clocks_;
  std::int64_t left_out_ = 0;
};

}  // namespace models
