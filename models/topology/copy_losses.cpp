// Sets of places are tried one after the other; which nodes must be lost besides follows from each.
#include "models/topology/copy_losses.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "models/topology/alike_losses.h"
#include "sim/kernel/check.h"

namespace models {

namespace {

constexpr double kLooksMost = 3e6;  // at groups, a fraction of a microsecond each
constexpr double kSetsMost = 4e6;   // candidates of one size, 12 bytes each

class Finder {
 public:
  Finder(const Structure& structure, const CopyNodes& nodes, const CopiesNeeded& needed,
         const std::vector<FailingPart>& parts, std::size_t largest)
      : structure_(structure), nodes_(nodes), needed_(needed), parts_(parts), largest_(largest) {
    sim::check(largest >= 1 && largest <= kLossesMost, "sets have one to three parts");
    for (std::size_t group = 0; group < nodes.groups.size(); ++group) {
      std::vector<std::size_t> zones;
      for (const std::uint32_t node : nodes.groups[group]) zones.push_back(nodes.zones[node]);
      std::sort(zones.begin(), zones.end());
      alike_[zones].push_back(group);
    }
    bool lose_nodes = false;
    for (std::size_t part = nodes.zones.size(); part < parts.size(); ++part)
      lose_nodes |= !parts[part].nodes.empty();
    const auto looks = static_cast<double>(lose_nodes ? nodes.groups.size() : alike_.size());
    const auto places = static_cast<double>(parts.size() - nodes.zones.size());
    while (largest_ > 1 && looks * sets_of_up_to(largest_, places) > kLooksMost) --largest_;
  }

  // By size, none above another. An empty set if some group is not served with all there.
  LossSets find() {
    std::vector<std::size_t> chosen;
    try_places(nodes_.zones.size(), chosen);
    for (std::size_t size = 0; size <= largest_; ++size) {
      drop_doubles(size);
      std::erase_if(found_[size],
                    [this, size](const LossSet& set) { return has_smaller(set, size); });
    }
    return std::move(found_);
  }
  std::size_t looked_at() const { return largest_; }

 private:
  static double sets_of_up_to(std::size_t size, double of) {
    return size == 0 ? 1 : 1 + of * sets_of_up_to(size - 1, of) / static_cast<double>(size);
  }

  void try_places(std::size_t from, std::vector<std::size_t>& chosen) {
    look_at(chosen);
    if (chosen.size() == largest_) return;
    for (std::size_t part = from; part < parts_.size(); ++part) {
      chosen.push_back(part);
      try_places(part + 1, chosen);
      chosen.pop_back();
    }
  }

  void look_at(const std::vector<std::size_t>& chosen) {
    zone_up_.assign(structure_.zones.size(), true);
    std::vector<bool> link_up(structure_.links.size(), true);
    node_up_.assign(nodes_.zones.size(), true);
    bool lose_nodes = false;
    for (const std::size_t part : chosen) {
      for (const std::size_t zone : parts_[part].zones) zone_up_[zone] = false;
      for (const std::size_t link : parts_[part].links) link_up[link] = false;
      for (const std::uint32_t node : parts_[part].nodes) node_up_[node] = false;
      lose_nodes |= !parts_[part].nodes.empty();
    }
    island_ = islands(structure_, zone_up_, link_up);
    zones_there_.assign(structure_.zones.size(), 0);
    for (std::size_t zone = 0; zone < zone_up_.size(); ++zone)
      if (zone_up_[zone]) ++zones_there_[island_[zone]];
    LossSet set = kNoLoss;
    std::transform(chosen.begin(), chosen.end(), set.begin(),
                   [](std::size_t part) { return static_cast<std::uint32_t>(part); });
    for (const auto& [zones, groups] : alike_) {
      // With the same zones they have the same fate, unless single nodes are lost.
      if (!lose_nodes && chosen.size() + losable(groups.front()) > largest_) continue;
      for (const std::size_t group : groups) add_sets(group, chosen.size(), set);
    }
  }

  void drop_doubles(std::size_t size) {
    std::vector<LossSet>& sets = found_[size];
    std::sort(sets.begin(), sets.end());
    sets.erase(std::unique(sets.begin(), sets.end()), sets.end());
  }

  // Fills `there_`: the nodes of a group that would have to get fewer, island by island. Says how
  // many have to be lost.
  std::size_t losable(std::size_t group) {
    there_.clear();
    for (const std::uint32_t node : nodes_.groups[group]) {
      const std::size_t zone = nodes_.zones[node];
      if (!zone_up_[zone] || !node_up_[node] || zones_there_[island_[zone]] < needed_.zones)
        continue;
      const auto found = std::find_if(there_.begin(), there_.end(), [&](const Pool& pool) {
        return pool.island == island_[zone];
      });
      Pool& pool = found == there_.end() ? there_.emplace_back(Pool{island_[zone], {}}) : *found;
      pool.nodes.push_back(node);
    }
    std::erase_if(there_, [this](const Pool& pool) { return pool.nodes.size() < needed_.nodes; });
    std::size_t all = 0;
    for (const Pool& pool : there_) all += to_lose(pool);
    return all;
  }

  void add_sets(std::size_t group, std::size_t places, LossSet set) {
    const std::size_t nodes = losable(group);
    const std::size_t size = places + nodes;
    if (size > largest_) return;
    double more = 1;
    for (const Pool& pool : there_) more *= ways(pool.nodes.size(), to_lose(pool));
    if (static_cast<double>(found_[size].size()) + more > kSetsMost) {
      drop_doubles(size);
      if (std::max(static_cast<double>(found_[size].size()), more) > kSetsMost / 2) {
        largest_ = std::max<std::size_t>(1, size - 1);
        return;
      }
    }
    choose(0, 0, there_.empty() ? 0 : to_lose(there_[0]), places, set);
  }

  // So many more of a pool, from its node `from` on, and then those of the next pools.
  void choose(std::size_t pool, std::size_t from, std::size_t more, std::size_t filled,
              LossSet& set) {
    if (pool == there_.size()) {
      LossSet sorted = set;
      std::sort(sorted.begin(), sorted.end());
      found_[filled].push_back(sorted);
      return;
    }
    if (more == 0) {
      const std::size_t next = pool + 1;
      choose(next, 0, next == there_.size() ? 0 : to_lose(there_[next]), filled, set);
      return;
    }
    for (std::size_t i = from; i + more <= there_[pool].nodes.size(); ++i) {
      set[filled] = there_[pool].nodes[i];
      choose(pool, i + 1, more - 1, filled + 1, set);
      set[filled] = kNoLoss[0];
    }
  }

  bool has_smaller(const LossSet& set, std::size_t size) const {
    for (std::uint32_t some = 0; some + 1 < (1U << size); ++some) {
      LossSet part = kNoLoss;
      std::size_t count = 0;
      for (std::size_t i = 0; i < size; ++i)
        if ((some >> i & 1U) != 0) part[count++] = set[i];
      if (std::binary_search(found_[count].begin(), found_[count].end(), part)) return true;
    }
    return false;
  }

  struct Pool {
    std::size_t island = 0;
    std::vector<std::uint32_t> nodes{};
  };
  std::size_t to_lose(const Pool& pool) const { return pool.nodes.size() - needed_.nodes + 1; }

  const Structure& structure_;
  const CopyNodes& nodes_;
  CopiesNeeded needed_;
  const std::vector<FailingPart>& parts_;
  std::size_t largest_;
  std::map<std::vector<std::size_t>, std::vector<std::size_t>> alike_;  // groups, by their zones
  std::vector<bool> zone_up_;
  std::vector<bool> node_up_;
  std::vector<std::size_t> island_;       // by zone
  std::vector<std::size_t> zones_there_;  // by island
  std::vector<Pool> there_;
  LossSets found_;
};

}  // namespace

CopyLosses copy_losses(const Structure& structure, const CopyNodes& nodes,
                       const CopiesNeeded& needed, const std::vector<FailingPart>& parts,
                       std::size_t largest) {
  Finder finder(structure, nodes, needed, parts, largest);
  const LossSets found = finder.find();
  CopyLosses all;
  all.is_served = found[0].empty();
  all.looked_at = finder.looked_at();
  if (all.is_served) all.losses = summed_up(found, nodes, parts, all.looked_at);
  return all;
}

}  // namespace models
