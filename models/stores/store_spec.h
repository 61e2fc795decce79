// What a scenario says of a store.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/presets/presets.h"
#include "models/service/service_spec.h"
#include "models/stores/backup_spec.h"
#include "models/stores/replications.h"

namespace models {

// Where keys live: arcs of a hash ring.
struct StoreRing {
  static constexpr std::string_view kTypeName = "StoreRing";
  static constexpr std::string_view kShorthand = "points";
  std::int64_t points = 64;
  std::optional<std::vector<double>> weights;

  void fields(auto& f) {
    f.optional("points", points, "Points on the ring of a node of weight 1.",
               sim::Between{1, 10000});
    f.optional("weights", weights, "The weight of each node; 1 if not given.");
  }
};

// A disk serves one after the other: each operation takes its share of the operations a second,
// and its bytes at the rate.
struct DiskSpec {
  static constexpr std::string_view kTypeName = "Disk";
  static constexpr std::string_view kShorthand = "rate";
  std::optional<sim::ByteRate> rate;
  std::optional<sim::Rate> operations;

  void fields(auto& f) {
    f.optional("rate", rate, "Bytes that it reads or writes per time.", sim::Above{0});
    f.optional("operations", operations, "Operations that it can do per time.", sim::Above{0});
  }
  void verify(sim::Complaints& complaints) const {
    if (!rate && !operations) complaints.here("needs a rate, or operations");
  }
};

struct StoreSpec {
  static constexpr std::string_view kTypeName = "Store";
  static constexpr std::size_t kCopiesMost = 15;
  std::optional<std::string> like;
  std::int64_t nodes = 1;
  std::vector<sim::Located<std::string>> zones;
  std::optional<std::int64_t> cores;
  std::optional<std::int64_t> threads;
  LineSpec line;
  std::optional<Health> health;
  std::optional<sim::Located<std::string>> cells;
  std::optional<StoreRing> ring;
  std::optional<std::int64_t> shards;
  std::optional<std::int64_t> copies;
  sim::OneOf<Replications> replication;
  sim::OneOf<Durations> read;
  sim::OneOf<Durations> write;
  sim::Bytes record{1000};
  std::optional<DiskSpec> disk;
  std::optional<sim::ByteRate> interface;
  sim::Bytes size{0};
  std::optional<sim::ByteRate> stream;
  std::optional<BackupSpec> backup;

  void fields(auto& f) {
    f.optional("like", like,
               "The name of a preset, which gives all fields that are not given here.");
    f.optional("nodes", nodes, "How many nodes there are.", sim::Between{1, 100000});
    f.optional("zones", zones, "The zones of its nodes, in turn; all zones if not given.");
    f.optional("cores", cores, "Cores of a node; work never waits for one if not given.",
               sim::Between{1, 100000});
    f.optional("threads", threads,
               "Requests that a node works on at once, waiting for other copies included; endless "
               "if not given.",
               sim::Between{1, 10000000});
    f.optional("line", line, "Where requests wait for a thread, or without threads for a core.");
    f.optional("health", health,
               "How callers learn that a node is down, where they may choose one; at once if not "
               "given.");
    f.optional("cells", cells,
               "The cells that it is in: each partition is a shard, led from the unit that owns "
               "it, with copies in the units that it is cut over to.");
    f.optional("ring", ring, "Keys live on a hash ring.");
    f.optional("shards", shards,
               "Keys are spread over so many shards, dealt out to the nodes in turn; one if not "
               "given.",
               sim::Between{1, 100000});
    f.optional("copies", copies,
               "How many nodes have each key, in different zones as far as there are; all nodes if "
               "not given, at most three.",
               sim::Between{1, static_cast<int>(kCopiesMost)});
    f.optional("replication", replication, "How copies are kept alike.");
    f.optional("read", read, "Work of a node on one read, on a core.");
    f.optional("write", write, "Work of each copy on one write, on a core.");
    f.optional("record", record, "What a write puts on the disk of each copy.");
    f.optional("disk", disk, "The disk of each node; as fast as is needed if not given.");
    f.optional("interface", interface,
               "Bytes that the network interface of a node carries per time, each way; as many as "
               "there are if not given.",
               sim::Above{0});
    f.optional("size", size, "All data, once, before the run; what is written comes on top.");
    f.optional("stream", stream,
               "At most so much is sent by each node, and by each taken in, for copies that lack "
               "data; as fast as disks and the network are if not given.",
               sim::Above{0});
    f.optional("backup", backup, "What is kept elsewhere; nothing if not given.");
  }
  void verify(sim::Complaints& complaints) const;

  std::int64_t copies_each() const {
    return std::min(nodes, copies.value_or(std::min<std::int64_t>(nodes, 3)));
  }
  // Its nodes, as a service.
  ServiceSpec as_service() const;
};

}  // namespace models

template <>
struct sim::Codec<models::StoreSpec> : sim::StructCodec<models::StoreSpec> {
  static void read(models::StoreSpec& spec, const Value& value, Reading& reading);
};
