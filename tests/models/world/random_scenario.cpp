// Random scenarios, drawn from the top down: services, what they do, and how they are called.
#include "tests/models/world/random_scenario.h"

#include <utility>

#include "tests/models/world/values.h"

namespace models {

using sim::Value;

RandomScenario::RandomScenario(std::uint64_t seed) : bits_(seed, "random scenario") {}

Value RandomScenario::time(std::uint64_t least, std::uint64_t most) {
  return Value(std::to_string(number(least, most)) + "ms");
}

Value RandomScenario::duration() {
  if (chance(8)) return Value("0s");
  if (chance(6)) return object({{"exponential", time(1, 4)}});
  if (chance(10)) return Value("777us");
  return time(1, 5);
}

Value RandomScenario::share(std::uint64_t least, std::uint64_t most) {
  return Value(std::to_string(number(least, most)) + "%");
}

Value RandomScenario::one_of(const std::vector<const char*>& names) {
  return Value(names[bits_.below(names.size())]);
}

Value RandomScenario::make() {
  services_.resize(number(1, 4));
  has_payees_ = chance(2);
  Value scenario = object({{"name", Value("random")},
                           {"run", object({{"warmup", chance(3) ? time(0, 30) : Value("0s")},
                                           {"seed", Value(number(0, 1000))}})}});
  if (chance(2)) scenario["zones"] = zones();
  scenario["network"] = network();
  has_locks_ = chance(2);
  if (has_locks_) scenario["locks"]["l"] = lock_service();
  for (std::uint64_t i = chance(2) ? number(1, 2) : 0; i > 0; --i) {
    Value told = store();
    scenario["stores"][stores_.back().name] = std::move(told);
  }
  // From the last to the first, because services call later ones and need to know them.
  for (std::size_t i = services_.size(); i-- > 0;)
    scenario["services"][service_name(i)] = service(i);
  for (std::size_t i = 0; i < services_.size(); ++i) scenario["caches"][service_name(i)] = cache();
  for (std::size_t i = 0; i < services_.size(); ++i) scenario["queues"][service_name(i)] = queue(i);
  scenario["retries"] = object({{"again", retry()}});
  Value flows = Value::object();
  for (std::size_t i = 0; i < (chance(3) ? 2U : 1U); ++i) {
    Value& flow = flows["f" + std::to_string(i)];
    flow = object({{"entry", Value(service_name(bits_.below(services_.size())) + ".a")},
                   {"priority", Value(number(0, 2))}});
    if (zones_ > 0 && chance(2)) flow["from"] = Value("z0");
    if (!stores_.empty()) say_who_recognises(flow);
    add_options(flow);
    scenario["load"].push_back(load(i));
    if (chance(4)) scenario["load"].push_back(load(i));
  }
  scenario["flows"] = std::move(flows);
  for (std::uint64_t i = number(0, 4); i > 0; --i) scenario["failures"].push_back(failure());
  for (std::uint64_t i = number(0, 2); i > 0; --i) scenario["operations"].push_back(operation());
  scenario["run"]["duration"] = quiet_ ? Value("20s") : Value("400ms");
  add_cells(scenario);
  return scenario;
}

Value RandomScenario::zones() {
  zones_ = number(1, 3);
  if (zones_ == 3) links_ = {"near-far"};
  const bool apart = zones_ == 3 && chance(2);
  if (apart) links_ = {"near-far", "near-mid", "mid-far"};
  const char* const regions[] = {"near", apart ? "mid" : "near", "far"};
  Value zones = Value::object();
  for (std::size_t i = 0; i < zones_; ++i)
    zones["z" + std::to_string(i)] = object({{"region", Value(regions[i])}});
  return zones;
}

Value RandomScenario::network() {
  Value network = object({{"retransmit", time(1, 3)}, {"give_up", time(4, 12)}});
  if (chance(2)) network["same_zone"] = duration();
  if (chance(2)) network["same_region"] = duration();
  for (const std::string& name : links_) {
    const std::size_t dash = name.find('-');
    Value link =
        object({{"between", list({Value(name.substr(0, dash)), Value(name.substr(dash + 1))})},
                {"latency", duration()}});
    if (chance(3)) link["loss"] = share(1, 30);
    if (chance(4)) link["capacity"] = one_of({"1MB/s", "100MB/s"});
    network["links"].push_back(std::move(link));
  }
  return network;
}

Value RandomScenario::service(std::size_t index) {
  Service& told = services_[index];
  told = {.nodes = number(1, 4), .cores = !chance(4), .external = chance(8)};
  const bool has_threads = chance(2);
  Value service = object({{"nodes", Value(told.nodes)}, {"balance", balancing(false)}});
  if (told.external) service["external"] = Value(true);
  if (told.external && chance(3)) service["read_only"] = Value(true);
  if (!told.external && zones_ > 0 && chance(2)) service["zones"] = list({Value("z0")});
  if (told.cores) service["cores"] = Value(number(1, 3));
  if (told.cores && chance(4)) service["speed"] = one_of({"2", "0.5", "0.3"});
  if (const Value* speed = service.find("speed"))
    service["speed"] = Value::number(std::string(speed->text()));
  if (chance(5)) service["interface"] = one_of({"1MB/s", "100MB/s"});
  if (has_threads) service["threads"] = Value(number(1, 4));
  if (has_threads || told.cores) service["line"] = line(has_threads, told.cores);
  if (chance(2)) service["health"] = health();
  if (chance(4)) service["availability"] = share(50, 100);
  service["operations"] = object({{"a", steps(index, 0, 0)}, {"b", steps(index, 0, 1)}});
  return service;
}

Value RandomScenario::line(bool has_threads, bool has_cores) {
  Value line = Value::object();
  if (chance(3)) line["limit"] = Value(number(0, 5));
  const bool shares = chance(6);
  if (shares) {
    line["order"] = Value("processor_sharing");
  } else if (chance(4)) {
    line["order"] = object({{"priority", object({{"preemptive", Value(true)}})}});
  } else {
    line["order"] = one_of({"fifo", "lifo", "priority", "deadline", "shortest"});
  }
  if (!chance(3) || (shares && !has_threads) || (!has_cores && !has_threads)) return line;
  line["shed"] =
      chance(2) ? object({{"age", time(1, 6)}})
                : object({{"codel", object({{"target", Value("1ms")}, {"interval", time(2, 8)}})}});
  return line;
}

Value RandomScenario::balancing(bool plain) {
  switch (number(0, plain ? 8 : 9)) {
    case 0:
      return Value("round_robin");
    case 1:
      return Value("random");
    case 2:
      return Value("least_loaded");
    case 3:
      return Value("fewest_of");
    case 4:
      return Value("weighted");
    case 5:
      return object({{"ring", object({{"points", Value(5)}, {"bound", Value(1.25)}})}});
    case 6:
      return Value("rendezvous");
    case 7:
      return Value("jump");
    case 8:
      return object({{"maglev", object({{"table", Value(251)}})}});
    default:
      return object({{"same_zone", object({{"then", balancing(true)}})}});
  }
}

Value RandomScenario::health() {
  Value health = object(
      {{"interval", time(4, 9)}, {"fall", Value(number(1, 3))}, {"rise", Value(number(1, 3))}});
  if (chance(2)) health["timeout"] = time(1, 4);
  return health;
}

Value RandomScenario::steps(std::size_t index, int depth, std::size_t least) {
  Value steps = Value::array();
  for (std::uint64_t count = number(least, 3); count > 0; --count)
    steps.push_back(step(index, depth + 1));
  return steps;
}

Value RandomScenario::step(std::size_t index, int depth) {
  const bool may_call = index + 1 < services_.size();
  if (has_locks_ && depth < 3 && chance(5)) return lock(index, depth);
  if (may_call && chance(8)) return publish(index);
  if (!stores_.empty() && chance(3)) return access();
  switch (number(0, depth < 3 ? 10 : 4)) {
    case 0:
    case 1:
      return object({{"cpu", duration()}});
    case 2:
      return object({{"wait", duration()}});
    case 3:
      return chance(4) ? object({{"decline", share(0, 20)}}) : object({{"cpu", duration()}});
    case 4:
      return may_call ? call(index) : object({{"cpu", duration()}});
    case 5:
      return steps(index, depth, 1);
    case 6:
      return object({{"parallel", steps(index, depth, 1)}});
    case 7:
      return object({{"first", Value(1)}, {"of", steps(index, depth, 1)}});
    case 8:
      return object({{"steps", steps(index, depth, 1)}});
    case 9:
      return in_cache_ ? object({{"cpu", duration()}}) : look_up(index, depth);
    default: {
      Value either = object({{"share", share(0, 50)}, {"steps", steps(index, depth, 0)}});
      Value other = object({{"share", share(0, 50)}, {"steps", steps(index, depth, 0)}});
      return object({{"choose", list({std::move(either), std::move(other)})}});
    }
  }
}

Value RandomScenario::lock_service() {
  Value locks = object({{"nodes", Value(number(1, 4))},
                        {"lease", time(8, 30)},
                        {"fencing", Value(chance(2))},
                        {"when_lost", one_of({"open", "closed"})},
                        {"operation", duration()},
                        {"failover", object({{"detect", time(0, 9)}, {"elect", time(0, 4)}})},
                        {"reconnect", object({{"work", duration()}, {"jitter", time(0, 9)}})}});
  if (chance(2)) locks["cores"] = Value(1);
  if (chance(3)) locks["sync"] = duration();
  if (chance(2)) locks["grace"] = time(0, 20);
  if (chance(2)) locks["heartbeat"] = time(1, 8);
  if (zones_ > 0 && chance(3)) locks["zones"] = list({Value("z0")});
  if (chance(3)) {
    locks["replication"] = Value("asynchronous");
    locks["lag"] = time(0, 5);
  }
  return locks;
}

// Without a time to wait a deadlock would last for ever.
Value RandomScenario::lock(std::size_t index, int depth) {
  Value lock = object({{"lock", Value("l")}, {"steps", steps(index, depth, 0)}});
  if (chance(8))
    quiet_ = false;
  else
    lock["wait"] = time(1, 20);
  return lock;
}

// A cache is of one service, and not looked up by what fills it: nobody waits for itself.
Value RandomScenario::look_up(std::size_t index, int depth) {
  in_cache_ = true;
  Value step = object({{"cache", Value(service_name(index))},
                       {"hit", time(0, 1)},
                       {"steps", steps(index, depth, 1)}});
  in_cache_ = false;
  return step;
}

Value RandomScenario::cache() {
  Value cache = object({{"size", Value(1)},
                        {"ttl", time(1, 30)},
                        {"single_flight", Value(chance(2))},
                        {"per", one_of({"node", "shared"})}});
  if (chance(2)) cache["jitter"] = share(0, 90);
  if (chance(3)) cache["warm"] = Value(true);
  return cache;
}

Value RandomScenario::call(std::size_t index) {
  const std::size_t callee = number(index + 1, services_.size() - 1);
  Value call = object({{"call", Value(service_name(callee) + (chance(2) ? ".a" : ".b"))}});
  if (chance(3)) call["on_failure"] = Value("continue");
  add_options(call);
  return call;
}

// A queue is consumed by the service it is named after. What is given up some time ends.
Value RandomScenario::publish(std::size_t index) {
  const std::size_t consumer = number(index + 1, services_.size() - 1);
  Value publish = object({{"publish", Value(service_name(consumer))}});
  if (chance(2)) publish["takes"] = duration();
  if (chance(3)) publish["acknowledged"] = Value(false);
  if (chance(3)) publish["on_failure"] = Value("continue");
  return publish;
}

Value RandomScenario::queue(std::size_t index) {
  Value consumers =
      object({{"call", Value(service_name(index) + ".a")}, {"at_once", Value(number(1, 3))}});
  add_options(consumers);
  Value queue = object({{"consumers", std::move(consumers)},
                        {"redeliver_after", time(3, 20)},
                        {"tries", Value(number(1, 3))}});
  if (chance(2)) queue["limit"] = Value(number(1, 20));
  if (chance(2)) queue["order"] = Value("key");
  if (queue.find("order") != nullptr && chance(2)) queue["partitions"] = Value(number(1, 3));
  return queue;
}

void RandomScenario::add_options(Value& call) {
  if (!chance(3)) call["timeout"] = time(1, 12);
  if (chance(3)) call["retry"] = chance(2) ? Value("again") : retry();
  if (chance(5)) {
    call["hedge"] = object({{"after", time(0, 4)}, {"most", Value(number(1, 2))}});
  }
  if (chance(4)) {
    call["breaker"] = object({{"failures", Value(number(1, 3))},
                              {"open", time(1, 10)},
                              {"trials", Value(number(1, 2))}});
  }
  if (chance(6)) call["bulkhead"] = Value(number(1, 4));
  if (chance(6)) call["pool"] = pool();
  if (chance(4)) call["message"] = one_of({"0B", "1B", "5kB"});
  if (chance(8)) call["rate_limit"] = object({{"rate", rate()}, {"burst", Value(number(1, 5))}});
  if (chance(3)) call["propagate_deadline"] = Value(true);
}

Value RandomScenario::rate() {
  return Value(std::to_string(100 * number(1, 10)) + "/s");
}

Value RandomScenario::pool() {
  Value pool = object({{"size", Value(number(1, 3))}});
  if (chance(2)) pool["acquire"] = time(1, 6);
  if (chance(2)) pool["lifetime"] = time(1, 20);
  if (chance(2)) pool["warm"] = Value(true);
  if (chance(2)) {
    pool["handshake"] = object({{"round_trips", Value(number(0, 2))}, {"cpu", time(0, 2)}});
    // Connections that are renewed for ever may take all cores for ever.
    if (pool.find("lifetime") != nullptr && pool.find("warm") != nullptr) quiet_ = false;
  }
  if (chance(2)) {
    pool["validate"] = object({{"timeout", time(1, 9)}});
    if (chance(2)) pool["validate"]["at_once"] = Value(number(1, 2));
  }
  return pool;
}

Value RandomScenario::retry() {
  Value retry = object({{"tries", Value(number(1, 4))}});
  if (chance(2)) {
    retry["backoff"] = object({{"first", time(0, 3)},
                               {"factor", Value(number(1, 3))},
                               {"jitter", one_of({"none", "equal", "full"})}});
  }
  if (chance(3))
    retry["budget"] = object({{"ratio", share(0, 60)}, {"burst", Value(number(1, 9))}});
  return retry;
}

// Load comes in the first 200 ms, in a population for as long as the run lasts.
Value RandomScenario::load(std::size_t index) {
  Value load = object({{"flow", Value("f" + std::to_string(index))}});
  if (chance(8)) {
    quiet_ = false;
    load["population"] = Value(number(1, 2));
    load["think"] = time(5, 40);
  } else {
    const Value begins = rate();
    load["rate"] = list({list({Value("0s"), begins}), list({Value("200ms"), begins}),
                         list({Value("200ms"), Value("0/s")})});
    load["arrivals"] = one_of({"steady", "steady", "poisson"});
  }
  if (has_payees_ || chance(2))
    load["keys"] = object({{"payer", object({{"uniform", Value(number(1, 9))}})}});
  if (has_payees_) load["keys"]["payee"] = object({{"uniform", Value(number(1, 9))}});
  if (chance(3)) load["amount"] = object({{"exponential", Value("20 EUR")}});
  return load;
}

}  // namespace models
