// What of a store can only be judged as a whole.
#include "models/stores/store_spec.h"

#include <algorithm>

#include "models/balancing/backend.h"

namespace models {

namespace {

constexpr double kMostRingPoints = 1'000'000;  // each is a shard of its own

}  // namespace

void StoreSpec::verify(sim::Complaints& complaints) const {
  if (copies && *copies > nodes)
    complaints.about("copies", "must not be more than the " + std::to_string(nodes) + " nodes");
  if (const auto* const quorum = std::get_if<QuorumSpec>(&replication.spec)) {
    for (const auto& [field, told] : {std::pair("write", quorum->write), {"read", quorum->read}})
      if (told && *told > copies_each())
        complaints.about("replication", std::string(field) + " must not be more than the " +
                                            std::to_string(copies_each()) + " copies");
  }
  if (backup && backup->from && std::holds_alternative<QuorumSpec>(replication.spec))
    complaints.about("backup", "from has no meaning for copies that are all alike; leave it out");
  if (ring && shards)
    complaints.about("shards", "goes without a ring, whose points are its shards");
  if (cells && (ring || shards))
    complaints.about("cells", "goes without ring and shards: the partitions are its shards");
  if (cells && std::holds_alternative<QuorumSpec>(replication.spec))
    complaints.about("cells", "is for copies that follow a leader; here none leads in a unit");
  if ((line.limit || line.shed) && !cores && !threads)
    complaints.about("line", "has no meaning without threads or cores: nobody ever waits");
  if (!ring) return;
  double weight = static_cast<double>(nodes);
  if (ring->weights) {
    if (static_cast<std::int64_t>(ring->weights->size()) != nodes)
      complaints.about("ring",
                       "needs a weight for each of the " + std::to_string(nodes) + " nodes");
    if (!std::all_of(ring->weights->begin(), ring->weights->end(), is_weight))
      complaints.about("ring", std::string("has weights that ") + kWeightsInWords);
    weight = 0;
    for (const double each : *ring->weights) weight += each;
  }
  if (static_cast<double>(ring->points) * weight > kMostRingPoints)
    complaints.about("ring", "has more than 1000000 points; give fewer to a node");
}

ServiceSpec StoreSpec::as_service() const {
  ServiceSpec service;
  service.nodes = nodes;
  service.zones = zones;
  service.cores = cores;
  service.threads = threads;
  service.line = line;
  service.health = health;
  service.interface = interface;
  return service;
}

}  // namespace models

namespace sim {

void Codec<models::StoreSpec>::read(models::StoreSpec& spec, const Value& value, Reading& reading) {
  const Value told = models::with_preset(value, models::PresetOf::stores, reading);
  StructCodec<models::StoreSpec>::read(spec, told, reading);
}

}  // namespace sim
