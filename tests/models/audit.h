// What holds for every run, whatever the scenario.
#pragma once

#include <string>

#include "sim/measure/measurements.h"

namespace models {

// Collects complaints about the measurements of a run; nothing if all is well.
class Audit {
 public:
  // `drained`: load and failures ended long before the run did, so that nothing may be left.
  static std::string of(const sim::Measurements& measured, bool drained) {
    Audit audit(measured.warmup_end == sim::kStart, drained);
    for (const auto& flow : measured.flows) audit.check_flow(flow);
    for (const auto& station : measured.stations) audit.check_station(station);
    for (const auto& lock : measured.locks) audit.check_lock(lock);
    for (const auto& queue : measured.queues) audit.check_queue(queue);
    audit.expect(!drained || measured.timeline.under_way.back() == 0, "nothing is under way");
    audit.expect(!drained || measured.stalled.empty(), "nobody waits for ever");
    return audit.complaints_;
  }

 private:
  Audit(bool complete, bool drained) : complete_(complete), drained_(drained) {}

  void expect(bool holds, const std::string& fact) {
    if (!holds) complaints_ += "not true: " + fact + "\n";
  }

  void check_flow(const sim::FlowMeasurements& flow) {
    const sim::IntentCounts& intents = flow.intents;
    const std::string of = flow.name + ": ";
    expect(intents.conserved(), of + "offered is what it came to");
    expect(!drained_ || intents.unfinished == 0, of + "all have ended");
    expect(flow.attempts >= intents.offered - intents.unfinished, of + "each had an attempt");
    expect(flow.latency.count() == intents.approved + intents.declined,
           of + "each answer has a latency");
    std::int64_t reasons = 0;
    for (const auto& [why, count] : flow.reasons) reasons += count;
    expect(reasons == intents.failed + intents.unknown + intents.approved - intents.good,
           of + "each that was not good has a reason");
  }

  void check_queue(const sim::QueueMeasurements& queue) {
    const std::string of = queue.name + ": ";
    const std::int64_t left = queue.consumed + queue.dead_letters + queue.backlog_at_end;
    expect(complete_ ? queue.published == left : queue.published <= left,
           of + "what was published was consumed, given up, or is there");
    expect(!drained_ || queue.backlog_at_end == 0, of + "nothing is there in the end");
    expect(queue.time.count() == queue.consumed, of + "each that was consumed took its time");
    expect(queue.backlog_at_end <= queue.backlog.max, of + "the backlog was as long as it is");
  }

  void check_station(const sim::StationMeasurements& station) {
    const std::string of = station.name + ": ";
    const std::int64_t answered = station.served + station.failed;
    const std::int64_t done = answered + station.shed + station.expired;
    const std::int64_t inside =
        station.arrived - done - station.rejected - station.refused - station.lost;
    // Of those who came during a warm-up only the going is counted.
    expect(!complete_ || inside >= 0, of + "who goes has come");
    expect(!complete_ || !drained_ || inside == 0, of + "who has come goes");
    expect(station.stay.count() == answered, of + "each answer had a stay");
    expect(station.wait.count() == done, of + "each that was not lost had a wait");
    expect(station.too_late <= answered, of + "only answers come too late");
    std::int64_t answered_by_nodes = 0;
    for (const sim::NodeMeasurements& node : station.nodes) {
      answered_by_nodes += node.served;
      expect(node.cores == 0 || node.busy.max <= node.cores, of + "busy cores are cores");
      expect(station.threads_per_node == 0 || node.threads.max <= station.threads_per_node,
             of + "threads held are threads");
    }
    expect(answered_by_nodes == answered, of + "nodes have answered what the service has");
  }

  void check_lock(const sim::LockMeasurements& lock) {
    const std::string of = lock.name + ": ";
    const std::int64_t began = lock.acquired + lock.went_without;
    expect(lock.wait.count() == began + lock.gave_up + lock.unavailable,
           of + "who has asked gets it, goes without, or does not go on");
    expect(!complete_ || lock.hold.count() <= began, of + "who lets go has begun");
    expect(lock.violations <= began, of + "only who begins can break in on others");
  }

  bool complete_;
  bool drained_;
  std::string complaints_;
};

}  // namespace models
