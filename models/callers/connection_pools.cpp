// The stories of connections: how they are opened, grow old and are opened anew.
#include "models/callers/connection_pools.h"

#include <utility>

#include "models/callers/carry.h"
#include "models/node/node.h"
#include "models/service/operation.h"
#include "sim/kernel/join.h"
#include "sim/kernel/residents.h"

namespace models {

namespace {

// What is drawn for a connection; apart from what is drawn for calls.
constexpr std::uint64_t kAging = 100;
constexpr std::uint64_t kHandshake = 101;  // and on: there and back for each round trip

constexpr std::uint64_t kCheck = 130;  // and back

bool any(const auto&) {
  return true;
}

// A connection whose check is given up before it has begun stays open.
class KeptUnlessItsTurnComes {
 public:
  explicit KeptUnlessItsTurnComes(ConnectionPool::Connection& connection)
      : connection_(&connection) {}
  KeptUnlessItsTurnComes(const KeptUnlessItsTurnComes&) = delete;
  ~KeptUnlessItsTurnComes() {
    if (connection_ != nullptr) connection_->keep();
  }
  void its_turn_comes() { connection_ = nullptr; }

 private:
  ConnectionPool::Connection* connection_;
};

// What is sent to open a connection that nobody waits for yet.
Request in_the_background(Request request, std::uint64_t number) {
  request.luck = sim::mix(request.luck, number);
  request.deadline = request.patience = sim::Instant::max();
  return request;
}

}  // namespace

// Whoever keeps connections asks anew who leads whenever it opens one: that may be late.
Address ConnectionPools::address_of(const Called& called, const Request& request) const {
  if (spec_.demoted == Demoted::close) return {.home = &called.chosen, .to = &called.chosen};
  return called.operation.address(called.chosen, request.zone, called.key);
}

ConnectionPool& ConnectionPools::pool(std::size_t caller, const Address& address,
                                      const Request& request) {
  const Node& home = *address.home;
  if (pools_.size() <= caller) pools_.resize(caller + 1);
  auto& of_caller = pools_[caller];
  if (of_caller.size() <= home.index()) of_caller.resize(home.index() + 1);
  auto& pool = of_caller[home.index()];
  if (pool) return *pool;
  pool = std::make_unique<ConnectionPool>(setting_.kernel, "connections to " + home.label(), spec_);
  if (!spec_.warm || !address.to->up()) return *pool;
  for (std::int64_t i = 0; i < spec_.size; ++i) {
    const Request each = in_the_background(request, static_cast<std::uint64_t>(i));
    const ConnectionPool::Idle idle = pool->fill(*address.to, each.draws(kAging));
    if (spec_.lifetime) setting_.crowd.spawn(grow_old(*pool, each, idle));
  }
  return *pool;
}

sim::Task<std::optional<ConnectionPools::Connection>> ConnectionPools::take(std::size_t caller,
                                                                            Called called,
                                                                            Request request) {
  const sim::Instant began = setting_.kernel.now();
  ConnectionPool& from = pool(caller, address_of(called, request), request);
  std::optional<Connection> connection;
  if (spec_.validate && spec_.acquire) {
    sim::Tasks<std::optional<Connection>> tasks;
    tasks.push_back(take_good(from, called, request));
    tasks.push_back(give_up());
    sim::Join<std::optional<Connection>> first(std::move(tasks), 1, any);
    auto taken = co_await first;
    if (taken[0]) connection = *std::move(taken[0]);
  } else {
    auto taking = take_good(from, called, request);
    connection = co_await std::move(taking);
  }
  setting_.spent.add(request.flow, setting_.waiting_for_connection, setting_.kernel.now() - began);
  co_return connection;
}

sim::Task<std::optional<ConnectionPools::Connection>> ConnectionPools::give_up() const {
  co_await setting_.kernel.sleep(*spec_.acquire);
  co_return std::nullopt;
}

// Open connections are checked one after the other until one is good.
sim::Task<std::optional<ConnectionPools::Connection>> ConnectionPools::take_good(
    ConnectionPool& pool, Called called, Request request) {
  auto waiting = pool.slot();
  sim::Slots::Lease slot = co_await std::move(waiting);
  if (!slot) co_return std::nullopt;
  Connection connection =
      pool.connect(std::move(slot), address_of(called, request), request.draws(kAging));
  while (spec_.validate && !connection.is_new()) {
    auto checking = is_good(connection, called, request);
    if (co_await std::move(checking)) break;
    connection = pool.connect_anew(std::move(connection), address_of(called, request),
                                   request.draws(kAging));
  }
  co_return connection;
}

sim::Task<bool> ConnectionPools::is_good(Connection& connection, Called called,
                                         Request request) const {
  ConnectionPool& pool = connection.pool();
  sim::Slots::Lease turn(nullptr);
  if (pool.checks() != nullptr) {
    KeptUnlessItsTurnComes kept(connection);
    turn = co_await pool.checks()->acquire();
    kept.its_turn_comes();
  }
  sim::Tasks<bool> tasks;
  tasks.push_back(ask(pool, connection.known(), called, request));
  tasks.push_back(lose_patience());
  sim::Join<bool> first(std::move(tasks), 1, any);
  const auto answers = co_await first;
  co_return answers[0].value_or(false);
}

sim::Task<bool> ConnectionPools::ask(const ConnectionPool& pool, ConnectionPool::Idle idle,
                                     Called called, Request request) const {
  Node& node = *idle.node;
  request.luck = sim::mix(request.luck, idle.number);
  const bool takes_time = setting_.network.takes_time(request.zone, node.zone);
  if (takes_time) {
    auto going = travel(setting_, request.zone, node.zone, request.draws(kCheck));
    if (!co_await std::move(going)) co_return false;
  }
  if (node.silent()) {
    co_await setting_.kernel.sleep(setting_.network.give_up());
    co_return false;
  }
  if (node.paused()) co_await node.running().passage();
  const bool leads = !spec_.validate->role || address_of(called, request).to == &node;
  const bool is_good = node.up() && leads && pool.is_open(idle);
  if (takes_time) {
    auto coming = travel(setting_, node.zone, request.zone, request.draws(kCheck + 1));
    if (!co_await std::move(coming)) co_return false;
  }
  co_return is_good;
}

sim::Task<bool> ConnectionPools::lose_patience() const {
  co_await setting_.kernel.sleep(spec_.validate->timeout);
  co_return false;
}

void ConnectionPools::give_back(Connection connection, const Request& request) {
  const ConnectionPool::Idle known = connection.known();
  const bool ages = spec_.warm && spec_.lifetime;
  if (ages && connection.is_old()) {
    const Request next = in_the_background(request, known.number);
    setting_.crowd.spawn(replace(next, std::move(connection)));
    return;
  }
  if (ages && connection.is_new()) {
    const Request next = in_the_background(request, known.number);
    setting_.crowd.spawn(grow_old(connection.pool(), next, known));
  }
  connection.keep();
}

sim::Task<> ConnectionPools::grow_old(ConnectionPool& pool, Request request,
                                      ConnectionPool::Idle idle) {
  co_await setting_.kernel.sleep(idle.expires - setting_.kernel.now());
  std::optional<Connection> old = pool.take_out(idle.number);
  if (!old) co_return;
  auto replacing = replace(request, *std::move(old));
  co_await std::move(replacing);
}

// If it does not succeed, or another node leads now, whoever needs a connection opens one.
sim::Task<> ConnectionPools::replace(Request request, Connection old) {
  Node& node = old.node();
  if (node.retired() || node.demotions() != old.known().demotions) co_return;
  auto shaking = shake_hands(node, request);
  const Outcome shaken = co_await std::move(shaking);
  if (shaken != Outcome::served) co_return;
  ConnectionPool& pool = old.pool();
  give_back(pool.renew(std::move(old), request.draws(kAging)), request);
}

sim::Task<Outcome> ConnectionPools::shake_hands(Node& node, Request request) const {
  const bool takes_time = setting_.network.takes_time(request.zone, node.zone);
  for (std::int64_t trip = 0; trip < spec_.handshake.round_trips; ++trip) {
    const std::uint64_t purpose = kHandshake + 2 * static_cast<std::uint64_t>(trip);
    if (takes_time) {
      auto going = travel(setting_, request.zone, node.zone, request.draws(purpose));
      if (!co_await std::move(going)) co_return Outcome::unreachable;
    }
    if (node.silent()) {
      co_await setting_.kernel.sleep(setting_.network.give_up());
      co_return Outcome::unreachable;
    }
    const bool up = node.up();
    if (takes_time) {
      auto coming = travel(setting_, node.zone, request.zone, request.draws(purpose + 1));
      if (!co_await std::move(coming)) co_return Outcome::unreachable;
    }
    if (!up) co_return Outcome::refused;
  }
  if (spec_.handshake.cpu == sim::Duration::zero()) co_return Outcome::served;
  if (!node.up() || node.silent()) co_return Outcome::refused;
  sim::Residents::Stay<Outcome> stay(node.residents(), work(node, request));
  const std::optional<Outcome> worked = co_await stay;
  co_return worked == Outcome::served ? Outcome::served : Outcome::refused;
}

sim::Task<Outcome> ConnectionPools::work(Node& node, Request request) const {
  const Worked worked = co_await Cores::Work(node.cores(), request, spec_.handshake.cpu);
  co_return worked.outcome;
}

}  // namespace models
