// Cells as a whole.
#include "models/scenario_cells.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/cells/cut_over_plan.h"
#include "models/scenario_calls.h"
#include "sim/input/suggest.h"

namespace models {

namespace {

class CellsCheck {
 public:
  CellsCheck(const Scenario& scenario, sim::Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check() {
    const std::size_t before = problems_.count();
    for (const auto& [name, cells] : scenario_.cells) check_zones(cells);
    if (problems_.count() != before) return;
    for (const auto& [name, service] : scenario_.services)
      if (service.cells && is_known(*service.cells)) check_service(name, service);
    for (const auto& [name, store] : scenario_.stores)
      if (store.cells && is_known(*store.cells)) check_store(name, store);
    for (const LoadSpec& load : scenario_.load) check_load(load);
    check_units_of_cut_overs();
    if (problems_.count() != before) return;
    for (const auto& [name, cells] : scenario_.cells) check_cut_overs(name, cells);
    for (const auto& [name, store] : scenario_.stores)
      if (store.cells) check_copies(name, store);
  }

 private:
  using Name = sim::Located<std::string>;

  void check_zones(const CellsSpec& cells) {
    std::map<std::string, std::string> unit_of;
    for (const auto& [unit, told] : cells.units)
      for (const Name& zone : told.zones) {
        if (!scenario_.zones.contains(*zone)) {
          problems_.at(zone, sim::not_known(*zone, sim::names_in(scenario_.zones), "is no zone"));
        } else if (const auto [other, is_new] = unit_of.emplace(*zone, unit); !is_new) {
          problems_.at(zone, "is a zone of " + other->second + " already; each is of one unit");
        }
      }
  }

  bool is_known(const Name& cells) {
    if (scenario_.cells.contains(*cells)) return true;
    problems_.at(cells, sim::not_known(*cells, sim::names_in(scenario_.cells), "are no cells"));
    return false;
  }

  void check_service(const std::string& name, const ServiceSpec& service) {
    const CellsSpec& cells = scenario_.cells.at(**service.cells);
    std::map<std::string, std::string> unit_of;
    for (const auto& [unit, told] : cells.units)
      for (const Name& zone : told.zones) unit_of[*zone] = unit;
    std::vector<std::string> zones;
    for (const Name& zone : service.zones) {
      if (!unit_of.contains(*zone))
        problems_.at(zone, "is a zone of none of the units of " + **service.cells + ", which " +
                               name + " is in");
      zones.push_back(*zone);
    }
    for (const auto& [unit, told] : cells.units)
      for (const Name& zone : told.zones)
        if (service.zones.empty()) zones.push_back(*zone);
    std::set<std::string> with_nodes;
    for (std::size_t i = 0; i < zones.size() && static_cast<std::int64_t>(i) < service.nodes; ++i)
      with_nodes.insert(unit_of[zones[i]]);
    for (const auto& [unit, told] : cells.units)
      if (!with_nodes.contains(unit))
        problems_.at(*service.cells, name + " has no node in the unit " + unit);
  }

  void check_store(const std::string& name, const StoreSpec& store) {
    for (const auto& [unit, told] : scenario_.cells.at(**store.cells).units) {
      const auto is_of_unit = [&](const Name& zone) {
        return std::ranges::find(told.zones, zone) != told.zones.end();
      };
      std::int64_t nodes = 0;
      if (store.zones.empty()) {
        std::int64_t place = 0;
        for (const auto& [zone, spec] : scenario_.zones)
          nodes += place++ < store.nodes && is_of_unit(Name{zone}) ? 1 : 0;
      }
      for (std::size_t i = 0; i < store.zones.size(); ++i)
        nodes += static_cast<std::int64_t>(i) < store.nodes && is_of_unit(store.zones[i]) ? 1 : 0;
      if (nodes == 0) problems_.at(*store.cells, name + " has no node in the unit " + unit);
    }
    for (const OperatorSpec& action : scenario_.operations) {
      const auto* const join = std::get_if<Join::Spec>(&action.what.spec);
      if (join != nullptr && *join->join == name) come_or_go(join->join, name);
      const auto* const leave = std::get_if<Leave::Spec>(&action.what.spec);
      if (leave != nullptr && leave->leave->starts_with(name + "/")) come_or_go(leave->leave, name);
    }
  }

  void come_or_go(const Name& target, const std::string& store) {
    problems_.at(target, store + " is in cells, whose units keep the nodes that they have");
  }

  // Leadership goes to copies that are there already.
  void check_copies(const std::string& name, const StoreSpec& store) {
    std::size_t most = 0;
    for (const auto& units : planned_owners(**store.cells)) most = std::max(most, units.size());
    if (static_cast<std::int64_t>(most) > store.copies_each())
      problems_.at(*store.cells, std::to_string(most) +
                                     " units in turn own some partition, each of which needs a "
                                     "copy; " +
                                     name + " keeps " + std::to_string(store.copies_each()));
  }

  // Of each partition, in the course of the run.
  std::vector<std::set<UnitId>> planned_owners(const std::string& cells) const {
    const CellsSpec& spec = scenario_.cells.at(cells);
    std::vector<std::set<UnitId>> owners;
    for (const UnitId owner : spec.owners()) owners.push_back({owner});
    for (const PlannedCutOver& planned : planned_cut_overs(scenario_, cells)) {
      const auto& told = std::get<CutOver::Spec>(scenario_.operations[planned.operation].what.spec);
      for (const std::uint32_t partition : planned.partitions)
        owners[partition].insert(*spec.unit_called(*told.to));
    }
    return owners;
  }

  // Whom the cells are of that are called about a key, and the key; none is the usual one.
  void look(const std::string& callee, const std::optional<Name>& cells,
            const std::optional<Name>& key, const LoadSpec& load) {
    if (!cells) return;
    const std::vector<std::string> all = scenario_.key_names();
    const std::string name = key ? **key : all.empty() ? "payer" : all[scenario_.key_index("")];
    const std::vector<std::string> own = load.key_names();
    if (std::ranges::find(own, name) != own.end()) return;
    const std::string problem = "has no key " + sim::in_quotes(name) + ", by which " + **cells +
                                " finds the unit of " + callee;
    if (told_.insert({load.flow.pointer, problem}).second) problems_.at(load.flow, problem);
  }

  void check_load(const LoadSpec& load) {
    const FlowSpec& flow = scenario_.flows.at(*load.flow);
    std::set<std::string> seen;
    std::vector<std::string> next;
    const auto call = [&](const std::string& operation, const std::optional<Name>& key) {
      const std::string service = operation_name(operation)->service;
      look(service, scenario_.services.at(service).cells, key, load);
      next.push_back(operation);
    };
    call(*flow.entry, flow.key);
    while (!next.empty()) {
      const OperationName name = *operation_name(next.back());
      const bool is_new = seen.insert(next.back()).second;
      next.pop_back();
      if (!is_new) continue;
      for_each_step(scenario_.services.at(name.service).operations.at(name.operation),
                    [&](const StepSpec& step) {
                      if (const auto* told = std::get_if<Call::Spec>(&step.step.spec))
                        call(*told->call, told->key);
                      if (const auto* told = std::get_if<Read::Spec>(&step.step.spec))
                        look(*told->read, scenario_.stores.at(*told->read).cells, told->key, load);
                      if (const auto* told = std::get_if<Write::Spec>(&step.step.spec))
                        look(*told->write, scenario_.stores.at(*told->write).cells, told->key,
                             load);
                      if (const auto* told = std::get_if<Publish::Spec>(&step.step.spec)) {
                        const auto& consumers = scenario_.queues.at(*told->publish).consumers;
                        call(*consumers.call, consumers.key);
                      }
                    });
    }
  }

  void check_units_of_cut_overs() {
    for (const OperatorSpec& action : scenario_.operations) {
      const auto* const told = std::get_if<CutOver::Spec>(&action.what.spec);
      if (told == nullptr || !is_known(told->cut_over)) continue;
      const CellsSpec& cells = scenario_.cells.at(*told->cut_over);
      for (const Name* unit : {&told->from, &told->to})
        if (!cells.units.contains(**unit))
          problems_.at(*unit, sim::not_known(**unit, sim::names_in(cells.units),
                                             "is no unit of " + *told->cut_over));
      if (*told->from == *told->to)
        problems_.at(told->to, "is the unit that has them already; nothing would change hands");
      if (told->partitions &&
          (told->partitions->first < 0 || told->partitions->first > told->partitions->second ||
           told->partitions->second >= cells.partitions))
        problems_.at(told->cut_over, "has no such range of partitions, which are 0 to " +
                                         std::to_string(cells.partitions - 1));
    }
  }

  void check_cut_overs(const std::string& name, const CellsSpec& cells) {
    const std::vector<std::string> units = cells.unit_names();
    for (const PlannedCutOver& planned : planned_cut_overs(scenario_, name)) {
      const auto& told = std::get<CutOver::Spec>(scenario_.operations[planned.operation].what.spec);
      if (planned.partitions.empty())
        problems_.at(told.from, "has none of these partitions by then; nothing would change hands");
      if (!told.partitions) continue;
      for (auto partition = told.partitions->first; partition <= told.partitions->second;
           ++partition) {
        const UnitId owner = planned.before[static_cast<std::size_t>(partition)];
        if (units[owner] == *told.from) continue;
        problems_.at(told.from, "does not own partition " + std::to_string(partition) +
                                    " by then, but " + units[owner] + " does");
        break;
      }
    }
  }

  const Scenario& scenario_;
  sim::Problems& problems_;
  std::set<std::pair<std::string, std::string>> told_;
};

}  // namespace

void check_cells(const Scenario& scenario, sim::Problems& problems) {
  CellsCheck(scenario, problems).check();
}

}  // namespace models
