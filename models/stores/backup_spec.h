// What a scenario says of backups of a store.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/kernel/time.h"
#include "sim/measure/store_measurements.h"

namespace models {

// Which copy is read for a backup: the leader, or another one as far as there is one that can be.
enum class BackUpFrom : std::uint8_t { leader, follower };

using BackupKind = sim::BackupMeasurements::Kind;

// How far into the log of a shard a backup goes.
struct BackupCut {
  std::uint64_t entry = 0;
  std::uint64_t epoch = 0;
  sim::Instant at{};
};

// Before the run there was a full backup, and all was archived. Where backups are kept they are
// safe.
struct BackupSpec {
  static constexpr std::string_view kTypeName = "Backup";
  std::optional<sim::Duration> full;
  std::optional<sim::Duration> incremental;
  std::optional<sim::Duration> log;
  std::optional<sim::ByteRate> rate;
  std::optional<BackUpFrom> from;
  std::optional<sim::ByteRate> restore;
  std::optional<sim::ByteRate> replay;
  sim::Duration decide = 30min;

  void fields(auto& f) {
    f.optional("full", full, "How often all data is copied.", sim::AtLeast<sim::Duration>{1s});
    f.optional("incremental", incremental,
               "How often what was written since the backup before is copied.",
               sim::AtLeast<sim::Duration>{1s});
    f.optional("log", log, "How often the log is archived.", sim::AtLeast<sim::Duration>{100ms});
    f.optional("rate", rate,
               "At most so much is read for backups on each node; as fast as disks are if not "
               "given.",
               sim::Above{0});
    f.optional("from", from,
               "Which copy is read: leader, or follower (another one, as far as there is one); the "
               "leader if not given. It has no meaning where all copies are alike.");
    f.optional("restore", restore,
               "At most so much of a full or incremental backup is written back on each node; as "
               "fast as disks are if not given.",
               sim::Above{0});
    f.optional("replay", replay,
               "At most so much of an archived log is done again on each node; as fast as disks "
               "are if not given.",
               sim::Above{0});
    f.optional("decide", decide,
               "How long it takes a person to decide that a backup must be restored.");
  }
  void verify(sim::Complaints& complaints) const {
    if (!full && !incremental && !log)
      complaints.here("needs full, incremental or log, or nothing will be copied");
  }
  bool operator==(const BackupSpec&) const = default;
};

}  // namespace models

template <>
struct sim::EnumNames<models::BackUpFrom> {
  static constexpr std::array<std::pair<models::BackUpFrom, std::string_view>, 2> names = {
      {{models::BackUpFrom::leader, "leader"}, {models::BackUpFrom::follower, "follower"}}};
};

template <>
struct sim::EnumNames<models::BackupKind> {
  static constexpr std::array<std::pair<models::BackupKind, std::string_view>, 3> names = {
      {{models::BackupKind::full, "full"},
       {models::BackupKind::incremental, "incremental"},
       {models::BackupKind::log, "log"}}};
};
