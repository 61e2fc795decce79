// Copies that follow a leader: writing, and sending on what was written.
#include "models/stores/leader_replication.h"

#include <algorithm>
#include <array>

#include "models/stores/reach.h"
#include "models/stores/store.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/residents.h"

namespace models {

namespace {

// So much may be on its way to a copy before it has said that it has any of it, as with the buffers
// of a connection.
constexpr std::uint64_t kInFlight = 1000;  // entries

// So many entries of all shards together are kept for a copy that cannot be reached; if there are
// more, it gets a stream of data when it is back.
constexpr std::uint64_t kKeptMost = 200'000;
constexpr std::uint64_t kKeptLeast = 2 * kInFlight;  // of a shard

constexpr std::uint64_t kLag = sim::hash_of("before a write is sent on");
constexpr std::uint64_t kEntriesThere = sim::hash_of("a write on its way to another copy");
constexpr std::uint64_t kEntriesBack = sim::hash_of("an acknowledgement on its way back");

}  // namespace

LeaderReplication::LeaderReplication(const Spec& spec, Store& store)
    : spec_(spec),
      store_(&store),
      kept_most_(std::max(kKeptLeast, kKeptMost / store.placement().shards().size())) {
  if (spec.lag) lag_.emplace(*spec.lag);
  shards_of_node_.resize(store.nodes().nodes().size());
  leads_.resize(store.nodes().nodes().size());
  for (const std::vector<std::uint32_t>& nodes : store.placement().shards()) {
    Shard& shard = shards_.emplace_back(store.number(), static_cast<std::uint32_t>(shards_.size()));
    for (const std::uint32_t node : nodes) {
      shards_of_node_[node].push_back(shard.id);
      shard.copies.push_back({.node = &store.node(node), .leaves = {}, .arrives = {}});
    }
    ++leads_[nodes.front()];
  }
  serves_.assign(shards_.size(), true);
}

Node* LeaderReplication::choose(const StoreOrder& order, std::uint32_t zone) const {
  const Shard& shard = shards_[order.shard];
  Node* const leader = shard.led_by().node;
  if (!order.is_write && order.from == ReadFrom::nearest && leader->zone != zone) {
    for (const Copy& copy : shard.copies)
      if (!copy.blank && copy.node->zone == zone && store_->nodes().believed_from(zone, *copy.node))
        return copy.node;
  }
  // Callers learn of a new leader from whomever they can reach.
  if (shard.deposed && !can_reach(zone, *leader) &&
      can_reach(zone, *shard.copies[*shard.deposed].node))
    return shard.copies[*shard.deposed].node;
  return leader;
}

bool LeaderReplication::can_reach(std::uint32_t zone, const Node& node) const {
  return models::can_reach(store_->setting().network, zone, node);
}

bool LeaderReplication::hear_each_other(const Node& one, const Node& other) const {
  return models::hear_each_other(store_->setting().network, one, other);
}

std::size_t LeaderReplication::needed(const Shard& shard) const {
  const std::size_t copies = shard.voters();
  switch (spec_.acknowledge) {
    case Acknowledge::async:
      return 1;
    case Acknowledge::one:
      return std::min<std::size_t>(2, copies);
    case Acknowledge::majority:
      return copies / 2 + 1;
    case Acknowledge::all:
      return copies;
  }
  return copies;
}

// A read by whoever leads, or led without knowing that it does no longer; or by any copy.
sim::Task<Outcome> LeaderReplication::read(Visit& visit, StoreOrder order) {
  auto working = store_->work_on_read(visit);
  const Outcome outcome = co_await std::move(working);
  if (outcome != Outcome::served) co_return outcome;
  const Shard& shard = shards_[order.shard];
  if (!shard.is_led_by(visit.node)) {
    const auto copy = shard.copy_at(visit.node);
    const bool may_read = order.from == ReadFrom::nearest || shard.was_led_by(visit.node);
    if (!copy || !may_read || shard.copies[*copy].blank) co_return Outcome::failed;
    if (is_behind(shard, shard.copies[*copy], order.key)) ++store_->counts().stale_reads;
  }
  ++store_->counts().reads;
  co_return Outcome::served;
}

// One that has fallen behind further than the tail goes is taken to lack what is asked for.
bool LeaderReplication::is_behind(const Shard& shard, const Copy& copy, std::uint64_t key) {
  if (!copy.at_work) return true;
  for (std::uint64_t number = shard.log.last(); number > copy.has; --number)
    if (shard.log.entry(number).key == key) return true;
  return false;
}

sim::Task<Outcome> LeaderReplication::write(Visit& visit, StoreOrder order) {
  auto working = store_->work_on_write(visit);
  const Outcome outcome = co_await std::move(working);
  if (outcome != Outcome::served) co_return outcome;
  Shard& shard = shards_[order.shard];
  if (shard.was_led_by(visit.node)) {
    auto writing = write_apart(visit, shard, order);
    co_return co_await std::move(writing);
  }
  if (!shard.is_led_by(visit.node)) co_return Outcome::failed;
  if (!store_->lets_through(visit.request, order)) co_return Outcome::fenced_off;
  PaymentRecord& record = *visit.request.record;
  const std::size_t posting =
      Books::posting(record, visit.request.lineage, store_->number(), order.side);
  const bool repeats = !Books::is_new(record, posting, visit.node.now());
  if (!repeats)
    append(shard,
           {.record = &record, .key = order.key, .at = visit.node.now(), .posting = posting});
  const std::uint64_t number = shard.log.last();
  if (in_enough_copies(shard) < number) {
    const sim::Instant began = visit.node.now();
    const Outcome acknowledged = co_await Acknowledged(store_->setting().kernel, shard, number);
    store_->setting().spent.add(visit.request.flow, store_->nodes().places().elsewhere,
                                visit.node.now() - began);
    if (acknowledged != Outcome::served) co_return acknowledged;
  }
  record.postings[posting].acknowledged = true;
  ++store_->counts().writes;
  if (repeats) ++store_->counts().repeated;
  co_return Outcome::served;
}

void LeaderReplication::append(Shard& shard, const LogEntry& entry) {
  Books& books = store_->setting().books;
  books.hold(*entry.record);
  books.enter(*entry.record, entry.posting, entry.at);
  shard.log.append(entry);
  Copy& leader = shard.led_by();
  leader.has = leader.told = leader.sent = shard.log.last();
  for (std::size_t i = 0; i < shard.copies.size(); ++i) pump(shard, i);
  if (shard.log.last() - shard.log.first() >= kept_most_) keep_less(shard);
  trim(shard);
}

// By a leader that does not know that it has been replaced: what it takes will be thrown away when
// it learns of it. It is acknowledged if enough copies are on this side.
sim::Task<Outcome> LeaderReplication::write_apart(Visit& visit, Shard& shard, StoreOrder order) {
  const Node& leader = *shard.led_by().node;
  const auto on_this_side =
      std::count_if(shard.copies.begin(), shard.copies.end(), [&](const Copy& copy) {
        if (copy.node == &visit.node) return true;
        return hear_each_other(*copy.node, visit.node) && !hear_each_other(*copy.node, leader);
      });
  if (static_cast<std::size_t>(on_this_side) < needed(shard)) {
    co_await store_->setting().kernel.sleep(store_->setting().network.give_up());
    co_return Outcome::unknown;
  }
  PaymentRecord& record = *visit.request.record;
  const std::size_t posting =
      Books::posting(record, visit.request.lineage, store_->number(), order.side);
  record.postings[posting].acknowledged = true;
  ++store_->counts().writes;
  ++store_->counts().apart_writes;
  if (record.postings[posting].done == 0) ++store_->counts().lost_writes;
  co_return Outcome::served;
}

// Sends what a copy has not been sent, as far as its window lets it.
void LeaderReplication::pump(Shard& shard, std::size_t to) {
  Copy& copy = shard.copies[to];
  // What stays with the leader for a while is not on its way.
  const std::uint64_t last =
      lag_ ? shard.log.last() : std::min(shard.log.last(), copy.told + kInFlight);
  if (to == shard.leader || !copy.linked || !copy.at_work || copy.sent >= last) return;
  const Batch batch{.after = copy.sent, .last = last, .line = copy.line, .epoch = shard.epoch};
  copy.sent = last;
  store_->setting().crowd.spawn(deliver(shard, to, batch));
}

// From the leader to another copy, and the word back.
sim::Task<> LeaderReplication::deliver(Shard& shard, std::size_t to, Batch batch) {
  sim::Kernel& kernel = store_->setting().kernel;
  const Network& network = store_->setting().network;
  Copy& copy = shard.copies[to];
  Node& node = *copy.node;
  const std::uint32_t home = shard.led_by().node->zone;
  Request request;
  request.luck = sim::mix(sim::mix(node.name, shard.id), batch.last);
  if (lag_) {
    sim::Draws draws = request.draws(kLag);
    copy.leaves = std::max(copy.leaves, kernel.now() + lag_->sample(draws));
    co_await kernel.sleep(copy.leaves - kernel.now());
  }
  if (batch.epoch != shard.epoch || batch.line != copy.line) co_return;
  Node& leader = *shard.led_by().node;
  if (store_->setting().has_wires) {
    auto passing = store_->send(leader, node, batch.last - batch.after);
    co_await std::move(passing);
  }
  if (batch.epoch != shard.epoch || batch.line != copy.line) co_return;
  if (network.takes_time(home, node.zone)) {
    sim::Draws draws = request.draws(kEntriesThere);
    const sim::Duration way = network.latency(ZoneId{home}, ZoneId{node.zone}, draws);
    copy.arrives = std::max(copy.arrives, kernel.now() + way);
    co_await kernel.sleep(copy.arrives - kernel.now());
  }
  if (batch.epoch != shard.epoch || !is_alive(node)) co_return;
  sim::Residents::Stay<Outcome> stay(
      node.residents(), store_->write_behind(node, request.luck, batch.last - batch.after));
  const std::optional<Outcome> written = co_await stay;
  if (!written || batch.epoch != shard.epoch || !copy.at_work || !note_written(shard, copy, batch))
    co_return;
  const std::uint64_t number = copy.has;
  if (store_->setting().has_wires) {
    auto passing = store_->send(node, leader, 0);
    co_await std::move(passing);
  }
  if (network.takes_time(node.zone, home) && can_reach(home, node)) {
    sim::Draws draws = request.draws(kEntriesBack);
    co_await kernel.sleep(network.latency(ZoneId{node.zone}, ZoneId{home}, draws));
  }
  if (batch.epoch == shard.epoch && batch.line == copy.line) note_told(shard, to, number);
}

// False if something before it is still missing.
bool LeaderReplication::note_written(Shard& shard, Copy& copy, const Batch& batch) {
  if (batch.last <= copy.has) return false;
  if (batch.after > copy.has) {
    copy.ahead.emplace(batch.after, batch.last);
    return false;
  }
  std::uint64_t has = batch.last;
  while (!copy.ahead.empty() && copy.ahead.begin()->first <= has) {
    has = std::max(has, copy.ahead.begin()->second);
    copy.ahead.erase(copy.ahead.begin());
  }
  const sim::Instant now = store_->setting().kernel.now();
  for (std::uint64_t number = copy.has + 1; number <= has; ++number)
    store_->counts().lag.record(now - shard.log.entry(number).at);
  copy.has = has;
  trim(shard);
  return true;
}

void LeaderReplication::note_told(Shard& shard, std::size_t from, std::uint64_t number) {
  Copy& copy = shard.copies[from];
  copy.told = std::max(copy.told, number);
  Acknowledged::tell(shard, in_enough_copies(shard));
  pump(shard, from);
}

// Up to which entry, as far as the leader knows.
std::uint64_t LeaderReplication::in_enough_copies(const Shard& shard) const {
  // While they move, those that are to have it and those that had it vote.
  std::array<std::uint64_t, 2 * StoreSpec::kCopiesMost> told{};
  std::size_t count = 0;
  for (const Copy& copy : shard.copies)
    if (copy.votes) told[count++] = copy.told;
  std::sort(told.begin(), told.begin() + static_cast<std::ptrdiff_t>(count), std::greater<>());
  return told[needed(shard) - 1];
}

// What all copies that are at work have cannot be lost by any of them alone.
void LeaderReplication::trim(Shard& shard) {
  std::uint64_t in_all = shard.log.last();
  for (const Copy& copy : shard.copies) {
    if (copy.at_work) {
      in_all = std::min(in_all, copy.has);
    } else if (copy.joins_after) {
      in_all = std::min(in_all, *copy.joins_after);
    }
  }
  for (std::uint64_t number = shard.log.first(); number <= in_all; ++number) let_go(shard, number);
  shard.log.drop_front(in_all);
}

void LeaderReplication::let_go(Shard& shard, std::uint64_t number) {
  const LogEntry& entry = shard.log.entry(number);
  Books& books = store_->setting().books;
  const bool can_be_lost =
      number > shard.archived &&
      (store_->may_lose_disks() || !std::ranges::all_of(shard.copies, &Copy::at_work));
  if (can_be_lost) {
    books.release_at_rest(*entry.record,
                          {.where = shard.cuts.segment_of(number), .posting = entry.posting});
  } else {
    books.release(*entry.record);
  }
}

}  // namespace models
