// Connections that one caller keeps.
#include "models/callers/connection_pool.h"

#include <algorithm>

#include "models/node/node.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/join.h"

namespace models {

namespace {

bool any(const sim::Slots::Lease&) {
  return true;
}

}  // namespace

sim::Task<sim::Slots::Lease> ConnectionPool::slot() {
  if (!spec_.acquire || slots_.free() > 0) co_return co_await slots_.acquire();
  sim::Tasks<sim::Slots::Lease> tasks;
  tasks.push_back(wait());
  tasks.push_back(give_up());
  sim::Join<sim::Slots::Lease> first(std::move(tasks), 1, any);
  auto leases = co_await first;
  if (!leases[0]) co_return sim::Slots::Lease(nullptr);
  co_return *std::move(leases[0]);
}

ConnectionPool::Connection ConnectionPool::connect(sim::Slots::Lease slot, const Address& address,
                                                   sim::Draws draws) {
  for (std::size_t i = idle_.size(); i-- > 0;) {
    const Idle idle = idle_[i];
    const bool is_good = is_open(idle) && kernel_.now() <= idle.expires;
    if (is_good && idle.node != address.to && idle.node != address.before) continue;
    idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(i));
    if (is_good) return {*this, std::move(slot), idle, false};
  }
  return {*this, std::move(slot), open(*address.to, draws), true};
}

// Who keeps connections to whoever led, or checks them, does so because nobody tells when a node
// falls silent.
bool ConnectionPool::is_open(const Idle& idle) const {
  if (idle.life == life_of(*idle.node)) return true;
  return idle.node->silent() && (spec_.demoted == Demoted::keep || spec_.validate);
}

std::uint64_t ConnectionPool::life_of(const Node& node) const {
  return node.lives() + (spec_.demoted == Demoted::close ? node.demotions() : 0);
}

// There are no more than the size says, wherever they lead.
void ConnectionPool::keep(const Idle& idle) {
  idle_.push_back(idle);
  if (static_cast<std::int64_t>(idle_.size()) > spec_.size) idle_.erase(idle_.begin());
}

sim::Task<sim::Slots::Lease> ConnectionPool::wait() {
  co_return co_await slots_.acquire();
}

sim::Task<sim::Slots::Lease> ConnectionPool::give_up() {
  co_await kernel_.sleep(*spec_.acquire);
  co_return sim::Slots::Lease(nullptr);
}

// Whoever was given a slot and has not taken its connection yet may need this one.
std::optional<ConnectionPool::Connection> ConnectionPool::take_out(std::uint64_t number) {
  const auto found = std::ranges::find(idle_, number, &Idle::number);
  if (found == idle_.end()) return std::nullopt;
  sim::Slots::Lease lease = slots_.take_free();
  if (!lease) return std::nullopt;
  const Idle idle = *found;
  idle_.erase(found);
  return Connection(*this, std::move(lease), idle, false);
}

ConnectionPool::Connection ConnectionPool::renew(Connection old, sim::Draws draws) {
  return {*this, std::move(old.lease_), open(old.node(), draws), true};
}

ConnectionPool::Idle ConnectionPool::fill(Node& node, sim::Draws draws) {
  idle_.push_back(open(node, draws));
  return idle_.back();
}

ConnectionPool::Idle ConnectionPool::open(Node& node, sim::Draws draws) {
  Idle opened{
      .number = ++opened_, .node = &node, .life = life_of(node), .demotions = node.demotions()};
  if (spec_.lifetime) {
    const double part = 1 - spec_.jitter.value * draws.uniform();
    opened.expires =
        kernel_.now() + sim::to_duration(part * static_cast<double>(spec_.lifetime->count()));
  }
  return opened;
}

}  // namespace models
