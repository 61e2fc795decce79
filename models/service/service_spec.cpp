// What of a service can only be judged as a whole.
#include "models/service/service_spec.h"

#include <algorithm>
#include <numeric>

namespace models {

namespace {

// Points take 16 bytes each, once for the callers in each zone.
constexpr double kMostPoints = 10'000'000;

struct Weighed {
  std::int64_t nodes;
  double weight;  // of all nodes together
};

bool weighs(const Balancing::Spec& balance) {
  const std::string_view kind = Balancing::name_of(balance);
  return kind == WeightedRoundRobin::kName || kind == RingHashing::kName ||
         kind == RendezvousHashing::kName || kind == MaglevHashing::kName ||
         kind == SameZone::kName;
}

template <class Policy>
void verify_balance(const Policy&, const Weighed&, sim::Complaints&) {}

void verify_balance(const RingHashing::Spec& ring, const Weighed& weighed,
                    sim::Complaints& complaints) {
  if (static_cast<double>(ring.points) * weighed.weight <= kMostPoints) return;
  complaints.about("balance",
                   "needs more than 10000000 points on the ring; give fewer points to a node");
}

void verify_balance(const MaglevHashing::Spec& maglev, const Weighed& weighed,
                    sim::Complaints& complaints) {
  if (maglev.table >= weighed.nodes) return;
  complaints.about("balance", "has a table of " + std::to_string(maglev.table) + " entries for " +
                                  std::to_string(weighed.nodes) +
                                  " nodes; some would get no requests");
}

void verify_balance(const SameZone::Spec& same_zone, const Weighed& weighed,
                    sim::Complaints& complaints) {
  std::visit([&](const auto& then) { verify_balance(then, weighed, complaints); },
             same_zone.then.spec);
}

}  // namespace

void ServiceSpec::verify(sim::Complaints& complaints) const {
  if (external && !zones.empty()) complaints.about("zones", "an external party has no zone");
  if (external && cells) complaints.about("cells", "an external party is in no cells");
  if (speed != 1.0 && !cores)
    complaints.about("speed", "has no meaning without cores; times are as given");
  if ((line.limit || line.shed) && !cores && !threads)
    complaints.about("line", "has no meaning without threads or cores: nobody ever waits");
  if (line.shed && line.order.kind() == ProcessorSharing::kName && !threads)
    complaints.about("line", "can shed nobody where cores are shared: nobody ever waits");
  Weighed weighed{.nodes = nodes, .weight = static_cast<double>(nodes)};
  if (weights) {
    if (static_cast<std::int64_t>(weights->size()) != nodes)
      complaints.about("weights", "needs one number for each of the " + std::to_string(nodes) +
                                      " nodes, has " + std::to_string(weights->size()));
    if (!std::ranges::all_of(*weights, is_weight)) complaints.about("weights", kWeightsInWords);
    if (!weighs(balance.spec))
      complaints.about("weights", "have no meaning for " + std::string(balance.kind()) +
                                      "; weighted, ring, rendezvous and maglev weigh nodes");
    weighed.weight = std::accumulate(weights->begin(), weights->end(), 0.0);
  }
  std::visit([&](const auto& policy) { verify_balance(policy, weighed, complaints); },
             balance.spec);
}

}  // namespace models
