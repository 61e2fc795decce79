// Cut sets by trying: a flow is tried with ever more parts lost.
#include "models/topology/cuts.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "sim/kernel/check.h"

namespace models {

namespace {

// Answers whether a flow goes on, again and again.
class Trial {
 public:
  Trial(const Structure& structure, std::size_t flow, Payments payments)
      : structure_(structure),
        payments_(payments),
        entry_(structure.flows.at(flow).entry),
        from_(structure.flows.at(flow).from),
        needed_(needed_operations(structure, flow)) {
    for (const Structure::Service& service : structure.services) {
      sim::check(service.nodes.size() <= structure.zones.size(), "nodes stand in zones that exist");
    }
  }

  bool goes_on(const std::vector<Part>& parts, const std::vector<std::size_t>& lost) {
    begin_with_all();
    for (std::size_t i = 0; i < parts.size(); ++i) {
      if (lost[i] > 0) lose(parts[i], lost[i]);
    }
    island_ = islands(structure_, zone_up_, link_up_);
    return settle();
  }

  // Nodes of a service that are there, whether they can answer or not; after goes_on.
  std::size_t standing(std::size_t service) const {
    const auto& there = there_[service];
    return std::accumulate(there.begin(), there.end(), std::size_t{0});
  }

 private:
  static constexpr std::size_t kAnywhere = static_cast<std::size_t>(-1);

  void begin_with_all() {
    const std::size_t zones = structure_.zones.size();
    zone_up_.assign(zones, true);
    link_up_.assign(structure_.links.size(), true);
    there_.resize(structure_.services.size());
    for (std::size_t service = 0; service < there_.size(); ++service) {
      there_[service] = structure_.services[service].nodes;
      there_[service].resize(zones, 0);
    }
    external_up_.assign(structure_.services.size(), true);
  }

  void lose(const Part& part, std::size_t lost) {
    switch (part.kind) {
      case PartKind::node:
        there_[part.subject][part.zone] -= std::min(lost, there_[part.subject][part.zone]);
        return;
      case PartKind::software:
        std::fill(there_[part.subject].begin(), there_[part.subject].end(), 0);
        return;
      case PartKind::zone:
        lose_zone(part.subject);
        return;
      case PartKind::region:
        for (std::size_t zone = 0; zone < zone_up_.size(); ++zone) {
          if (structure_.zones[zone].region == part.subject) lose_zone(zone);
        }
        return;
      case PartKind::link:
        link_up_[part.subject] = false;
        return;
      case PartKind::external:
        external_up_[part.subject] = false;
        return;
    }
  }

  void lose_zone(std::size_t zone) {
    zone_up_[zone] = false;
    for (auto& there : there_) there[zone] = 0;
  }

  // Begins with all nodes that are there answering and takes away those that cannot, until nothing
  // changes: the greatest fixed point, which does not depend on the order.
  bool settle() {
    answering_.resize(structure_.operations.size());
    for (const std::size_t operation : needed_) {
      answering_[operation] = there_[structure_.operations[operation].service];
    }
    party_answers_.assign(structure_.operations.size(), true);
    for (bool changed = true; changed;) {
      changed = false;
      for (const std::size_t operation : needed_) changed |= take_away(operation);
    }
    return is_answered(entry_, from_ ? island_[*from_] : kAnywhere);
  }

  bool take_away(std::size_t operation) {
    const Structure::Operation& told = structure_.operations[operation];
    if (told.calls.empty()) return false;
    if (structure_.services[told.service].external) return take_away_party(operation);
    bool changed = false;
    for (std::size_t zone = 0; zone < zone_up_.size(); ++zone) {
      std::size_t& answering = answering_[operation][zone];
      if (answering == 0 || calls_are_answered(told, island_[zone])) continue;
      answering = 0;
      changed = true;
    }
    return changed;
  }

  bool take_away_party(std::size_t operation) {
    if (!party_answers_[operation]) return false;
    party_answers_[operation] = calls_are_answered(structure_.operations[operation], kAnywhere);
    return !party_answers_[operation];
  }

  bool calls_are_answered(const Structure::Operation& operation, std::size_t island) const {
    return std::all_of(operation.calls.begin(), operation.calls.end(), [&](const auto& call) {
      const bool each = call.by_chance && payments_ == Payments::all;
      const std::size_t needed = each ? call.operations.size() : call.needed;
      if (needed == 0) return true;
      std::size_t answered = 0;
      for (const std::size_t asked : call.operations) answered += is_answered(asked, island);
      return answered >= needed;
    });
  }

  bool is_answered(std::size_t operation, std::size_t island) const {
    const std::size_t index = structure_.operations[operation].service;
    const Structure::Service& service = structure_.services[index];
    if (service.external) return external_up_[index] && party_answers_[operation];
    std::size_t nodes = 0;
    std::size_t whole_zones = 0;
    for (std::size_t zone = 0; zone < service.nodes.size(); ++zone) {
      if (island != kAnywhere && island_[zone] != island) continue;
      const std::size_t answering = answering_[operation][zone];
      const bool asked_in_vain = answering < there_[index][zone];
      if (asked_in_vain && island == kAnywhere && payments_ == Payments::all) return false;
      nodes += answering;
      if (answering > 0 && answering == service.nodes[zone]) ++whole_zones;
    }
    return nodes >= std::max<std::size_t>(service.needed_nodes, 1) &&
           whole_zones >= service.needed_whole_zones;
  }

  const Structure& structure_;
  Payments payments_;
  std::size_t entry_;
  std::optional<std::size_t> from_;
  std::vector<std::size_t> needed_;
  std::vector<bool> zone_up_;
  std::vector<bool> link_up_;
  std::vector<bool> external_up_;
  std::vector<bool> party_answers_;                  // [operation]
  std::vector<std::size_t> island_;                  // [zone]
  std::vector<std::vector<std::size_t>> there_;      // [service][zone]
  std::vector<std::vector<std::size_t>> answering_;  // [operation][zone]
};

bool includes(const std::vector<std::size_t>& larger, const std::vector<std::size_t>& smaller) {
  return std::equal(larger.begin(), larger.end(), smaller.begin(), std::greater_equal<>{});
}

// Goes through all sets of one size after the other, so that whatever stops the flow and is not
// above a smaller cut is minimal: losing more never helps a flow.
class Search {
 public:
  Search(const Structure& structure, std::size_t flow)
      : trial_(structure, flow, Payments::some),
        parts_(parts_for(structure, flow)),
        lost_(parts_.size(), 0) {}

  void search(std::size_t size) { choose(0, size); }

  std::vector<CutSet> take() const {
    std::vector<CutSet> cuts;
    for (const auto& lost : found_) {
      CutSet cut;
      for (std::size_t part = 0; part < parts_.size(); ++part) {
        if (lost[part] > 0) cut.losses.push_back({parts_[part], lost[part]});
      }
      cuts.push_back(std::move(cut));
    }
    return cuts;
  }

 private:
  void choose(std::size_t from, std::size_t more) {
    if (more == 0) {
      judge();
      return;
    }
    if (from == parts_.size()) return;
    for (std::size_t lost = std::min(more, parts_[from].count);; --lost) {
      lost_[from] = lost;
      choose(from + 1, more - lost);
      if (lost == 0) return;
    }
  }

  void judge() {
    const bool above_a_cut = std::any_of(found_.begin(), found_.end(),
                                         [&](const auto& cut) { return includes(lost_, cut); });
    if (!above_a_cut && !trial_.goes_on(parts_, lost_)) found_.push_back(lost_);
  }

  Trial trial_;
  std::vector<Part> parts_;
  std::vector<std::size_t> lost_;
  std::vector<std::vector<std::size_t>> found_;  // by part: how many lost
};

double binomial(std::size_t of, std::size_t chosen) {
  double ways = 1;
  for (std::size_t i = 1; i <= chosen; ++i) {
    ways = ways * static_cast<double>(of - chosen + i) / static_cast<double>(i);
  }
  return ways;
}

}  // namespace

std::size_t CutSet::size() const {
  return std::accumulate(losses.begin(), losses.end(), std::size_t{0},
                         [](std::size_t sum, const Loss& loss) { return sum + loss.lost; });
}

double CutSet::choices() const {
  return std::accumulate(losses.begin(), losses.end(), 1.0, [](double ways, const Loss& loss) {
    return ways * binomial(loss.part.count, loss.lost);
  });
}

std::string in_words(const CutSet& cut) {
  std::string words;
  for (const Loss& loss : cut.losses) {
    if (!words.empty()) words += " and ";
    if (loss.part.count > 1) {
      words += "any " + std::to_string(loss.lost) + " of " + std::to_string(loss.part.count) + ": ";
    }
    words += loss.part.name;
  }
  return words;
}

bool goes_on(const Structure& structure, std::size_t flow, const std::vector<Loss>& losses,
             Payments payments) {
  std::vector<Part> parts;
  std::vector<std::size_t> lost;
  for (const Loss& loss : losses) {
    parts.push_back(loss.part);
    lost.push_back(loss.lost);
  }
  return Trial(structure, flow, payments).goes_on(parts, lost);
}

std::vector<CutSet> minimal_cuts(const Structure& structure, std::size_t flow,
                                 std::size_t largest) {
  Search search(structure, flow);
  for (std::size_t size = 0; size <= largest; ++size) search.search(size);
  return search.take();
}

double sets_to_try(const Structure& structure, std::size_t flow, std::size_t largest) {
  std::vector<double> sets(largest + 1, 0.0);  // by size
  sets[0] = 1;
  for (const Part& part : parts_for(structure, flow)) {
    for (std::size_t size = largest; size > 0; --size) {
      for (std::size_t lost = 1; lost <= std::min(size, part.count); ++lost) {
        sets[size] += sets[size - lost];
      }
    }
  }
  return std::accumulate(sets.begin(), sets.end(), 0.0);
}

std::vector<Impact> single_losses(const Structure& structure, std::size_t flow) {
  Trial trial(structure, flow, Payments::some);
  Trial of_all(structure, flow, Payments::all);
  const std::vector<Part> parts = parts_for(structure, flow);
  std::vector<std::size_t> lost(parts.size(), 0);
  trial.goes_on(parts, lost);
  std::vector<std::size_t> all;
  for (std::size_t service = 0; service < structure.services.size(); ++service) {
    all.push_back(trial.standing(service));
  }
  const auto services = needed_services(structure, flow);
  std::vector<Impact> impacts;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    lost[part] = 1;
    Impact impact{.part = parts[part], .stops = !trial.goes_on(parts, lost)};
    impact.stops_some = !impact.stops && !of_all.goes_on(parts, lost);
    lost[part] = 0;
    for (const std::size_t service : services) {
      const std::size_t left = trial.standing(service);
      if (left < all[service]) impact.weakened.push_back({service, left, all[service]});
    }
    impacts.push_back(std::move(impact));
  }
  return impacts;
}

}  // namespace models
