// Every balancing policy a scenario can name, and one of them at work. To add one: write its file,
// add it to the list in policies.h.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/policies.h"
#include "models/balancing/same_zone.h"
#include "sim/input/kinds.h"

namespace models {

struct Balancing : Policies<SameZone> {
  static constexpr std::string_view kTypeName = "Balancing";
};
static_assert(Balancing::all<[]<class Kind>() { return BalancingPolicy<Kind>; }>());

// Chooses nodes as the policy says that the scenario has named.
class Balancer {
 public:
  explicit Balancer(const Balancing::Spec& spec) : policy_(Balancing::make(spec)) {}

  // These are believed healthy from now on. They stay where they are until the next call.
  void members(std::span<Backend* const> members) {
    std::visit([members](auto& policy) { policy.members(members); }, policy_);
  }

  // Null if there are no members. Assigning the request is the caller's business: assigned goes up,
  // and down when it is answered.
  Backend* choose(const Choice& choice) {
    return std::visit([&choice](auto& policy) { return policy.choose(choice); }, policy_);
  }

  // Whoever changes node.assigned says so if it keeps books; the node need not be a member.
  void changed(const Backend& node) {
    std::visit(
        [&node](auto& policy) {
          if constexpr (requires { policy.changed(node); }) policy.changed(node);
        },
        policy_);
  }

  // Whether it keeps books of what is assigned, so that it is to be told.
  bool keeps_books() const {
    return std::visit([](const auto& policy) { return models::keeps_books(policy); }, policy_);
  }

  // The part of all keys that each member owns, for policies that own keys unevenly.
  std::optional<std::vector<double>> shares() {
    return std::visit(
        [](auto& policy) -> std::optional<std::vector<double>> {
          if constexpr (requires { policy.shares(); }) return policy.shares();
          return std::nullopt;
        },
        policy_);
  }

 private:
  Balancing::Any policy_;
};

}  // namespace models
