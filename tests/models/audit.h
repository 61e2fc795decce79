// What holds for every run, whatever the scenario.
#pragma once

#include <set>
#include <string>

#include "sim/measure/measurements.h"

namespace models {

// What a scenario makes sure of beyond what all of them do. Stores by name.
struct Promises {
  // Load and failures end long before the run does, so that nothing is left.
  bool all_leave = false;
  bool nothing_twice = false;       // all repetitions are recognised
  bool recognises_nothing = false;  // none is
  std::set<std::string> keeps_all{};
  std::set<std::string> one_leader{};
  std::set<std::string> never_stale{};
};

// Collects complaints about the measurements of a run; nothing if all is well.
class Audit {
 public:
  static std::string of(const sim::Measurements& measured, bool all_leave) {
    return of(measured, Promises{.all_leave = all_leave});
  }
  static std::string of(const sim::Measurements& measured, const Promises& promises) {
    Audit audit(measured.warmup_end == sim::kStart, promises);
    for (const auto& flow : measured.flows) audit.check_flow(flow);
    for (const auto& station : measured.stations) audit.check_station(station);
    for (const auto& store : measured.stores) audit.check_store(store);
    for (const auto& lock : measured.locks) audit.check_lock(lock);
    for (const auto& queue : measured.queues) audit.check_queue(queue);
    audit.expect(!audit.drained_ || measured.timeline.under_way.back() == 0,
                 "nothing is under way");
    audit.expect(!audit.drained_ || measured.stalled.empty(), "nobody waits for ever");
    const bool keeps_all = promises.keeps_all.size() == measured.stores.size();
    for (const auto& flow : measured.flows) audit.check_findings(flow, keeps_all);
    return audit.complaints_;
  }

 private:
  Audit(bool complete, const Promises& promises)
      : complete_(complete), drained_(promises.all_leave), promises_(promises) {}

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

  void check_findings(const sim::FlowMeasurements& flow, bool keeps_all) {
    if (!flow.audit) return;
    const sim::Audit& found = *flow.audit;
    const std::string of = flow.name + ": ";
    expect(found.intents() == flow.intents.offered, of + "each is found to be something");
    expect(found.unfinished.intents == flow.intents.unfinished,
           of + "who is under way is found so");
    expect(!drained_ || found.pending.intents == 0, of + "nothing is still to be done");
    expect(!keeps_all || found.lost.intents == 0, of + "nothing that was told is lost");
    expect(!promises_.nothing_twice || found.duplicate.intents == 0, of + "nothing is done twice");
  }

  void check_store(const sim::StoreMeasurements& store) {
    const std::string of = store.name + ": ";
    std::int64_t lost = 0;
    for (const sim::FailoverMeasurements& each : store.failovers) {
      expect(each.promoted >= each.at && each.from != each.to,
             of + "another leads after the first");
      expect(each.shards >= 1 && each.shards <= store.shards, of + "shards change their leader");
      lost += each.lost_writes;
    }
    expect(lost <= store.lost_writes, of + "what failovers lose is lost");
    expect(store.stale_reads <= store.reads, of + "stale reads are reads");
    expect(store.repeated + store.apart_writes <= store.writes, of + "each write is of one kind");
    expect(store.without_leader.max <= store.shards, of + "only shards have no leader");
    for (const sim::LevelTotal& disk : store.disks)
      expect(disk.max <= 1, of + "a disk does one thing at a time");
    expect(!promises_.recognises_nothing || store.repeated == 0, of + "nothing is recognised");
    expect(!promises_.keeps_all.contains(store.name) || store.lost_writes + store.lost_intents == 0,
           of + "nothing that was acknowledged is lost");
    expect(!promises_.one_leader.contains(store.name) || store.apart_writes == 0,
           of + "nobody writes apart");
    expect(!promises_.never_stale.contains(store.name) || store.stale_reads == 0,
           of + "no read is stale");
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
  const Promises& promises_;
  std::string complaints_;
};

}  // namespace models
