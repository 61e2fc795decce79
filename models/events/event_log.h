// What went wrong or was done by operators, when it was noticed, and what it cost.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

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
    bool over = false;
  };

  // Null beyond the first so many.
  Entry* begin(std::string what, std::vector<Targets::Victim> victims, bool is_failure);
  void end(Entry* entry);

  // Callers somewhere have begun or ceased to believe in this node.
  void note_belief(const Node& node);
  // A payment failed, or nobody knows.
  void note_bad(sim::Instant due, std::int64_t money);

  std::vector<sim::EventMeasurements> measured() const;
  std::int64_t left_out() const { return left_out_; }

 private:
  static bool all_believed(const Entry& entry);
  void look_for_recovery(Entry& entry);

  sim::Kernel& kernel_;
  std::deque<Entry> entries_;
  std::int64_t left_out_ = 0;
};

}  // namespace models
