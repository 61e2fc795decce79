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
      learns_that_another_leads(shard);
    link_anew(shard);
    count_leaders(shard);
    if (node.draining() && shard.is_led_by(node) && !shard.handing_over) {
      shard.handing_over = true;
      store_->setting().crowd.spawn(hand_over(shard));
    }
    go_home(shard);
    if (shard.supervised || leader_serves(shard)) continue;
    shard.supervised = true;
    store_->setting().crowd.spawn(supervise(shard));
  }
}

void LeaderReplication::link_anew(Shard& shard) {
  const Node& leader = *shard.led_by().node;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    Copy& copy = shard.copies[i];
    if (i == shard.leader || copy.gone) continue;
    const bool can_be_linked = hear_each_other(leader, *copy.node) && !shard.led_by().blank;
    if (can_be_linked == copy.linked) continue;
    copy.linked = can_be_linked;
    copy.joins_after.reset();
    ++copy.line;
    if (can_be_linked) {
      note_linked(shard, i);
    } else {
      copy.left = store_->setting().kernel.now();
    }
  }
}

// What had not left the leader when a copy could not be reached any more is sent once it can be.
void LeaderReplication::note_linked(Shard& shard, std::size_t to) {
  Copy& copy = shard.copies[to];
  if (!copy.at_work) return store_->setting().crowd.spawn(catch_up(shard, to));
  copy.told = copy.sent = copy.has;
  copy.ahead.clear();
  // The word of what it has may have been lost with the way to it.
  Acknowledged::tell(shard, in_enough_copies(shard));
  pump(shard, to);
}

// More than half of those who decide answer there. A copy that stands still, or has no data,
// answers nobody, whatever it may have.
bool LeaderReplication::has_majority(const Shard& shard, const Node& node) const {
  std::size_t all = 0;
  std::size_t reached = 0;
  if (spec_.failover.decided_by == DecidedBy::copies) {
    all = shard.voters();
    for (const Copy& copy : shard.copies) {
      if (!copy.votes || copy.blank) continue;
      if (copy.node == &node || (hear_each_other(node, *copy.node) && !copy.node->paused()))
        ++reached;
    }
  } else {
    all = store_->setting().network.layout().zones.size();
    for (std::uint32_t zone = 0; zone < all; ++zone)
      if (can_reach(zone, node)) ++reached;
  }
  return 2 * reached > all;
}

bool LeaderReplication::leader_serves(const Shard& shard) const {
  const Node& leader = *shard.led_by().node;
  return !shard.led_by().blank && is_alive(leader) && !leader.paused() &&
         has_majority(shard, leader);
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
    if (by_hand) {
      auto deciding = decide_by_hand(shard);
      co_await std::move(deciding);
    } else {
      co_await kernel.sleep(std::max<sim::Duration>(1ms, failover.elect));
    }
    if (leader_serves(shard)) break;
    if (const auto next = candidate(shard)) {
      promote(shard, *next, since);
    } else if (needs_a_person(shard)) {
      auto recovering = recover_by_hand(shard, since, by_hand ? 0s : failover.manual);
      co_await std::move(recovering);
    }
  }
  shard.stopped = false;
  shard.supervised = false;
  count_leaders(shard);
  finish_move(shard);
  go_home(shard);
}

// Whoever is to decide is told when the leader is heard again: as late as that it was gone, or a
// second later.
sim::Task<> LeaderReplication::decide_by_hand(const Shard& shard) const {
  sim::Kernel& kernel = store_->setting().kernel;
  const sim::Duration look = std::max<sim::Duration>(1s, spec_.failover.detect);
  const sim::Instant end = kernel.now() + std::max<sim::Duration>(1ms, spec_.failover.manual);
  while (kernel.now() < end && !leader_serves(shard))
    co_await kernel.sleep(std::min(look, end - kernel.now()));
}

std::optional<std::size_t> LeaderReplication::candidate(const Shard& shard) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    const Copy& copy = shard.copies[i];
    if (i == shard.leader || copy.blank || !copy.votes) continue;
    if (!is_alive(*copy.node) || copy.node->paused()) continue;
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
  told.lost_since = age_after(shard, common, since, shard.copies[next].left);
  told.lost_writes = strike_after(shard, common);
  if (told.lost_writes == 0) told.lost_since = {};
  if (next != former) store_->note_failover(told);
  learns_that_another_leads(shard);
  shard.leader = next;
  ++leads_[shard.led_by().node->index()];
  if (next != former) shard.led_before = shard.copies[former].node;
  ++shard.epoch;
  Acknowledged::disappoint_all(shard);
  Node& old = *shard.copies[former].node;
  const bool knows = hear_each_other(old, *shard.led_by().node);
  if (!spec_.failover.fencing && is_alive(old) && !knows && !shard.copies[former].blank) {
    shard.deposed = former;
  } else {
    note_leads_no_more(old);
  }
  for (Copy& copy : shard.copies) {
    copy.has = copy.told = copy.sent = std::min(copy.has, common);
    copy.at_work = !copy.blank && copy.votes && copy.has + 1 >= shard.log.first();
    copy.ahead.clear();
    copy.linked = false;
    copy.joins_after.reset();
    ++copy.line;
  }
  shard.led_by().linked = true;
  trim(shard);
  tidy_cuts(shard);
  link_anew(shard);
}

void LeaderReplication::note_leads_no_more(Node& node) {
  if (--leads_[node.index()] == 0) node.note_demotion();
}

void LeaderReplication::learns_that_another_leads(Shard& shard) {
  if (shard.deposed) note_leads_no_more(*shard.copies[*shard.deposed].node);
  shard.deposed.reset();
}

// How long before `at` the first of what comes after an entry was written; what is in the tail no
// more was written after `left`.
sim::Duration LeaderReplication::age_after(const Shard& shard, std::uint64_t number,
                                           sim::Instant at, sim::Instant left) {
  sim::Duration age{};
  if (number + 1 < shard.log.first()) {
    age = at - left;
  } else if (number < shard.log.last()) {
    age = at - shard.log.entry(number + 1).at;
  }
  return std::max<sim::Duration>(age, 0s);
}

// What comes after an entry has never been. Returns how many acknowledged writes are lost by it.
std::int64_t LeaderReplication::strike_after(Shard& shard, std::uint64_t number) {
  Books& books = store_->setting().books;
  std::int64_t lost = 0;
  const std::uint64_t kept = std::max(number, shard.log.first() - 1);
  for (std::uint64_t last = shard.log.last(); last > kept; --last) {
    const LogEntry entry = shard.log.entry(last);
    books.strike(*entry.record, entry.posting);
    const Posting& posting = entry.record->postings[entry.posting];
    if (posting.acknowledged && posting.done == 0) ++lost;
    books.release(*entry.record);
  }
  lost += shard.cuts.lose_after(number, books);
  if (number < kept) {
    shard.log.restart(number);
  } else {
    shard.log.drop_back(number);
  }
  shard.archived = std::min(shard.archived, number);
  if (Backups* const backups = store_->backups()) backups->cut_off(shard.id, number);
  store_->counts().lost_writes += lost;
  return lost;
}

}  // namespace models
