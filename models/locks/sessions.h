// The sessions of the nodes that use a lock service: heard by their heartbeats, expired when these
// stay away for the length of the lease, opened anew by nodes that come back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/locks/lock_spec.h"
#include "models/locks/lock_table.h"
#include "models/locks/quorum.h"
#include "models/node/node.h"
#include "models/setting.h"
#include "sim/kernel/task.h"

namespace models {

// A node that uses the service, as a process with at most one session at a time.
struct LockClient {
  LockClient(Node& its_node, std::uint64_t its_number) : node(its_node), number(its_number) {}

  Node& node;
  std::uint64_t number;
  std::uint64_t session = 0;  // 0: none
  bool connecting = false;
  std::uint64_t connected = 0;  // how often
  sim::detail::Link waiting;    // turns of those who wait for its session
};

// Heartbeats cost no event while all is well: when a node ceases to be heard it is computed when
// the last one came, and only what follows from that is simulated.
class Sessions {
 public:
  struct Owner {
    // A message of the node to the leader and what it costs there; false if it came to nothing.
    std::function<sim::Task<bool>(std::uint32_t zone, sim::Duration work, sim::Draws draws)> ask;
    std::uint64_t luck;  // what is drawn here
  };

  Sessions(const Setting& setting, const LockSpec& spec, Quorum& quorum, LockTable& table,
           sim::LockMeasurements& measured, Owner owner);
  Sessions(const Sessions&) = delete;

  // With a session from the start.
  LockClient& add_client(Node& node);
  // Null if there is no such session any more.
  LockTable::Session* find(std::uint64_t session);

  // Must be called when the node, or the way to it, has changed.
  void reconsider(LockClient& client);
  void reconsider_all();
  void leader_is_new();

 private:
  struct Session : LockTable::Session {
    LockClient* client = nullptr;  // null: its process is gone
    bool heard = true;
    sim::Instant beats_from;  // when it was opened, or heard again
    sim::Instant expires;     // if it is not heard again
    std::uint64_t watch = 0;
  };

  bool can_be_heard(const LockClient& client) const;
  void open(LockClient& client);
  void begin_watch(std::uint64_t number, Session& session);
  void fall_silent(std::uint64_t number, Session& session);
  void hear_again(std::uint64_t number, Session& session);
  void expire(std::uint64_t number);
  void expire_all_due();
  void connect_if_needed(LockClient& client);
  sim::Task<> watch(std::uint64_t number, std::uint64_t watch, sim::Instant expires);
  sim::Task<> connect(LockClient& client);

  const Setting& setting_;
  LockSpec spec_;
  RandomDuration connecting_work_;
  Quorum& quorum_;
  LockTable& table_;
  sim::LockMeasurements& measured_;
  Owner owner_;
  std::deque<LockClient> clients_;
  std::map<std::uint64_t, std::unique_ptr<Session>> sessions_;
  std::uint64_t opened_ = 0;
  std::int64_t connecting_ = 0;  // now, jitter over
};

}  // namespace models
