// Copies that are all alike: a write is done when so many have it, a read when so many have
// answered (Gifford 1979, "Weighted voting for replicated data"; as in Dynamo and Cassandra).
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "models/steps/visit.h"
#include "models/stores/backup_spec.h"
#include "models/stores/log_cuts.h"
#include "models/stores/log_tail.h"
#include "models/stores/ring_change.h"
#include "models/stores/store_order.h"
#include "sim/input/fields.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/task.h"

namespace models {

class Store;

struct QuorumSpec {
  std::optional<std::int64_t> write;
  std::optional<std::int64_t> read;
  bool hints = true;
  sim::Duration hints_kept = 3h;
  bool read_repair = true;
  std::optional<sim::Duration> anti_entropy;

  void fields(auto& f) {
    f.optional("write", write,
               "So many copies must have a write before it is acknowledged; more than half if not "
               "given.",
               sim::AtLeast{1});
    f.optional("read", read, "So many copies are asked for a read; more than half if not given.",
               sim::AtLeast{1});
    f.optional("hints", hints,
               "Whether what a copy missed while it was away is handed to it when it is back.");
    f.optional("hints_kept", hints_kept, "How long what it missed is kept for it.");
    f.optional("read_repair", read_repair,
               "Whether copies that turn out to lack something when they are read get it then.");
    f.optional("anti_entropy", anti_entropy,
               "How often all copies are compared, and get what they lack; never if not given.",
               sim::AtLeast<sim::Duration>{1s});
  }
  bool operator==(const QuorumSpec&) const = default;
};

class QuorumReplication {
 public:
  static constexpr std::string_view kName = "quorum";
  static constexpr std::string_view kSummary =
      "Any copy takes a request and asks the others; enough of them have to answer.";
  using Spec = QuorumSpec;

  QuorumReplication(const Spec& spec, Store& store);

  // The node to ask, as callers in a zone see it: the nearest that has a copy.
  Node* choose(const StoreOrder& order, std::uint32_t zone) const;
  static Node* led_before(std::uint32_t) { return nullptr; }
  sim::Task<Outcome> read(Visit& visit, StoreOrder order);
  sim::Task<Outcome> write(Visit& visit, StoreOrder order);
  // Something has happened to a node, or to the way to it.
  void note_change(const Node& node);
  // All that is on its disk is gone, and so is the node until it is repaired.
  void lose_disk(const Node& node);

  // A shard's copies belong to these nodes from now on, or once those that have none have got data.
  void move(std::uint32_t shard, const std::vector<std::uint32_t>& to, Owns owns);

  // For backups: a node to read a shard from, none if there is none; begins one of what there is
  // now; and ends it: then what it has cannot be lost any more. False if it is of no use.
  Node* backup_source(std::uint32_t shard, BackUpFrom from) const;
  BackupCut begin_backup(std::uint32_t shard, const Node& node);
  bool end_backup(std::uint32_t shard, const BackupCut& cut, bool is_whole);

 private:
  class Enough;
  // A bit for each copy of a shard.
  using Holders = std::uint32_t;
  // A write that not all copies have.
  struct Entry {
    LogEntry what;
    Holders holders = 0;
    Holders on_the_way = 0;  // to these
    bool in_books = false;
    std::size_t told = 0;  // so many copies have told the one that was asked
    bool acknowledged = false;
    sim::detail::Link waiting;  // until enough have it
  };
  struct Shard {
    Shard(std::uint32_t store, std::uint32_t number) : id(number), cuts(store, number) {}

    std::uint32_t id;
    std::vector<Node*> copies;             // all that there ever were
    Holders members = 0;                   // of these; they are asked
    std::vector<std::size_t> order;        // of members; whoever comes first is preferred
    Holders joining = 0;                   // these will be once they have data; they are written to
    std::vector<std::uint32_t> moving_to;  // their nodes
    Holders blank = 0;                     // these lack what was written before their disk was lost
    Holders streaming = 0;                 // of these, to these it is on the way
    std::uint64_t written = 0;
    LogCuts cuts;
    std::uint64_t archived = 0;                          // backups have it up to this entry,
    sim::Instant archived_at{};                          // as it was then
    std::vector<std::uint64_t> archiving;                // backups under way, up to these entries
    sim::Instant lost_at{};                              // when it last was lost as a whole
    std::map<std::uint64_t, Entry> entries;              // by number
    std::multimap<std::uint64_t, std::uint64_t> of_key;  // numbers of entries
  };

  std::size_t needed(const std::optional<std::int64_t>& told, const Shard& shard) const;
  bool believed(const Node& from, const Node& node) const;
  bool hear_each_other(const Node& one, const Node& other) const;
  static std::size_t copy_at(const Shard& shard, const Node& node);

  static std::optional<std::uint64_t> entry_of(const Shard& shard, const LogEntry& what);
  static bool is_repetition(const LogEntry& what, const LogEntry* earlier);
  void send_to_lacking(Shard& shard, std::uint64_t number, const Node& asked);

  using Numbers = std::vector<std::uint64_t>;
  std::uint64_t begin_entry(Shard& shard, const LogEntry& what);
  void send(Shard& shard, const Numbers& numbers, std::size_t from, std::size_t to);
  sim::Task<> deliver(Shard& shard, Numbers numbers, std::size_t from, std::size_t to);
  void note_held(Shard& shard, const Numbers& numbers, std::size_t copy);
  void note_arrived(Shard& shard, const Numbers& numbers, std::size_t copy, bool told);
  void hand_over(Shard& shard, std::uint64_t number);
  void forget(Shard& shard, std::uint64_t number);

  sim::Task<Outcome> ask(Shard& shard, std::size_t from, std::size_t to, Request request);
  void note_read(Shard& shard, std::uint64_t key, Holders asked);
  static std::size_t holder_of(const Shard& shard, const Numbers& numbers);
  // Sends a copy what it lacks, of what is not older than `kept`.
  void make_up(Shard& shard, std::size_t to, sim::Duration kept);
  sim::Task<> compare_now_and_then();

  static Holders bit(std::size_t copy) { return Holders{1} << copy; }
  static bool is_member(const Shard& shard, std::size_t copy) {
    return (shard.members & bit(copy)) != 0;
  }
  static std::size_t count_members(const Shard& shard) {
    return static_cast<std::size_t>(std::popcount(shard.members));
  }
  void finish_move(Shard& shard);
  void set_members(Shard& shard, const std::vector<std::uint32_t>& nodes);
  static Holders all_of(const Shard& shard) { return bit(shard.copies.size()) - 1; }
  void lose_entries(Shard& shard, std::size_t copy);
  void lose_all(Shard& shard);
  void fill(Shard& shard);
  sim::Task<> rebuild(Shard& shard, std::size_t to);
  sim::Task<> restore(Shard& shard);
  std::optional<std::size_t> someone_with_data(const Shard& shard, std::size_t near) const;

  Spec spec_;
  Store* store_;
  std::deque<Shard> shards_;
  std::vector<std::vector<std::uint32_t>> shards_of_node_;
  bool compares_ = false;  // now and then
};

}  // namespace models
