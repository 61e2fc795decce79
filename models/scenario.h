// A scenario: everything a run is told. Whoever has one knows that it is right.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/caches/cache_spec.h"
#include "models/callers/call_options.h"
#include "models/cells/cells_spec.h"
#include "models/failures/failure.h"
#include "models/flows/flow.h"
#include "models/flows/load.h"
#include "models/locks/lock_spec.h"
#include "models/operations/operations.h"
#include "models/queues/queue_spec.h"
#include "models/run_spec.h"
#include "models/service/service_spec.h"
#include "models/stores/store_spec.h"
#include "models/topology/network_spec.h"
#include "sim/input/problem.h"
#include "sim/input/value.h"
#include "sim/objectives/objective.h"

namespace models {

class Scenario {
 public:
  static constexpr std::string_view kTypeName = "Scenario";

  // Made and destroyed in one place, so that not all who hold one spell out all that is in it.
  Scenario();
  Scenario(const Scenario&);
  Scenario(Scenario&&) noexcept;
  Scenario& operator=(const Scenario&);
  Scenario& operator=(Scenario&&) noexcept;
  ~Scenario();

  std::string name;
  std::string question;
  RunSpec run;
  Zones zones;
  std::optional<NetworkSpec> network;
  std::map<std::string, CellsSpec> cells;
  std::map<std::string, ServiceSpec> services;
  std::map<std::string, StoreSpec> stores;
  std::map<std::string, LockSpec> locks;
  std::map<std::string, CacheSpec> caches;
  std::map<std::string, QueueSpec> queues;
  std::map<std::string, Retry> retries;
  std::map<std::string, FlowSpec> flows;
  std::vector<LoadSpec> load;
  std::vector<FailureSpec> failures;
  std::vector<OperatorSpec> operations;
  std::vector<sim::Located<sim::Objective>> objectives;

  void fields(auto& f) {
    f.required("name", name, "What the scenario is called.", sim::NotEmpty{});
    f.optional("question", question, "What it is to answer.");
    f.required("run", run, "How long, from when on measured, with which seed.");
    f.optional("zones", zones, "Places that fail as a whole.", sim::SizeAtMost{200});
    f.optional("network", network, "How long messages take; no time if not given.");
    f.optional("cells", cells, "Units that own parts of the keys, by name.");
    f.required("services", services, "What serves payments, and what that needs.", sim::NotEmpty{});
    f.optional("stores", stores, "What keeps copies of what is written.");
    f.optional("locks", locks, "Lock services, and what becomes of locks when something fails.");
    f.optional("caches", caches, "What steps look up before they do the work, by name.");
    f.optional("queues", queues, "What keeps messages until they are consumed, by name.");
    f.optional("retries", retries, "Retry policies by name.");
    f.required("flows", flows, "Kinds of payments.", sim::NotEmpty{});
    f.required("load", load, "When payments come, and what about.", sim::NotEmpty{});
    f.optional("failures", failures, "What goes wrong.");
    f.optional("operations", operations, "What operators do.");
    f.optional("objectives", objectives, "What is to hold.");
  }

  void verify(sim::Complaints& complaints) const;

  // How many nodes a service, store or lock service has; nothing if there is none of that name.
  std::optional<std::int64_t> nodes_of(const std::string& fleet) const;
  // Whether something is a store whose copies follow a leader.
  bool has_leaders(const std::string& store) const;
  // Whether a link, or the interface of a node, has a capacity.
  bool has_wires() const;
  // The files that recorded loads are read from, as found from where the process runs.
  std::vector<std::string> recordings() const;
  // The names of the keys that payments have, in the order of Request::keys.
  std::vector<std::string> key_names() const;
  // The names of the classes of payments, in their order.
  std::vector<std::string> class_names() const;
  // From 1; 0 for no class.
  std::uint32_t class_number(const std::string& payment_class) const;
  // Which parts of a flow's payments the objectives speak of, each once.
  std::vector<SliceSpec> slices_of(const std::string& flow) const;
  // Where a key is; for no name that of the payer if there is one, else the first.
  std::size_t key_index(const std::string& key) const;
};

// Reads a scenario and checks that all it refers to is there. Nothing, and problems, if it is
// wrong.
std::optional<Scenario> read_scenario(const sim::Value& json, const sim::Files& files,
                                      sim::Problems& problems);

// The scenario with every default, as it would be read again.
sim::Value write_scenario(const Scenario& scenario);
// The JSON Schema of scenarios.
sim::Value scenario_schema();

// Complains about references to nothing, calls in a circle, and what else shows only in the whole.
void check_references(const Scenario& scenario, sim::Problems& problems);

// "gateway.pay" in its two parts; nothing if there is no dot.
struct OperationName {
  std::string service;
  std::string operation;
};
std::optional<OperationName> operation_name(const std::string& text);

}  // namespace models
