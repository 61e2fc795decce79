// A store: keys on nodes, several copies of each, kept alike. Its nodes are those of a service, so
// that all that befalls nodes befalls them.
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "models/books/books.h"
#include "models/node/any_cores.h"
#include "models/service/service.h"
#include "models/stores/backups.h"
#include "models/stores/disk_conditions.h"
#include "models/stores/placement.h"
#include "models/stores/replications.h"
#include "models/stores/ring_change.h"
#include "models/stores/store_order.h"
#include "models/stores/store_spec.h"
#include "models/stores/streaming.h"
#include "sim/measure/store_measurements.h"

namespace models {

class Store {
 public:
  // `cells` and `homes`: that its shards are in; null and none if it is in no cells.
  Store(const Setting& setting, std::string name, const StoreSpec& spec, Service& nodes,
        Cells* cells, Homes homes);
  Store(const Store&) = delete;

  const std::string& name() const { return name_; }
  Service& nodes() const { return nodes_; }
  Node& node(std::uint32_t index) const { return *nodes_.nodes()[index]; }
  const Setting& setting() const { return setting_; }
  const StoreSpec& spec() const { return spec_; }
  // By which the books know it.
  std::uint32_t number() const { return number_; }
  const Placement& placement() const { return *placement_; }
  const Cells* cells() const { return cells_; }

  // Before it is opened: what is to become of its nodes. Gives the number of the change.
  std::size_t expect(RingChange change);
  // One that does not belong to the store yet.
  std::uint32_t add_node();
  // Once all that is to be expected is.
  void open();

  // For operations: the node to ask, as callers in a zone see it.
  Node* choose(const StoreOrder& order, std::uint32_t zone) const;
  // Who led a shard before the one that does now; null if nobody.
  Node* led_before(std::uint32_t shard) const;
  sim::Task<Outcome> carry_out(Visit& visit, StoreOrder order);

  // For replication. On a core of the visit's node, and then on its disk.
  sim::Task<Outcome> work_on_read(Visit& visit);
  sim::Task<Outcome> work_on_write(Visit& visit);
  // So many writes that another copy has sent; `luck` is theirs. Waits for room on the disk.
  sim::Task<Outcome> write_behind(Node& node, std::uint64_t luck, std::uint64_t count);
  // False if the writer holds a lock that somebody else has held since, and the lock's service says
  // that stores look at that.
  bool lets_through(const Request& request, const StoreOrder& order);
  sim::StoreMeasurements& counts() { return counts_; }
  // So many bytes, read or written.
  sim::Task<bool> work_on_disk(Node& node, std::uint64_t bytes);
  // One read that another copy has asked for.
  sim::Task<Outcome> read_behind(Node& node, std::uint64_t luck);
  void note_without_leader(std::int64_t shards) {
    without_leader_.set(setting_.kernel.now(), shards);
  }
  void note_failover(const sim::FailoverMeasurements& failover);

  // What a shard takes on the disk of each copy once so many entries have been written.
  std::uint64_t bytes_of(std::uint32_t shard, std::uint64_t entries) const;
  std::uint64_t bytes_of_log(std::uint64_t entries) const {
    return entries * static_cast<std::uint64_t>(spec_.record.count);
  }
  // A message with so many records, through what has a capacity between two nodes. Only where
  // Setting::has_wires.
  sim::Task<> send(Node& from, Node& to, std::uint64_t records);
  // Likewise, and on the way to get there; false if there is none. Only if that takes any time.
  sim::Task<bool> carry(Node& from, Node& to, std::uint64_t records, sim::Draws draws);
  bool takes_time(const Node& from, const Node& to) const {
    return setting_.has_wires || setting_.network.takes_time(from.zone, to.zone);
  }
  // From disk to disk, for as long as `goes_on` says. False if it does not.
  sim::Task<bool> stream(Node& from, Node& to, std::uint64_t bytes, std::function<bool()> goes_on);
  void note_loss(const sim::LossMeasurements& loss);
  // One more of the shards that were lost then is led again.
  void note_restored(sim::Instant lost_at);
  // None if nothing is backed up.
  Backups* backups() { return backups_ ? &*backups_ : nullptr; }

  // For backups.
  Node* backup_source(std::uint32_t shard, BackUpFrom from) const;
  BackupCut begin_backup(std::uint32_t shard, const Node& node);
  bool end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole);

  // For operators: ends when all data is where it belongs. Changes wait for those before them.
  sim::Task<> carry_out(std::size_t change);
  // For replication: the copies of a shard are where they belong now.
  void note_moved() {
    if (--moving_ == 0) moved_.open();
  }

  // For failures of disks.
  DiskConditions& disk_conditions() { return disk_conditions_; }
  // Before the run: some may lose all that is on them.
  void expect_lost_disks() { may_lose_disks_ = true; }
  bool may_lose_disks() const { return may_lose_disks_; }
  void lose_disk(const Node& node);

  void reset_measurements(sim::Instant now);
  // The books must be finished.
  sim::StoreMeasurements measurements(sim::Instant now) const;

 private:
  void open_disks();
  void follow_cells();
  sim::Duration disk_time(std::uint64_t bytes) const;
  void note_recovery(sim::Duration point, sim::Duration time);
  sim::Task<Outcome> work(Visit& visit, const RandomDuration& usual, std::uint64_t purpose,
                          bool on_disk);

  const Setting& setting_;
  std::string name_;
  StoreSpec spec_;
  Service& nodes_;
  Cells* cells_;
  Homes homes_;
  std::uint32_t number_;
  std::vector<RingChange> changes_;  // in the order in which they were told
  std::vector<std::size_t> turns_;   // the places of these in order of time
  std::optional<Placement> placement_;
  RandomDuration read_;
  RandomDuration write_;
  PlaceId on_disk_;
  std::deque<AnyCores> disks_;  // by node; none if as fast as is needed
  DiskConditions disk_conditions_;
  std::size_t changed_ = 0;  // so many changes are over
  sim::Gate change_is_over_;
  std::int64_t moving_ = 0;  // shards
  sim::Gate moved_;
  bool may_lose_disks_ = false;
  std::deque<Pacer> sending_;  // by node
  std::deque<Pacer> taking_;   // by node
  std::optional<Backups> backups_;
  Order disk_order_;
  Cores::Spec one_disk_;
  std::unique_ptr<Replications::Any> replication_;
  sim::StoreMeasurements counts_;
  sim::TimeAverage without_leader_;
  sim::LevelTotal without_leader_at_reset_;
  std::vector<sim::LevelTotal> disks_at_reset_;
};

// Reading from a store or writing to it, as something that its nodes can be asked for.
class StoreOperation final : public Operation {
 public:
  // `order` without key and shard, which are those of the request's key at `key`.
  StoreOperation(Store& store, const StoreOrder& order, std::size_t key);

  Node* choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) const override;
  bool has_effect() const override { return order_.is_write; }
  bool needs_its_key() const override { return true; }
  const Cells* cells() const override { return store_.cells(); }
  // What is written goes there, what is read comes back.
  Size records() const override;
  // By the first leader of a shard its pool is known, whoever leads now.
  Address address(Node& chosen, std::uint32_t zone, std::uint64_t key) const override;

 private:
  sim::Task<Outcome> work(Visit& visit) const override;
  StoreOrder order_for(std::uint64_t key) const;

  Store& store_;
  StoreOrder order_;
  std::size_t key_;
};

}  // namespace models
