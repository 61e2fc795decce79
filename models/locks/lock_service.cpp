// A lock service: leases of locks, kept by a quorum of nodes.
#include "models/locks/lock_service.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "models/callers/carry.h"
#include "models/service/service.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/residents.h"
#include "sim/kernel/stream.h"

namespace models {

namespace {

using State = LockTable::Claim::State;

// What is drawn for a request to the service.
constexpr std::uint64_t kClaimOnItsWay = 1;
constexpr std::uint64_t kWorking = 2;
constexpr std::uint64_t kReplicating = 3;
constexpr std::uint64_t kGrantOnItsWay = 4;

std::vector<std::unique_ptr<Node>> make_nodes(NodesInCommon& common, const std::string& name,
                                              std::int64_t count,
                                              const std::vector<std::uint32_t>& zones) {
  std::vector<std::unique_ptr<Node>> nodes;
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    const std::uint32_t zone = zones.empty() ? kNowhere : zones[i % zones.size()];
    nodes.push_back(std::make_unique<Node>(common, name + "/" + std::to_string(i), i, zone));
  }
  return nodes;
}

}  // namespace

LockService::LockService(const Setting& setting, std::string name, const LockSpec& spec,
                         std::vector<std::uint32_t> zones, sim::Seed seed)
    : setting_(setting),
      name_(std::move(name)),
      spec_(spec),
      work_(spec.operation),
      works_(work_.mean() > 0),
      place_(setting.spent.add_place("lock:" + name_)),
      luck_(sim::Stream(seed, "lock service " + name_).next()),
      service_number_(setting.fencing.add_service(spec.fencing)),
      common_(setting.kernel, {.cores = spec.cores}, Order(Orders::Spec{})),
      nodes_(make_nodes(common_, name_, spec.nodes, zones)),
      believed_(nodes_.size(), true),
      looks_(nodes_.size(), 0),
      table_(setting.kernel, name_, setting.fencing, setting.waits_for, service_number_, measured_),
      quorum_(setting, name_, nodes_, spec,
              {.leader_changes_state = [this] { leader_changes_state(); },
               .leader_is_new = [this](sim::Instant lost) { leader_is_new(lost); }}),
      sessions_(setting, spec, quorum_, table_, measured_,
                {.ask = [this](std::uint32_t zone, sim::Duration work,
                               sim::Draws draws) { return ask(zone, work, draws); },
                 .luck = luck_}) {
  measured_.name = name_;
}

std::size_t LockService::add_user(Service& service) {
  const auto known = std::ranges::find_if(users_, [&](const auto& clients) {
    return !clients.empty() && &clients.front()->node == service.nodes().front().get();
  });
  if (known != users_.end()) return static_cast<std::size_t>(known - users_.begin());
  const std::size_t user = users_.size();
  users_.emplace_back();
  for (const auto& node : service.nodes()) client(user, *node);
  service.on_change_of_node([this, user](Node& node) { sessions_.reconsider(client(user, node)); });
  return user;
}

LockClient& LockService::client(std::size_t user, Node& node) {
  std::vector<LockClient*>& clients = users_[user];
  if (node.index() >= clients.size()) clients.resize(node.index() + 1, nullptr);
  LockClient*& client = clients[node.index()];
  if (client == nullptr) client = &sessions_.add_client(node);
  return *client;
}

bool LockService::is_way_between(std::uint32_t one, std::uint32_t other) const {
  if (one == kNowhere || other == kNowhere) return true;
  const Network& network = setting_.network;
  return network.reachable(ZoneId{one}, ZoneId{other}) &&
         network.reachable(ZoneId{other}, ZoneId{one});
}

bool LockService::is_lost_to(const LockClient& client) const {
  const Node* const leader = quorum_.leader();
  return leader == nullptr || !is_way_between(client.node.zone, leader->zone);
}

Outcome LockService::reason_to_give_up(const Wish& wish, const LockClient& client) {
  const bool in_line = std::ranges::any_of(wish.claims, [this](ClaimId id) {
    const LockTable::Claim* const claim = table_.find(id);
    return claim != nullptr && claim->state == State::waiting;
  });
  return in_line && !is_lost_to(client) ? Outcome::lock_timeout : Outcome::lock_unavailable;
}

bool LockService::acts_at_once(const LockClient& client) const {
  const Node* const leader = quorum_.leader();
  return !works_ && leader != nullptr && quorum_.replicates_at_once() && !is_lost_to(client) &&
         !setting_.network.takes_time(client.node.zone, leader->zone) &&
         !setting_.network.takes_time(leader->zone, client.node.zone);
}

bool LockService::acquire_at_once(const Wish& wish, LockClient& client) {
  if (client.session == 0 || !acts_at_once(client)) return false;
  LockTable::Session* const session = sessions_.find(client.session);
  if (session == nullptr) return false;
  for (std::size_t i = 0; i < wish.count; ++i) {
    LockTable::Claim& claim = *table_.find(wish.claims[i]);
    if (table_.holders(claim.key) > 0) return false;
    table_.ask(claim, *session);
  }
  return true;
}

sim::Task<Outcome> LockService::serve(Node& leader, sim::Duration work, sim::Draws draws) {
  if (work > sim::Duration{}) {
    const Request request;
    co_await Cores::Work(leader.cores(), request, work);
  }
  if (leader.paused()) co_await leader.running().passage();
  const sim::Duration replicating = quorum_.replication(draws);
  if (replicating > sim::Duration{}) co_await setting_.kernel.sleep(replicating);
  co_return Outcome::served;
}

// A leader that cannot be reached is looked for again, as clients do that know all nodes.
sim::Task<bool> LockService::ask(std::uint32_t zone, sim::Duration work, sim::Draws draws,
                                 std::optional<ClaimId> about) {
  const Network& network = setting_.network;
  const sim::Instant began = setting_.kernel.now();
  const std::uint64_t luck = draws.next();
  for (std::uint64_t attempt = 0;; ++attempt) {
    if (about && table_.find(*about) == nullptr) co_return false;
    Node* const leader = quorum_.leader();
    if (leader == nullptr && about) {
      co_await LockTable::Turn(table_, *about, leaderless_);
      continue;
    }
    if (leader == nullptr) {
      co_await quorum_.served().passage();
      continue;
    }
    if (network.takes_time(zone, leader->zone)) {
      if (!is_way_between(zone, leader->zone)) {
        if (setting_.kernel.now() - began > network.give_up()) co_return false;
        co_await setting_.kernel.sleep(network.retransmit());
        continue;
      }
      sim::Draws on_the_way(sim::mix(luck, attempt), kClaimOnItsWay);
      co_await setting_.kernel.sleep(
          network.latency(ZoneId{zone}, ZoneId{leader->zone}, on_the_way));
    }
    if (leader != quorum_.leader()) continue;
    sim::Residents::Stay<Outcome> stay(
        leader->residents(),
        serve(*leader, work, sim::Draws(sim::mix(luck, attempt), kReplicating)));
    const std::optional<Outcome> served = co_await stay;
    if (served && leader == quorum_.leader()) co_return true;
  }
}

sim::Task<bool> LockService::acquire_one(ClaimId id, LockClient& client, sim::Draws draws) {
  for (;;) {
    if (table_.find_gripped(id) == nullptr) co_return false;
    if (client.session == 0) {
      co_await LockTable::Turn(table_, id, client.waiting);
      continue;
    }
    const std::uint64_t session = client.session;
    sim::Draws working(draws.next(), kWorking);
    auto asking = ask(client.node.zone, work_.sample(working), draws, id);
    if (!co_await std::move(asking)) co_return false;
    LockTable::Claim* claim = table_.find_gripped(id);
    if (claim == nullptr) co_return false;
    LockTable::Session* const open = sessions_.find(session);
    if (open == nullptr) continue;
    table_.ask(*claim, *open);
    co_await LockTable::Turn(table_, id);
    claim = table_.find_gripped(id);
    if (claim == nullptr) co_return false;
    if (claim->state == State::held) co_return true;
  }
}

sim::Task<Outcome> LockService::acquire(Wish wish, LockClient& client, std::uint64_t luck) {
  sim::Draws draws(luck, luck_);
  for (std::size_t i = 0; i < wish.count; ++i) {
    LockTable::Claim* const claim = table_.find_gripped(wish.claims[i]);
    if (claim == nullptr) co_return Outcome::lock_unavailable;
    for (std::size_t k = 0; k < i; ++k)
      if (const auto* const earlier = table_.find(wish.claims[k]))
        claim->holding[wish.slots[k]] = earlier->token;
    if (claim->state != State::asked) continue;
    auto acquiring = acquire_one(wish.claims[i], client, sim::Draws(draws.next(), i));
    if (!co_await std::move(acquiring)) co_return Outcome::lock_unavailable;
    const Node* const leader = quorum_.leader();
    const std::uint32_t from = leader == nullptr ? kNowhere : leader->zone;
    if (!setting_.network.takes_time(from, client.node.zone)) continue;
    const sim::Draws on_the_way(draws.next(), kGrantOnItsWay);
    auto answering = travel(setting_, from, client.node.zone, on_the_way);
    if (!co_await std::move(answering)) co_return Outcome::lock_unavailable;
  }
  co_return Outcome::served;
}

void LockService::let_go(const Wish& wish, LockClient& client) {
  bool is_known = false;
  const bool at_once = client.node.up() && acts_at_once(client);
  for (std::size_t i = 0; i < wish.count; ++i) {
    LockTable::Claim* claim = table_.find(wish.claims[i]);
    if (claim == nullptr) continue;
    table_.drop(*claim);
    claim = table_.find(wish.claims[i]);
    if (claim == nullptr) continue;
    if (at_once)
      table_.give_back(*claim);
    else
      is_known = true;
  }
  // A process that is gone says nothing: its locks are taken away with its session.
  if (is_known && client.node.up())
    setting_.crowd.spawn(give_back(wish, client.node.zone, sim::mix(luck_, ++given_back_)));
}

sim::Task<> LockService::give_back(Wish wish, std::uint32_t zone, std::uint64_t luck) {
  sim::Draws draws(luck, kWorking);
  sim::Duration work{};
  for (std::size_t i = 0; i < wish.count; ++i) work += work_.sample(draws);
  // All of them go at once, with their session, if they go before this arrives.
  const auto left =
      std::ranges::find_if(wish.claims, [this](ClaimId id) { return table_.find(id) != nullptr; });
  auto asking = ask(zone, work, draws, *left);
  if (!co_await std::move(asking)) co_return;
  for (std::size_t i = 0; i < wish.count; ++i)
    if (LockTable::Claim* const claim = table_.find(wish.claims[i])) table_.give_back(*claim);
}

void LockService::notice(Node& node) {
  quorum_.reconsider();
  if (answers(node)) {
    ++looks_[node.index()];
    believe(node, true);
  } else if (believed_[node.index()]) {
    setting_.crowd.spawn(look_again(node, ++looks_[node.index()]));
  }
}

void LockService::notice_all() {
  quorum_.reconsider();
  sessions_.reconsider_all();
}

sim::Task<> LockService::look_again(Node& node, std::uint64_t look) {
  co_await setting_.kernel.sleep(spec_.failover.detect);
  if (look == looks_[node.index()]) believe(node, false);
}

void LockService::believe(Node& node, bool up) {
  if (believed_[node.index()] == up) return;
  believed_[node.index()] = up;
  if (listener_) listener_(node);
}

void LockService::leader_changes_state() {
  sessions_.reconsider_all();
  if (quorum_.leader() != nullptr) LockTable::Turn::call(leaderless_);
}

void LockService::leader_is_new(sim::Instant lost) {
  if (spec_.replication == LockReplication::asynchronous) table_.forget_since(lost - spec_.lag);
  sessions_.leader_is_new();
  LockTable::Turn::call(leaderless_);
}

void LockService::reset_measurements(sim::Instant now) {
  measured_ = sim::LockMeasurements{};
  measured_.name = name_;
  elections_before_ = quorum_.elections();
  without_before_ = quorum_.without_leader(now);
}

sim::LockMeasurements LockService::measurements(sim::Instant now) const {
  sim::LockMeasurements measured = measured_;
  measured.elections = quorum_.elections() - elections_before_;
  measured.without_leader = quorum_.without_leader(now) - without_before_;
  const Fencing::Stale& stale = setting_.fencing.stale(service_number_);
  measured.stale_let_through = stale.let_through;
  measured.stale_refused = stale.refused;
  return measured;
}

}  // namespace models
