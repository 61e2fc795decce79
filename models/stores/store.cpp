// A store: keys on nodes, several copies of each.
#include "models/stores/store.h"

#include <algorithm>
#include <utility>

#include "models/callers/carry.h"
#include "models/locks/fencing.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/hash.h"

namespace models {

namespace {

constexpr std::uint64_t kReading = sim::hash_of("work on a read");
constexpr std::uint64_t kWriting = sim::hash_of("work on a write");

}  // namespace

Store::Store(const Setting& setting, std::string name, const StoreSpec& spec, Service& nodes,
             Cells* cells, Homes homes)
    : setting_(setting),
      name_(std::move(name)),
      spec_(spec),
      nodes_(nodes),
      cells_(cells),
      homes_(std::move(homes)),
      number_(setting.books.add_store()),
      read_(spec.read),
      write_(spec.write),
      on_disk_(setting.spent.add_place(name_ + ".disk")),
      disk_conditions_(setting.kernel, disks_),
      change_is_over_(setting.kernel, name_ + ", a change of its nodes"),
      moved_(setting.kernel, name_ + ", data on the move"),
      disk_order_(Orders::Spec{}),
      one_disk_{.kernel = setting.kernel, .count = 1, .order = disk_order_} {}

std::uint32_t Store::add_node() {
  Node& node = nodes_.add_node();
  node.retire();
  return static_cast<std::uint32_t>(node.index());
}

std::size_t Store::expect(RingChange change) {
  changes_.push_back(std::move(change));
  return changes_.size() - 1;
}

void Store::open() {
  const auto& nodes = nodes_.nodes();
  for (std::size_t i = 0; i < changes_.size(); ++i) turns_.push_back(i);
  std::ranges::sort(turns_, {}, [&](std::size_t i) { return std::pair(changes_[i].at, i); });
  Placement::Phases phases(1, std::vector<bool>(nodes.size(), false));
  for (std::size_t i = 0; i < nodes.size(); ++i) phases[0][i] = !nodes[i]->retired();
  for (const std::size_t turn : turns_) {
    phases.push_back(phases.back());
    for (const std::uint32_t node : changes_[turn].joins) phases.back()[node] = true;
    for (const std::uint32_t node : changes_[turn].leaves) phases.back()[node] = false;
  }
  placement_.emplace(spec_, nodes, phases, homes_);
  open_disks();
  replication_ =
      std::make_unique<Replications::Any>(Replications::make(spec_.replication.spec, *this));
  nodes_.on_change_of_node([this](const Node& node) {
    std::visit([&](auto& way) { way.note_change(node); }, *replication_);
  });
  if (cells_ != nullptr) follow_cells();
  if (spec_.backup) backups_.emplace(*spec_.backup, *this);
}

// Shards are led from the units that own them, and go over as soon as they are cut off, so that
// they are led from their new units when these get them.
void Store::follow_cells() {
  auto* const leaders = std::get_if<LeaderReplication>(replication_.get());
  sim::check(leaders != nullptr, "a store in cells has leaders");
  const std::vector<UnitId> owners = cells_->owners();
  for (std::uint32_t shard = 0; shard < owners.size(); ++shard)
    leaders->lead_from(shard, cells_->zones_of(owners[shard]));
  cells_->on_cut([this, leaders](Cells::Partition partition, UnitId to) {
    leaders->lead_from(partition, cells_->zones_of(to));
  });
}

void Store::open_disks() {
  const auto& nodes = nodes_.nodes();
  disk_conditions_.open(nodes.size());
  if (spec_.disk) {
    for (const auto& node : nodes) disks_.emplace_back(one_disk_, node->label() + " disk");
    for (const auto& disk : disks_) disk->set_speed(1.0);
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    sending_.emplace_back(spec_.stream);
    taking_.emplace_back(spec_.stream);
  }
  disks_at_reset_.resize(disks_.size());
}

Node* Store::choose(const StoreOrder& order, std::uint32_t zone) const {
  return std::visit([&](const auto& way) { return way.choose(order, zone); }, *replication_);
}

Node* Store::led_before(std::uint32_t shard) const {
  return std::visit([&](const auto& way) { return way.led_before(shard); }, *replication_);
}

bool Store::lets_through(const Request& request, const StoreOrder& order) {
  return setting_.fencing.lets_through(request.keys[order.key_place],
                                       request.tokens[order.key_place]);
}

sim::Task<Outcome> Store::carry_out(Visit& visit, StoreOrder order) {
  return std::visit(
      [&](auto& way) { return order.is_write ? way.write(visit, order) : way.read(visit, order); },
      *replication_);
}

// Of one operation.
sim::Duration Store::disk_time(std::uint64_t bytes) const {
  double seconds = 0;
  if (spec_.disk->operations) seconds += 1.0 / spec_.disk->operations->per_second;
  if (spec_.disk->rate) seconds += static_cast<double>(bytes) / spec_.disk->rate->per_second;
  return sim::to_duration(seconds * 1e9);
}

sim::Task<Outcome> Store::work_on_read(Visit& visit) {
  return work(visit, read_, kReading, false);
}

sim::Task<Outcome> Store::work_on_write(Visit& visit) {
  return work(visit, write_, kWriting, true);
}

sim::Task<Outcome> Store::work(Visit& visit, const RandomDuration& usual, std::uint64_t purpose,
                               bool on_disk) {
  const Request& request = visit.request;
  sim::Draws draws = request.draws(purpose);
  const sim::Duration time = usual.sample(draws);
  const Service::Places& places = nodes_.places();
  const Worked worked = co_await Cores::Work(visit.node.cores(), request, time);
  visit.in_line += worked.waited;
  visit.on_core += worked.served;
  setting_.spent.add(request.flow, places.in_line, worked.waited);
  setting_.spent.add(request.flow, places.on_a_core, worked.served);
  if (worked.outcome == Outcome::served && on_disk && disk_conditions_.is_full(visit.node.index()))
    co_return Outcome::failed;
  if (worked.outcome != Outcome::served || !on_disk || disks_.empty()) co_return worked.outcome;
  const Worked written =
      co_await Cores::Work(*disks_[visit.node.index()], request, disk_time(bytes_of_log(1)));
  setting_.spent.add(request.flow, on_disk_, written.waited + written.served);
  co_return written.outcome;
}

sim::Task<Outcome> Store::write_behind(Node& node, std::uint64_t luck, std::uint64_t count) {
  Request request;
  request.luck = luck;
  sim::Draws draws = request.draws(kWriting);
  co_await Cores::Work(node.cores(), request, write_.sample(draws));
  co_await disk_conditions_.room(node.index()).passage();
  if (!disks_.empty())
    co_await Cores::Work(*disks_[node.index()], request, disk_time(bytes_of_log(count)));
  co_return Outcome::served;
}

sim::Task<bool> Store::work_on_disk(Node& node, std::uint64_t bytes) {
  if (disks_.empty()) co_return true;
  const Request request;
  co_await Cores::Work(*disks_[node.index()], request, disk_time(bytes));
  co_return true;
}

std::uint64_t Store::bytes_of(std::uint32_t shard, std::uint64_t entries) const {
  const double before = static_cast<double>(spec_.size.count) * placement_->share_of(shard);
  return static_cast<std::uint64_t>(sim::round_half_even(before)) + bytes_of_log(entries);
}

sim::Task<> Store::send(Node& from, Node& to, std::uint64_t records) {
  return pass(setting_, Journey::between(from, to), setting_.message + bytes_of_log(records));
}

sim::Task<bool> Store::carry(Node& from, Node& to, std::uint64_t records, sim::Draws draws) {
  if (setting_.has_wires) {
    auto passing = send(from, to, records);
    co_await std::move(passing);
  }
  if (!setting_.network.takes_time(from.zone, to.zone)) co_return true;
  auto travelling = travel(setting_, from.zone, to.zone, draws);
  co_return co_await std::move(travelling);
}

sim::Task<bool> Store::stream(Node& from, Node& to, std::uint64_t bytes,
                              std::function<bool()> goes_on) {
  Streaming streaming(*this);
  auto moving = streaming.move(
      {.from = &from, .to = &to, .out = &sending_[from.index()], .in = &taking_[to.index()]}, bytes,
      std::move(goes_on));
  const bool is_there = co_await std::move(moving);
  if (is_there) counts_.streamed += bytes;
  co_return is_there;
}

Node* Store::backup_source(std::uint32_t shard, BackUpFrom from) const {
  return std::visit([&](const auto& way) { return way.backup_source(shard, from); }, *replication_);
}

BackupCut Store::begin_backup(std::uint32_t shard, const Node& node) {
  return std::visit([&](auto& way) { return way.begin_backup(shard, node); }, *replication_);
}

bool Store::end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole) {
  return std::visit([&](auto& way) { return way.end_backup(shard, cut, is_whole); }, *replication_);
}

void Store::lose_disk(const Node& node) {
  std::visit([&](auto& way) { way.lose_disk(node); }, *replication_);
}

sim::Task<> Store::carry_out(std::size_t change) {
  while (turns_[changed_] != change) co_await change_is_over_.passage();
  const RingChange& told = changes_[change];
  for (const std::uint32_t joining : told.joins) {
    node(joining).enlist();
    node(joining).put_to_work();
    nodes_.notice(node(joining));
  }
  const std::size_t phase = changed_ + 1;
  ++moving_;
  for (std::uint32_t shard = 0; shard < placement_->shards().size(); ++shard) {
    const auto& to = placement_->nodes_of(shard, phase);
    if (to == placement_->nodes_of(shard, changed_)) continue;
    ++moving_;
    std::visit([&](auto& way) { way.move(shard, to, told.owns); }, *replication_);
  }
  moved_.close();
  note_moved();
  co_await moved_.passage();
  for (const std::uint32_t leaving : told.leaves) {
    node(leaving).retire();
    nodes_.notice(node(leaving));
  }
  ++changed_;
  change_is_over_.open();
  change_is_over_.close();
}

sim::Task<Outcome> Store::read_behind(Node& node, std::uint64_t luck) {
  Request request;
  request.luck = luck;
  sim::Draws draws = request.draws(kReading);
  co_await Cores::Work(node.cores(), request, read_.sample(draws));
  co_return Outcome::served;
}

void Store::note_recovery(sim::Duration point, sim::Duration time) {
  counts_.recovery_point = std::max(counts_.recovery_point, point);
  counts_.recovery_time = std::max(counts_.recovery_time, time);
}

void Store::note_failover(const sim::FailoverMeasurements& failover) {
  note_recovery(failover.lost_since, failover.promoted - failover.at);
  for (sim::FailoverMeasurements& known : counts_.failovers) {
    if (known.at != failover.at || known.promoted != failover.promoted ||
        known.from != failover.from || known.to != failover.to)
      continue;
    known.shards += failover.shards;
    known.lost_writes += failover.lost_writes;
    known.lost_since = std::max(known.lost_since, failover.lost_since);
    return;
  }
  if (counts_.failovers.size() < sim::StoreMeasurements::kFailoversMost) {
    counts_.failovers.push_back(failover);
  } else {
    ++counts_.failovers_left_out;
  }
}

void Store::note_loss(const sim::LossMeasurements& loss) {
  note_recovery(loss.lost_since, {});
  for (sim::LossMeasurements& known : counts_.losses) {
    if (known.at != loss.at) continue;
    known.shards += loss.shards;
    known.lost_writes += loss.lost_writes;
    known.lost_since = std::max(known.lost_since, loss.lost_since);
    return;
  }
  if (counts_.losses.size() < sim::StoreMeasurements::kLossesMost) {
    counts_.losses.push_back(loss);
  } else {
    ++counts_.losses_left_out;
  }
}

void Store::note_restored(sim::Instant lost_at) {
  const auto found = std::ranges::find(counts_.losses, lost_at, &sim::LossMeasurements::at);
  if (found == counts_.losses.end()) return;
  note_recovery({}, setting_.kernel.now() - lost_at);
  if (++found->restored_shards == found->shards) found->restored = setting_.kernel.now();
}

void Store::reset_measurements(sim::Instant now) {
  if (backups_) backups_->reset_measurements();
  counts_ = sim::StoreMeasurements{};
  without_leader_.restart_max();
  without_leader_at_reset_ = without_leader_.total(now);
  for (std::size_t i = 0; i < disks_.size(); ++i) {
    disks_[i]->restart_max();
    disks_at_reset_[i] = disks_[i]->busy().total(now);
  }
}

sim::StoreMeasurements Store::measurements(sim::Instant now) const {
  sim::StoreMeasurements measured = counts_;
  measured.name = name_;
  measured.shards = static_cast<std::int64_t>(placement_->shards().size());
  measured.copies = spec_.copies_each();
  const std::vector<double>& shares = placement_->shares();
  measured.largest_share =
      *std::max_element(shares.begin(), shares.end()) * static_cast<double>(spec_.nodes);
  const Books::LostOfStore& lost = setting_.books.lost_of(number_);
  measured.lost_intents = lost.payments;
  measured.lost_money = lost.money;
  for (const sim::LossMeasurements& loss : measured.losses)
    if (!loss.restored) measured.recovery_time = std::max(measured.recovery_time, now - loss.at);
  if (backups_) measured.backups = backups_->measurements();
  measured.without_leader = without_leader_.total_since(without_leader_at_reset_, now);
  for (std::size_t i = 0; i < disks_.size(); ++i)
    measured.disks.push_back(disks_[i]->busy().total_since(disks_at_reset_[i], now));
  return measured;
}

StoreOperation::StoreOperation(Store& store, const StoreOrder& order, std::size_t key)
    : Operation(store.nodes(), store.setting(), order.is_write ? "write" : "read"),
      store_(store),
      order_(order),
      key_(key) {}

StoreOrder StoreOperation::order_for(std::uint64_t key) const {
  StoreOrder order = order_;
  order.key = key;
  order.key_place = key_;
  order.shard = store_.placement().shard_of(key);
  return order;
}

Node* StoreOperation::choose(std::uint32_t zone, std::uint64_t key, sim::Draws) const {
  return store_.choose(order_for(key), zone);
}

Operation::Size StoreOperation::records() const {
  const std::uint64_t record = store_.bytes_of_log(1);
  return {.there = order_.is_write ? record : 0, .back = order_.is_write ? 0 : record};
}

Address StoreOperation::address(Node& chosen, std::uint32_t zone, std::uint64_t key) const {
  const StoreOrder order = order_for(key);
  if (!order.is_write && order.from == ReadFrom::nearest) return {.home = &chosen, .to = &chosen};
  return {.home = &store_.node(store_.placement().shards()[order.shard].front()),
          .to = store_.choose(order, zone),
          .before = store_.led_before(order.shard)};
}

sim::Task<Outcome> StoreOperation::work(Visit& visit) const {
  return store_.carry_out(visit, order_for(visit.request.keys[key_]));
}

}  // namespace models
