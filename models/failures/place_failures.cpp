// Failures of places and of the ways between them.
#include "models/failures/place_failures.h"

#include "models/node/fleet.h"

namespace models {

Lose::Lose(const Spec& spec, Targets& targets)
    : PlaceFailure(*spec.lose, targets), targets_(targets) {
  nodes_ = targets.nodes(target_);
}

void Lose::begin(std::size_t) {
  nodes_ = targets_.nodes(target_);
  for (const auto& [fleet, node] : nodes_) {
    node->fall_silent();
    node->crash();
  }
  disturbance_.emplace(network_.cut(*find(network_.layout(), target_)));
  for (const auto& [fleet, node] : nodes_) fleet->notice(*node);
}

void Lose::end(std::size_t index) {
  for (const auto& [fleet, node] : nodes_) {
    node->speak();
    node->repair();
  }
  PlaceFailure::end(index);
  for (const auto& [fleet, node] : nodes_) fleet->notice(*node);
}

void Cut::begin(std::size_t) {
  disturbance_.emplace(network_.cut(*find(network_.layout(), target_)));
}

void Degrade::begin(std::size_t) {
  disturbance_.emplace(network_.degrade(*find(network_.layout(), target_), degradation_));
}

}  // namespace models
