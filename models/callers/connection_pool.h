// Connections that one caller keeps to one node: each for one call at a time, given up when they
// are old, when a call over them is abandoned, or when the node dies.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/kernel/slots.h"
#include "sim/kernel/task.h"

namespace models {

struct Handshake {
  static constexpr std::string_view kTypeName = "Handshake";
  std::int64_t round_trips = 2;
  sim::Duration cpu = 0s;

  void fields(auto& f) {
    f.optional(
        "round_trips", round_trips,
        "How often something goes there and back: 1 for TCP, 2 with TLS 1.3, 3 with TLS 1.2.",
        sim::Between{0, 10});
    f.optional("cpu", cpu, "How long it takes a core of the node at speed 1.");
  }
  bool operator==(const Handshake&) const = default;
};

struct Pool {
  static constexpr std::string_view kTypeName = "Pool";
  static constexpr std::string_view kShorthand = "size";
  std::int64_t size = 10;
  std::optional<sim::Duration> acquire;
  std::optional<sim::Duration> lifetime;
  sim::Fraction jitter{0};
  bool warm = false;
  Handshake handshake;

  void fields(auto& f) {
    f.required("size", size, "The most connections of each caller to each node.",
               sim::Between{1, 100'000});
    f.optional("acquire", acquire,
               "How long to wait for a connection when all are in use; the time-out of the call "
               "counts from when there is one.",
               sim::Above{0s});
    f.optional("lifetime", lifetime, "The age at which a connection is not used any more.",
               sim::Above{0s});
    f.optional("jitter", jitter,
               "By how much of the lifetime connections may be given up earlier, each by a part "
               "drawn at random.");
    f.optional("warm", warm,
               "Whether all connections are open when a caller first calls a node, and are opened "
               "anew when they are too old, not first when they are needed.");
    f.optional("handshake", handshake, "What it costs to open one.");
  }
  void verify(sim::Complaints& complaints) const {
    if (jitter.value > 0 && !lifetime) complaints.about("jitter", "needs a lifetime to vary");
  }
  bool operator==(const Pool&) const = default;
};

class ConnectionPool {
 public:
  ConnectionPool(sim::Kernel& kernel, const std::string& name, const Pool& spec)
      : kernel_(kernel), spec_(spec), slots_(kernel, name, spec.size) {}
  ConnectionPool(const ConnectionPool&) = delete;

  // What is known of a connection while nobody uses it.
  struct Idle {
    std::uint64_t number = 0;  // in the order of opening
    std::uint64_t life = 0;    // of the node: how often it had died
    sim::Instant expires = sim::Instant::max();
  };

  // A connection in use. Whoever does not keep it closes it.
  class Connection {
   public:
    // Whether it was opened for this use, so that hands must be shaken first.
    bool is_new() const { return is_new_; }
    bool is_old() const { return pool_->kernel_.now() >= idle_.expires; }
    const Idle& known() const { return idle_; }
    ConnectionPool& pool() { return *pool_; }
    // Leaves it to whoever comes next.
    void keep() { pool_->idle_.push_back(idle_); }

   private:
    friend class ConnectionPool;
    Connection(ConnectionPool& pool, sim::Slots::Lease lease, Idle idle, bool is_new)
        : pool_(&pool), lease_(std::move(lease)), idle_(idle), is_new_(is_new) {}

    ConnectionPool* pool_;
    sim::Slots::Lease lease_;
    Idle idle_;
    bool is_new_;
  };

  // Nothing if none was free in time. `life` says how often the node has died: connections do not
  // outlive it. `draws` are for the age of a new one.
  sim::Task<std::optional<Connection>> take(std::uint64_t life, sim::Draws draws);
  // Nothing if it is in use or closed.
  std::optional<Connection> take_out(std::uint64_t number);
  // A new one in the place of an old one.
  Connection renew(Connection old, std::uint64_t life, sim::Draws draws);
  // One more that is open and in nobody's use.
  Idle fill(std::uint64_t life, sim::Draws draws);

 private:
  sim::Task<sim::Slots::Lease> wait();
  sim::Task<sim::Slots::Lease> give_up();
  Idle open(std::uint64_t life, sim::Draws draws);

  sim::Kernel& kernel_;
  const Pool& spec_;
  sim::Slots slots_;
  std::vector<Idle> idle_;  // the one used last is used next
  std::uint64_t opened_ = 0;
};

}  // namespace models
