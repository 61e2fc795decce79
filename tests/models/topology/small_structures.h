// Structures for tests: a payment system in a few lines, and small ones at random.
#pragma once

#include <string>
#include <vector>

#include "models/topology/structure.h"
#include "sim/kernel/stream.h"

namespace models {

inline std::size_t add_service(Structure& structure, const std::string& name,
                               std::vector<std::size_t> nodes, std::size_t needed = 1) {
  structure.services.push_back({.name = name, .nodes = std::move(nodes), .needed_nodes = needed});
  return structure.services.size() - 1;
}

inline std::size_t add_operation(Structure& structure, const std::string& name, std::size_t service,
                                 std::vector<Structure::Call> calls = {}) {
  structure.operations.push_back({.name = name, .service = service, .calls = std::move(calls)});
  return structure.operations.size() - 1;
}

// Gateways in three zones call a score that they can do without, a ledger that needs two of three
// nodes, and a bank outside. Zones a and b are east, c is south.
inline Structure payment_system() {
  Structure system;
  system.regions = {"east", "south"};
  system.zones = {{"a", 0}, {"b", 0}, {"c", 1}};
  system.links = {{"east-south", {0, 1}, {2}}, {"a-b", {0}, {1}}};
  const std::size_t gateway = add_service(system, "gateway", {12, 12, 12}, 20);
  const std::size_t risk = add_service(system, "risk", {2, 0, 0});
  const std::size_t ledger = add_service(system, "ledger", {1, 1, 1}, 2);
  const std::size_t bank = add_service(system, "bank", {});
  system.services[bank].external = true;
  const std::size_t score = add_operation(system, "risk.score", risk);
  const std::size_t write = add_operation(system, "ledger", ledger);
  const std::size_t authorise = add_operation(system, "bank.authorise", bank);
  const std::size_t pay =
      add_operation(system, "gateway.pay", gateway, {{{score}, 0}, {{write}, 1}, {{authorise}, 1}});
  system.flows = {{"pay", pay}};
  return system;
}

// A place called `name` in which nothing else stands.
inline Structure one_place(const std::string& name) {
  Structure structure;
  structure.regions = {""};
  structure.zones = {{name, 0}};
  return structure;
}

// Up to three zones in up to two regions, some links, four services that call later ones only.
inline Structure random_structure(sim::Stream& stream) {
  Structure structure;
  structure.regions = {"r", "s"};
  const std::size_t zones = 1 + stream.below(3);
  for (std::size_t zone = 0; zone < zones; ++zone) {
    structure.zones.push_back({std::string(1, static_cast<char>('a' + zone)), stream.below(2)});
    for (std::size_t other = 0; other < zone; ++other) {
      if (stream.below(4) == 0) continue;
      structure.links.push_back(
          {structure.zones[other].name + "-" + structure.zones[zone].name, {other}, {zone}});
    }
  }
  for (std::size_t service = 0; service < 4; ++service) {
    Structure::Service told{.name = "s" + std::to_string(service)};
    told.external = service > 0 && stream.below(5) == 0;
    for (std::size_t zone = 0; zone < zones && !told.external; ++zone) {
      told.nodes.push_back(stream.below(2) + stream.below(2));
    }
    told.needed_nodes = 1 + stream.below(2);
    told.needed_whole_zones = stream.below(4) == 0 ? 1 : 0;
    structure.services.push_back(told);
    structure.operations.push_back({.name = told.name, .service = service});
  }
  for (std::size_t caller = 0; caller < 3; ++caller) {
    for (std::uint64_t calls = stream.below(3); calls > 0; --calls) {
      Structure::Call call;
      for (std::size_t asked = caller + 1; asked < 4; ++asked) {
        if (stream.below(2) == 0) call.operations.push_back(asked);
      }
      call.needed = stream.below(call.operations.size() + 1);
      structure.operations[caller].calls.push_back(call);
    }
  }
  structure.flows = {{"flow", 0}};
  return structure;
}

}  // namespace models
