// The sessions of the nodes that use a lock service.
#include "models/locks/sessions.h"

#include <algorithm>
#include <utility>

#include "sim/kernel/elementary.h"

namespace models {

Sessions::Sessions(const Setting& setting, const LockSpec& spec, Quorum& quorum, LockTable& table,
                   sim::LockMeasurements& measured, Owner owner)
    : setting_(setting),
      spec_(spec),
      connecting_work_(spec.reconnect.work),
      quorum_(quorum),
      table_(table),
      measured_(measured),
      owner_(std::move(owner)) {}

LockClient& Sessions::add_client(Node& node) {
  LockClient& client = clients_.emplace_back(node, clients_.size());
  open(client);
  return client;
}

LockTable::Session* Sessions::find(std::uint64_t session) {
  const auto found = sessions_.find(session);
  return found == sessions_.end() ? nullptr : found->second.get();
}

bool Sessions::can_be_heard(const LockClient& client) const {
  const Node* const leader = quorum_.leader();
  const Node& node = client.node;
  if (leader == nullptr || !node.up() || node.silent() || node.paused()) return false;
  if (leader->zone == kNowhere || node.zone == kNowhere) return true;
  return setting_.network.reachable(ZoneId{node.zone}, ZoneId{leader->zone}) &&
         setting_.network.reachable(ZoneId{leader->zone}, ZoneId{node.zone});
}

void Sessions::open(LockClient& client) {
  client.session = ++opened_;
  auto& session = sessions_[client.session];
  session = std::make_unique<Session>();
  session->client = &client;
  session->beats_from = setting_.kernel.now();
  LockTable::Turn::call(client.waiting);
}

void Sessions::reconsider(LockClient& client) {
  const auto found = sessions_.find(client.session);
  if (found != sessions_.end()) {
    Session& session = *found->second;
    const bool heard = can_be_heard(client);
    if (session.heard && !heard) fall_silent(found->first, session);
    if (!session.heard && heard) hear_again(found->first, session);
  }
  if (client.session != 0 && !client.node.up()) {
    // The process is gone, and with it what knew of the session; the service does not know that.
    if (found != sessions_.end()) found->second->client = nullptr;
    client.session = 0;
  }
  connect_if_needed(client);
}

void Sessions::reconsider_all() {
  for (LockClient& client : clients_) reconsider(client);
  if (quorum_.leader() != nullptr) expire_all_due();
}

void Sessions::expire_all_due() {
  std::vector<std::uint64_t> due;
  for (const auto& [number, session] : sessions_)
    if (!session->heard && session->expires <= setting_.kernel.now()) due.push_back(number);
  for (const std::uint64_t number : due) expire(number);
}

void Sessions::fall_silent(std::uint64_t number, Session& session) {
  const sim::Duration since = setting_.kernel.now() - session.beats_from;
  session.heard = false;
  session.expires = session.beats_from + since - since % spec_.beat() + *spec_.lease;
  begin_watch(number, session);
}

void Sessions::hear_again(std::uint64_t number, Session& session) {
  if (session.expires <= setting_.kernel.now()) return expire(number);
  session.heard = true;
  session.beats_from = setting_.kernel.now();
  ++session.watch;
}

void Sessions::begin_watch(std::uint64_t number, Session& session) {
  setting_.crowd.spawn(watch(number, ++session.watch, session.expires));
}

sim::Task<> Sessions::watch(std::uint64_t number, std::uint64_t watch, sim::Instant expires) {
  const sim::Duration left = expires - setting_.kernel.now();
  if (left > sim::Duration{}) co_await setting_.kernel.sleep(left);
  const auto found = sessions_.find(number);
  if (found == sessions_.end() || found->second->watch != watch) co_return;
  // Without a leader nobody can decide that it has expired.
  if (quorum_.leader() != nullptr) expire(number);
}

void Sessions::expire(std::uint64_t number) {
  const auto node = sessions_.extract(number);
  Session& session = *node.mapped();
  ++measured_.expired;
  table_.expire(session);
  if (session.client == nullptr) return;
  LockClient& client = *session.client;
  client.session = 0;
  connect_if_needed(client);
}

// Sessions that no leader could end meanwhile end now, or when their nodes do not come back within
// the grace.
void Sessions::leader_is_new() {
  const sim::Instant grace_ends = setting_.kernel.now() + spec_.grace_or_lease();
  for (auto& [number, session] : sessions_) {
    if (session->heard) continue;
    session->expires = std::max(session->expires, grace_ends);
    begin_watch(number, *session);
  }
  reconsider_all();
}

void Sessions::connect_if_needed(LockClient& client) {
  if (client.session != 0 || client.connecting || !can_be_heard(client)) return;
  client.connecting = true;
  setting_.crowd.spawn(connect(client));
}

sim::Task<> Sessions::connect(LockClient& client) {
  const std::uint64_t luck = sim::mix(owner_.luck, client.number);
  sim::Draws draws(luck, ++client.connected);
  const auto most = static_cast<double>(spec_.reconnect.jitter.count());
  const sim::Duration jitter = sim::to_duration(draws.uniform() * most);
  if (jitter > sim::Duration{}) co_await setting_.kernel.sleep(jitter);
  measured_.herd = std::max(measured_.herd, ++connecting_);
  const sim::Duration work = connecting_work_.sample(draws);
  auto asking = owner_.ask(client.node.zone, work, draws);
  const bool done = co_await std::move(asking);
  client.connecting = false;
  --connecting_;
  if (done && can_be_heard(client))
    open(client);
  else
    connect_if_needed(client);
}

}  // namespace models
