// What the loss of single parts, and of pairs, does to a flow.
#include "models/explain/weak_points.h"

#include "models/topology/cuts.h"

namespace models {

namespace {

constexpr double kSetsTried = 2e5;  // about a second's work

void add_single_parts(const Structure& structure, std::size_t flow, WeakPoints& weak) {
  for (const Impact& impact : single_losses(structure, flow)) {
    const std::string& part = impact.part.name;
    if (impact.stops) {
      weak.stopping.push_back(part);
      continue;
    }
    if (impact.stops_some) weak.stopping_some.push_back(part);
    for (const Weakened& weakened : impact.weakened) {
      const Structure::Service& service = structure.services[weakened.service];
      if (weakened.left >= service.bearing_nodes) continue;
      weak.leaving_too_little.push_back({.part = part,
                                         .service = service.name,
                                         .left = weakened.left,
                                         .of = weakened.of,
                                         .needed = service.bearing_nodes});
    }
  }
}

WeakPoints weak_points_of(const Structure& structure, std::size_t flow) {
  WeakPoints weak;
  weak.flow = structure.flows[flow].name;
  add_single_parts(structure, flow, weak);
  weak.pairs_are_tried = sets_to_try(structure, flow, 2) <= kSetsTried;
  if (!weak.pairs_are_tried) return weak;
  for (const CutSet& cut : minimal_cuts(structure, flow, 2)) {
    if (cut.size() == 2) weak.stopping_pairs.push_back(in_words(cut));
  }
  return weak;
}

}  // namespace

std::vector<WeakPoints> weak_points(const Structure& structure) {
  std::vector<WeakPoints> all;
  for (std::size_t flow = 0; flow < structure.flows.size(); ++flow) {
    all.push_back(weak_points_of(structure, flow));
  }
  return all;
}

}  // namespace models
