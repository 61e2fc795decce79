// What a scenario is written as. Only here, because it is every field of the format.
#include "models/scenario.h"
#include "sim/input/codec.h"
#include "sim/input/schema.h"

namespace models {

sim::Value write_scenario(const Scenario& scenario) {
  return sim::write(scenario);
}

sim::Value scenario_schema() {
  return sim::schema<Scenario>("Headroom scenario", "scenario.schema.json");
}

}  // namespace models
