// Failures of nodes.
#include "models/failures/node_failures.h"

#include <algorithm>

#include "models/node/fleet.h"

namespace models {

NodeFailure::NodeFailure(const TargetNames& names, Targets& targets) {
  for (const auto& name : names.each)
    for (const Targets::Victim& found : targets.nodes(*name))
      if (std::ranges::find(victims_, found.node, &Targets::Victim::node) == victims_.end())
        victims_.push_back(found);
}

std::string NodeFailure::victim(std::size_t index) const {
  return victims_[index].node->label();
}

void NodeFailure::notice(std::size_t index) const {
  victims_[index].fleet->notice(*victims_[index].node);
}

void Crash::begin(std::size_t index) {
  node(index).crash();
  notice(index);
}

void Crash::end(std::size_t index) {
  node(index).repair();
  notice(index);
}

void Slow::begin(std::size_t index) {
  node(index).slow(factor_);
}

void Slow::end(std::size_t index) {
  node(index).end_slow(factor_);
}

void Pause::begin(std::size_t index) {
  node(index).pause();
  notice(index);
}

void Pause::end(std::size_t index) {
  node(index).resume();
  notice(index);
}

void Down::begin(std::size_t index) {
  node(index).fall_silent();
  node(index).crash();
  notice(index);
}

void Down::end(std::size_t index) {
  node(index).speak();
  node(index).repair();
  notice(index);
}

void FalseAlarm::begin(std::size_t index) {
  node(index).raise_false_alarm();
  notice(index);
}

void FalseAlarm::end(std::size_t index) {
  node(index).end_false_alarm();
  notice(index);
}

}  // namespace models
