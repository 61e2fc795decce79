// A place from which calls are made to one operation: the story of a call, from the first attempt
// to the last.
#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "models/callers/attention.h"
#include "models/callers/call_options.h"
#include "models/callers/caller_state.h"
#include "models/callers/carry.h"
#include "models/callers/connection_pools.h"
#include "models/outcome.h"
#include "models/service/operation.h"
#include "models/setting.h"
#include "models/steps/assembly.h"
#include "sim/kernel/task.h"

namespace models {

class Cells;
class Node;

class CallSite {
 public:
  struct Target {
    Service& service;
    const Operation& operation;
  };
  // "risk.score", which exists.
  static Target target(const std::string& name, const Assembly& assembly);

  // `key`: which of the request's keys balancing goes by; the first if empty.
  CallSite(const CallOptions& options, Target target, const std::string& key,
           const Assembly& assembly);

  // Each caller (the nodes of a service are one each) has a memory of its own. `attempts`, if not
  // null, counts the attempts, hedges included.
  sim::Task<Outcome> call(Request request, std::size_t caller, std::int64_t* attempts = nullptr);

  bool has_effect() const;

 private:
  // `asked`, if not null, are the nodes that hedges have asked; they get one more. The request must
  // outlive it.
  sim::Task<Outcome> try_once(const Request& request, CallerState& state,
                              std::vector<Node*>* asked);
  Node* choose(const Request& request, const std::vector<Node*>* asked);
  sim::Task<Outcome> hedge(Request request, CallerState& state, std::int64_t number,
                           std::vector<Node*>* asked, std::int64_t* attempts);
  sim::Task<Outcome> hedged(Request request, CallerState& state, std::int64_t* attempts);
  // How an attempt begins.
  struct Start {
    std::uint32_t caller;
    bool shakes_hands;
  };
  sim::Task<Outcome> attempt(Node& node, Request request, Listener& listener, Start start);
  // Through what has a capacity on the way.
  sim::Task<> pass_wires(Journey journey, std::uint64_t bytes, std::uint32_t flow);
  Node* node_of(std::size_t caller) const;
  CallerState& state_of(std::size_t caller);
  bool is_let_through(const Request& request, std::size_t caller) const;

  const Setting& setting_;
  CallOptions options_;
  std::optional<Retry> retry_;
  Service& service_;
  const Operation& operation_;
  std::uint64_t purpose_;
  std::size_t key_ = 0;
  sim::TimerLine* patience_ = nullptr;  // none: waits for as long as it takes
  ConnectionPools* pools_ = nullptr;    // none: calls need no connection
  const Cells* cells_ = nullptr;        // none: whoever is called takes all keys everywhere
  Service* calling_ = nullptr;          // whose nodes call; none: callers are outside
  bool is_inside_ = false;              // they are in the same cells
  std::uint64_t caller_ = 0;            // their name
  Operation::Size size_{};              // of messages
  std::deque<CallerState> states_;      // by caller; grows as nodes are added
};

}  // namespace models
