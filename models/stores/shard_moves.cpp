// Copies that follow a leader: how they get from node to node, and leadership with them.
#include <algorithm>
#include <utility>

#include "models/stores/leader_replication.h"
#include "models/stores/reach.h"
#include "models/stores/store.h"

namespace models {

namespace {

// So much a copy can be sent within milliseconds where nothing holds it back.
constexpr std::uint64_t kLittle = 100;  // entries

}  // namespace

void LeaderReplication::move(std::uint32_t id, const std::vector<std::uint32_t>& to, Owns) {
  Shard& shard = shards_[id];
  shards_of_node_.resize(store_->nodes().nodes().size());
  shard.moving_to = to;
  for (const std::uint32_t node : to) {
    if (shard.copy_at(store_->node(node))) continue;
    Copy& copy = shard.copies.emplace_back();
    copy.node = &store_->node(node);
    copy.linked = copy.at_work = copy.votes = false;
    copy.blank = true;
    std::vector<std::uint32_t>& shards = shards_of_node_[node];
    if (std::ranges::find(shards, id) == shards.end()) shards.push_back(id);
  }
  link_anew(shard);
  finish_move(shard);
}

// Once all have it who are to have it, and the first of these leads, or another one if the first
// cannot, the others have it no more.
void LeaderReplication::finish_move(Shard& shard) {
  if (shard.moving_to.empty()) return;
  const auto is_to_have = [&](const Node& node) {
    return std::ranges::count(shard.moving_to, node.index()) > 0;
  };
  for (const std::uint32_t node : shard.moving_to) {
    const Copy& copy = shard.copies[*shard.copy_at(store_->node(node))];
    if (!copy.at_work || !copy.votes) return;
  }
  const auto next = successor(shard);
  const Node& first = store_->node(shard.moving_to.front());
  const bool leads_well =
      is_to_have(*shard.led_by().node) && !(next && shard.copies[*next].node == &first);
  if (!leads_well) {
    // Whoever looks for another leader comes back to this.
    if (leader_serves(shard) && !std::exchange(shard.handing_over, true))
      store_->setting().crowd.spawn(hand_over(shard));
    return;
  }
  for (Copy& copy : shard.copies) {
    if (copy.gone || is_to_have(*copy.node)) continue;
    copy.gone = copy.blank = true;
    copy.at_work = copy.votes = copy.linked = false;
    copy.joins_after.reset();
    copy.has = copy.told = copy.sent = 0;
    copy.ahead.clear();
    ++copy.line;
  }
  if (shard.deposed && shard.copies[*shard.deposed].gone) learns_that_another_leads(shard);
  shard.moving_to.clear();
  trim(shard);
  tidy_cuts(shard);
  Acknowledged::tell(shard, in_enough_copies(shard));
  store_->note_moved();
}

void LeaderReplication::lead_from(std::uint32_t id, const std::vector<std::uint32_t>& zones) {
  shards_[id].home = zones;
  go_home(shards_[id]);
}

void LeaderReplication::go_home(Shard& shard) {
  if (shard.home.empty() || !leader_serves(shard) || !is_to_hand_over(shard)) return;
  if (!std::exchange(shard.handing_over, true)) store_->setting().crowd.spawn(hand_over(shard));
}

// Whoever leads cannot go on with it.
bool LeaderReplication::must_leave(const Shard& shard) {
  return shard.led_by().node->draining() || !shard.moving_to.empty();
}

bool LeaderReplication::is_to_hand_over(const Shard& shard) const {
  if (must_leave(shard)) return true;
  if (shard.is_home_of(*shard.led_by().node)) return false;
  const auto next = successor(shard);
  return next && shard.is_home_of(*shard.copies[*next].node);
}

// Of the copies that may lead, and will stay, the one that has most, of those at home if there are
// any.
std::optional<std::size_t> LeaderReplication::successor(const Shard& shard) const {
  std::optional<std::size_t> best;
  for (std::size_t i = 0; i < shard.copies.size(); ++i) {
    const Copy& copy = shard.copies[i];
    if (i == shard.leader || !copy.at_work || !copy.votes || !copy.linked) continue;
    if (copy.node->draining() || copy.node->paused()) continue;
    if (!shard.moving_to.empty() && std::ranges::count(shard.moving_to, copy.node->index()) == 0)
      continue;
    const auto rank = [&shard](const Copy& of) {
      return std::pair(shard.is_home_of(*of.node), of.has);
    };
    if (!best || rank(copy) > rank(shard.copies[*best])) best = i;
  }
  return best;
}

// Nothing more than what is on its way in any case.
bool LeaderReplication::lacks_little(const Shard& shard, const Copy& copy) const {
  if (shard.log.last() - copy.has <= kLittle) return true;
  if (!lag_ || copy.has + 1 < shard.log.first()) return false;
  const sim::Instant oldest = shard.log.entry(copy.has + 1).at;
  return oldest + 2 * sim::to_duration(lag_->mean()) >= store_->setting().kernel.now();
}

// The leader takes nothing more until another copy has all that it has, which leads then. It looks
// a thousand times a second whether that is so. One that could go on does so until the other copy
// lacks little.
sim::Task<> LeaderReplication::hand_over(Shard& shard) {
  sim::Kernel& kernel = store_->setting().kernel;
  const std::uint64_t epoch = shard.epoch;
  const sim::Instant since = kernel.now();
  while (shard.epoch == epoch && leader_serves(shard)) {
    const auto next = successor(shard);
    shard.stopped = next && (must_leave(shard) || lacks_little(shard, shard.copies[*next]));
    if (next && shard.copies[*next].has == shard.log.last()) {
      promote(shard, *next, since);
      break;
    }
    co_await kernel.sleep(next ? 1ms : 1s);
    if (shard.epoch == epoch && !is_to_hand_over(shard)) break;
  }
  if (!shard.supervised) shard.stopped = false;
  shard.handing_over = false;
  count_leaders(shard);
  finish_move(shard);
}

}  // namespace models
