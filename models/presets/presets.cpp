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

}  // namespace

std::string_view name_of(PresetOf of) {
  switch (of) {
    case PresetOf::locks:
      return "locks";
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
  for (sim::Value::Member& member : fields->members()) {
    if (told.find(member.name) != nullptr) continue;
    place_at(like->position(), member.value);
    whole[member.name] = std::move(member.value);
  }
  return whole;
}

}  // namespace models
