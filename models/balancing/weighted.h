// Nodes in turn, in proportion to their weights and evenly spread: the smooth weighted round robin
// of nginx (2012). Each request adds to every node's credit its weight; who has the most credit is
// chosen and pays the sum of all weights.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/roster.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"

namespace models {

// Costs O(different weights + log n) a choice: among nodes of one weight the order of their credits
// changes only when one of them pays.
class WeightedRoundRobin {
 public:
  static constexpr std::string_view kName = "weighted";
  static constexpr std::string_view kSummary =
      "Nodes in turn, in proportion to their weights and evenly spread.";
  struct Spec {
    static constexpr std::string_view kShorthand = "weights";
    std::vector<double> weights;

    void fields(auto& f) {
      f.optional("weights", weights,
                 "Weights of the nodes in their order, from the start again when there are more "
                 "nodes; if none are given, each node's own.");
    }
    void verify(sim::Complaints& complaints) const;
    bool operator==(const Spec&) const = default;
  };

  explicit WeightedRoundRobin(const Spec& spec) : weights_(spec.weights) {}

  // Who stays keeps his credit, and who comes back has what he left with.
  void members(std::span<Backend* const> members);

  // Among equal credits the node that was shown first.
  Backend* choose(const Choice&);

 private:
  struct Standing {
    double start;  // the credit without what the requests since `members` have added
    std::uint32_t number;
  };
  struct Group {
    double weight;
    std::vector<Standing> heap;  // the most credit first
  };

  static bool comes_later(const Standing& a, const Standing& b) {
    return a.start != b.start ? a.start < b.start : a.number > b.number;
  }
  double weight_of(std::uint32_t number) const;
  void settle();

  std::vector<double> weights_;
  Roster roster_;
  std::vector<double> credits_;  // by number, as of the last settle()
  std::vector<Group> groups_;    // by weight
  double total_weight_ = 0;
  double requests_ = 0;  // since `members`
};

}  // namespace models
