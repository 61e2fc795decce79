// A place from which calls are made to one operation: the story of a call, from the first attempt
// to the last.
#pragma once

#include <cstdint>
#include <memory>
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
#include "sim/kernel/within.h"

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

  // `key`: which of the request's keys balancing goes by; the first if empty. `on_failure`: what
  // whoever asks makes of a call that was not served; none: that is told as it is.
  CallSite(const CallOptions& options, Target target, const std::string& key,
           const Assembly& assembly, std::optional<OnFailure> on_failure = std::nullopt);

  struct Caller {
    std::size_t index = 0;  // the nodes of a service are one each; each has a memory of its own
    std::uint32_t zone = kNowhere;
    sim::Instant patience = sim::Instant::max();  // when it will have given up
  };
  // On behalf of a request, which outlives it. `attempts`, if not null, counts the attempts, hedges
  // included.
  sim::Task<Outcome> call(const Request& request, const Caller& caller,
                          std::int64_t* attempts = nullptr);

  bool has_effect() const;

 private:
  // An attempt: what it changes of the request on whose behalf it is made, and which outlives
  // everything but the attempt itself.
  struct Errand {
    const Request& request;
    std::uint64_t luck;
    std::uint64_t lineage;
    sim::Instant patience;
    sim::Instant deadline;
    std::uint32_t zone;

    Request sent() const;
    sim::Draws draws(std::uint64_t purpose) const { return {luck, purpose}; }
  };
  Errand errand(const Request& request, const Caller& caller) const;
  std::uint64_t luck_of(const Request& request, std::int64_t attempt) const {
    return sim::mix(request.luck, purpose_ + static_cast<std::uint64_t>(attempt));
  }
  // As often as there are tries.
  sim::Task<Outcome> insist(Errand errand, CallerState& state, std::int64_t* attempts);
  struct Try {
    std::vector<Node*>* asked = nullptr;  // if not null, by hedges: these get one more
    bool is_all = false;                  // the call is no more than this
  };
  sim::Task<Outcome> try_once(Errand errand, CallerState& state, Try trying);
  // Nobody waits for its answer after that.
  void bound(Errand& errand, sim::Instant until) const;
  Outcome told(Outcome outcome) const;
  Outcome heard_as(Outcome outcome, Try trying) const {
    return trying.is_all ? told(outcome) : outcome;
  }
  Node* choose(const Errand& errand, const std::vector<Node*>* asked);
  sim::Task<Outcome> hedge(Errand errand, CallerState& state, std::int64_t number,
                           std::vector<Node*>* asked, std::int64_t* attempts);
  sim::Task<Outcome> hedged(Errand errand, CallerState& state, std::int64_t* attempts);
  // How an attempt begins.
  struct Start {
    std::uint32_t caller;
    bool shakes_hands;
  };
  // Nothing if the caller has waited for as long as it does.
  using Answer = sim::Within<Outcome>;
  // To be awaited at once.
  Answer ask(Node& node, Errand& errand, Listener& listener, Start start);
  sim::Task<Outcome> ask_over_connection(Node& chosen, Errand errand, std::uint32_t caller);
  // To be started at once: it reads the errand first of all.
  sim::Task<Outcome> attempt(Node& node, const Errand& errand, Listener& listener, Start start);
  sim::Task<Outcome> shake_hands(Node& node, const Request& request);
  Journey there(const Start& start, Node& node, std::uint32_t from) const;
  CallerState& state_of(std::size_t caller);
  bool is_let_through(const Errand& errand, std::size_t caller) const;

  const Setting& setting_;
  CallOptions options_;
  std::optional<Retry> retry_;
  std::optional<OnFailure> on_failure_;
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
  std::vector<std::unique_ptr<CallerState>> states_;  // by caller; grows as nodes are added
};

}  // namespace models
