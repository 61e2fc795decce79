// What can be asked of what keeps state: stores and lock services.
#include "sim/report/measure_numbers.h"
#include "sim/report/measures.h"
#include "sim/report/seconds.h"

namespace sim {

namespace {

using detail::mean_of;
using detail::Number;
using detail::per_run;
using enum Unit;
using enum Better;

using Stored = StoreMeasurements;

template <std::int64_t Stored::* Count>
Number stored(const Stored& store, const Scope& scope) {
  return per_run(store.*Count, scope);
}

Number disks_busy(const Stored& store, const Scope&) {
  LevelTotal all;
  for (const LevelTotal& disk : store.disks) all.merge(disk);
  return store.disks.empty() ? Number() : all.mean();
}

Number leaderless(const Stored& store, const Scope&) {
  const auto mean = store.without_leader.mean();
  return mean ? Number(*mean / static_cast<double>(store.shards)) : Number();
}

constexpr StoreMeasure kStoreMeasures[] = {
    {"lost_payments", count, less, stored<&Stored::lost_intents>,
     "payments per run whose payers were told that all is done, with a write among the lost",
     Method::rare},
    {"lost_writes", count, less, stored<&Stored::lost_writes>,
     "writes per run that were acknowledged, and are not to be found any more", Method::rare},
    {"apart_writes", count, less, stored<&Stored::apart_writes>,
     "writes per run that a leader took which had been replaced", Method::rare},
    {"stale_reads", count, less, stored<&Stored::stale_reads>,
     "reads per run without the latest write", Method::rare},
    {"missing_reads", count, less, stored<&Stored::missing_reads>,
     "reads per run that only copies answered which had no data yet", Method::rare},
    {"repeated_writes", count, neither, stored<&Stored::repeated>,
     "writes per run that were recognised as done before", Method::rare},
    {"failovers", count, less,
     [](const Stored& store, const Scope& scope) {
       const auto kept = static_cast<std::int64_t>(store.failovers.size());
       return Number(per_run(kept + store.failovers_left_out, scope));
     },
     "changes of leaders per run, each for all shards at once", Method::rare},
    {"losses", count, less,
     [](const Stored& store, const Scope& scope) {
       const auto kept = static_cast<std::int64_t>(store.losses.size());
       return Number(per_run(kept + store.losses_left_out, scope));
     },
     "times per run that all copies of some keys lost their data", Method::rare},
    {"rpo", seconds, less,
     [](const Stored& store, const Scope& scope) {
       return Number(detail::seconds(store.recovery_point) / static_cast<double>(scope.runs));
     },
     "RPO: how far back from a failure writes are lost, the longest of a run"},
    {"rto", seconds, less,
     [](const Stored& store, const Scope& scope) {
       return Number(detail::seconds(store.recovery_time) / static_cast<double>(scope.runs));
     },
     "RTO: from a failure until writes are taken again, by another copy or from a backup, the "
     "longest of a run"},
    {"leaderless", share, less, leaderless, "share of shards that nobody leads, over time"},
    {"reads", count, more, stored<&Stored::reads>, "reads answered, per run"},
    {"writes", count, more, stored<&Stored::writes>, "writes acknowledged, per run"},
    {"lag_mean", seconds, less,
     [](const Stored& store, const Scope&) { return mean_of(store.lag); },
     "time until another copy has a write"},
    {"lag_p99", seconds, less,
     [](const Stored& store, const Scope&) {
       return detail::seconds(store.lag.interpolated_quantile(kP99));
     },
     "percentile of that time"},
    {"disk_utilization", share, less, disks_busy, "share of the time in which its disks are busy"},
    {"largest_share", factor, less,
     [](const Stored& store, const Scope&) { return Number(store.largest_share); },
     "keys of the node that has most, relative to the mean"},
};

using Lock = LockMeasurements;

template <std::int64_t Lock::* Count>
Number locks(const Lock& lock, const Scope& scope) {
  return per_run(lock.*Count, scope);
}

template <LatencyHistogram Lock::* Times>
Number mean_time(const Lock& lock, const Scope&) {
  return mean_of(lock.*Times);
}

template <LatencyHistogram Lock::* Times>
Number p99_time(const Lock& lock, const Scope&) {
  return detail::seconds((lock.*Times).interpolated_quantile(kP99));
}

constexpr LockMeasure kLockMeasures[] = {
    {"acquired", count, more, locks<&Lock::acquired>, "locks granted to steps, per run"},
    {"gave_up", count, less, locks<&Lock::gave_up>, "steps per run that stood in line for too long",
     Method::rare},
    {"unavailable", count, less, locks<&Lock::unavailable>,
     "steps per run that failed because the service did not answer", Method::rare},
    {"went_without", count, less, locks<&Lock::went_without>,
     "steps per run that went on without a lock for that", Method::rare},
    {"violations", count, less, locks<&Lock::violations>,
     "steps per run that began while somebody else was at it", Method::rare},
    {"stale_let_through", count, less, locks<&Lock::stale_let_through>,
     "writes per run that came after one under a later lock", Method::rare},
    {"stale_refused", count, less, locks<&Lock::stale_refused>,
     "writes per run that were refused for that", Method::rare},
    {"deadlocks", count, less, locks<&Lock::deadlocks>,
     "circles per run of those who wait for each other", Method::rare},
    {"sessions_expired", count, less, locks<&Lock::expired>, "sessions per run", Method::rare},
    {"herd", count, less,
     [](const Lock& lock, const Scope&) { return Number(static_cast<double>(lock.herd)); },
     "the most nodes that asked for a new session at once, in any run"},
    {"elections", count, less, locks<&Lock::elections>, "new leaders per run", Method::rare},
    {"without_leader", seconds, less,
     [](const Lock& lock, const Scope& scope) {
       return Number(detail::seconds(lock.without_leader) / static_cast<double>(scope.runs));
     },
     "seconds per run without a leader that serves", Method::rare},
    {"lock_wait_mean", seconds, less, mean_time<&Lock::wait>,
     "time until a lock is granted or given up"},
    {"lock_wait_p99", seconds, less, p99_time<&Lock::wait>, "percentile of that time"},
    {"hold_mean", seconds, less, mean_time<&Lock::hold>, "time for which a lock is held"},
    {"hold_p99", seconds, less, p99_time<&Lock::hold>, "percentile of that time"},
};

}  // namespace

std::span<const StoreMeasure> store_measures() {
  return kStoreMeasures;
}
std::span<const LockMeasure> lock_measures() {
  return kLockMeasures;
}

}  // namespace sim
