// What can be asked of queues, and of caches.
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
using Queue = QueueMeasurements;
using Cache = CacheMeasurements;

template <std::int64_t Queue::* Count>
Number messages(const Queue& queue, const Scope& scope) {
  return per_run(queue.*Count, scope);
}

template <LatencyHistogram Queue::* Times>
Number mean(const Queue& queue, const Scope&) {
  return mean_of(queue.*Times);
}

template <LatencyHistogram Queue::* Times, const Share* Percentile>
Number percentile(const Queue& queue, const Scope&) {
  return detail::seconds((queue.*Times).interpolated_quantile(*Percentile));
}

Number consumers_busy(const Queue& queue, const Scope&) {
  const auto mean = queue.consuming.mean();
  return mean ? Number(*mean / static_cast<double>(queue.consumers)) : Number();
}

constexpr QueueMeasure kQueueMeasures[] = {
    {"published", count, more, messages<&Queue::published>, "messages taken in, per run"},
    {"no_room", count, less, messages<&Queue::refused>,
     "messages per run that there was no room for", Method::rare},
    {"consumed", count, more, messages<&Queue::consumed>, "messages consumed, per run"},
    {"redelivered", count, less, messages<&Queue::redelivered>,
     "deliveries per run after the first of a message", Method::rare},
    {"dead_letters", count, less, messages<&Queue::dead_letters>,
     "messages per run that were given up", Method::rare},
    {"backlog", count, less, [](const Queue& queue, const Scope&) { return queue.backlog.mean(); },
     "messages neither consumed nor given up, on average over time"},
    {"backlog_most", count, less,
     [](const Queue& queue, const Scope&) {
       return Number(static_cast<double>(queue.backlog.max));
     },
     "the most of these at once, in any run"},
    {"backlog_at_end", count, less, messages<&Queue::backlog_at_end>,
     "what is left of these at the end of a run"},
    {"oldest", seconds, less,
     [](const Queue& queue, const Scope&) { return Number(detail::seconds(queue.oldest)); },
     "the longest that a message was among these, in any run"},
    {"consumer_utilization", share, less, consumers_busy, "share of its consumers that work"},
    {"delivery_mean", seconds, less, mean<&Queue::wait>,
     "time from published to the first delivery"},
    {"delivery_p99", seconds, less, percentile<&Queue::wait, &kP99>, "percentile of that time"},
    {"time_mean", seconds, less, mean<&Queue::time>, "time from published to consumed"},
    {"time_p50", seconds, less, percentile<&Queue::time, &kP50>, "median of that time"},
    {"time_p99", seconds, less, percentile<&Queue::time, &kP99>, "percentile of that time"},
};

template <std::int64_t Cache::* Count>
Number entries(const Cache& cache, const Scope& scope) {
  return per_run(cache.*Count, scope);
}

constexpr CacheMeasure kCacheMeasures[] = {
    {"hit_ratio", share, more,
     [](const Cache& cache, const Scope&) {
       return detail::share(cache.hits, cache.hits + cache.misses);
     },
     "hits / (hits + misses)", Method::ratio},
    {"hits", count, more, entries<&Cache::hits>, "what was looked up and was there, per run"},
    {"misses", count, less, entries<&Cache::misses>,
     "what was looked up and was not there, or too old, per run"},
    {"coalesced", count, neither, entries<&Cache::coalesced>,
     "of the misses, those that waited for somebody who was finding it out, per run"},
    {"loads", count, less,
     [](const Cache& cache, const Scope& scope) {
       return Number(per_run(cache.misses - cache.coalesced, scope));
     },
     "of the misses, those that found it out themselves, per run"},
    {"evictions", count, less, entries<&Cache::evictions>, "entries per run that had to make room",
     Method::rare},
};

}  // namespace

std::span<const QueueMeasure> queue_measures() {
  return kQueueMeasures;
}
std::span<const CacheMeasure> cache_measures() {
  return kCacheMeasures;
}

}  // namespace sim
