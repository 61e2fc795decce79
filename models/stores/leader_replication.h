// Copies that follow a leader: it writes, sends its log to the others, and is replaced when it is
// gone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string_view>
#include <vector>

#include "models/steps/visit.h"
#include "models/stores/backup_spec.h"
#include "models/stores/leader_spec.h"
#include "models/stores/ring_change.h"
#include "models/stores/shard.h"
#include "models/stores/store_order.h"
#include "sim/kernel/task.h"
#include "sim/measure/store_measurements.h"

namespace models {

class Store;

class LeaderReplication {
 public:
  static constexpr std::string_view kName = "leader";
  static constexpr std::string_view kSummary =
      "One copy leads: it takes the writes and sends them to the others; another takes over when "
      "it is gone.";
  using Spec = LeaderSpec;

  LeaderReplication(const Spec& spec, Store& store);

  // The node to ask, as callers in a zone see it.
  Node* choose(const StoreOrder& order, std::uint32_t zone) const;
  Node* led_before(std::uint32_t shard) const { return shards_[shard].led_before; }
  sim::Task<Outcome> read(Visit& visit, StoreOrder order);
  sim::Task<Outcome> write(Visit& visit, StoreOrder order);
  // Something has happened to a node, or to the way to it.
  void note_change(const Node& node);
  // All that is on its disk is gone, and so is the node until it is repaired.
  void lose_disk(const Node& node);

  // A shard's copies belong to these nodes from now on: those that have none get their data first.
  void move(std::uint32_t shard, const std::vector<std::uint32_t>& to, Owns owns);

  // The leader of a shard is to be in these zones, as soon as a copy there can lead.
  void lead_from(std::uint32_t shard, const std::vector<std::uint32_t>& zones);

  // For backups: the node to read a shard from, none if there is none; begins one of what there is
  // now; and ends it: then what it has cannot be lost any more. False if it is of no use.
  Node* backup_source(std::uint32_t shard, BackUpFrom from) const;
  BackupCut begin_backup(std::uint32_t shard, const Node& node);
  bool end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole);

 private:
  struct Batch {
    std::uint64_t after;  // the entries after this one
    std::uint64_t last;
    std::uint64_t line;
    std::uint64_t epoch;
  };

  std::size_t needed(const Shard& shard) const;
  std::uint64_t in_enough_copies(const Shard& shard) const;
  bool can_reach(std::uint32_t zone, const Node& node) const;
  bool hear_each_other(const Node& one, const Node& other) const;
  bool has_majority(const Shard& shard, const Node& node) const;
  bool leader_serves(const Shard& shard) const;
  static bool is_behind(const Shard& shard, const Copy& copy, std::uint64_t key);

  void append(Shard& shard, const LogEntry& entry);
  sim::Task<Outcome> write_apart(Visit& visit, Shard& shard, StoreOrder order);
  void pump(Shard& shard, std::size_t to);
  sim::Task<> deliver(Shard& shard, std::size_t to, Batch batch);
  bool note_written(Shard& shard, Copy& copy, const Batch& batch);
  void note_told(Shard& shard, std::size_t from, std::uint64_t number);
  void trim(Shard& shard);
  void let_go(Shard& shard, std::uint64_t number);
  void keep_less(Shard& shard);

  void note_linked(Shard& shard, std::size_t to);
  sim::Task<> catch_up(Shard& shard, std::size_t to);
  void rejoin(Shard& shard, std::size_t to);
  void tidy_cuts(Shard& shard);
  void finish_move(Shard& shard);
  std::optional<std::size_t> successor(const Shard& shard) const;
  static bool must_leave(const Shard& shard);
  bool is_to_hand_over(const Shard& shard) const;
  void go_home(Shard& shard);
  sim::Task<> hand_over(Shard& shard);
  bool lacks_little(const Shard& shard, const Copy& copy) const;
  void lose_all(Shard& shard);
  bool needs_a_person(const Shard& shard) const;
  sim::Task<> recover_by_hand(Shard& shard, sim::Instant since, sim::Duration decides);
  sim::Task<bool> restore(Shard& shard, std::size_t copy);

  void link_anew(Shard& shard);
  sim::Task<> supervise(Shard& shard);
  sim::Task<> decide_by_hand(const Shard& shard) const;
  std::optional<std::size_t> candidate(const Shard& shard) const;
  void promote(Shard& shard, std::size_t next, sim::Instant since);
  void note_leads_no_more(Node& node);
  void learns_that_another_leads(Shard& shard);
  static sim::Duration age_after(const Shard& shard, std::uint64_t number, sim::Instant at,
                                 sim::Instant left);
  std::int64_t strike_after(Shard& shard, std::uint64_t number);
  void count_leaders(Shard& shard);

  Spec spec_;
  Store* store_;
  std::optional<RandomDuration> lag_;
  std::uint64_t kept_most_;  // entries of a shard, for copies that cannot be reached
  std::deque<Shard> shards_;
  std::vector<std::vector<std::uint32_t>> shards_of_node_;
  std::vector<std::int64_t> leads_;  // by node: so many shards, as far as it knows
  std::vector<bool> serves_;         // by shard, as counted in without_leader_
  std::int64_t without_leader_ = 0;  // shards
};

}  // namespace models
