// Copies that follow a leader: what happens to those that have lost their disk, or have been away
// for so long that what they lack is not in the tail of the log any more.
#include <algorithm>

#include "models/stores/leader_replication.h"
#include "models/stores/reach.h"
#include "models/stores/store.h"

namespace models {

// For copies that cannot be reached nothing is kept beyond so many entries, nor for those that are
// about to be near enough and are not.
void LeaderReplication::keep_less(Shard& shard) {
  for (Copy& copy : shard.copies) {
    if (copy.joins_after && shard.log.last() - *copy.joins_after > kept_most_)
      copy.joins_after.reset();
    if (!copy.at_work || copy.linked || shard.log.last() - copy.has <= kept_most_) continue;
    shard.cuts.cut_after(copy.has);
    copy.at_work = false;
  }
}

// Streams from the leader what the copy lacks, and what was written meanwhile, until so little is
// missing that it can be at work.
sim::Task<> LeaderReplication::catch_up(Shard& shard, std::size_t to) {
  Copy& copy = shard.copies[to];
  const auto goes_on = [&shard, &copy, line = copy.line, epoch = shard.epoch] {
    return copy.line == line && shard.epoch == epoch;
  };
  while (goes_on() && !copy.at_work) {
    const std::uint64_t target = shard.log.last();
    shard.cuts.cut_after(target);
    copy.joins_after = target;
    auto streaming = store_->stream(
        *shard.led_by().node, *copy.node,
        copy.blank ? store_->bytes_of(shard.id, target) : store_->bytes_of_log(target - copy.has),
        goes_on);
    if (!co_await std::move(streaming)) co_return;
    copy.blank = false;
    copy.has = copy.told = copy.sent = target;
    if (copy.joins_after) rejoin(shard, to);
  }
}

void LeaderReplication::rejoin(Shard& shard, std::size_t to) {
  Copy& copy = shard.copies[to];
  copy.joins_after.reset();
  copy.at_work = true;
  copy.votes = true;
  trim(shard);
  tidy_cuts(shard);
  note_told(shard, to, copy.has);
  note_change(*copy.node);
  finish_move(shard);
}

// Cuts stay where a backup ends, or a copy that is not at work. If nothing can be lost any more,
// nothing rests anywhere.
void LeaderReplication::tidy_cuts(Shard& shard) {
  Books& books = store_->setting().books;
  const bool is_safe =
      !store_->may_lose_disks() && std::ranges::all_of(shard.copies, &Copy::at_work);
  if (is_safe) shard.cuts.secure_all(books);
  shard.cuts.tidy(
      [&shard](std::uint64_t entry) {
        if (entry == shard.archived || std::ranges::count(shard.archiving, entry) > 0) return true;
        return std::ranges::any_of(shard.copies, [entry](const Copy& copy) {
          return !copy.at_work && ((!copy.blank && copy.has == entry) || copy.joins_after == entry);
        });
      },
      books);
}

void LeaderReplication::lose_disk(const Node& node) {
  for (const std::uint32_t id : shards_of_node_[node.index()]) {
    Shard& shard = shards_[id];
    const auto at = shard.copy_at(node);
    if (!at || shard.copies[*at].blank) continue;
    Copy& copy = shard.copies[*at];
    copy.blank = true;
    copy.at_work = false;
    copy.has = copy.told = copy.sent = 0;
    copy.ahead.clear();
    copy.joins_after.reset();
    copy.linked = false;
    ++copy.line;
    if (shard.deposed == at) learns_that_another_leads(shard);
    if (shard.is_lost()) lose_all(shard);
    trim(shard);
    tidy_cuts(shard);
  }
}

// Nothing is left of it but what is in backups.
void LeaderReplication::lose_all(Shard& shard) {
  const sim::Instant now = store_->setting().kernel.now();
  ++shard.epoch;
  const std::int64_t lost = strike_after(shard, shard.archived);
  Acknowledged::disappoint_all(shard);
  store_->note_loss({.at = now,
                     .restored = {},
                     .shards = 1,
                     .lost_writes = lost,
                     .lost_since = now - shard.archived_at});
  shard.lost_at = now;
}

// So few of those that vote have data that they will never be a majority; or nobody has any.
bool LeaderReplication::needs_a_person(const Shard& shard) const {
  const std::size_t left = shard.voters_left();
  if (spec_.failover.decided_by == DecidedBy::observers) return left == 0;
  return 2 * left <= shard.voters();
}

// A person makes do with what there is: the copy that has most, or else a backup.
sim::Task<> LeaderReplication::recover_by_hand(Shard& shard, sim::Instant since,
                                               sim::Duration decides) {
  const Backups* const backups = store_->backups();
  if (shard.is_lost() && backups != nullptr) decides = backups->decide();
  co_await store_->setting().kernel.sleep(decides);
  if (leader_serves(shard) || !needs_a_person(shard)) co_return;
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    const Copy& copy = shard.copies[i];
    if (copy.gone || !is_alive(*copy.node) || copy.node->paused() ||
        (copy.blank && !shard.is_lost()))
      continue;
    if (!best || copy.has > shard.copies[*best].has) best = i;
  }
  if (!best) co_return;
  const bool from_backup = shard.is_lost();
  if (from_backup) {
    auto restoring = restore(shard, *best);
    if (!co_await std::move(restoring)) co_return;
  }
  for (Copy& copy : shard.copies) copy.votes = !copy.blank;
  promote(shard, *best, since);
  if (from_backup) store_->note_restored(shard.lost_at);
}

sim::Task<bool> LeaderReplication::restore(Shard& shard, std::size_t to) {
  Backups* const backups = store_->backups();
  if (backups == nullptr) co_return false;
  Copy& copy = shard.copies[to];
  const auto goes_on = [&copy, line = copy.line] {
    return copy.line == line && is_alive(*copy.node);
  };
  auto restoring = backups->restore(shard.id, *copy.node, goes_on);
  if (!co_await std::move(restoring)) co_return false;
  copy.blank = false;
  copy.has = copy.told = copy.sent = shard.archived;
  copy.at_work = true;
  co_return true;
}

Node* LeaderReplication::backup_source(std::uint32_t shard, BackUpFrom from) const {
  const Shard& of = shards_[shard];
  const Copy* source = nullptr;
  for (const Copy& copy : of.copies) {
    if (!copy.at_work || !is_alive(*copy.node)) continue;
    const bool leads = &copy == &of.led_by();
    if (leads != (from == BackUpFrom::leader)) continue;
    source = &copy;
  }
  if (source == nullptr && of.led_by().at_work && is_alive(*of.led_by().node))
    source = &of.led_by();
  return source == nullptr ? nullptr : source->node;
}

BackupCut LeaderReplication::begin_backup(std::uint32_t shard, const Node& node) {
  Shard& of = shards_[shard];
  const std::uint64_t entry = of.copies[*of.copy_at(node)].has;
  of.cuts.cut_after(entry);
  of.archiving.push_back(entry);
  return {.entry = entry, .epoch = of.epoch, .at = node.now()};
}

bool LeaderReplication::end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole) {
  Shard& of = shards_[shard];
  of.archiving.erase(std::ranges::find(of.archiving, cut.entry));
  const bool is_good = is_whole && cut.epoch == of.epoch;
  if (is_good && cut.at > of.archived_at) {
    of.archived = std::max(of.archived, cut.entry);
    of.archived_at = cut.at;
    of.cuts.secure(of.archived, store_->setting().books);
  }
  tidy_cuts(of);
  return is_good;
}

}  // namespace models
