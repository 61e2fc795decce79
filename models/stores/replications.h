// How the copies of a store are kept alike. To add a way: write its file, add it to the list.
#pragma once

#include <concepts>

#include "models/stores/leader_replication.h"
#include "models/stores/quorum_replication.h"
#include "sim/input/kinds.h"

namespace models {

template <class Kind>
concept ReplicationKind =
    requires(Kind way, Visit& visit, const StoreOrder& order, const Node& node) {
      { way.choose(order, kNowhere) } -> std::same_as<Node*>;
      { way.led_before(order.shard) } -> std::same_as<Node*>;
      { way.read(visit, order) } -> std::same_as<sim::Task<Outcome>>;
      { way.write(visit, order) } -> std::same_as<sim::Task<Outcome>>;
      way.note_change(node);
    };

struct Replications : sim::Kinds<LeaderReplication, QuorumReplication> {
  static constexpr std::string_view kTypeName = "Replication";
};
static_assert(Replications::all<[]<class Kind>() { return ReplicationKind<Kind>; }>());

}  // namespace models
