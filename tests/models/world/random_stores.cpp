// Stores of random scenarios, what steps ask of them, and what they promise.
#include <algorithm>
#include <utility>

#include "tests/models/world/random_scenario.h"
#include "tests/models/world/values.h"

namespace models {

using sim::Value;

Value RandomScenario::store() {
  Store& told = stores_.emplace_back();
  told.name = "d" + std::to_string(stores_.size() - 1);
  told.nodes = number(1, 5);
  told.cores = chance(2);
  told.disk = chance(2);
  told.by_quorum = chance(3);
  const bool has_threads = chance(3);
  Value store = object({{"nodes", Value(told.nodes)}, {"read", duration()}, {"write", duration()}});
  std::uint64_t copies = std::min<std::uint64_t>(3, told.nodes);
  if (chance(2)) {
    copies = number(1, told.nodes);
    store["copies"] = Value(copies);
  }
  if (zones_ > 0 && chance(4)) store["zones"] = list({Value("z0")});
  if (told.cores) store["cores"] = Value(number(1, 2));
  if (has_threads) store["threads"] = Value(number(1, 4));
  if (has_threads || told.cores) store["line"] = line(has_threads, told.cores);
  if (chance(2)) store["health"] = health();
  if (chance(3))
    store["ring"] = object({{"points", Value(number(1, 3))}});
  else if (chance(2))
    store["shards"] = Value(number(1, 4));
  if (told.disk) store["disk"] = store_disk();
  told.copies = copies;
  if (chance(4)) store["interface"] = one_of({"1MB/s", "100MB/s"});
  say_what_is_kept(store);
  store["replication"] = told.by_quorum ? quorum(copies) : leader();
  return store;
}

// A chunk of a stream, or less, takes up to a second.
void RandomScenario::say_what_is_kept(Value& store) {
  Store& told = stores_.back();
  if (chance(2)) store["size"] = one_of({"1B", "100kB", "3MB"});
  if (chance(3)) store["stream"] = one_of({"100kB/s", "5MB/s"});
  told.backed_up = chance(2);
  if (!told.backed_up) return;
  Value backup = object({{"decide", time(0, 50)}});
  if (!told.by_quorum) backup["from"] = one_of({"leader", "follower"});
  if (chance(2)) backup["full"] = Value("1s");
  if (chance(2)) backup["incremental"] = Value("1s");
  if (backup.find("full") == nullptr || chance(2)) backup["log"] = Value("100ms");
  for (const char* const rate : {"rate", "restore", "replay"})
    if (chance(3)) backup[rate] = one_of({"100kB/s", "5MB/s"});
  store["backup"] = std::move(backup);
}

Value RandomScenario::ring_change() {
  Store& store = stores_[bits_.below(stores_.size())];
  Value change = Value::object();
  if (chance(3) && store.nodes - store.leaving > store.copies) {
    change["leave"] = Value(store.name + "/" + std::to_string(store.leaving++));
    store.changes = true;
  } else if (store.backed_up && chance(2)) {
    change["backup"] = Value(store.name);
    change["kind"] = one_of({"full", "incremental", "log"});
  } else {
    change["join"] = Value(store.name);
    store.changes = true;
    change["nodes"] = Value(number(1, 3));
    change["at_a_time"] = Value(number(1, 3));
    if (store.by_quorum && chance(2)) change["owns"] = Value("at_once");
  }
  // Whoever is new may lack what an old copy has, until it is told.
  if (store.by_quorum) store.is_fresh = false;
  return change;
}

// A record takes whole milliseconds.
Value RandomScenario::store_disk() {
  if (chance(3)) return object({{"rate", Value("1MB/s")}, {"operations", Value("1000/s")}});
  return chance(2) ? object({{"rate", Value("500kB/s")}})
                   : object({{"operations", Value("1000/s")}});
}

Value RandomScenario::leader() {
  Store& told = stores_.back();
  told.fenced = !chance(3);
  const Value acknowledge = one_of({"async", "one", "majority", "majority", "majority", "all"});
  const Value promote = one_of({"most_caught_up", "most_caught_up", "any", "manual"});
  const Value decided_by = one_of({"copies", "copies", "observers"});
  const bool by_majority = acknowledge.text() == "majority" && promote.text() == "most_caught_up" &&
                           decided_by.text() == "copies";
  told.keeps_all = told.fenced && (by_majority || acknowledge.text() == "all");
  told.is_fresh = told.fenced;
  Value failover = object({{"detect", time(0, 9)},
                           {"elect", time(0, 4)},
                           {"promote", promote},
                           {"manual", time(1, 30)},
                           {"decided_by", decided_by},
                           {"fencing", Value(told.fenced)}});
  Value leader = object({{"acknowledge", acknowledge}, {"failover", std::move(failover)}});
  if (chance(2)) leader["lag"] = duration();
  return object({{"leader", std::move(leader)}});
}

Value RandomScenario::quorum(std::uint64_t copies) {
  Store& told = stores_.back();
  std::uint64_t write = copies / 2 + 1;
  std::uint64_t read = write;
  Value quorum = object({{"hints", Value(!chance(3))}, {"read_repair", Value(chance(2))}});
  if (chance(2)) quorum["write"] = Value(write = number(1, copies));
  if (chance(2)) quorum["read"] = Value(read = number(1, copies));
  if (chance(3)) quorum["hints_kept"] = time(1, 50);
  if (chance(3)) quorum["anti_entropy"] = Value("1s");
  told.keeps_all = true;
  told.is_fresh = read + write > copies;
  return object({{"quorum", std::move(quorum)}});
}

Value RandomScenario::access() {
  Store& store = stores_[bits_.below(stores_.size())];
  Value step = Value::object();
  if (chance(3)) {
    step["read"] = Value(store.name);
    if (!store.by_quorum && chance(3)) {
      step["from"] = Value("nearest");
      store.is_fresh = false;
    }
  } else {
    step["write"] = Value(store.name);
    if (chance(2)) step["amount"] = one_of({"debit", "credit"});
  }
  if (has_payees_ && chance(2)) step["key"] = Value("payee");
  if (chance(5)) step["on_failure"] = Value("continue");
  add_options(step);
  if (chance(2)) step["pool"] = pool();
  if (step.find("pool") != nullptr && !store.by_quorum && chance(2)) {
    step["pool"]["demoted"] = Value("keep");
    if (step["pool"].find("validate") != nullptr)
      step["pool"]["validate"]["role"] = Value(chance(2));
  }
  return step;
}

void RandomScenario::say_who_recognises(Value& flow) {
  const bool recognised = chance(2);
  const bool for_a_while = recognised && chance(2);
  recognises_some_ = recognises_some_ || recognised;
  recognises_all_ = recognises_all_ && recognised && !for_a_while;
  if (recognised) flow["idempotent"] = Value(true);
  if (for_a_while) flow["keys_kept"] = time(1, 40);
}

Promises RandomScenario::promises() const {
  Promises promises{.all_leave = quiet_,
                    .nothing_twice = recognises_all_,
                    .recognises_nothing = !recognises_some_};
  for (const Store& store : stores_) {
    if (store.keeps_all) promises.keeps_all.insert(store.name);
    if (store.fenced) promises.one_leader.insert(store.name);
    if (store.is_fresh) promises.never_stale.insert(store.name);
  }
  return promises;
}

}  // namespace models
