// Which node of a lock service leads it, and what it takes to have something written down.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/locks/lock_spec.h"
#include "models/node/node.h"
#include "models/setting.h"
#include "sim/kernel/gate.h"
#include "sim/kernel/task.h"

namespace models {

// The leader serves while it answers and, if a majority must agree, reaches one in both directions.
// One that does not answer or reaches no majority for as long as it takes to detect that is
// replaced: after the time to elect another, by the first node by number that does. One that has
// crashed leads no more, however soon it is back, unless it needs no majority.
class Quorum {
 public:
  using Nodes = std::vector<std::unique_ptr<Node>>;

  struct Listener {
    std::function<void()> leader_changes_state;            // begins or ceases to serve
    std::function<void(sim::Instant lost)> leader_is_new;  // the last one was lost then
  };

  Quorum(const Setting& setting, const std::string& name, const Nodes& nodes, const LockSpec& spec,
         Listener listener);
  Quorum(const Quorum&) = delete;

  // Null if nobody leads, or who leads cannot serve.
  Node* leader() const { return serves_ ? leader_ : nullptr; }
  // Open while there is a leader that serves.
  sim::Gate& served() { return served_; }
  // Must be called whenever a node or a way between nodes has changed.
  void reconsider();

  // How long it takes to have something written down now, from the leader's point of view.
  sim::Duration replication(sim::Draws draws) const;
  bool replicates_at_once() const { return at_once_; }

  std::int64_t elections() const { return elections_; }
  // How long there was no leader that serves.
  sim::Duration without_leader(sim::Instant now) const {
    return without_ + (serves_ ? sim::Duration{} : now - since_);
  }

 private:
  static bool answers(const Node& node) { return node.up() && !node.silent() && !node.paused(); }
  bool reach_each_other(const Node& one, const Node& other) const;
  bool reaches_majority(const Node& node) const;
  // The first node that could lead; null if there is none.
  Node* candidate() const;
  bool may_lead(const Node& node) const { return answers(node) && reaches_majority(node); }
  bool is_wanting() const { return deposed_ || !may_lead(*leader_); }
  sim::Task<> replace_leader();
  void note_leader();

  const Setting& setting_;
  const Nodes& nodes_;
  LockSpec spec_;
  RandomDuration sync_;
  bool syncs_;
  Listener listener_;
  sim::Gate served_;
  sim::Gate changed_;
  Node* leader_;
  bool serves_ = true;
  bool replacing_ = false;
  bool deposed_ = false;  // there must be an election, which it may win
  bool at_once_ = false;
  std::vector<const Node*> followers_;  // that the leader reaches
  sim::Instant lost_;                   // when the leader was first found wanting
  std::int64_t elections_ = 0;
  sim::Duration without_{};
  sim::Instant since_;  // when the leader last ceased to serve
};

}  // namespace models
