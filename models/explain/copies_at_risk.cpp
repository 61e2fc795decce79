// Stores and lock services as groups of nodes.
#include "models/explain/copies_at_risk.h"

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include "models/cells/cut_over_plan.h"
#include "models/stores/placement.h"
#include "models/topology/network.h"
#include "sim/kernel/kernel.h"

namespace models {

namespace {

constexpr std::size_t kLargest = 3;
constexpr std::size_t kSharesMost = 8;

// What is lost with either of two.
std::optional<double> either(const std::optional<double>& one, double other) {
  return 1 - (1 - one.value_or(0)) * (1 - other);
}

// The parts that may take copies from a store or a lock service.
class Parts {
 public:
  // What is lost for a while, or what is lost for good.
  enum class Lost { for_a_while, for_good };

  Parts(const Scenario& scenario, const Layout& layout, const Structure& structure,
        const std::string& fleet, const std::vector<std::size_t>& zones, Lost lost)
      : layout_(layout), fleet_(fleet), zones_(zones), lost_(lost) {
    for (std::uint32_t node = 0; node < zones.size(); ++node)
      parts_.push_back({.kind = "node", .name = label(node), .nodes = {node}});
    for (const Part& place : places_of(structure)) add_place(structure, place);
    for (const FailureSpec& failure : scenario.failures)
      if (failure.mtbf) add_failure(failure);
    even_out();
    if (lost == Lost::for_good)
      std::erase_if(parts_, [](const FailingPart& part) { return !part.links.empty(); });
  }

  const std::vector<FailingPart>& all() const { return parts_; }

 private:
  std::string label(std::uint32_t node) const { return fleet_ + "/" + std::to_string(node); }

  void add_place(const Structure& structure, const Part& place) {
    FailingPart part{.name = place.name};
    if (place.kind == PartKind::link) {
      part.kind = "link";
      part.links = {place.subject};
    } else if (place.kind == PartKind::zone) {
      part.kind = "zone";
      part.zones = {place.subject};
    } else {
      part.kind = "region";
      for (std::size_t zone = 0; zone < structure.zones.size(); ++zone)
        if (structure.zones[zone].region == place.subject) part.zones.push_back(zone);
    }
    parts_.push_back(std::move(part));
  }

  void add_failure(const FailureSpec& failure) {
    const double repair = sim::to_seconds(*failure.mttr);
    const double down = repair / (sim::to_seconds(*failure.mtbf) + repair);
    const auto& what = failure.what.spec;
    if (const auto* const disk = std::get_if<LoseDisk::Spec>(&what))
      return lose_nodes(disk->lose_disk, down, failure.together, "loss of the disks of ");
    if (lost_ == Lost::for_good) return;
    if (const auto* const crash = std::get_if<Crash::Spec>(&what)) {
      lose_nodes(crash->crash, down, failure.together, "crash of ");
    } else if (const auto* const silence = std::get_if<Down::Spec>(&what)) {
      lose_nodes(silence->down, down, failure.together, "silence of ");
    } else if (const auto* const pause = std::get_if<Pause::Spec>(&what)) {
      lose_nodes(pause->pause, down, failure.together, "standstill of ");
    } else if (const auto* const lose = std::get_if<Lose::Spec>(&what)) {
      if (const auto place = find(layout_, *lose->lose)) lose_place(*place, down);
    } else if (const auto* const cut = std::get_if<Cut::Spec>(&what)) {
      if (const auto place = find(layout_, *cut->cut)) lose_place(*place, down);
    }
  }

  void lose_nodes(const TargetNames& names, double down, bool together, const std::string& what) {
    std::set<std::uint32_t> victims;
    for (const auto& name : names.each)
      for (const std::uint32_t node : nodes_called(*name)) victims.insert(node);
    if (together && victims.size() > 1) {
      parts_.push_back({.kind = "common cause",
                        .name = what + *names + " together",
                        .nodes = {victims.begin(), victims.end()},
                        .down = down});
      return;
    }
    for (const std::uint32_t node : victims) parts_[node].down = either(parts_[node].down, down);
  }

  std::vector<std::uint32_t> nodes_called(const std::string& name) const {
    std::vector<ZoneId> places;
    const auto place = find(layout_, name);
    if (place) places = zones_touched(*place, layout_);
    const bool all = name == fleet_ || name == fleet_ + "/*";
    std::vector<std::uint32_t> nodes;
    for (std::uint32_t node = 0; node < zones_.size(); ++node) {
      const ZoneId zone{static_cast<std::uint32_t>(zones_[node])};
      const bool is_there = std::find(places.begin(), places.end(), zone) != places.end();
      if (all || is_there || (!place && name == label(node))) nodes.push_back(node);
    }
    return nodes;
  }

  void lose_place(const Target& place, double down) {
    std::vector<std::size_t> zones;
    for (const ZoneId zone : place.zones) zones.push_back(zone.index);
    std::set<std::size_t> links;
    for (const LinkId link : place.links) links.insert(link.index / 2);
    for (FailingPart& part : parts_) {
      const bool is_link = part.links.size() == 1 && links.contains(part.links.front());
      if (is_link || (!zones.empty() && part.zones == zones)) part.down = either(part.down, down);
    }
  }

  // So that not each node is one of its kind.
  void even_out() {
    std::set<double> shares;
    for (std::size_t node = 0; node < zones_.size(); ++node)
      if (parts_[node].down) shares.insert(*parts_[node].down);
    if (shares.size() <= kSharesMost) return;
    for (std::size_t node = 0; node < zones_.size(); ++node)
      if (parts_[node].down) parts_[node].down = *shares.rbegin();
  }

  const Layout& layout_;
  std::string fleet_;
  std::vector<std::size_t> zones_;  // by node
  Lost lost_;
  std::vector<FailingPart> parts_;
};

// The zone of each node.
std::vector<std::size_t> zones_of_nodes(std::int64_t nodes, const Layout& layout,
                                        const std::vector<sim::Located<std::string>>& named) {
  std::vector<std::size_t> in_turn;
  for (const auto& zone : named) in_turn.push_back(zone_called(layout, *zone)->index);
  for (std::size_t zone = 0; named.empty() && zone < layout.zones.size(); ++zone)
    in_turn.push_back(zone);
  std::vector<std::size_t> zones;
  for (std::size_t node = 0; node < static_cast<std::size_t>(nodes); ++node)
    zones.push_back(in_turn[node % in_turn.size()]);
  return zones;
}

// The sets of nodes that have copies of the same keys, as a store places them.
std::vector<std::vector<std::uint32_t>> groups_of(const std::string& name, const StoreSpec& spec,
                                                  const std::vector<std::size_t>& zones,
                                                  const Homes& homes) {
  sim::Kernel kernel;
  NodesInCommon common(kernel, NodeSpec{}, Order(Orders::Spec{}));
  std::vector<std::unique_ptr<Node>> nodes;
  for (std::size_t i = 0; i < zones.size(); ++i)
    nodes.push_back(std::make_unique<Node>(common, name + "/" + std::to_string(i), i,
                                           static_cast<std::uint32_t>(zones[i])));
  const Placement::Phases at_the_start{std::vector<bool>(nodes.size(), true)};
  std::vector<std::vector<std::uint32_t>> groups =
      Placement(spec, nodes, at_the_start, homes).shards();
  for (auto& group : groups) std::sort(group.begin(), group.end());
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  return groups;
}

CopiesAtRisk store_at_risk(const Scenario& scenario, const Layout& layout,
                           const Structure& structure, const std::string& name,
                           const StoreSpec& spec) {
  CopyNodes nodes{.zones = zones_of_nodes(spec.nodes, layout, spec.zones)};
  const Homes homes = spec.cells ? homes_of(scenario, **spec.cells, layout) : Homes{};
  nodes.groups = groups_of(name, spec, nodes.zones, homes);
  const Parts parts(scenario, layout, structure, name, nodes.zones, Parts::Lost::for_a_while);
  const Parts lasting(scenario, layout, structure, name, nodes.zones, Parts::Lost::for_good);
  const StoreNeeds needs = needs_of(spec, layout);
  CopiesAtRisk store{.name = name, .has_shards = nodes.groups.size() > 1};
  store.write = copy_losses(structure, nodes, needs.write, parts.all(), kLargest);
  store.read = needs.read == needs.write
                   ? store.write
                   : copy_losses(structure, nodes, needs.read, parts.all(), kLargest);
  store.data = copy_losses(structure, nodes, {.nodes = 1}, lasting.all(), kLargest);
  return store;
}

CopiesAtRisk lock_service_at_risk(const Scenario& scenario, const Layout& layout,
                                  const Structure& structure, const std::string& name,
                                  const LockSpec& spec) {
  CopyNodes nodes{.zones = zones_of_nodes(spec.nodes, layout, spec.zones)};
  nodes.groups.emplace_back();
  for (std::uint32_t node = 0; node < nodes.zones.size(); ++node)
    nodes.groups.front().push_back(node);
  const Parts parts(scenario, layout, structure, name, nodes.zones, Parts::Lost::for_a_while);
  CopiesAtRisk service{.name = name, .is_lock_service = true};
  service.write =
      copy_losses(structure, nodes, {.nodes = static_cast<std::size_t>(spec.majority())},
                  parts.all(), kLargest);
  return service;
}

}  // namespace

StoreNeeds needs_of(const StoreSpec& spec, const Layout& layout) {
  const auto copies = static_cast<std::size_t>(spec.copies_each());
  const std::size_t majority = copies / 2 + 1;
  if (const auto* const quorum = std::get_if<QuorumSpec>(&spec.replication.spec)) {
    const auto told = [majority](const std::optional<std::int64_t>& number) {
      return number ? static_cast<std::size_t>(*number) : majority;
    };
    return {.write = {.nodes = told(quorum->write)}, .read = {.nodes = told(quorum->read)}};
  }
  const auto& leader = std::get<LeaderSpec>(spec.replication.spec);
  StoreNeeds needs;
  if (leader.failover.decided_by == DecidedBy::copies) {
    needs.read.nodes = majority;
  } else {
    needs.read.zones = layout.zones.size() / 2 + 1;
  }
  needs.write = needs.read;
  std::size_t acknowledging = 1;
  if (leader.acknowledge == Acknowledge::one) acknowledging = std::min<std::size_t>(2, copies);
  if (leader.acknowledge == Acknowledge::majority) acknowledging = majority;
  if (leader.acknowledge == Acknowledge::all) acknowledging = copies;
  needs.write.nodes = std::max(needs.write.nodes, acknowledging);
  return needs;
}

std::vector<CopiesAtRisk> copies_at_risk(const Scenario& scenario, const Layout& layout,
                                         const Structure& structure) {
  std::vector<CopiesAtRisk> all;
  for (const auto& [name, spec] : scenario.stores)
    all.push_back(store_at_risk(scenario, layout, structure, name, spec));
  for (const auto& [name, spec] : scenario.locks)
    all.push_back(lock_service_at_risk(scenario, layout, structure, name, spec));
  return all;
}

}  // namespace models
