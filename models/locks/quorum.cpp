// Which node of a lock service leads it.
#include "models/locks/quorum.h"

#include <algorithm>
#include <utility>

namespace models {

Quorum::Quorum(const Setting& setting, const std::string& name, const Nodes& nodes,
               const LockSpec& spec, Listener listener)
    : setting_(setting),
      nodes_(nodes),
      spec_(spec),
      sync_(spec.sync),
      syncs_(sync_.mean() > 0),
      listener_(std::move(listener)),
      served_(setting.kernel, name + " leader", true),
      changed_(setting.kernel, name + " majority"),
      leader_(nodes.front().get()) {
  note_leader();
}

bool Quorum::reach_each_other(const Node& one, const Node& other) const {
  if (one.zone == kNowhere || other.zone == kNowhere) return true;
  const Network& network = setting_.network;
  return network.reachable(ZoneId{one.zone}, ZoneId{other.zone}) &&
         network.reachable(ZoneId{other.zone}, ZoneId{one.zone});
}

bool Quorum::reaches_majority(const Node& node) const {
  const auto reached = std::ranges::count_if(nodes_, [&](const auto& other) {
    return other.get() == &node || (answers(*other) && reach_each_other(node, *other));
  });
  return reached >= spec_.majority();
}

Node* Quorum::candidate() const {
  const auto found =
      std::ranges::find_if(nodes_, [&](const auto& node) { return may_lead(*node); });
  return found == nodes_.end() ? nullptr : found->get();
}

void Quorum::note_leader() {
  const bool needs_majority = spec_.replication == LockReplication::majority;
  if (needs_majority && !leader_->up()) deposed_ = true;
  const bool serves =
      answers(*leader_) && (!needs_majority || (!deposed_ && reaches_majority(*leader_)));
  followers_.clear();
  for (const auto& node : nodes_)
    if (node.get() != leader_ && answers(*node) && reach_each_other(*leader_, *node))
      followers_.push_back(node.get());
  at_once_ = !syncs_ && (!needs_majority || std::ranges::none_of(followers_, [&](auto* node) {
    return setting_.network.takes_time(leader_->zone, node->zone) ||
           setting_.network.takes_time(node->zone, leader_->zone);
  }));
  if (serves == serves_) return;
  if (serves) {
    without_ += setting_.kernel.now() - since_;
    served_.open();
  } else {
    since_ = setting_.kernel.now();
    served_.close();
  }
  serves_ = serves;
}

void Quorum::reconsider() {
  const bool served = serves_;
  note_leader();
  changed_.open();
  changed_.close();
  if (is_wanting() && !replacing_) {
    replacing_ = true;
    lost_ = setting_.kernel.now();
    setting_.crowd.spawn(replace_leader());
  }
  if (served != serves_) listener_.leader_changes_state();
}

sim::Task<> Quorum::replace_leader() {
  co_await setting_.kernel.sleep(spec_.failover.detect);
  while (is_wanting()) {
    deposed_ = true;
    Node* const next = candidate();
    if (next == nullptr) {
      co_await changed_.passage();
      continue;
    }
    co_await setting_.kernel.sleep(spec_.failover.elect);
    if (!may_lead(*next)) continue;
    leader_ = next;
    deposed_ = false;
    ++elections_;
    note_leader();
    replacing_ = false;
    listener_.leader_is_new(lost_);
    co_return;
  }
  replacing_ = false;
}

// The leader has it at once; of the others the fastest that make a majority with it.
sim::Duration Quorum::replication(sim::Draws draws) const {
  const sim::Duration sync = syncs_ ? sync_.sample(draws) : sim::Duration{};
  const auto others = static_cast<std::size_t>(spec_.majority() - 1);
  if (spec_.replication == LockReplication::asynchronous || others == 0) return sync;
  std::vector<sim::Duration> times;
  const Network& network = setting_.network;
  for (const Node* const node : followers_) {
    sim::Duration time{};
    if (network.takes_time(leader_->zone, node->zone))
      time += network.latency(ZoneId{leader_->zone}, ZoneId{node->zone}, draws);
    if (network.takes_time(node->zone, leader_->zone))
      time += network.latency(ZoneId{node->zone}, ZoneId{leader_->zone}, draws);
    times.push_back(time);
  }
  if (times.size() < others) return sync;
  std::ranges::nth_element(times, times.begin() + static_cast<std::ptrdiff_t>(others - 1));
  return sync + times[others - 1];
}

}  // namespace models
