// A lock service: leases of locks, kept by a quorum of nodes.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/locks/lock_spec.h"
#include "models/locks/lock_table.h"
#include "models/locks/quorum.h"
#include "models/locks/sessions.h"
#include "models/node/fleet.h"
#include "models/outcome.h"
#include "models/setting.h"
#include "sim/kernel/task.h"
#include "sim/measure/measurements.h"

namespace models {

class Service;

class LockService final : public Fleet {
 public:
  // Is told when nodes begin or cease to count on a node of the service.
  using Listener = std::function<void(const Node&)>;

  // `zones`: of its nodes, in turn.
  LockService(const Setting& setting, std::string name, const LockSpec& spec,
              std::vector<std::uint32_t> zones, sim::Seed seed);
  LockService(const LockService&) = delete;

  const std::string& name() const { return name_; }
  // Where payments wait for a lock, requests to the service included.
  PlaceId place() const { return place_; }
  WhenLost when_lost() const { return spec_.when_lost; }

  // The nodes of that service use locks: a number for client().
  std::size_t add_user(Service& service);
  // A node that has come since has its session from when it first asks.
  LockClient& client(std::size_t user, Node& node);

  // What one step asks for: one claim for each key, in the order in which they are asked for.
  struct Wish {
    std::array<ClaimId, kKeysMost> claims{};
    std::array<std::size_t, kKeysMost> slots{};  // which of the request's keys each is about
    std::size_t count = 0;
  };
  LockTable& table() { return table_; }
  // Grants at once what can be so granted; false if there is something to wait for.
  bool acquire_at_once(const Wish& wish, LockClient& client);
  // On its own: whoever asked may have given up long before it ends. Served once all are granted.
  sim::Task<Outcome> acquire(Wish wish, LockClient& client, std::uint64_t luck);
  // Its owner does nothing more with them.
  void let_go(const Wish& wish, LockClient& client);
  // What it comes to if one does not wait any longer: whether it is others one waits for, or the
  // service itself, which is out of reach or has not answered yet.
  Outcome reason_to_give_up(const Wish& wish, const LockClient& client);

  sim::LockMeasurements& measured() { return measured_; }

  // For failures and operators.
  const std::vector<std::unique_ptr<Node>>& nodes() const override { return nodes_; }
  void notice(Node& node) override;
  void notice_all();
  bool has_health_checks() const override { return true; }
  bool believed_everywhere(const Node& node) const override { return believed_[node.index()]; }
  void on_belief(Listener listener) { listener_ = std::move(listener); }

  void reset_measurements(sim::Instant now);
  sim::LockMeasurements measurements(sim::Instant now) const;

 private:
  static bool answers(const Node& node) { return node.up() && !node.silent() && !node.paused(); }
  // Whether a lock that is free would be granted, or given back, in no time.
  bool acts_at_once(const LockClient& client) const;
  bool is_lost_to(const LockClient& client) const;
  bool is_way_between(std::uint32_t one, std::uint32_t other) const;
  // A message to the leader, its work, and a majority that has written it down; again with the next
  // leader if that fails. False if no way was found for as long as one tries, or the claim that it
  // is about, if any, is over before it was sent.
  sim::Task<bool> ask(std::uint32_t zone, sim::Duration work, sim::Draws draws,
                      std::optional<ClaimId> about = std::nullopt);
  sim::Task<Outcome> serve(Node& leader, sim::Duration work, sim::Draws draws);
  sim::Task<bool> acquire_one(ClaimId id, LockClient& client, sim::Draws draws);
  sim::Task<> give_back(Wish wish, std::uint32_t zone, std::uint64_t luck);
  sim::Task<> look_again(Node& node, std::uint64_t look);
  void believe(Node& node, bool up);
  void leader_changes_state();
  void leader_is_new(sim::Instant lost);

  const Setting& setting_;
  std::string name_;
  LockSpec spec_;
  RandomDuration work_;
  bool works_;
  PlaceId place_;
  std::uint64_t luck_;
  std::uint64_t given_back_ = 0;
  std::uint64_t service_number_;
  sim::LockMeasurements measured_;
  NodesInCommon common_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<bool> believed_;
  std::vector<std::uint64_t> looks_;
  Listener listener_;
  LockTable table_;
  Quorum quorum_;
  Sessions sessions_;
  sim::detail::Link leaderless_;                 // turns of those who wait for a leader
  std::vector<std::vector<LockClient*>> users_;  // by number, then by index of the node
  std::int64_t elections_before_ = 0;            // the measured time
  sim::Duration without_before_{};
};

}  // namespace models
