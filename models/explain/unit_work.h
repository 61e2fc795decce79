// What the load asks of the units of cells, and what the loss of one stops.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/explain/offered_work.h"
#include "models/explain/weak_points.h"
#include "models/scenario.h"

namespace models {

// The zones that the nodes of a service are in, in turn; all zones if there are none.
std::vector<sim::Located<std::string>> zones_told(const Scenario& scenario,
                                                  const ServiceSpec& service);

struct UnitWork {
  struct OfService {
    std::string service;
    double highest_work = 0;  // as in ServiceWork: for the keys that the unit owns
    double with_another = 0;  // and if it owned those of the largest other unit too
    double capacity = 0;      // of its nodes; 0: work never waits for a core
  };

  std::string cells;
  std::string unit;
  double share = 0;  // of all keys, at the start
  std::vector<OfService> services{};
};

// Unit by unit, in the order of their names. Of stores nothing is told: copies of what a unit owns
// are in others.
std::vector<UnitWork> unit_work(const Scenario& scenario, const OfferedWork& offered);

// Adds the zones with which a unit loses all nodes of a service that a flow needs: payments of its
// keys are stopped, until these are cut over.
void add_units(const Scenario& scenario, std::vector<WeakPoints>& flows);

}  // namespace models
