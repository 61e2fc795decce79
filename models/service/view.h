// What callers in one zone believe of a service: which of its nodes are up, and whose turn it is.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "models/balancing/catalogue.h"
#include "models/node/node.h"

namespace models {

class View {
 public:
  // `about`: the zones of the nodes that it is about; all nodes if empty.
  View(std::uint32_t zone, const Balancing::Spec& balancing, std::vector<std::uint32_t> about = {})
      : zone_(zone), balancer_(balancing), about_(std::move(about)) {}

  std::uint32_t zone() const { return zone_; }
  bool is_about(const Node& node) const {
    return about_.empty() || std::ranges::find(about_, node.zone) != about_.end();
  }

  // Null if no node is believed to be up.
  Node* choose(std::uint64_t key, sim::Draws draws) {
    return static_cast<Node*>(balancer_.choose(Choice{key, zone_, draws}));
  }

  bool believes_in(const Node& node) const {
    return node.index() < believed_.size() && believed_[node.index()];
  }
  bool is_watched(const Node& node) const {
    return node.index() < watched_.size() && watched_[node.index()];
  }
  void believe(const Node& node, bool up) { set(believed_, node, up); }
  void watch(const Node& node, bool watched) { set(watched_, node, watched); }

  // Who can be sent requests may have changed: offer() is due before the next choice, however
  // often that happens until then.
  void expect_offer() { awaits_offer_ = true; }
  bool awaits_offer() const { return awaits_offer_; }
  // Takes over who can be sent requests, in the order of the nodes.
  void offer(const std::vector<Backend*>& members) {
    balancer_.members(members);
    awaits_offer_ = false;
  }
  // Whether it is to be told what is assigned to the nodes.
  bool keeps_books() const { return balancer_.keeps_books(); }
  void note_assigned(const Node& node) { balancer_.changed(node); }

 private:
  static void set(std::vector<bool>& flags, const Node& node, bool flag) {
    if (node.index() >= flags.size()) flags.resize(node.index() + 1, false);
    flags[node.index()] = flag;
  }

  std::uint32_t zone_;
  Balancer balancer_;
  std::vector<std::uint32_t> about_;
  bool awaits_offer_ = true;
  std::vector<bool> believed_;  // by index of the node
  std::vector<bool> watched_;   // whether its checks are being simulated
};

}  // namespace models
