// Values of fields under the name of a real system: what `"like"` stands for. To add one: write it
// into the list in presets.cpp, and where its numbers come from into scenarios/README.md.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "sim/input/reading.h"
#include "sim/input/value.h"

namespace models {

enum class PresetOf : std::uint8_t { locks, stores };

// As in a scenario: "locks", "stores".
std::string_view name_of(PresetOf of);

struct Preset {
  PresetOf of = PresetOf::locks;
  std::string_view name;
  std::string_view summary;
  std::string_view json;  // an object of fields
};

std::span<const Preset> presets();

// The object with the fields of the preset that it says it is "like", where it has none of its own;
// so too inside of its objects, unless it chooses another kind of replication. Complains if there
// is no such preset.
sim::Value with_preset(const sim::Value& told, PresetOf of, const sim::Reading& reading);

}  // namespace models
