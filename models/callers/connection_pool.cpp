// Connections that one caller keeps to one node.
#include "models/callers/connection_pool.h"

#include <algorithm>

#include "sim/kernel/elementary.h"
#include "sim/kernel/join.h"

namespace models {

namespace {

bool any(const sim::Slots::Lease&) {
  return true;
}

}  // namespace

sim::Task<std::optional<ConnectionPool::Connection>> ConnectionPool::take(std::uint64_t life,
                                                                          sim::Draws draws) {
  sim::Slots::Lease lease(nullptr);
  if (!spec_.acquire || slots_.free() > 0) {
    lease = co_await slots_.acquire();
  } else {
    std::vector<sim::Task<sim::Slots::Lease>> tasks;
    tasks.push_back(wait());
    tasks.push_back(give_up());
    sim::Join<sim::Slots::Lease> first(std::move(tasks), 1, any);
    auto leases = co_await first;
    if (!leases[0]) co_return std::nullopt;
    lease = *std::move(leases[0]);
  }
  while (!idle_.empty()) {
    const Idle last = idle_.back();
    idle_.pop_back();
    if (last.life == life && kernel_.now() <= last.expires)
      co_return Connection(*this, std::move(lease), last, false);
  }
  co_return Connection(*this, std::move(lease), open(life, draws), true);
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

ConnectionPool::Connection ConnectionPool::renew(Connection old, std::uint64_t life,
                                                 sim::Draws draws) {
  return {*this, std::move(old.lease_), open(life, draws), true};
}

ConnectionPool::Idle ConnectionPool::fill(std::uint64_t life, sim::Draws draws) {
  idle_.push_back(open(life, draws));
  return idle_.back();
}

ConnectionPool::Idle ConnectionPool::open(std::uint64_t life, sim::Draws draws) {
  Idle opened{.number = ++opened_, .life = life};
  if (spec_.lifetime) {
    const double part = 1 - spec_.jitter.value * draws.uniform();
    opened.expires =
        kernel_.now() + sim::to_duration(part * static_cast<double>(spec_.lifetime->count()));
  }
  return opened;
}

}  // namespace models
