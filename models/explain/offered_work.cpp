// How much work the load asks of each service.
#include "models/explain/offered_work.h"

#include <algorithm>
#include <map>

namespace models {

namespace {

// What one request to an operation asks of each service.
struct Demand {
  double calls = 0;
  double seconds = 0;  // on cores
};
using Demands = std::map<std::string, Demand>;

class OperationWalk {
 public:
  OperationWalk(const Scenario& scenario, Caches caches) : scenario_(scenario), caches_(caches) {}

  void operation(const std::string& name, double share, Demands& demands) const {
    const OperationName parts = *operation_name(name);
    demands[parts.service].calls += share;
    steps(parts.service, scenario_.services.at(parts.service).operations.at(parts.operation), share,
          demands);
  }

 private:
  void steps(const std::string& service, const std::vector<StepSpec>& all, double share,
             Demands& demands) const {
    double still = share;  // the share of the requests that get so far
    for (const StepSpec& each : all)
      still = std::visit([&](const auto& spec) { return step(service, spec, still, demands); },
                         each.step.spec);
  }

  double step(const std::string& service, const Cpu::Spec& spec, double share,
              Demands& demands) const {
    demands[service].seconds += share * RandomDuration(spec.cpu).mean() * 1e-9;
    return share;
  }
  double step(const std::string&, const Wait::Spec&, double share, Demands&) const { return share; }
  double step(const std::string&, const Call::Spec& spec, double share, Demands& demands) const {
    operation(*spec.call, share, demands);
    return share;
  }
  double step(const std::string&, const Read::Spec& spec, double share, Demands& demands) const {
    const StoreSpec& store = scenario_.stores.at(*spec.read);
    demands[*spec.read].calls += share;
    demands[*spec.read].seconds += share * RandomDuration(store.read).mean() * 1e-9;
    return share;
  }
  // Every copy does the work of a write.
  double step(const std::string&, const Write::Spec& spec, double share, Demands& demands) const {
    const StoreSpec& store = scenario_.stores.at(*spec.write);
    demands[*spec.write].calls += share;
    demands[*spec.write].seconds += share * static_cast<double>(store.copies_each()) *
                                    RandomDuration(store.write).mean() * 1e-9;
    return share;
  }
  double step(const std::string&, const Publish::Spec& spec, double share, Demands& demands) const {
    operation(*scenario_.queues.at(*spec.publish).consumers.call, share, demands);
    return share;
  }
  double step(const std::string& service, const Parallel::Spec& spec, double share,
              Demands& demands) const {
    for (const StepSpec& branch : spec.parallel) steps(service, {branch}, share, demands);
    return share;
  }
  double step(const std::string& service, const First::Spec& spec, double share,
              Demands& demands) const {
    for (const StepSpec& branch : spec.of) steps(service, {branch}, share, demands);
    return share;
  }
  double step(const std::string& service, const Choose::Spec& spec, double share,
              Demands& demands) const {
    for (const CaseSpec& each : spec.choose)
      steps(service, each.steps, share * each.share.value, demands);
    return share;
  }
  double step(const std::string&, const Decline::Spec& spec, double share, Demands&) const {
    return share * (1.0 - spec.decline.value);
  }
  double step(const std::string& service, const Sequence::Spec& spec, double share,
              Demands& demands) const {
    steps(service, spec.steps, share, demands);
    return share;
  }

  // Each lock is granted and given back by the leader.
  double step(const std::string& service, const Lock::Spec& spec, double share,
              Demands& demands) const {
    const double requests =
        share * 2 * static_cast<double>(std::max<std::size_t>(1, spec.names().size()));
    Demand& demand = demands[*spec.lock];
    demand.calls += requests;
    demand.seconds +=
        requests * RandomDuration(scenario_.locks.at(*spec.lock).operation).mean() * 1e-9;
    steps(service, spec.steps, share, demands);
    return share;
  }
  double step(const std::string& service, const Cached::Spec& spec, double share,
              Demands& demands) const {
    if (caches_ == Caches::cold) steps(service, spec.steps, share, demands);
    return share;
  }

  const Scenario& scenario_;
  Caches caches_;
};

}  // namespace

OfferedWork offered_work(const Scenario& scenario, Caches caches) {
  const OperationWalk walk(scenario, caches);
  const double measured = sim::to_seconds(scenario.run.duration - scenario.run.warmup.time);
  OfferedWork offered;
  std::map<std::string, ServiceWork> works;
  for (const auto& [name, spec] : scenario.services) {
    works[name].service = name;
    works[name].capacity =
        spec.cores ? static_cast<double>(*spec.cores * spec.nodes) * spec.speed : 0.0;
  }
  for (const auto& [name, spec] : scenario.stores) {
    works[name].service = name;
    works[name].capacity = spec.cores ? static_cast<double>(*spec.cores * spec.nodes) : 0.0;
  }
  for (const auto& [name, spec] : scenario.locks) {
    works[name].service = name;
    works[name].capacity = static_cast<double>(spec.cores.value_or(0));
  }
  for (const LoadSpec& load : scenario.load) {
    const auto* const open = std::get_if<OpenLoad::Spec>(&load.source.spec);
    if (open == nullptr) {
      offered.is_partial = true;
      continue;
    }
    const RateCurve curve = open->rate.curve();
    const double mean = curve.expected(scenario.run.warmup.time, scenario.run.duration) / measured;
    Demands demands;
    walk.operation(*scenario.flows.at(*load.flow).entry, 1.0, demands);
    for (const auto& [service, demand] : demands) {
      works[service].calls += mean * demand.calls;
      works[service].work += mean * demand.seconds;
      works[service].highest_work += curve.highest() * demand.seconds;
    }
  }
  for (auto& [name, work] : works) offered.services.push_back(std::move(work));
  return offered;
}

}  // namespace models
