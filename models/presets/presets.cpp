// Values of fields under the name of a real system.
#include "models/presets/presets.h"

#include <array>
#include <optional>
#include <vector>

#include "sim/input/json.h"
#include "sim/input/suggest.h"
#include "sim/kernel/check.h"

namespace models {

namespace {

// scenarios/README.md says where each number comes from.
constexpr std::array kPresets = {
    Preset{PresetOf::locks, "zookeeper",
           "A quorum of 5 that answers 18,000 writes a second; sessions of 4 s.",
           R"({"nodes": 5, "cores": 1, "operation": "55us", "lease": "4s",
               "failover": {"detect": "4s", "elect": "200ms"},
               "reconnect": {"work": "55us", "jitter": "1s"}})"},
    Preset{
        PresetOf::locks, "etcd",
        "A quorum of 3 that answers 44,000 writes a second, each 1.6 ms on disk; leases of 10 s.",
        R"({"nodes": 3, "cores": 1, "operation": "22.6us", "sync": "1.5ms", "lease": "10s",
               "failover": {"detect": "1s", "elect": "100ms"},
               "reconnect": {"work": "22.6us"}})"},
    Preset{
        PresetOf::locks, "redis",
        "A primary with 2 copies that lag behind it, watched by Sentinel; leases of 30 s that no "
        "new primary extends.",
        R"({"nodes": 3, "cores": 1, "operation": "5.6us", "lease": "30s", "grace": "0s",
               "replication": "asynchronous", "lag": "1ms",
               "failover": {"detect": "30s", "elect": "1s"},
               "reconnect": {"work": "5.6us"}})"},
    Preset{
        PresetOf::stores, "postgresql-patroni",
        "A primary with 2 standbys that follow it asynchronously; a lease of 30 s, kept outside of "
        "the database, says who leads.",
        R"({"nodes": 3,
               "replication": {"leader": {
                 "acknowledge": "async",
                 "failover": {"detect": "30s", "elect": "2s", "promote": "most_caught_up",
                              "decided_by": "observers", "fencing": true}}}})"},
    Preset{PresetOf::stores, "mysql-orchestrator",
           "A primary with 2 semi-synchronous replicas; replaced 13 s after it is gone, but nobody "
           "stops it if it is only cut off.",
           R"({"nodes": 3,
               "replication": {"leader": {
                 "acknowledge": "one",
                 "failover": {"detect": "10s", "elect": "3s", "promote": "most_caught_up",
                              "decided_by": "observers", "fencing": false}}}})"},
    Preset{
        PresetOf::stores, "mongodb",
        "A replica set of 3 that acknowledges by majority and elects a new primary 12 s after the "
        "old one is gone.",
        R"({"nodes": 3,
               "replication": {"leader": {
                 "acknowledge": "majority",
                 "failover": {"detect": "10s", "elect": "2s", "promote": "most_caught_up",
                              "decided_by": "copies", "fencing": true}}}})"},
    Preset{PresetOf::stores, "cassandra",
           "A ring of 3 nodes with 16 points each; reads and writes by quorum, hints for 3 h.",
           R"({"nodes": 3, "ring": {"points": 16},
               "replication": {"quorum": {
                 "hints": true, "hints_kept": "3h", "read_repair": true}}})"},
    Preset{
        PresetOf::stores, "redis-sentinel",
        "A primary with 2 replicas that follow it asynchronously, watched by Sentinel; one core, "
        "180,000 writes a second.",
        R"({"nodes": 3, "cores": 1, "read": "5.6us", "write": "5.6us",
               "replication": {"leader": {
                 "acknowledge": "async",
                 "failover": {"detect": "30s", "elect": "1s", "promote": "most_caught_up",
                              "decided_by": "observers", "fencing": false}}}})"},
};

std::vector<std::string_view> names_of(PresetOf of) {
  std::vector<std::string_view> names;
  for (const Preset& each : presets())
    if (each.of == of) names.push_back(each.name);
  return names;
}

const Preset* find_preset(PresetOf of, std::string_view name) {
  for (const Preset& each : presets())
    if (each.of == of && each.name == name) return &each;
  return nullptr;
}

// What is read from a preset stands where the scenario names it.
void place_at(sim::Position position, sim::Value& value) {
  value.set_position(position);
  if (value.is_object())
    for (sim::Value::Member& member : value.members()) place_at(position, member.value);
}

// Of the members of such an object there is only one.
bool is_choice(std::string_view name) {
  return name == "replication";
}

bool names_one_of(const sim::Value& told, const sim::Value& preset) {
  for (const sim::Value::Member& member : preset.members())
    if (told.find(member.name) != nullptr) return true;
  return false;
}

void add_what_lacks(sim::Value& told, sim::Value preset, sim::Position position) {
  for (sim::Value::Member& member : preset.members()) {
    sim::Value* const own = told.find(member.name);
    if (own == nullptr) {
      place_at(position, member.value);
      told[member.name] = std::move(member.value);
    } else if (own->is_object() && member.value.is_object() &&
               (!is_choice(member.name) || names_one_of(*own, member.value))) {
      add_what_lacks(*own, std::move(member.value), position);
    }
  }
}

}  // namespace

std::string_view name_of(PresetOf of) {
  switch (of) {
    case PresetOf::locks:
      return "locks";
    case PresetOf::stores:
      return "stores";
  }
  return "";
}

std::span<const Preset> presets() {
  return kPresets;
}

sim::Value with_preset(const sim::Value& told, PresetOf of, const sim::Reading& reading) {
  const sim::Value* const like = told.find("like");
  if (like == nullptr || !like->is_text()) return told;
  const Preset* const preset = find_preset(of, like->text());
  if (preset == nullptr) {
    reading.at("like").complain(*like, sim::not_known(like->text(), names_of(of), "is no preset"));
    return told;
  }
  sim::Problems none;
  std::optional<sim::Value> fields = sim::parse_json(preset->json, 0, none);
  sim::check(fields && none.empty(), "a preset is an object");
  sim::Value whole = told;
  add_what_lacks(whole, std::move(*fields), like->position());
  return whole;
}

}  // namespace models
