// Copies that follow a leader: what happens when it is gone.
#include <algorithm>

#include "models/stores/leader_replication.h"
#include "models/stores/reach.h"
#include "models/stores/store.h"

namespace models {

void LeaderReplication::note_change(const Node& node) {
  for (const std::uint32_t id : shards_of_node_[node.index()]) {
    Shard& shard = shards_[id];
    // It learns that there is another leader, and follows it.
    if (shard.deposed && hear_each_other(*shard.copies[*shard.deposed].node, *shard.led_by().node))
      shard.deposed.reset();
    link_anew(shard);
    count_leaders(shard);
    if (shard.supervised || leader_serves(shard)) continue;
    shard.supervised = true;
    store_->setting().crowd.spawn(supervise(shard));
  }
}

// What had not left the leader when a copy could not be reached any more is sent once it can be.
void LeaderReplication::link_anew(Shard& shard) {
  const Node& leader = *shard.led_by().node;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    Copy& copy = shard.copies[i];
    if (i == shard.leader) continue;
    const bool can_be_linked = hear_each_other(leader, *copy.node);
    if (can_be_linked == copy.linked) continue;
    copy.linked = can_be_linked;
    ++copy.line;
    if (!can_be_linked) continue;
    copy.told = copy.sent = copy.has;
    copy.ahead.clear();
    pump(shard, i);
  }
}

// More than half of those who decide answer there. A copy that stands still answers nobody,
// whatever it may have.
bool LeaderReplication::has_majority(const Shard& shard, const Node& node) const {
  std::size_t all = 0;
  std::size_t reached = 0;
  if (spec_.failover.decided_by == DecidedBy::copies) {
    all = shard.copies.size();
    for (const Copy& copy : shard.copies)
      if (copy.node == &node || (hear_each_other(node, *copy.node) && !copy.node->paused()))
        ++reached;
  } else {
    all = store_->setting().network.layout().zones.size();
    for (std::uint32_t zone = 0; zone < all; ++zone)
      if (can_reach(zone, node)) ++reached;
  }
  return 2 * reached > all;
}

bool LeaderReplication::leader_serves(const Shard& shard) const {
  const Node& leader = *shard.led_by().node;
  return is_alive(leader) && !leader.paused() && has_majority(shard, leader);
}

void LeaderReplication::count_leaders(Shard& shard) {
  const bool serves = leader_serves(shard) && !shard.stopped;
  if (serves == serves_[shard.id]) return;
  serves_[shard.id] = serves;
  without_leader_ += serves ? -1 : 1;
  store_->note_without_leader(without_leader_);
}

sim::Task<> LeaderReplication::supervise(Shard& shard) {
  sim::Kernel& kernel = store_->setting().kernel;
  const FailoverSpec& failover = spec_.failover;
  const sim::Instant since = kernel.now();
  co_await kernel.sleep(failover.detect);
  while (!leader_serves(shard)) {
    shard.stopped = failover.fencing;
    count_leaders(shard);
    // Where nobody can be elected, it is tried again after a while.
    const bool by_hand = failover.promote == Promote::manual;
    co_await kernel.sleep(std::max<sim::Duration>(1ms, by_hand ? failover.manual : failover.elect));
    if (leader_serves(shard)) break;
    if (const auto next = candidate(shard)) promote(shard, *next, since);
  }
  shard.stopped = false;
  shard.supervised = false;
  count_leaders(shard);
}

std::optional<std::size_t> LeaderReplication::candidate(const Shard& shard) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    const Copy& copy = shard.copies[i];
    if (i == shard.leader || !is_alive(*copy.node) || copy.node->paused()) continue;
    if (!has_majority(shard, *copy.node)) continue;
    if (best && spec_.failover.promote != Promote::most_caught_up) continue;
    if (!best || copy.has > shard.copies[*best].has) best = i;
  }
  return best;
}

// What the next leader does not have has never been, for all who follow it.
void LeaderReplication::promote(Shard& shard, std::size_t next, sim::Instant since) {
  const std::uint64_t common = shard.copies[next].has;
  const std::size_t former = shard.leader;
  sim::FailoverMeasurements told{.at = since,
                                 .promoted = store_->setting().kernel.now(),
                                 .from = shard.led_by().node->label(),
                                 .to = shard.copies[next].node->label(),
                                 .shards = 1};
  strike_after(shard, common, told);
  store_->note_failover(told);
  shard.leader = next;
  ++shard.epoch;
  Acknowledged::disappoint_all(shard);
  const Node& old = *shard.copies[former].node;
  const bool knows = hear_each_other(old, *shard.led_by().node);
  if (!spec_.failover.fencing && is_alive(old) && !knows) {
    shard.deposed = former;
  } else {
    shard.deposed.reset();
  }
  for (Copy& copy : shard.copies) {
    copy.has = copy.told = copy.sent = std::min(copy.has, common);
    copy.ahead.clear();
    copy.linked = false;
    ++copy.line;
  }
  shard.led_by().linked = true;
  link_anew(shard);
}

void LeaderReplication::strike_after(Shard& shard, std::uint64_t number,
                                     sim::FailoverMeasurements& failover) {
  Books& books = store_->setting().books;
  for (std::uint64_t lost = shard.log.last(); lost > number; --lost) {
    const LogEntry entry = shard.log.entry(lost);
    books.strike(*entry.record, entry.posting);
    const Posting& posting = entry.record->postings[entry.posting];
    if (posting.acknowledged && posting.done == 0) {
      ++store_->counts().lost_writes;
      ++failover.lost_writes;
      failover.lost_since = std::max(failover.lost_since, failover.at - entry.at);
    }
    books.release(*entry.record);
  }
  shard.log.drop_back(number);
}

}  // namespace models
