// What of a scenario can only be judged as a whole: whether what it refers to is there.
#include <algorithm>
#include <map>

#include "models/scenario.h"
#include "models/scenario_caches.h"
#include "models/scenario_calls.h"
#include "models/scenario_cells.h"
#include "models/scenario_keys.h"
#include "models/scenario_objectives.h"
#include "models/topology/layout.h"
#include "sim/input/suggest.h"

namespace models {

namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : between) + word;
  return all;
}

class ReferenceCheck {
 public:
  ReferenceCheck(const Scenario& scenario, sim::Problems& problems)
      : scenario_(scenario),
        problems_(problems),
        layout_(lay_out(scenario.zones, scenario.network ? &*scenario.network : nullptr)),
        keys_(scenario.key_names()) {}

  void check() {
    check_services();
    for (const auto& [name, store] : scenario_.stores)
      for (const Name& zone : store.zones) check_zone(zone);
    for (const auto& [name, lock] : scenario_.locks)
      for (const Name& zone : lock.zones) check_zone(zone);
    check_queues();
    check_flows();
    check_load();
    for (const FailureSpec& failure : scenario_.failures) check_failure(failure);
    for (const OperatorSpec& action : scenario_.operations) check_operator(action);
  }

 private:
  using Name = sim::Located<std::string>;

  template <class Known>
  void unknown(const Name& name, const std::string& what, const Known& known) {
    problems_.at(name, sim::not_known(*name, known, "is no " + what));
  }

  // Of "rsik/2" only "rsik" is compared.
  void unknown_service(const Name& name) {
    const std::string service = name->substr(0, name->find('/'));
    problems_.at(name, sim::not_known(service, sim::names_in(scenario_.services), "is no service"));
  }
  void unknown_fleet(const Name& name) {
    if (scenario_.locks.empty() && scenario_.stores.empty()) return unknown_service(name);
    auto known = sim::names_in(scenario_.services);
    for (const std::string_view store : sim::names_in(scenario_.stores)) known.push_back(store);
    for (const std::string_view lock : sim::names_in(scenario_.locks)) known.push_back(lock);
    const std::string fleet = name->substr(0, name->find('/'));
    problems_.at(name, sim::not_known(fleet, known, "is no service, store or lock service"));
  }

  std::vector<std::string> all_operations() const {
    std::vector<std::string> all;
    for (const auto& [name, service] : scenario_.services)
      for (const auto& [operation, steps] : service.operations)
        all.push_back(name + "." + operation);
    return all;
  }

  void check_operation(const Name& name) {
    const auto parts = operation_name(*name);
    if (!parts) {
      problems_.at(name, sim::not_known(*name, all_operations(), "is not service.operation"));
      return;
    }
    const auto service = scenario_.services.find(parts->service);
    if (service == scenario_.services.end() ||
        !service->second.operations.contains(parts->operation))
      unknown(name, "operation", all_operations());
  }

  void check_options(const CallOptions& options, const Name& whom) {
    if (options.retry && !options.retry->own && !scenario_.retries.contains(*options.retry->name))
      unknown(options.retry->name, "retry policy", sim::names_in(scenario_.retries));
    if (options.pool && options.pool->demoted == Demoted::keep && !scenario_.has_leaders(*whom))
      problems_.at(whom, "has no leader of old to which connections could be kept");
  }

  void check_key(const std::optional<Name>& key) {
    if (key && std::find(keys_.begin(), keys_.end(), **key) == keys_.end())
      unknown(*key, "key", keys_);
  }

  void check_step(const Lock::Spec& lock) {
    if (!scenario_.locks.contains(*lock.lock))
      unknown(lock.lock, "lock service", sim::names_in(scenario_.locks));
    for (const Name& key : lock.names()) check_key(key);
  }

  void check_zone(const Name& name) {
    if (!scenario_.zones.contains(*name)) unknown(name, "zone", sim::names_in(scenario_.zones));
  }

  void check_services() {
    for (const auto& [name, service] : scenario_.services) {
      for (const Name& zone : service.zones) check_zone(zone);
      for (const auto& [operation, steps] : service.operations)
        for_each_step(steps, [this](const StepSpec& step) {
          std::visit([this](const auto& spec) { check_step(spec); }, step.step.spec);
        });
    }
  }

  void check_step(const Cached::Spec& step) {
    check_key(step.key);
    const auto cache = scenario_.caches.find(*step.cache);
    if (cache == scenario_.caches.end()) {
      unknown(step.cache, "cache", sim::names_in(scenario_.caches));
    } else if (cache->second.warm && step.key && use_of_key(scenario_, **step.key) == nullptr) {
      problems_.at(*step.key,
                   "is in no load that draws it, so that nobody knows what of it a warm "
                   "cache holds");
    }
  }

  void check_step(const auto&) {}
  void check_step(const Call::Spec& call) {
    check_operation(call.call);
    check_options(call.options, call.call);
    check_key(call.key);
  }
  void check_step(const Read::Spec& read) {
    check_access(read);
    const auto store = scenario_.stores.find(*read.read);
    if (store != scenario_.stores.end() && read.from == ReadFrom::nearest &&
        std::holds_alternative<QuorumSpec>(store->second.replication.spec))
      problems_.at(read.read,
                   "asks the nearest copies in any case, as they are all alike; leave out from");
  }
  void check_step(const Write::Spec& write) { check_access(write); }
  void check_access(const auto& access) {
    if (!scenario_.stores.contains(*access.store()))
      unknown(access.store(), "store", sim::names_in(scenario_.stores));
    check_options(access.options, access.store());
    check_key(access.key);
  }

  void check_step(const Publish::Spec& publish) {
    if (!scenario_.queues.contains(*publish.publish))
      unknown(publish.publish, "queue", sim::names_in(scenario_.queues));
    check_key(publish.key);
  }

  void check_queues() {
    for (const auto& [name, queue] : scenario_.queues) {
      check_operation(queue.consumers.call);
      check_options(queue.consumers.options, queue.consumers.call);
      check_key(queue.consumers.key);
    }
  }

  void check_flows() {
    for (const auto& [name, flow] : scenario_.flows) {
      check_operation(flow.entry);
      check_options(flow.options, flow.entry);
      check_key(flow.key);
      if (flow.from) check_zone(*flow.from);
    }
  }

  void check_load() {
    if (keys_.size() > kKeysMost) {
      for (const LoadSpec& load : scenario_.load)
        problems_.at(load.flow, "payments have at most " + std::to_string(kKeysMost) +
                                    " keys, all loads together; here are: " + joined(keys_, ", "));
    }
    for (const LoadSpec& load : scenario_.load)
      if (!scenario_.flows.contains(*load.flow))
        unknown(load.flow, "flow", sim::names_in(scenario_.flows));
    check_key_names();
    check_currencies();
  }

  // Recordings have a column for each key, beside these.
  void check_key_names() {
    for (const char* const column : {"at", "flow", "amount"})
      if (std::ranges::find(keys_, column) != keys_.end())
        problems_.at(scenario_.load.front().flow, "no key can be called " + sim::in_quotes(column) +
                                                      ", which is a column of every recording");
  }

  // Amounts of one flow are added up.
  void check_currencies() {
    std::map<std::string, std::string> currency_of_flow;
    for (const LoadSpec& load : scenario_.load) {
      const auto currency = load.currency();
      if (!currency) continue;
      const auto first = currency_of_flow.emplace(*load.flow, *currency).first;
      if (first->second != *currency)
        problems_.at(load.flow, "amounts are in " + *currency + ", and in " + first->second +
                                    " in another load; give each currency a flow of its own");
    }
  }

  // Names of services, stores and lock services with their nodes: "risk", "risk/*", "risk/2".
  bool is_fleet_target(const Name& name) {
    const std::string& text = *name;
    const std::size_t slash = text.find('/');
    const std::string fleet = text.substr(0, slash);
    const auto nodes = scenario_.nodes_of(fleet);
    if (!nodes) return false;
    if (slash == std::string::npos || text.substr(slash) == "/*") return true;
    for (std::int64_t node = 0; node < *nodes; ++node)
      if (text.substr(slash + 1) == std::to_string(node)) return true;
    problems_.at(name, "there is no node " + sim::in_quotes(text) + "; " + fleet +
                           " has the nodes 0 to " + std::to_string(*nodes - 1));
    return true;
  }

  void check_place(const Name& name, bool zones, bool links) {
    const auto target = find(layout_, *name);
    if (target && ((zones && !target->zones.empty()) || (links && !target->links.empty()))) return;
    for (const std::string word : {"zone:", "region:", "link:"}) {
      if (!find(layout_, word + *name)) continue;
      problems_.at(name,
                   sim::in_quotes(*name) + " must say what it is: " + sim::in_quotes(word + *name));
      return;
    }
    std::vector<std::string> known;
    for (const std::string& each : names_in(layout_)) {
      const bool is_link = each.starts_with("link:");
      if (is_link ? links : zones) known.push_back(each);
    }
    unknown(name, zones && links ? "zone or link" : zones ? "zone or region" : "link", known);
  }

  void check_failure(const FailureSpec& failure) {
    std::visit([this](const auto& spec) { check_failed(spec); }, failure.what.spec);
  }
  void check_failed(const Lose::Spec& spec) { check_place(spec.lose, true, false); }
  void check_failed(const Cut::Spec& spec) { check_place(spec.cut, false, true); }
  void check_failed(const Degrade::Spec& spec) { check_place(spec.degrade, true, true); }
  void check_failed(const SlowDisk::Spec& spec) {
    for (const Name& target : spec.slow_disk.each)
      if (const StoreSpec* const store = store_with_disks(target); store && !store->disk)
        problems_.at(target, "has no disk that could be slow; give the store one");
  }
  void check_failed(const FullDisk::Spec& spec) {
    for (const Name& target : spec.full_disk.each) store_with_disks(target);
  }
  void check_failed(const LoseDisk::Spec& spec) {
    for (const Name& target : spec.lose_disk.each) store_with_disks(target);
  }
  void check_failed(const auto& spec) {
    for (const Name& target : spec.target().each) {
      if (target->starts_with("zone:") || target->starts_with("region:"))
        check_place(target, true, false);
      else if (!is_fleet_target(target))
        unknown_fleet(target);
    }
  }

  // Null, and a problem, if it is none.
  const StoreSpec* store_with_disks(const Name& target) {
    const std::string name = target->substr(0, target->find('/'));
    const auto store = scenario_.stores.find(name);
    if (store != scenario_.stores.end()) return is_fleet_target(target) ? &store->second : nullptr;
    problems_.at(target, sim::not_known(name, sim::names_in(scenario_.stores), "is no store"));
    return nullptr;
  }

  void check_backup(const Name& target) {
    const auto store = scenario_.stores.find(*target);
    if (store == scenario_.stores.end()) {
      problems_.at(target, sim::not_known(*target, sim::names_in(scenario_.stores), "is no store"));
    } else if (!store->second.backup) {
      problems_.at(target, *target + " says nothing of backups");
    }
  }

  std::int64_t nodes_that_come_or_go(const std::string& store) const {
    std::int64_t count = 0;
    for (const OperatorSpec& each : scenario_.operations) {
      if (const auto* const join = std::get_if<Join::Spec>(&each.what.spec))
        count += *join->join == store ? join->nodes : 0;
      if (const auto* const leave = std::get_if<Leave::Spec>(&each.what.spec))
        count += leave->leave->substr(0, leave->leave->find('/')) == store ? 1 : 0;
    }
    return count;
  }

  void check_join(const Join::Spec& spec) {
    const auto store = scenario_.stores.find(*spec.join);
    if (store == scenario_.stores.end()) {
      problems_.at(spec.join,
                   sim::not_known(*spec.join, sim::names_in(scenario_.stores), "is no store"));
    } else if (spec.owns == Owns::at_once && store->second.replication.kind() != "quorum") {
      problems_.at(spec.join, *spec.join +
                                  " has leaders, which lead with the data only; at_once is for "
                                  "quorums");
    } else if (store->second.copies_each() + nodes_that_come_or_go(*spec.join) > kNodesOfAKeyMost) {
      problems_.at(spec.join, *spec.join +
                                  " has too many nodes that come and go; with those that "
                                  "a key is on to begin with there may be " +
                                  std::to_string(kNodesOfAKeyMost));
    }
  }

  void check_leave(const Name& target) {
    const std::size_t slash = target->find('/');
    const StoreSpec* const store = store_with_disks(target);
    if (store == nullptr) return;
    if (slash == std::string::npos || target->ends_with("/*")) {
      problems_.at(target, "is for one node, such as " + sim::in_quotes(*target + "/0"));
      return;
    }
    if (fewest_nodes(target->substr(0, slash), store->nodes) < store->copies_each())
      problems_.at(target, "leaves fewer nodes than each key has copies, " +
                               std::to_string(store->copies_each()));
  }

  // Of a store that begins with so many; a node that leaves twice counts twice.
  std::int64_t fewest_nodes(const std::string& store, std::int64_t nodes) const {
    std::multimap<sim::Duration, std::int64_t> changes;
    for (const OperatorSpec& each : scenario_.operations) {
      const auto* const join = std::get_if<Join::Spec>(&each.what.spec);
      if (join != nullptr && *join->join == store) changes.emplace(each.at, join->nodes);
      const auto* const leave = std::get_if<Leave::Spec>(&each.what.spec);
      if (leave != nullptr && leave->leave->starts_with(store + "/")) changes.emplace(each.at, -1);
    }
    std::int64_t fewest = nodes;
    for (const auto& [at, change] : changes) fewest = std::min(fewest, nodes += change);
    return fewest;
  }

  void check_operator(const OperatorSpec& action) {
    const Name& target =
        std::visit([](const auto& spec) -> const Name& { return spec.target(); }, action.what.spec);
    if (action.what.kind() == Drain::kName) {
      if (target->starts_with("zone:") || target->starts_with("region:")) {
        check_place(target, true, false);
        return;
      }
      if (is_fleet_target(target)) return;
    } else if (action.what.kind() == BackUp::kName) {
      check_backup(target);
      return;
    } else if (const auto* const join = std::get_if<Join::Spec>(&action.what.spec)) {
      check_join(*join);
      return;
    } else if (action.what.kind() == Leave::kName) {
      check_leave(target);
      return;
    } else if (action.what.kind() == CutOver::kName ||
               (action.what.kind() == Deploy::kName && scenario_.stores.contains(*target))) {
      return;
    } else if (const auto service = scenario_.services.find(*target);
               service != scenario_.services.end()) {
      if (action.what.kind() == Autoscale::kName && !service->second.cores)
        problems_.at(target, *target + " has no cores that could be busy; give it some");
      return;
    } else if (const std::string whole = target->substr(0, target->find('/'));
               scenario_.services.contains(whole)) {
      problems_.at(target, "is for a whole service, here " + sim::in_quotes(whole));
      return;
    }
    if (scenario_.stores.contains(*target)) {
      problems_.at(target, *target + " is a store, whose nodes have data; it cannot be scaled");
      return;
    }
    unknown_service(target);
  }

  const Scenario& scenario_;
  sim::Problems& problems_;
  Layout layout_;
  std::vector<std::string> keys_;
};

}  // namespace

void check_references(const Scenario& scenario, sim::Problems& problems) {
  const std::size_t before = problems.count();
  verify_network(scenario.zones, scenario.network ? &*scenario.network : nullptr, problems);
  if (problems.count() != before) return;
  ReferenceCheck(scenario, problems).check();
  check_calls(scenario, problems);
  if (problems.count() == before) check_caches(scenario, problems);
  if (problems.count() == before) check_cells(scenario, problems);
  check_objectives(scenario, problems);
}

}  // namespace models
