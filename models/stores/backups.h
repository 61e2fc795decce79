// Backups of a store: when they are made, what they take, and how a shard is restored from them.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <functional>
#include <vector>

#include "models/events/event_log.h"
#include "models/stores/backup_spec.h"
#include "models/stores/streaming.h"
#include "sim/kernel/task.h"
#include "sim/measure/store_measurements.h"

namespace models {

class Store;

class Backups {
 public:
  Backups(const BackupSpec& spec, Store& store);

  // How long it takes a person to decide that a shard must be restored.
  sim::Duration decide() const { return spec_.decide; }
  // Begins to make them when they are due; the log is told of full ones.
  void begin(EventLog& log);
  // One of all shards, now. False if some of them could not be read.
  sim::Task<bool> make(BackupKind kind);
  // Onto the disk of a node, for as long as that is wanted: true once all is there.
  sim::Task<bool> restore(std::uint32_t shard, Node& node, std::function<bool()> goes_on);
  // What comes after this entry of a shard has never been.
  void cut_off(std::uint32_t shard, std::uint64_t entry);

  void reset_measurements();
  const std::array<sim::BackupMeasurements, 3>& measurements() const { return made_; }

 private:
  // What there is of a shard: each goes on from where the one before it ends, up to an entry.
  struct Kept {
    std::uint64_t full = 0;
    std::uint64_t incremental = 0;
    std::uint64_t log = 0;
    std::uint64_t full_bytes = 0;  // of the full one
  };
  sim::Task<> make_now_and_then(BackupKind kind, sim::Duration every);
  sim::Task<bool> read_node(BackupKind kind, Node& node, std::vector<std::uint32_t> shards);
  const Node* source_of(std::uint32_t shard) const;
  std::uint64_t bytes_for(BackupKind kind, std::uint32_t shard, std::uint64_t upto) const;
  static void note(Kept& kept, BackupKind kind, std::uint64_t upto, std::uint64_t bytes);

  BackupSpec spec_;
  Store& store_;
  Streaming streaming_;
  EventLog* log_ = nullptr;
  std::vector<Kept> kept_;                         // by shard
  std::deque<Pacer> reading_;                      // by node
  std::deque<Pacer> restoring_;                    // by node
  std::deque<Pacer> replaying_;                    // by node
  std::array<sim::BackupMeasurements, 3> made_{};  // by kind
};

}  // namespace models
