// A scenario as who needs whom.
#include "models/explain/structure_of.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/explain/copies_at_risk.h"
#include "models/explain/offered_work.h"
#include "models/explain/unit_work.h"
#include "models/topology/topology_text.h"
#include "sim/input/quantity.h"

namespace models {

namespace {

class Builder {
 public:
  Builder(const Scenario& scenario, const Layout& layout)
      : scenario_(scenario), layout_(layout), structure_(models::structure_of(layout)) {}

  Structure build() {
    for (const ServiceWork& work : offered_work(scenario_, Caches::full).services) {
      if (const auto service = scenario_.services.find(work.service);
          service != scenario_.services.end())
        add_service(work, service->second);
      if (const auto store = scenario_.stores.find(work.service); store != scenario_.stores.end()) {
        add_service(work, store->second.as_service());
        add_store(store->first, store->second);
      }
    }
    for (const auto& [name, spec] : scenario_.locks) add_lock_service(name, spec);
    for (const auto& [name, service] : scenario_.services)
      for (const auto& [operation, steps] : service.operations) {
        operations_[name + "." + operation] = structure_.operations.size();
        structure_.operations.push_back(
            {.name = name + "." + operation, .service = services_.at(name), .calls = {}});
      }
    for (const auto& [name, service] : scenario_.services)
      for (const auto& [operation, steps] : service.operations) {
        const std::size_t index = operations_.at(name + "." + operation);
        std::vector<Structure::Call> calls = calls_of(index, steps);
        structure_.operations[index].calls = std::move(calls);
      }
    for (const auto& [name, flow] : scenario_.flows) {
      structure_.flows.push_back({.name = name, .entry = operations_.at(*flow.entry)});
      if (flow.from) structure_.flows.back().from = zone_called(layout_, **flow.from)->index;
    }
    return std::move(structure_);
  }

 private:
  void add_service(const ServiceWork& work, const ServiceSpec& spec) {
    Structure::Service service;
    service.name = work.service;
    service.external = spec.external;
    service.nodes = spec.external ? std::vector<std::size_t>(layout_.zones.size(), 0)
                                  : nodes_in_zones(spec.nodes, zones_told(scenario_, spec));
    if (work.capacity > 0) {
      const double each = work.capacity / static_cast<double>(spec.nodes);
      const double needed = std::ceil(work.highest_work / each);
      service.bearing_nodes =
          static_cast<std::size_t>(std::clamp(needed, 1.0, static_cast<double>(spec.nodes)));
    }
    services_[work.service] = structure_.services.size();
    structure_.services.push_back(std::move(service));
  }

  void add_store(const std::string& name, const StoreSpec& spec) {
    Structure::Service& service = structure_.services.back();
    const auto copies = static_cast<std::size_t>(spec.copies_each());
    const StoreNeeds needs = needs_of(spec, layout_);
    const std::size_t needed = std::max(needs.write.nodes, needs.read.nodes);
    std::size_t zones = 0;
    for (const std::size_t nodes : service.nodes) zones += nodes > 0 ? 1 : 0;
    if (spec.nodes == spec.copies_each()) {
      service.needed_nodes = needed;
    } else if (copies <= zones) {
      service.needed_whole_zones = zones - (copies - needed);
    }
    operations_[name] = structure_.operations.size();
    structure_.operations.push_back({.name = name, .service = services_.at(name), .calls = {}});
  }

  // How many nodes are in each zone.
  std::vector<std::size_t> nodes_in_zones(
      std::int64_t nodes, const std::vector<sim::Located<std::string>>& named) const {
    std::vector<std::size_t> zones;
    for (const auto& zone : named) zones.push_back(zone_called(layout_, *zone)->index);
    for (std::size_t zone = 0; named.empty() && zone < layout_.zones.size(); ++zone)
      zones.push_back(zone);
    std::vector<std::size_t> counts(layout_.zones.size(), 0);
    for (std::size_t node = 0; node < static_cast<std::size_t>(nodes); ++node)
      ++counts[zones[node % zones.size()]];
    return counts;
  }

  // What is asked of it is one operation. Without a majority it does not answer at all; a leader
  // alone can, but no other becomes one.
  void add_lock_service(const std::string& name, const LockSpec& spec) {
    Structure::Service service;
    service.name = name;
    service.nodes = nodes_in_zones(spec.nodes, spec.zones);
    service.needed_nodes = service.bearing_nodes = static_cast<std::size_t>(spec.majority());
    operations_["lock " + name] = structure_.operations.size();
    structure_.operations.push_back(
        {.name = name + ".lock", .service = structure_.services.size(), .calls = {}});
    structure_.services.push_back(std::move(service));
  }

  using Calls = std::vector<Structure::Call>;

  Calls calls_of(std::size_t operation, const std::vector<StepSpec>& steps) {
    Calls calls;
    for (const StepSpec& step : steps) add_calls(operation, step, calls);
    return calls;
  }

  void add_calls(std::size_t operation, const StepSpec& step, Calls& calls) {
    const auto append = [&calls](const Calls& more) {
      calls.insert(calls.end(), more.begin(), more.end());
    };
    const auto& spec = step.step.spec;
    if (const auto* call = std::get_if<Call::Spec>(&spec)) {
      const bool optional = call->on_failure == OnFailure::go_on;
      calls.push_back({.operations = {operations_.at(*call->call)},
                       .needed = optional ? std::size_t{0} : std::size_t{1}});
    } else if (const auto* read = std::get_if<Read::Spec>(&spec)) {
      add_access(*read, calls);
    } else if (const auto* write = std::get_if<Write::Spec>(&spec)) {
      add_access(*write, calls);
    } else if (const auto* all = std::get_if<Parallel::Spec>(&spec)) {
      append(calls_of(operation, all->parallel));
    } else if (const auto* sequence = std::get_if<Sequence::Spec>(&spec)) {
      append(calls_of(operation, sequence->steps));
    } else if (const auto* lock = std::get_if<Lock::Spec>(&spec)) {
      const bool optional = scenario_.locks.at(*lock->lock).when_lost == WhenLost::open;
      calls.push_back({.operations = {operations_.at("lock " + *lock->lock)},
                       .needed = optional ? std::size_t{0} : std::size_t{1}});
      append(calls_of(operation, lock->steps));
    } else if (const auto* first = std::get_if<First::Spec>(&spec)) {
      add_first(operation, *first, calls);
    } else if (const auto* choose = std::get_if<Choose::Spec>(&spec)) {
      add_choice(operation, *choose, calls);
    } else if (const auto* cached = std::get_if<Cached::Spec>(&spec)) {
      add_miss(operation, *cached, calls);
    }
  }

  void add_access(const auto& access, Calls& calls) const {
    const bool optional = access.on_failure == OnFailure::go_on;
    calls.push_back({.operations = {operations_.at(*access.store())},
                     .needed = optional ? std::size_t{0} : std::size_t{1}});
  }

  static bool is_one_call(const Structure::Call& call) {
    return call.operations.size() == 1 && call.needed == 1 && !call.by_chance;
  }

  // A branch that is one needed call is that call; one without any is always served.
  void add_first(std::size_t operation, const First::Spec& first, Calls& calls) {
    Structure::Call either{.operations = {}, .needed = static_cast<std::size_t>(first.first)};
    for (std::size_t i = 0; i < first.of.size(); ++i) {
      const Calls inside = calls_of(operation, {first.of[i]});
      if (inside.empty()) {
        either.needed -= std::min<std::size_t>(either.needed, 1);
      } else if (inside.size() == 1 && is_one_call(inside[0])) {
        either.operations.push_back(inside[0].operations[0]);
      } else {
        either.operations.push_back(
            add_branch(operation, "branch " + std::to_string(i + 1), inside));
      }
    }
    if (!either.operations.empty()) calls.push_back(std::move(either));
  }

  // Payments of cases without calls, and those of no case, need nobody.
  void add_choice(std::size_t operation, const Choose::Spec& choose, Calls& calls) {
    constexpr double kAll = 1 - 1e-9;
    Structure::Call one{.operations = {}, .needed = 1, .by_chance = true};
    double with_calls = 0;
    for (const CaseSpec& each : choose.choose) {
      const Calls inside = calls_of(operation, each.steps);
      if (inside.empty() || each.share.value <= 0) continue;
      with_calls += each.share.value;
      one.operations.push_back(add_branch(operation, sim::print(each.share), inside));
    }
    if (with_calls < kAll) one.needed = 0;
    if (!one.operations.empty()) calls.push_back(std::move(one));
  }

  // Payments that find it in the cache need nobody.
  void add_miss(std::size_t operation, const Cached::Spec& cached, Calls& calls) {
    const Calls inside = calls_of(operation, cached.steps);
    if (inside.empty()) return;
    const std::size_t branch = add_branch(operation, "miss of " + *cached.cache, inside);
    calls.push_back({.operations = {branch}, .needed = 0, .by_chance = true});
  }

  std::size_t add_branch(std::size_t operation, const std::string& name, const Calls& calls) {
    structure_.operations.push_back({.name = name,
                                     .service = structure_.operations[operation].service,
                                     .calls = calls,
                                     .is_branch = true});
    return structure_.operations.size() - 1;
  }

  const Scenario& scenario_;
  const Layout& layout_;
  Structure structure_;
  std::map<std::string, std::size_t> services_;
  std::map<std::string, std::size_t> operations_;
};

}  // namespace

Structure structure_of(const Scenario& scenario, const Layout& layout) {
  return Builder(scenario, layout).build();
}

}  // namespace models
