// Cells of random scenarios, and what operators cut over.
#include <algorithm>
#include <utility>

#include "tests/models/world/random_scenario.h"
#include "tests/models/world/values.h"

namespace models {

using sim::Value;

namespace {

Value range(std::uint64_t first, std::uint64_t last) {
  return list({Value(first), Value(last)});
}

}  // namespace

// Each zone is a unit. Who is in them says nothing of zones, has a node in each, and, as a store,
// a leader; its nodes neither come nor go.
void RandomScenario::add_cells(Value& scenario) {
  if (zones_ < 2 || !chance(2)) return;
  partitions_ = number(zones_, 6);
  Value units = Value::object();
  for (std::uint64_t unit = 0; unit < zones_; ++unit)
    units["u" + std::to_string(unit)] =
        object({{"zones", list({Value("z" + std::to_string(unit))})},
                {"partitions", range(first_of(unit), first_of(unit + 1) - 1)}});
  scenario["cells"]["c"] =
      object({{"partitions", Value(partitions_)}, {"units", std::move(units)}});
  for (std::size_t i = 0; i < services_.size(); ++i) {
    Value& told = scenario["services"][service_name(i)];
    if (!services_[i].external && services_[i].nodes >= zones_ && told.find("zones") == nullptr &&
        chance(2))
      told["cells"] = Value("c");
  }
  for (const Store& store : stores_) {
    Value& told = scenario["stores"][store.name];
    if (!store.by_quorum && !store.changes && store.copies >= zones_ &&
        told.find("zones") == nullptr && told.find("ring") == nullptr &&
        told.find("shards") == nullptr)
      told["cells"] = Value("c");
  }
  for (Value& load : scenario["load"].items())
    if (load.find("keys") == nullptr)
      load["keys"] = object({{"payer", object({{"uniform", Value(number(1, 9))}})}});
  if (chance(4)) return;
  const std::uint64_t from = number(0, zones_ - 1);
  const std::uint64_t to = (from + number(1, zones_ - 1)) % zones_;
  scenario["operations"].push_back(cut_over(from, to, from, time(0, 90)));
  if (chance(2)) scenario["operations"].push_back(cut_over(to, from, from, time(100, 200)));
}

std::uint64_t RandomScenario::first_of(std::uint64_t unit) const {
  return unit * partitions_ / zones_;
}

// Of what one of them owned at the start.
Value RandomScenario::cut_over(std::uint64_t from, std::uint64_t to, std::uint64_t at_first,
                               Value at) {
  Value told = object({{"cut_over", Value("c")},
                       {"from", Value("u" + std::to_string(from))},
                       {"to", Value("u" + std::to_string(to))},
                       {"partitions", range(first_of(at_first), first_of(at_first + 1) - 1)},
                       {"cut", time(0, 20)},
                       {"spread", time(0, 20)}});
  if (chance(2)) told["step"] = Value(number(1, 3));
  if (chance(3)) told["pause"] = time(0, 9);
  told["at"] = std::move(at);
  return told;
}

}  // namespace models
