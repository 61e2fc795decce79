// What a scenario says of a service.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "models/balancing/catalogue.h"
#include "models/lines/catalogue.h"
#include "models/lines/shedding.h"
#include "models/service/health.h"
#include "models/steps/catalogue.h"

namespace models {

struct LineSpec {
  static constexpr std::string_view kTypeName = "Line";
  std::optional<std::int64_t> limit;
  sim::OneOf<Orders> order;
  std::optional<sim::OneOf<Shedding>> shed;

  void fields(auto& f) {
    f.optional("limit", limit,
               "How many requests may wait at a node; more are rejected. Endless if not given.",
               sim::AtLeast{0});
    f.optional("order", order, "Who is served first.");
    f.optional("shed", shed, "Sends away those who have waited too long.");
  }
};

struct ServiceSpec {
  static constexpr std::string_view kTypeName = "Service";
  std::int64_t nodes = 1;
  std::vector<sim::Located<std::string>> zones;
  std::optional<std::int64_t> cores;
  std::optional<std::int64_t> threads;
  double speed = 1.0;
  std::optional<std::vector<double>> weights;
  LineSpec line;
  sim::OneOf<Balancing> balance;
  std::optional<Health> health;
  std::optional<sim::Located<std::string>> cells;
  bool external = false;
  std::optional<sim::Fraction> availability;
  std::optional<sim::ByteRate> interface;
  bool read_only = false;
  std::map<std::string, std::vector<StepSpec>> operations;

  void fields(auto& f) {
    f.optional("nodes", nodes, "How many nodes there are.", sim::Between{1, 100000});
    f.optional("zones", zones,
               "The zones of its nodes, in turn; if not given, those of the units of its cells, or "
               "without cells all zones.");
    f.optional("cores", cores, "Cores of a node; work never waits for one if not given.",
               sim::Between{1, 100000});
    f.optional("threads", threads,
               "Requests that a node works on at once, calls to others included; endless if not "
               "given.",
               sim::Between{1, 10000000});
    f.optional("speed", speed, "How fast a core works, relative to the times given.", sim::Above{0},
               sim::AtMost{1000});
    f.optional("weights", weights, "The share of each node, for balancing that weighs.");
    f.optional("line", line, "Where requests wait for a thread, or without threads for a core.");
    f.optional("balance", balance, "How callers choose a node.");
    f.optional("health", health, "How callers learn that a node is down; at once if not given.");
    f.optional("cells", cells,
               "The cells that its nodes are in: calls about a key go to nodes of the unit that "
               "owns it. All nodes take all keys if not given.");
    f.optional("external", external,
               "A party outside: it has no zone, and messages to it take no time of the network.");
    f.optional("availability", availability, "The share of its answers that are not failures.");
    f.optional("interface", interface,
               "Bytes that the network interface of a node carries per time, each way; as many as "
               "there are if not given.",
               sim::Above{0});
    f.optional("read_only", read_only,
               "Calls change nothing there, so that none leaves its caller in doubt.");
    f.required("operations", operations, "What it can be asked for, each a list of steps.",
               sim::NotEmpty{});
  }
  void verify(sim::Complaints& complaints) const;
};

}  // namespace models
