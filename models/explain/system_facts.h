// A scenario in the words of queueing theory.
#pragma once

#include "models/scenario.h"
#include "sim/theory/system_theory.h"

namespace models {

// The services in the order of their names. Supposed is that no call fails, none is given up, tried
// again or turned away, and that threads are free where facts say so: whoever compares must see in
// the measurements that it was so. Cautious: where arrivals at a line are not known to be of a
// Poisson process, or of independent gaps, there is a reason instead of a model. They are of a
// Poisson process where the load is, behind lines whose departures are as well: of exponential work
// with one mean, or of shared cores (Baskett, Chandy, Muntz & Palacios 1975, "Open, closed, and
// mixed networks of queues").
sim::theory::SystemFacts system_facts(const Scenario& scenario);

}  // namespace models
