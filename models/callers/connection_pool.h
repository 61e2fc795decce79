// Connections that one caller keeps to one node, or to whichever node leads in its stead: each for
// one call at a time, given up when they are old, when a call over them is abandoned, or when the
// node dies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/callers/pool_spec.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/task.h"

namespace models {

class Node;

// Where connections of a pool may lead.
struct Address {
  Node* home = nullptr;    // by which the caller knows the other side
  Node* to = nullptr;      // who is there now
  Node* before = nullptr;  // and was before; connections to it may be left, null: none
};

class ConnectionPool {
 public:
  ConnectionPool(sim::Kernel& kernel, const std::string& name, const Pool& spec)
      : kernel_(kernel), spec_(spec), slots_(kernel, name, spec.size) {
    if (spec.validate && spec.validate->at_once)
      checks_.emplace(kernel, name + ", checks", *spec.validate->at_once);
  }
  ConnectionPool(const ConnectionPool&) = delete;

  // What is known of a connection while nobody uses it.
  struct Idle {
    std::uint64_t number = 0;     // in the order of opening
    Node* node = nullptr;         // to this one
    std::uint64_t life = 0;       // which it does not outlive
    std::uint64_t demotions = 0;  // of the node, when it was opened
    sim::Instant expires = sim::Instant::max();
  };

  // A connection in use. Whoever does not keep it closes it.
  class Connection {
   public:
    // Whether it was opened for this use, so that hands must be shaken first.
    bool is_new() const { return is_new_; }
    bool is_old() const { return pool_->kernel_.now() >= idle_.expires; }
    const Idle& known() const { return idle_; }
    Node& node() const { return *idle_.node; }
    ConnectionPool& pool() { return *pool_; }
    // Leaves it to whoever comes next.
    void keep() { pool_->keep(idle_); }

   private:
    friend class ConnectionPool;
    Connection(ConnectionPool& pool, sim::Slots::Lease lease, Idle idle, bool is_new)
        : pool_(&pool), lease_(std::move(lease)), idle_(idle), is_new_(is_new) {}

    ConnectionPool* pool_;
    sim::Slots::Lease lease_;
    Idle idle_;
    bool is_new_;
  };

  // To use one of the connections; none if all were in use for too long.
  sim::Task<sim::Slots::Lease> slot();
  // The one that was used last of those that lead there, or a new one. `draws` are for its age.
  Connection connect(sim::Slots::Lease slot, const Address& address, sim::Draws draws);
  // The same in the place of one that was closed.
  Connection connect_anew(Connection closed, const Address& address, sim::Draws draws) {
    return connect(std::move(closed.lease_), address, draws);
  }
  // Nothing if it is in use or closed.
  std::optional<Connection> take_out(std::uint64_t number);
  // A new one in the place of an old one, to the same node.
  Connection renew(Connection old, sim::Draws draws);
  // One more that is open and in nobody's use.
  Idle fill(Node& node, sim::Draws draws);

  // As far as the caller can know. That a node has fallen silent is known by asking it.
  bool is_open(const Idle& idle) const;
  // For checks of connections; null if as many as are needed can be made at once.
  sim::Slots* checks() { return checks_ ? &*checks_ : nullptr; }

 private:
  sim::Task<sim::Slots::Lease> wait();
  sim::Task<sim::Slots::Lease> give_up();
  std::uint64_t life_of(const Node& node) const;
  Idle open(Node& node, sim::Draws draws);
  void keep(const Idle& idle);

  sim::Kernel& kernel_;
  const Pool& spec_;
  sim::Slots slots_;
  std::optional<sim::Slots> checks_;
  std::vector<Idle> idle_;  // the one used last is used next
  std::uint64_t opened_ = 0;
};

}  // namespace models
