// Copies that are all alike: what happens when some have lost their disk.
#include <algorithm>
#include <utility>

#include "models/stores/quorum_replication.h"
#include "models/stores/reach.h"
#include "models/stores/store.h"

namespace models {

void QuorumReplication::lose_disk(const Node& node) {
  for (const std::uint32_t id : shards_of_node_[node.index()]) {
    Shard& shard = shards_[id];
    const std::size_t copy = copy_at(shard, node);
    lose_entries(shard, copy);
    if ((shard.blank & bit(copy)) != 0) continue;
    shard.blank |= bit(copy);
    if (shard.blank == all_of(shard)) lose_all(shard);
  }
}

// What no other copy has, and no backup, is gone.
void QuorumReplication::lose_entries(Shard& shard, std::size_t copy) {
  std::vector<std::uint64_t> touched;
  for (auto& [number, entry] : shard.entries) {
    const bool had = (entry.holders & bit(copy)) != 0;
    entry.holders &= ~bit(copy);
    touched.push_back(number);
    if (!had || entry.holders != 0 || number <= shard.archived) continue;
    store_->setting().books.strike(*entry.what.record, entry.what.posting);
    entry.in_books = false;
    const Posting& posting = entry.what.record->postings[entry.what.posting];
    if (posting.acknowledged && posting.done == 0) ++store_->counts().lost_writes;
  }
  for (const std::uint64_t number : touched) forget(shard, number);
}

void QuorumReplication::lose_all(Shard& shard) {
  const sim::Instant now = store_->setting().kernel.now();
  const std::int64_t lost = shard.cuts.lose_after(shard.archived, store_->setting().books);
  store_->counts().lost_writes += lost;
  shard.lost_at = now;
  store_->note_loss({.at = now,
                     .restored = {},
                     .shards = 1,
                     .lost_writes = lost,
                     .lost_since = now - shard.archived_at});
  if (store_->backups() != nullptr) store_->setting().crowd.spawn(restore(shard));
}

// Those that have no data get it from one that has, as soon as they hear of each other.
void QuorumReplication::fill(Shard& shard) {
  for (std::size_t to = 0; to < shard.copies.size(); ++to) {
    const Holders wanted = shard.members | shard.joining;
    if ((wanted & shard.blank & ~shard.streaming & bit(to)) == 0) continue;
    if (!is_alive(*shard.copies[to]) || !someone_with_data(shard, to)) continue;
    shard.streaming |= bit(to);
    store_->setting().crowd.spawn(rebuild(shard, to));
  }
}

std::optional<std::size_t> QuorumReplication::someone_with_data(const Shard& shard,
                                                                std::size_t near) const {
  for (std::size_t i = 0; i < shard.copies.size(); ++i)
    if ((shard.blank & bit(i)) == 0 && hear_each_other(*shard.copies[i], *shard.copies[near]))
      return i;
  return std::nullopt;
}

sim::Task<> QuorumReplication::rebuild(Shard& shard, std::size_t to) {
  Node& node = *shard.copies[to];
  for (auto from = someone_with_data(shard, to); from; from = someone_with_data(shard, to)) {
    Node& source = *shard.copies[*from];
    const auto goes_on = [this, &shard, &source, &node, from = bit(*from), lives = node.lives()] {
      return (shard.blank & from) == 0 && node.lives() == lives && hear_each_other(source, node);
    };
    auto streaming =
        store_->stream(source, node, store_->bytes_of(shard.id, shard.written), goes_on);
    if (!co_await std::move(streaming)) continue;
    shard.blank &= ~bit(to);
    break;
  }
  shard.streaming &= ~bit(to);
  make_up(shard, to, sim::Duration::max());
  finish_move(shard);
}

void QuorumReplication::move(std::uint32_t id, const std::vector<std::uint32_t>& to, Owns owns) {
  Shard& shard = shards_[id];
  shards_of_node_.resize(store_->nodes().nodes().size());
  shard.joining = 0;
  for (const std::uint32_t index : to) {
    Node* const node = &store_->node(index);
    auto known = std::ranges::find(shard.copies, node);
    if (known == shard.copies.end()) {
      known = shard.copies.insert(known, node);
      shard.blank |= bit(shard.copies.size() - 1);
      shards_of_node_[index].push_back(id);
    }
    shard.joining |= bit(static_cast<std::size_t>(known - shard.copies.begin()));
  }
  shard.moving_to = to;
  if (owns == Owns::at_once) set_members(shard, to);
  fill(shard);
  finish_move(shard);
}

void QuorumReplication::set_members(Shard& shard, const std::vector<std::uint32_t>& nodes) {
  shard.members = 0;
  shard.order.clear();
  for (const std::uint32_t node : nodes) {
    shard.order.push_back(copy_at(shard, store_->node(node)));
    shard.members |= bit(shard.order.back());
  }
}

// Those that have it no more keep what they have until then: it is read for those that lack it.
void QuorumReplication::finish_move(Shard& shard) {
  if (shard.joining == 0 || (shard.joining & shard.blank) != 0) return;
  set_members(shard, shard.moving_to);
  shard.joining = 0;
  shard.blank |= all_of(shard) & ~shard.members;
  std::vector<std::uint64_t> numbers;
  for (const auto& [number, entry] : shard.entries) numbers.push_back(number);
  for (const std::uint64_t number : numbers) hand_over(shard, number);
  for (const std::uint64_t number : numbers) forget(shard, number);
  store_->note_moved();
}

// By a person, onto the first node that is up; the others get it from there.
sim::Task<> QuorumReplication::restore(Shard& shard) {
  sim::Kernel& kernel = store_->setting().kernel;
  Backups& backups = *store_->backups();
  co_await kernel.sleep(backups.decide());
  while (shard.blank == all_of(shard)) {
    const auto up =
        std::ranges::find_if(shard.copies, [](const Node* node) { return is_alive(*node); });
    bool is_there = false;
    if (up != shard.copies.end()) {
      Node& node = **up;
      auto restoring = backups.restore(shard.id, node, [&node, lives = node.lives()] {
        return is_alive(node) && node.lives() == lives;
      });
      is_there = co_await std::move(restoring);
      if (is_there) shard.blank &= ~bit(copy_at(shard, node));
    }
    if (!is_there) co_await kernel.sleep(1s);
  }
  store_->note_restored(shard.lost_at);
  fill(shard);
}

Node* QuorumReplication::backup_source(std::uint32_t shard, BackUpFrom) const {
  const Shard& of = shards_[shard];
  for (std::size_t i = 0; i < of.copies.size(); ++i)
    if ((of.blank & bit(i)) == 0 && is_alive(*of.copies[i])) return of.copies[i];
  return nullptr;
}

// Of what is written, even if the copy that is read still lacks it: others are read for that.
BackupCut QuorumReplication::begin_backup(std::uint32_t shard, const Node& node) {
  Shard& of = shards_[shard];
  of.cuts.cut_after(of.written);
  of.archiving.push_back(of.written);
  return {.entry = of.written, .epoch = 0, .at = node.now()};
}

bool QuorumReplication::end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole) {
  Shard& of = shards_[shard];
  of.archiving.erase(std::ranges::find(of.archiving, cut.entry));
  if (is_whole && cut.at > of.archived_at) {
    of.archived = std::max(of.archived, cut.entry);
    of.archived_at = cut.at;
    of.cuts.secure(of.archived, store_->setting().books);
  }
  of.cuts.tidy(
      [&of](std::uint64_t entry) {
        return entry == of.archived || std::ranges::count(of.archiving, entry) > 0;
      },
      store_->setting().books);
  return is_whole;
}

}  // namespace models
