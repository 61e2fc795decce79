// What goes wrong in random scenarios, and what operators do.
#include <utility>

#include "tests/models/world/random_scenario.h"
#include "tests/models/world/values.h"

namespace models {

using sim::Value;

std::string RandomScenario::any_service(bool with_cores) {
  for (int tries = 0; tries < 20; ++tries) {
    const std::size_t index = bits_.below(services_.size());
    if (!with_cores || services_[index].cores) return service_name(index);
  }
  return {};
}

std::string RandomScenario::any_fleet() {
  if (!stores_.empty() && chance(3)) return stores_[bits_.below(stores_.size())].name;
  return any_service(false);
}

// A service, its nodes, or those of a lock service or a store.
std::string RandomScenario::any_node(bool with_cores) {
  if (has_locks_ && chance(4)) return "l/0";
  if (!stores_.empty() && chance(2)) {
    const Store& store = stores_[bits_.below(stores_.size())];
    if (!with_cores || store.cores) return any_node_of(store);
  }
  std::string name = any_service(with_cores);
  if (name.empty() || chance(4)) return name;
  if (chance(3)) return name + "/*";
  const std::size_t index = static_cast<std::size_t>(std::stoi(name.substr(1)));
  return name + "/" + std::to_string(bits_.below(services_[index].nodes));
}

std::string RandomScenario::any_node_of(const Store& store) {
  if (chance(8)) return store.name + "/*";
  return store.name + "/" + std::to_string(bits_.below(store.nodes));
}

Value RandomScenario::any_nodes() {
  if (!chance(4)) return Value(any_node(false));
  if (zones_ > 0 && chance(3)) return Value("zone:z0");
  return list({Value(any_node(false)), Value(any_node(false))});
}

std::string RandomScenario::any_link() {
  std::string name = links_[bits_.below(links_.size())];
  if (chance(2)) name[name.find('-')] = '>';
  return "link:" + name;
}

// Of a store without disks it is a crash.
Value RandomScenario::disk_failure() {
  Store& store = stores_[bits_.below(stores_.size())];
  Value failure = Value::object();
  if (chance(3)) {
    failure["lose_disk"] = Value(any_node_of(store));
    store.keeps_all = false;
    store.is_fresh = false;
  } else if (chance(2)) {
    failure["full_disk"] = Value(any_node_of(store));
  } else if (store.disk) {
    failure["slow_disk"] = Value(any_node_of(store));
    failure["factor"] = Value(number(2, 9));
  } else {
    failure["crash"] = Value(any_node_of(store));
  }
  say_when(failure, true);
  return failure;
}

Value RandomScenario::failure() {
  if (!stores_.empty() && chance(4)) return disk_failure();
  Value failure = Value::object();
  const std::string slow = any_node(true);
  const std::string zone = "zone:z" + std::to_string(zones_ > 0 ? bits_.below(zones_) : 0);
  switch (number(0, zones_ == 0 ? 5 : links_.empty() ? 6 : 8)) {
    case 0:
    case 1:
      failure["crash"] = any_nodes();
      break;
    case 2:
      if (slow.empty()) {
        failure["crash"] = Value(any_node(false));
        break;
      }
      failure["slow"] = Value(slow);
      failure["factor"] = Value(number(2, 5));
      break;
    case 3:
      failure["pause"] = any_nodes();
      break;
    case 4:
      failure["down"] = Value(any_fleet());
      break;
    case 5:
      failure["false_alarm"] = Value(any_node(false));
      break;
    case 6:
      failure["lose"] = chance(3) ? Value("region:near") : Value(zone);
      break;
    case 7:
      failure["cut"] = Value(any_link());
      break;
    default:
      failure["degrade"] = chance(2) ? Value(any_link()) : Value(zone);
      failure["added"] = time(1, 6);
      failure["loss"] = share(0, 50);
  }
  say_when(failure, true);
  return failure;
}

void RandomScenario::say_when(Value& happening, bool may_recur) {
  if (may_recur && chance(4)) {
    quiet_ = false;
    happening["mtbf"] = time(5, 60);
    happening["mttr"] = time(1, 30);
    if (chance(3)) happening["together"] = Value(true);
    if (happening.find("together") == nullptr && chance(3))
      happening["burst"] = object({{"size", Value(number(2, 4))}, {"within", time(0, 40)}});
    return;
  }
  happening["at"] = time(0, 200);
  if (!chance(5)) {
    happening["for"] = time(1, 90);
  } else {
    quiet_ = false;
  }
}

Value RandomScenario::operation() {
  Value operation = !stores_.empty() && chance(3) ? ring_change() : Value::object();
  if (!operation.members().empty()) {
    operation["at"] = time(0, 200);
    return operation;
  }
  const std::string with_cores = any_service(true);
  switch (number(0, with_cores.empty() ? 2 : 3)) {
    case 0:
      operation["drain"] = zones_ > 0 && chance(2) ? Value("zone:z0") : Value(any_node(false));
      say_when(operation, false);
      return operation;
    case 1:
      operation["deploy"] = Value(any_fleet());
      operation["batch"] = Value(number(1, 3));
      operation["drain"] = time(0, 5);
      operation["restart"] = time(0, 10);
      operation["pause"] = time(0, 3);
      break;
    case 2:
      operation["scale"] = Value(any_service(false));
      operation["to"] = Value(number(1, 6));
      operation["startup"] = time(0, 10);
      break;
    default:
      operation["autoscale"] = Value(with_cores);
      operation["min"] = Value(1);
      operation["max"] = Value(number(1, 6));
      operation["busy"] = share(20, 90);
      operation["interval"] = time(3, 10);
      operation["startup"] = time(0, 20);
      operation["calm"] = time(0, 20);
  }
  operation["at"] = time(0, 200);
  return operation;
}

}  // namespace models
