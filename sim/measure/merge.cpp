// Several runs of one scenario added up.
#include "sim/measure/merge.h"

#include <algorithm>
#include <cstddef>

#include "sim/kernel/check.h"

namespace sim {

namespace {

// Element by element; where one of the two ends, the rest of the other stays.
template <class Element, class Add>
void merge_all(std::vector<Element>& sum, const std::vector<Element>& more, Add add) {
  const std::size_t common = std::min(sum.size(), more.size());
  for (std::size_t i = 0; i < common; ++i) add(sum[i], more[i]);
  for (std::size_t i = common; i < more.size(); ++i) sum.push_back(more[i]);
}

void add_levels(std::vector<LevelTotal>& sum, const std::vector<LevelTotal>& more) {
  merge_all(sum, more, [](LevelTotal& a, const LevelTotal& b) { a.merge(b); });
}

void add_flow(FlowMeasurements& sum, const FlowMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same flows");
  sum.intents.merge(more.intents);
  sum.attempts += more.attempts;
  for (const auto& [reason, count] : more.reasons) sum.reasons[reason] += count;
  sum.latency.merge(more.latency);
  sum.outages.merge(more.outages);
  merge_all(sum.spent, more.spent, [](Uint128& a, const Uint128& b) { a += b; });
  sum.money_approved += more.money_approved;
  sum.money_at_risk += more.money_at_risk;
  if (sum.audit && more.audit) sum.audit->merge(*more.audit);
  if (more.time) sum.time = sum.time.value_or(Duration::zero()) + *more.time;
  check(sum.slices.size() == more.slices.size(), "runs of one scenario have the same slices");
  for (std::size_t i = 0; i < sum.slices.size(); ++i) add_flow(sum.slices[i], more.slices[i]);
}

void add_node(NodeMeasurements& sum, const NodeMeasurements& more) {
  sum.served += more.served;
  sum.busy.merge(more.busy);
  sum.line.merge(more.line);
  sum.threads.merge(more.threads);
  sum.in_service.merge(more.in_service);
}

// A node that has not been there for a time.
NodeMeasurements absent(const NodeMeasurements& like, Duration span) {
  NodeMeasurements node;
  node.name = like.name;
  node.cores = like.cores;
  node.busy.span = node.line.span = node.threads.span = node.in_service.span = span;
  return node;
}

// Scaling may have made more nodes in one run than in another.
void add_nodes(std::vector<NodeMeasurements>& sum, const std::vector<NodeMeasurements>& more) {
  if (sum.empty() || more.empty()) return;
  const Duration before = sum.front().busy.span;
  const Duration added = more.front().busy.span;
  for (std::size_t i = 0; i < std::max(sum.size(), more.size()); ++i) {
    if (i == sum.size()) sum.push_back(absent(more[i], before));
    add_node(sum[i], i < more.size() ? more[i] : absent(sum[i], added));
  }
}

void add_station(StationMeasurements& sum, const StationMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same stations");
  sum.arrived += more.arrived;
  sum.served += more.served;
  sum.failed += more.failed;
  sum.rejected += more.rejected;
  sum.shed += more.shed;
  sum.expired += more.expired;
  sum.refused += more.refused;
  sum.lost += more.lost;
  sum.no_connection += more.no_connection;
  sum.cut_over += more.cut_over;
  sum.too_late += more.too_late;
  sum.work_wasted += more.work_wasted;
  sum.wait.merge(more.wait);
  sum.stay.merge(more.stay);
  add_nodes(sum.nodes, more.nodes);
}

void add_lock(LockMeasurements& sum, const LockMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same lock services");
  sum.acquired += more.acquired;
  sum.gave_up += more.gave_up;
  sum.unavailable += more.unavailable;
  sum.went_without += more.went_without;
  sum.expired += more.expired;
  sum.violations += more.violations;
  sum.stale_let_through += more.stale_let_through;
  sum.stale_refused += more.stale_refused;
  sum.deadlocks += more.deadlocks;
  sum.herd = std::max(sum.herd, more.herd);
  sum.elections += more.elections;
  sum.without_leader += more.without_leader;
  sum.wait.merge(more.wait);
  sum.hold.merge(more.hold);
}

void add_cache(CacheMeasurements& sum, const CacheMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same caches");
  sum.hits += more.hits;
  sum.misses += more.misses;
  sum.coalesced += more.coalesced;
  sum.evictions += more.evictions;
}

void add_wire(WireMeasurements& sum, const WireMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same network");
  sum.bytes += more.bytes;
  if (sum.busy.size() < more.busy.size()) sum.busy.resize(more.busy.size());
  for (std::size_t i = 0; i < more.busy.size(); ++i) sum.busy[i].merge(more.busy[i]);
}

void add_queue(QueueMeasurements& sum, const QueueMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same queues");
  sum.published += more.published;
  sum.refused += more.refused;
  sum.consumed += more.consumed;
  sum.redelivered += more.redelivered;
  sum.dead_letters += more.dead_letters;
  sum.backlog.merge(more.backlog);
  sum.backlog_at_end += more.backlog_at_end;
  sum.consuming.merge(more.consuming);
  sum.oldest = std::max(sum.oldest, more.oldest);
  sum.wait.merge(more.wait);
  sum.time.merge(more.time);
}

void add_timeline(TimelineMeasurements& sum, const TimelineMeasurements& more) {
  merge_all(sum.flows, more.flows, [](Timeline& a, const Timeline& b) { a.merge(b); });
  merge_all(sum.latency, more.latency,
            [](LatencyTimeline& a, const LatencyTimeline& b) { a.merge(b); });
  merge_all(sum.busy, more.busy, add_levels);
  merge_all(sum.line, more.line, add_levels);
  merge_all(sum.in_service, more.in_service, add_levels);
  merge_all(sum.under_way, more.under_way, [](std::int64_t& a, std::int64_t b) { a += b; });
  for (std::size_t i = 0; i < sum.backlog.size(); ++i)
    merge_all(sum.backlog[i], more.backlog[i], [](std::int64_t& a, std::int64_t b) { a += b; });
}

void add_backups(BackupMeasurements& sum, const BackupMeasurements& more) {
  sum.made += more.made;
  sum.in_part += more.in_part;
  sum.bytes += more.bytes;
  sum.longest = std::max(sum.longest, more.longest);
}

void add_store(StoreMeasurements& sum, const StoreMeasurements& more) {
  check(sum.name == more.name, "runs of one scenario have the same stores");
  sum.reads += more.reads;
  sum.stale_reads += more.stale_reads;
  sum.missing_reads += more.missing_reads;
  sum.writes += more.writes;
  sum.repeated += more.repeated;
  sum.apart_writes += more.apart_writes;
  sum.lost_writes += more.lost_writes;
  sum.lost_intents += more.lost_intents;
  sum.lost_money += more.lost_money;
  sum.lag.merge(more.lag);
  sum.without_leader.merge(more.without_leader);
  sum.failovers_left_out += more.failovers_left_out;
  sum.failovers.insert(sum.failovers.end(), more.failovers.begin(), more.failovers.end());
  sum.recovery_point += more.recovery_point;
  sum.recovery_time += more.recovery_time;
  sum.losses_left_out += more.losses_left_out;
  sum.losses.insert(sum.losses.end(), more.losses.begin(), more.losses.end());
  sum.streamed += more.streamed;
  if (sum.backups)
    for (std::size_t i = 0; i < sum.backups->size(); ++i)
      add_backups((*sum.backups)[i], (*more.backups)[i]);
  add_levels(sum.disks, more.disks);
}

void add_run(Measurements& sum, const Measurements& more) {
  sum.runs += more.runs;
  sum.end = std::max(sum.end, more.end);
  sum.events += more.events;
  for (std::size_t i = 0; i < sum.flows.size(); ++i) add_flow(sum.flows[i], more.flows[i]);
  for (std::size_t i = 0; i < sum.stations.size(); ++i)
    add_station(sum.stations[i], more.stations[i]);
  for (std::size_t i = 0; i < sum.stores.size(); ++i) add_store(sum.stores[i], more.stores[i]);
  for (std::size_t i = 0; i < sum.locks.size(); ++i) add_lock(sum.locks[i], more.locks[i]);
  merge_all(sum.caches, more.caches, add_cache);
  merge_all(sum.queues, more.queues, add_queue);
  merge_all(sum.wires, more.wires, add_wire);
  add_timeline(sum.timeline, more.timeline);
}

}  // namespace

Measurements merged(const std::vector<Measurements>& runs) {
  check(!runs.empty(), "there is a run");
  Measurements sum = runs.front();
  for (std::size_t i = 1; i < runs.size(); ++i) add_run(sum, runs[i]);
  sum.fingerprint = 0;
  sum.timeline_events.clear();
  sum.events_left_out = 0;
  sum.recordings.clear();
  sum.stalled.clear();
  return sum;
}

}  // namespace sim
