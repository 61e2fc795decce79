// Every balancing policy that looks at all nodes alike, whatever their zone. To add one: write its
// file, add it to this list.
#pragma once

#include <concepts>
#include <span>
#include <string_view>

#include "models/balancing/any_node.h"
#include "models/balancing/backend.h"
#include "models/balancing/fewest_of.h"
#include "models/balancing/jump.h"
#include "models/balancing/least_loaded.h"
#include "models/balancing/maglev.h"
#include "models/balancing/rendezvous.h"
#include "models/balancing/ring.h"
#include "models/balancing/round_robin.h"
#include "models/balancing/weighted.h"
#include "sim/input/kinds.h"

namespace models {

// members: these are believed healthy from now on, and stay where they are until the next call.
// choose: one of them, or null if there are none. Equal histories of calls give equal choices.
// A policy that keeps books of what is assigned also has changed(const Backend&), and says by
// keeps_books() whether it does if not always.
// jump, and weighted with given weights, number the nodes in the order in which they were first
// shown: for several of them to agree, show each all nodes first, then those believed healthy.
template <class Policy>
concept BalancingPolicy =
    requires(Policy policy, std::span<Backend* const> members, const Choice& choice) {
      policy.members(members);
      { policy.choose(choice) } -> std::same_as<Backend*>;
    };

template <BalancingPolicy Policy>
bool keeps_books(const Policy& policy) {
  if constexpr (requires { policy.keeps_books(); }) return policy.keeps_books();
  return requires(Policy any, const Backend& node) { any.changed(node); };
}

template <class... Policy>
using Policies = sim::Kinds<RoundRobin, AnyNode, LeastLoaded, FewestOf, WeightedRoundRobin,
                            RingHashing, RendezvousHashing, JumpHashing, MaglevHashing, Policy...>;

struct PlainBalancing : Policies<> {
  static constexpr std::string_view kTypeName = "PlainBalancing";
};

}  // namespace models
