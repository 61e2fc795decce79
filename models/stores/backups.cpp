// Backups of a store.
#include "models/stores/backups.h"

#include <algorithm>
#include <map>
#include <utility>

#include "models/stores/reach.h"
#include "models/stores/store.h"
#include "sim/kernel/join.h"

namespace models {

Backups::Backups(const BackupSpec& spec, Store& store)
    : spec_(spec), store_(store), streaming_(store), kept_(store.placement().shards().size()) {
  for (std::uint32_t shard = 0; shard < kept_.size(); ++shard)
    kept_[shard].full_bytes = store.bytes_of(shard, 0);
  for (std::size_t i = 0; i < store.nodes().nodes().size(); ++i) {
    reading_.emplace_back(spec.rate);
    restoring_.emplace_back(spec.restore);
    replaying_.emplace_back(spec.replay);
  }
}

void Backups::begin(EventLog& log) {
  log_ = &log;
  sim::Crowd& crowd = store_.setting().crowd;
  if (spec_.full) crowd.spawn(make_now_and_then(BackupKind::full, *spec_.full));
  if (spec_.incremental)
    crowd.spawn(make_now_and_then(BackupKind::incremental, *spec_.incremental));
  if (spec_.log) crowd.spawn(make_now_and_then(BackupKind::log, *spec_.log));
}

// A backup that is due while the one before it of its kind is still made is left out.
sim::Task<> Backups::make_now_and_then(BackupKind kind, sim::Duration every) {
  sim::Kernel& kernel = store_.setting().kernel;
  for (sim::Instant due = kernel.now() + every;; due += every) {
    if (due < kernel.now()) continue;
    co_await kernel.sleep(due - kernel.now());
    EventLog::Happening happening;
    if (kind == BackupKind::full) happening = log_->begin("backup " + store_.name(), {}, false);
    auto making = make(kind);
    co_await std::move(making);
    if (kind == BackupKind::full) log_->end(happening);
  }
}

const Node* Backups::source_of(std::uint32_t shard) const {
  return store_.backup_source(shard, spec_.from.value_or(BackUpFrom::leader));
}

// Each node reads its shards one after the other; all nodes at the same time.
sim::Task<bool> Backups::make(BackupKind kind) {
  std::map<std::size_t, std::vector<std::uint32_t>> shards_of;
  for (std::uint32_t shard = 0; shard < kept_.size(); ++shard)
    if (const Node* const node = source_of(shard)) shards_of[node->index()].push_back(shard);
  sim::Tasks<bool> tasks;
  for (auto& [node, shards] : shards_of)
    tasks.push_back(
        read_node(kind, store_.node(static_cast<std::uint32_t>(node)), std::move(shards)));
  const sim::Instant began = store_.setting().kernel.now();
  const std::size_t count = tasks.size();
  sim::Join<bool> join(std::move(tasks), count, [](const bool&) { return true; });
  const auto results = co_await join;
  const bool is_whole = count > 0 && shards_of.size() == count &&
                        std::ranges::all_of(results, [](const auto& each) { return *each; });
  sim::BackupMeasurements& made = made_[static_cast<std::size_t>(kind)];
  ++(is_whole ? made.made : made.in_part);
  made.longest = std::max(made.longest, store_.setting().kernel.now() - began);
  co_return is_whole;
}

// False if something of it could not be read.
sim::Task<bool> Backups::read_node(BackupKind kind, Node& node, std::vector<std::uint32_t> shards) {
  bool is_whole = true;
  for (const std::uint32_t shard : shards) {
    const auto goes_on = [this, shard, &node] {
      return is_alive(node) && source_of(shard) == &node;
    };
    if (!goes_on()) {
      is_whole = false;
      continue;
    }
    const BackupCut cut = store_.begin_backup(shard, node);
    const std::uint64_t bytes = bytes_for(kind, shard, cut.entry);
    auto reading = streaming_.move({.from = &node, .out = &reading_[node.index()]}, bytes, goes_on);
    const bool is_read = co_await std::move(reading);
    if (store_.end_backup(shard, cut, is_read)) {
      note(kept_[shard], kind, cut.entry, bytes);
      made_[static_cast<std::size_t>(kind)].bytes += bytes;
    } else {
      is_whole = false;
    }
  }
  co_return is_whole;
}

std::uint64_t Backups::bytes_for(BackupKind kind, std::uint32_t shard, std::uint64_t upto) const {
  const Kept& kept = kept_[shard];
  const std::uint64_t record = static_cast<std::uint64_t>(store_.spec().record.count);
  const auto since = [&](std::uint64_t entry) {
    return upto > entry ? (upto - entry) * record : 0;
  };
  switch (kind) {
    case BackupKind::full:
      return store_.bytes_of(shard, upto);
    case BackupKind::incremental:
      return since(std::max(kept.full, kept.incremental));
    case BackupKind::log:
      return since(std::max({kept.full, kept.incremental, kept.log}));
  }
  return 0;
}

void Backups::note(Kept& kept, BackupKind kind, std::uint64_t upto, std::uint64_t bytes) {
  switch (kind) {
    case BackupKind::full:
      kept.full = upto;
      kept.full_bytes = bytes;
      kept.incremental = std::max(kept.incremental, upto);
      kept.log = std::max(kept.log, upto);
      break;
    case BackupKind::incremental:
      kept.incremental = std::max(kept.incremental, upto);
      kept.log = std::max(kept.log, upto);
      break;
    case BackupKind::log:
      kept.log = std::max(kept.log, upto);
      break;
  }
}

// The last full backup and what has changed since are written back; then the log since then is done
// again.
sim::Task<bool> Backups::restore(std::uint32_t shard, Node& node, std::function<bool()> goes_on) {
  const Kept& kept = kept_[shard];
  const auto record = static_cast<std::uint64_t>(store_.spec().record.count);
  const std::uint64_t base = kept.full_bytes + (kept.incremental - kept.full) * record;
  const std::uint64_t log = (kept.log - kept.incremental) * record;
  auto writing = streaming_.move({.to = &node, .in = &restoring_[node.index()]}, base, goes_on);
  if (!co_await std::move(writing)) co_return false;
  auto replaying = streaming_.move({.to = &node, .in = &replaying_[node.index()]}, log, goes_on);
  co_return co_await std::move(replaying);
}

void Backups::cut_off(std::uint32_t shard, std::uint64_t entry) {
  Kept& kept = kept_[shard];
  for (std::uint64_t* const upto : {&kept.full, &kept.incremental, &kept.log})
    *upto = std::min(*upto, entry);
}

void Backups::reset_measurements() {
  made_ = {};
}

}  // namespace models
