// A service: nodes that can stand in for each other, what they can be asked for, and what callers
// believe of them.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "models/callers/connection_pools.h"
#include "models/cells/cells.h"
#include "models/node/fleet.h"
#include "models/service/operation.h"
#include "models/service/service_spec.h"
#include "models/service/view.h"
#include "models/setting.h"
#include "sim/measure/measurements.h"

namespace models {

class Service final : public Fleet {
 public:
  struct Places {
    PlaceId on_a_core;
    PlaceId in_line;
    PlaceId elsewhere;
  };
  // Is told when callers in some zone begin or stop to believe in a node.
  using Listener = std::function<void(const Node&)>;

  // `zones`: of its nodes, in turn; `seen_from`: of its callers, kNowhere first. `cells`: that its
  // nodes are in; null if it is in none.
  Service(const Setting& setting, std::string name, const ServiceSpec& spec,
          std::vector<std::uint32_t> zones, const std::vector<std::uint32_t>& seen_from,
          const Cells* cells);
  Service(const Service&) = delete;

  const std::string& name() const { return name_; }
  const Places& places() const { return places_; }
  const Operation& operation(const std::string& name) const { return *operations_.at(name); }
  void assemble(Directory& directory);

  // For callers. Null if no node is believed to be up by callers in that zone.
  Node* choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) {
    return offered(view_from(zone)).choose(key, draws);
  }
  // Of the nodes of one unit of its cells.
  Node* choose_in(UnitId unit, std::uint32_t zone, std::uint64_t key, sim::Draws draws) {
    return offered(view_from(zone, unit)).choose(key, draws);
  }
  const Cells* cells() const { return cells_; }
  // Whether callers in that zone believe the node to be up.
  bool believed_from(std::uint32_t zone, const Node& node) {
    return view_from(zone).believes_in(node);
  }
  void assign(Node& node, std::int64_t change) {
    node.assigned += change;
    for (View* const view : bookkeepers_) view->note_assigned(node);
  }
  // Whether a request that reaches the node is let in.
  Outcome admit(Node& node);

  // For operations.
  bool changes_state() const { return spec_.external && !spec_.read_only; }
  bool fails(sim::Draws draws) const {
    return spec_.availability && draws.uniform() >= spec_.availability->value;
  }
  void note_answer(const struct Visit& visit, sim::Instant came, Outcome outcome);
  void note_lost() { ++counts_.lost; }
  void note_no_connection() { ++counts_.no_connection; }
  void note_cut_over() { ++counts_.cut_over; }
  // Those of a caller to this service; calls that say the same of their pool share it.
  ConnectionPools& pools_of(const std::string& caller, const Pool& spec);

  // For failures and operators.
  const std::vector<std::unique_ptr<Node>>& nodes() const override { return nodes_; }
  Node& add_node();
  void notice(Node& node) override;
  void notice_all();
  bool has_health_checks() const override { return spec_.health.has_value(); }
  void on_belief(Listener listener) { listener_ = std::move(listener); }
  // Calls `observer` whenever a node, or the way to it, may have changed.
  void on_change_of_node(std::function<void(Node&)> observer) {
    observers_.push_back(std::move(observer));
  }
  bool believed_everywhere(const Node& node) const override;

  void reset_measurements(sim::Instant now);
  sim::StationMeasurements measurements(sim::Instant now) const;
  // Sums over all its nodes and the whole run, level times nanoseconds.
  struct Areas {
    sim::Uint128 busy = 0;
    sim::Uint128 line = 0;
    sim::Uint128 in_service = 0;
  };
  Areas areas(sim::Instant now) const;
  // Cores of a node; 0 if work never waits for one.
  std::int64_t cores_each() const { return spec_.cores.value_or(0); }

 private:
  View& view_from(std::uint32_t zone) {
    return zone < view_of_zone_.size() ? *view_of_zone_[zone] : *views_.front();
  }
  // Unit by unit, zone by zone.
  View& view_from(std::uint32_t zone, UnitId unit) {
    const std::size_t seen_from = views_.size() / cells_->units();
    return *views_[unit * seen_from + (zone < seen_from - 1 ? zone + 1 : 0)];
  }
  void add_views(const std::vector<std::uint32_t>& seen_from);
  bool can_be_reached(const View& view, const Node& node) const;
  sim::Task<> check_until_settled(View& view, Node& node);
  void believe(View& view, Node& node, bool up);
  View& offered(View& view) {
    if (view.awaits_offer()) offer(view);
    return view;
  }
  void offer(View& view);

  const Setting& setting_;
  std::string name_;
  ServiceSpec spec_;
  const Cells* cells_;
  Places places_;
  std::vector<std::uint32_t> zones_;
  NodesInCommon common_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::map<std::string, std::unique_ptr<Procedure>> operations_;
  std::vector<std::unique_ptr<View>> views_;
  std::vector<View*> view_of_zone_;
  std::vector<View*> bookkeepers_;  // who are told what is assigned
  std::vector<std::unique_ptr<ConnectionPools>> pools_;
  Listener listener_;
  std::vector<std::function<void(Node&)>> observers_;
  sim::StationMeasurements counts_;
};

}  // namespace models
