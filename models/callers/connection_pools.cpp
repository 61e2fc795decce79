// The stories of connections: how they are opened, grow old and are opened anew.
#include "models/callers/connection_pools.h"

#include <utility>

#include "models/callers/carry.h"
#include "models/node/node.h"
#include "sim/kernel/residents.h"

namespace models {

namespace {

// What is drawn for a connection; apart from what is drawn for calls.
constexpr std::uint64_t kAging = 100;
constexpr std::uint64_t kHandshake = 101;  // and on: there and back for each round trip

// What is sent to open a connection that nobody waits for yet.
Request in_the_background(Request request, std::uint64_t number) {
  request.luck = sim::mix(request.luck, number);
  request.deadline = request.patience = sim::Instant::max();
  return request;
}

}  // namespace

ConnectionPool& ConnectionPools::pool(std::size_t caller, Node& node, const Request& request) {
  if (pools_.size() <= caller) pools_.resize(caller + 1);
  auto& of_caller = pools_[caller];
  if (of_caller.size() <= node.index()) of_caller.resize(node.index() + 1);
  auto& pool = of_caller[node.index()];
  if (pool) return *pool;
  pool = std::make_unique<ConnectionPool>(setting_.kernel, "connections to " + node.label(), spec_);
  if (!spec_.warm || !node.up()) return *pool;
  for (std::int64_t i = 0; i < spec_.size; ++i) {
    const Request each = in_the_background(request, static_cast<std::uint64_t>(i));
    const ConnectionPool::Idle idle = pool->fill(node.lives(), each.draws(kAging));
    if (spec_.lifetime) setting_.crowd.spawn(grow_old(*pool, node, each, idle));
  }
  return *pool;
}

sim::Task<std::optional<ConnectionPools::Connection>> ConnectionPools::take(std::size_t caller,
                                                                            Node& node,
                                                                            Request request) {
  const sim::Instant began = setting_.kernel.now();
  auto taking = pool(caller, node, request).take(node.lives(), request.draws(kAging));
  auto connection = co_await std::move(taking);
  setting_.spent.add(request.flow, setting_.waiting_for_connection, setting_.kernel.now() - began);
  co_return connection;
}

void ConnectionPools::give_back(Connection connection, Node& node, const Request& request) {
  const ConnectionPool::Idle known = connection.known();
  const bool ages = spec_.warm && spec_.lifetime;
  if (ages && connection.is_old()) {
    const Request next = in_the_background(request, known.number);
    setting_.crowd.spawn(replace(node, next, std::move(connection)));
    return;
  }
  if (ages && connection.is_new()) {
    const Request next = in_the_background(request, known.number);
    setting_.crowd.spawn(grow_old(connection.pool(), node, next, known));
  }
  connection.keep();
}

sim::Task<> ConnectionPools::grow_old(ConnectionPool& pool, Node& node, Request request,
                                      ConnectionPool::Idle idle) {
  co_await setting_.kernel.sleep(idle.expires - setting_.kernel.now());
  std::optional<Connection> old = pool.take_out(idle.number);
  if (!old) co_return;
  auto replacing = replace(node, request, *std::move(old));
  co_await std::move(replacing);
}

// If it does not succeed, whoever needs a connection opens one.
sim::Task<> ConnectionPools::replace(Node& node, Request request, Connection old) {
  if (node.retired()) co_return;
  auto shaking = shake_hands(node, request);
  const Outcome shaken = co_await std::move(shaking);
  if (shaken != Outcome::served) co_return;
  ConnectionPool& pool = old.pool();
  give_back(pool.renew(std::move(old), node.lives(), request.draws(kAging)), node, request);
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
