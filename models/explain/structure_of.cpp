// A scenario as who needs whom.
#include "models/explain/structure_of.h"

#include <algorithm>
#include <cmath>
#include <map>

#include "models/explain/offered_work.h"
#include "models/topology/topology_text.h"

namespace models {

namespace {

class Builder {
 public:
  Builder(const Scenario& scenario, const Layout& layout)
      : scenario_(scenario), layout_(layout), structure_(models::structure_of(layout)) {}

  Structure build() {
    for (const ServiceWork& work : offered_work(scenario_).services) add_service(work);
    for (const auto& [name, service] : scenario_.services)
      for (const auto& [operation, steps] : service.operations) {
        operations_[name + "." + operation] = structure_.operations.size();
        structure_.operations.push_back(
            {.name = name + "." + operation, .service = services_.at(name), .calls = {}});
      }
    for (const auto& [name, service] : scenario_.services)
      for (const auto& [operation, steps] : service.operations) {
        const std::size_t index = operations_.at(name + "." + operation);
        add_calls(steps, 1, structure_.operations[index].calls);
      }
    for (const auto& [name, flow] : scenario_.flows)
      structure_.flows.push_back({.name = name, .entry = operations_.at(*flow.entry)});
    return std::move(structure_);
  }

 private:
  void add_service(const ServiceWork& work) {
    const ServiceSpec& spec = scenario_.services.at(work.service);
    Structure::Service service;
    service.name = work.service;
    service.external = spec.external;
    service.nodes.assign(layout_.zones.size(), 0);
    if (!spec.external) {
      std::vector<std::size_t> zones;
      for (const auto& zone : spec.zones) zones.push_back(zone_called(layout_, *zone)->index);
      for (std::size_t zone = 0; spec.zones.empty() && zone < layout_.zones.size(); ++zone)
        zones.push_back(zone);
      for (std::size_t node = 0; node < static_cast<std::size_t>(spec.nodes); ++node)
        ++service.nodes[zones[node % zones.size()]];
    }
    if (work.capacity > 0) {
      const double each = work.capacity / static_cast<double>(spec.nodes);
      const double needed = std::ceil(work.highest_work / each);
      service.needed_nodes =
          static_cast<std::size_t>(std::clamp(needed, 1.0, static_cast<double>(spec.nodes)));
    }
    services_[work.service] = structure_.services.size();
    structure_.services.push_back(std::move(service));
  }

  // `needed`: 1, or 0 if it goes on without. Steps for a share of the payments count as needed.
  void add_calls(const std::vector<StepSpec>& steps, std::size_t needed,
                 std::vector<Structure::Call>& calls) {
    for (const StepSpec& step : steps) {
      const auto& spec = step.step.spec;
      if (const auto* call = std::get_if<Call::Spec>(&spec)) {
        const bool optional = needed == 0 || call->on_failure == OnFailure::go_on;
        calls.push_back({.operations = {operations_.at(*call->call)},
                         .needed = optional ? std::size_t{0} : std::size_t{1}});
      } else if (const auto* all = std::get_if<Parallel::Spec>(&spec)) {
        add_calls(all->parallel, needed, calls);
      } else if (const auto* first = std::get_if<First::Spec>(&spec)) {
        add_first(*first, needed, calls);
      } else if (const auto* sequence = std::get_if<Sequence::Spec>(&spec)) {
        add_calls(sequence->steps, needed, calls);
      } else if (const auto* choose = std::get_if<Choose::Spec>(&spec)) {
        for (const CaseSpec& each : choose->choose) add_calls(each.steps, needed, calls);
      }
    }
  }

  // Where each branch is one call, so many of them are needed; else what is inside may go wrong.
  void add_first(const First::Spec& first, std::size_t needed,
                 std::vector<Structure::Call>& calls) {
    Structure::Call either;
    for (const StepSpec& branch : first.of)
      if (const auto* call = std::get_if<Call::Spec>(&branch.step.spec))
        either.operations.push_back(operations_.at(*call->call));
    if (either.operations.size() == first.of.size()) {
      either.needed = needed == 0 ? 0 : static_cast<std::size_t>(first.first);
      calls.push_back(std::move(either));
    } else {
      add_calls(first.of, 0, calls);
    }
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
