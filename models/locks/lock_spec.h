// What a scenario says of a lock service.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/presets/presets.h"
#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"

namespace models {

enum class WhenLost { closed, open };
enum class LockReplication { majority, asynchronous };

struct LockFailover {
  static constexpr std::string_view kTypeName = "LockFailover";
  sim::Duration detect = 0s;
  sim::Duration elect = 0s;

  void fields(auto& f) {
    f.optional("detect", detect, "How long nodes that cannot reach their leader wait for it.",
               sim::AtMost{24h});
    f.optional("elect", elect, "How long it then takes to elect another.", sim::AtMost{24h});
  }
  bool operator==(const LockFailover&) const = default;
};

struct Reconnect {
  static constexpr std::string_view kTypeName = "Reconnect";
  sim::OneOf<Durations> work;
  sim::Duration jitter = 0s;

  void fields(auto& f) {
    f.optional("work", work, "What a new session costs a core of the leader.");
    f.optional("jitter", jitter,
               "Nodes wait for a random time up to this before they ask for a new session.",
               sim::AtMost{24h});
  }
};

struct LockSpec {
  static constexpr std::string_view kTypeName = "LockService";
  std::optional<std::string> like;
  std::int64_t nodes = 3;
  std::vector<sim::Located<std::string>> zones;
  std::optional<std::int64_t> cores;
  sim::OneOf<Durations> operation;
  sim::OneOf<Durations> sync;
  LockReplication replication = LockReplication::majority;
  sim::Duration lag = 0s;
  std::optional<sim::Duration> lease;
  std::optional<sim::Duration> heartbeat;
  std::optional<sim::Duration> grace;
  bool fencing = false;
  WhenLost when_lost = WhenLost::closed;
  LockFailover failover;
  Reconnect reconnect;

  void fields(auto& f) {
    f.optional("like", like,
               "The name of a preset, which gives all fields that are not given here.");
    f.optional("nodes", nodes, "How many nodes there are; more than half of them are needed.",
               sim::Between{1, 1001});
    f.optional("zones", zones, "The zones of its nodes, in turn; all zones if not given.");
    f.optional("cores", cores, "Cores of a node; work never waits for one if not given.",
               sim::Between{1, 100000});
    f.optional("operation", operation, "Work of the leader's core to grant or release a lock.");
    f.optional("sync", sync, "How long it takes a node to make sure of what it has written.");
    f.optional("replication", replication,
               "Whether a majority must have written down what is granted, or the leader alone.");
    f.optional("lag", lag,
               "With asynchronous replication: what was granted so long before the leader is "
               "replaced is forgotten.",
               sim::AtMost{1h});
    f.optional(
        "lease", lease,
        "How long a node that is not heard keeps its locks; needed unless a preset gives it.",
        sim::Between<sim::Duration>{1ms, 24h});
    f.optional("heartbeat", heartbeat,
               "Time between two heartbeats of a node; a third of the lease if not given.",
               sim::AtLeast<sim::Duration>{1ms});
    f.optional("grace", grace,
               "How long a new leader waits for the heartbeats of all nodes before it takes any "
               "locks away; the lease if not given.",
               sim::AtMost{24h});
    f.optional("fencing", fencing,
               "Whether stores refuse writes under a lock that somebody else has held since.");
    f.optional("when_lost", when_lost,
               "What steps do that got no answer from the service: closed, they fail; open, they "
               "go on without the lock.");
    f.optional("failover", failover, "How long it takes to replace a leader.");
    f.optional("reconnect", reconnect, "How nodes come back whose session has expired.");
  }
  void verify(sim::Complaints& complaints) const;

  sim::Duration beat() const { return heartbeat.value_or(std::max(sim::Duration{1}, *lease / 3)); }
  sim::Duration grace_or_lease() const { return grace.value_or(*lease); }
  // More than half of the nodes.
  std::int64_t majority() const { return nodes / 2 + 1; }
};

}  // namespace models

template <>
struct sim::EnumNames<models::WhenLost> {
  static constexpr std::array<std::pair<models::WhenLost, std::string_view>, 2> names = {
      {{models::WhenLost::closed, "closed"}, {models::WhenLost::open, "open"}}};
};

template <>
struct sim::EnumNames<models::LockReplication> {
  static constexpr std::array<std::pair<models::LockReplication, std::string_view>, 2> names = {
      {{models::LockReplication::majority, "majority"},
       {models::LockReplication::asynchronous, "asynchronous"}}};
};

template <>
struct sim::Codec<models::LockSpec> : sim::StructCodec<models::LockSpec> {
  static void read(models::LockSpec& spec, const Value& value, Reading& reading);
};
